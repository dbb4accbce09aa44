"""The main colors of a picture, as a palette for other pictures."""

from pathlib import Path
from tempfile import SpooledTemporaryFile

import numpy as np

from bot.engine import oklab
from bot.engine.mapping import Averages, Doubles
from bot.engine.palette.kmeans import kmeans, nearest, spread_seeds
from bot.engine.source import open_picture
from bot.engine.survey import glance, take_survey

_SCRATCH_BYTES = 4 << 20
_TRIES = 4
_ROUNDS = 40
# The side of the cells in which alike colors are counted.
_CELL = 0.025
# Less opacity than one visible pixel leaves is a rounding error.
_FAINT = 1e-7
# Of a color's share of the picture, in its weight: a small accent belongs to a palette too.
_SHARE_POWER = 0.55
# How much more a saturated color weighs than a gray, at a chroma of 0.3.
_VIVID = 2.0


def main_colors(source: Path, count: int, threads: int = 1) -> list[tuple[int, int, int]]:
    """Return up to `count` colors that a PNG or JPEG file is made of, from dark to light.

    Colors of the picture as it looks from afar are counted in cells of OKLab, and clustered
    (k-means) with weights that let small areas and vivid colors count for more than their share.
    Each is the mean of the inner half of its cluster, since the mean of all would be grayer than
    anything in the picture. The same picture gives the same colors; one that has fewer gives
    fewer, and one without visible pixels none.

    Raises
    ------
    PictureError
        The picture cannot be taken: see `bot.engine.errors`.
    OSError
        The file cannot be read.
    """
    with SpooledTemporaryFile(_SCRATCH_BYTES) as scratch:
        picture = open_picture(source, scratch)
        look = glance(source, picture)
        seen, _ = take_survey(picture, threads) if look is None else look()
    if seen.is_blank:
        return []
    colors, weights = _cells(seen)
    count = min(count, len(colors))
    starts = spread_seeds(colors, weights, count, _TRIES)
    found, inertia = kmeans(colors, weights, starts, _ROUNDS)
    centers = found[inertia.argmin()]
    labels = nearest(colors, centers)
    cores = [
        _core(colors[labels == number], weights[labels == number], centers[number])
        for number in range(count)
        if (labels == number).any()
    ]
    lab = np.array(sorted(cores, key=lambda core: core[0]), np.float32)
    codes = oklab.to_codes(lab)
    return list(dict.fromkeys((int(r), int(g), int(b)) for r, g, b in codes))


def _cells(seen: Averages) -> tuple[Doubles, Doubles]:
    """Return the picture's colors (m, 3), alike ones as one, and the weight of each (m,)."""
    if seen.colors is not None and seen.counts is not None:
        codes, counts = seen.colors, seen.counts.astype(np.float64)
    else:
        visible = seen.weights > _FAINT
        codes, counts = seen.thumbnail[visible], seen.weights[visible].astype(np.float64)
    lab = oklab.from_codes(codes).astype(np.float64)
    # A cell's number, which is as unique as its three coordinates but quicker to sort.
    number = np.floor(lab / _CELL).astype(np.int64) @ (1 << 16, 1 << 8, 1)
    _, cell = np.unique(number, return_inverse=True)
    mass = np.bincount(cell, weights=counts)
    means = [np.bincount(cell, weights=counts * lab[:, i]) / mass for i in range(3)]
    colors = np.stack(means, axis=-1)
    chroma = np.hypot(colors[:, 1], colors[:, 2])
    return colors, (mass / mass.sum()) ** _SHARE_POWER * (1 + _VIVID * chroma / 0.3)


def _core(colors: Doubles, weights: Doubles, center: Doubles) -> Doubles:
    gaps = np.linalg.norm(colors - center, axis=1)
    inner = gaps <= np.median(gaps)
    return np.average(colors[inner], axis=0, weights=weights[inner])
