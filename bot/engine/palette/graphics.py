"""Pictures of few colors: what becomes of each one, by color alone."""

import numpy as np
import numpy.typing as npt

from bot.engine import oklab
from bot.engine.mapping import Doubles, Floats, Pixels
from bot.engine.palette import assignment, clusters, space
from bot.engine.palette.fit import CAREFUL
from bot.engine.palette.kmeans import nearest
from bot.engine.palette.lightness import tone_curve
from bot.engine.palette.loop import close_in
from bot.engine.palette.move import chroma_gain, seen
from bot.engine.palette.place import overlap

_LONG_MIX = 0.1
_MAIN_SHARE = 0.5
_ROUNDS = 6


def recolor_graphics(colors: Pixels, counts: Doubles, palette: Doubles) -> Pixels:
    """Find the new color of each of a picture's colors.

    With no more colors than the palette, each one takes a palette color of its own. Otherwise the
    main ones take palette colors exactly, and the others lie between and around them as before:
    the shades of an antialiased edge stay mixes of the two sides.

    Parameters
    ----------
    colors, counts
        (m, 3) sRGB codes, all distinct, and (m,) how many pixels have each.
    palette
        (k, 3) distinct colors, working space.

    Returns
    -------
    array
        (m, 3) sRGB codes.
    """
    points = space.from_oklab(oklab.from_codes(colors)).astype(np.float64)
    if len(points) <= len(palette):
        order = assignment.nearest(points, counts, palette)
        return _codes(palette[order])
    centers, sizes = clusters.main_colors(points, counts, len(palette))
    centers, exact = _centers_on_colors(points, counts, centers)
    shares = mixes(points, centers)
    between = overlap(shares, counts)
    (order,) = assignment.by_lightness(centers, sizes, palette, between, 1)
    targets = palette[order]

    def recolored(aim: Doubles) -> Doubles:
        return _around(points, shares, centers, aim)

    found = close_in(
        lambda aim: (seen(recolored(aim)), None),
        counts,
        targets,
        targets,
        CAREFUL.most_lightness,
        targets,
        _ROUNDS,
    )
    aim = np.where(exact[:, None], targets, found.aim)
    return _codes(recolored(aim))


def mixes(points: Doubles, centers: Doubles) -> Doubles:
    """Describe each point (m, 3) as a mix of two of k centers: (m, k), two shares a row.

    The pair is the one whose straight line passes nearest; short lines are preferred, so that a
    point between neighbors is not taken for a mix of the two ends.
    """
    count = len(centers)
    shares = np.ones((len(points), count))
    if count == 1:
        return shares
    best = np.full(len(points), np.inf)
    for i in range(count):
        for j in range(i + 1, count):
            line = centers[j] - centers[i]
            squared = float(line @ line) + 1e-12
            t = np.clip((points - centers[i]) @ line / squared, 0, 1)
            miss = ((points - centers[i] - t[:, None] * line) ** 2).sum(axis=1)
            cost = miss + _LONG_MIX * t * (1 - t) * squared
            better = cost < best
            best[better] = cost[better]
            shares[better] = 0
            shares[better, i] = 1 - t[better]
            shares[better, j] = t[better]
    return shares


def _centers_on_colors(
    points: Doubles, counts: Doubles, centers: Doubles
) -> tuple[Doubles, npt.NDArray[np.bool_]]:
    """Move a center onto the one color that makes up most of its cluster, if there is one.

    Returns the centers (k, 3), and which of them are such colors (k,).
    """
    labels = nearest(points, centers)
    moved, exact = centers.copy(), np.zeros(len(centers), dtype=bool)
    for j in range(len(centers)):
        own = np.where(labels == j, counts, 0)
        heaviest = int(own.argmax())
        if own[heaviest] > _MAIN_SHARE * own.sum():
            moved[j], exact[j] = points[heaviest], True
    return moved, exact


def _around(points: Doubles, shares: Doubles, centers: Doubles, aim: Doubles) -> Doubles:
    """Put points where their mix of centers goes, with what distinguished them from the mix."""
    curve = tone_curve(centers[:, 0], aim[:, 0], CAREFUL.most_slope)
    source, target = shares @ centers, shares @ aim
    gain = (shares @ chroma_gain(centers, aim))[:, None]
    lightness = target[:, :1] + curve(points[:, :1]) - curve(source[:, :1])
    chroma = target[:, 1:] + gain * (points[:, 1:] - source[:, 1:])
    return np.concatenate([lightness, chroma], axis=1)


def _codes(working: Doubles) -> Pixels:
    lab: Floats = space.to_oklab(working).astype(np.float32)
    return oklab.to_codes(oklab.reduce_chroma(lab))
