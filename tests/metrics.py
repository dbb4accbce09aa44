"""How good a recoloring is, as numbers. One definition of each, for tests and benchmarks alike.

Pictures are (h, w, 3) arrays of sRGB codes. Colors are CIELAB under D65; ΔE00 is CIEDE2000, ΔE76
the plain distance in CIELAB. "Neighbors" are the pixels beside and below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from scipy.ndimage import distance_transform_edt
from scipy.optimize import linear_sum_assignment
from skimage.metrics import structural_similarity

from bot.engine import cielab, srgb
from bot.engine.mapping import Doubles, Floats, Pixels
from bot.engine.recoloring import RGB

Labels = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How much of a picture survived a recoloring, and what was torn in it."""

    ssim: float
    """Structural similarity of L*; 1 is identical."""
    correlation: float
    """Correlation of the gradients of L* (no mean removed); 1 means proportional."""
    reversals: float
    """Percent of the source's L* gradients above 2 that change sign and exceed 1."""
    amplification: float
    """99.5th percentile of ΔE76 between neighbors that were within ΔE76 3."""
    contours: float
    """How many of 10,000 such neighbors are more than ΔE76 8 apart."""
    halo: float
    """Change of chroma along flat places beside strong edges; see `halo`."""


def lab_of(picture: Pixels) -> Floats:
    """Turn sRGB codes (..., 3) into CIELAB, float32: exact to about 1e-4."""
    return cielab.from_linear(srgb.LINEAR[picture])


def fidelity(source: Pixels, output: Pixels) -> Fidelity:
    """Compare a recolored picture with its source of the same size, at least 7 by 7."""
    before, after = lab_of(source), lab_of(output)
    steps = [(np.diff(before, axis=i), np.diff(after, axis=i)) for i in (0, 1)]
    drawn = np.concatenate([b[..., 0].ravel() for b, _ in steps]).astype(np.float64)
    kept = np.concatenate([a[..., 0].ravel() for _, a in steps]).astype(np.float64)
    moved = np.concatenate([_length(a).ravel() for _, a in steps])
    quiet = np.concatenate([_length(b).ravel() for b, _ in steps]) <= 3
    strong = np.abs(drawn) > 2
    turned = strong & (drawn * kept < 0) & (np.abs(kept) > 1)
    moved = moved[quiet]
    return Fidelity(
        ssim=_structural_similarity(before[..., 0], after[..., 0]),
        correlation=float(drawn @ kept / np.sqrt((drawn @ drawn) * (kept @ kept) + 1e-9)),
        reversals=100 * float(turned.sum()) / max(int(strong.sum()), 1),
        amplification=float(np.percentile(moved, 99.5)) if moved.size else 0.0,
        contours=float((moved > 8).mean() * 1e4) if moved.size else 0.0,
        halo=halo(source, output),
    )


def halo(source: Pixels, output: Pixels) -> float:
    """Measure soft bleeding: chroma that changes beside a strong edge where the source is flat.

    Both pictures are averaged down to at most 384 px, the scale on which glows live. A stretch
    of six pixels counts if the source stays within ΔE76 3 all along it, and lies between 1 and
    12 pixels from an edge (neighbors ΔE76 > 15 apart). Returned is the 95th percentile, over such
    stretches, of the distance in (a*, b*) between the two ends in the output; 0 without any.
    """
    span, reach = 6, 12
    before, after = lab_of(area_average(source, 384)), lab_of(area_average(output, 384))
    near = _beside_edges(before, reach)
    gaps: list[npt.NDArray[Any]] = []
    for axis in (0, 1):
        length = before.shape[axis] - span
        if length <= 0:
            continue
        start = np.take(before, range(length), axis)
        flat = np.take(near, range(length), axis)
        for step in range(1, span + 1):
            along = range(step, step + length)
            flat = flat & np.take(near, along, axis)
            flat &= _length(np.take(before, along, axis) - start) <= 3
        ends = np.take(after, range(span, span + length), axis) - np.take(
            after, range(length), axis
        )
        gaps.append(_length(ends[..., 1:])[flat])
    found = np.concatenate(gaps) if gaps else np.empty(0)
    return float(np.percentile(found, 95)) if found.size else 0.0


def parting(source: Pixels, output: Pixels) -> float:
    """Measure surfaces in two hues: chroma that parts between places where the source's does not.

    Both pictures are averaged down to at most 384 px. Two places, 6, 16 or 40 pixels apart in a
    row or a column, are of one surface if their chroma in the source differs by at most 6, and no
    step between them exceeds ΔE 5, lightness counting half. Returned is the 95th percentile, over
    such pairs, of how much farther apart in (a*, b*) they are in the output; 0 without any.
    """
    before, after = lab_of(area_average(source, 384)), lab_of(area_average(output, 384))
    found: list[npt.NDArray[Any]] = [np.empty(0)]
    for axis in (0, 1):
        steps = _length(np.diff(before, axis=axis) * np.array([0.5, 1, 1], np.float32))
        for reach in (6, 16, 40):
            count = before.shape[axis] - reach
            if count <= 0:
                continue
            largest = sliding_window_view(steps, reach, axis).max(axis=-1)
            near, far = range(count), range(reach, reach + count)
            own, now = (
                _length((np.take(lab, far, axis) - np.take(lab, near, axis))[..., 1:])
                for lab in (before, after)
            )
            found.append((now - own)[(largest <= 5) & (own <= 6)])
    parted = np.concatenate(found)
    return float(np.percentile(parted, 95)) if parted.size else 0.0


def dominant_colors(picture: Pixels, count: int) -> tuple[Doubles, Doubles]:
    """Find a picture's main colors: weighted k-means in CIELAB on a 6-bit histogram.

    The best of four seedings; a 5-bit histogram where the finer one has more than 6,000 colors.

    Returns
    -------
    tuple
        (count, 3) CIELAB, and (count,) the number of pixels of each. Where the picture has
        fewer colors than asked for, the last one repeats with no pixels.
    """
    means, weights = histogram(picture, 6)
    if len(means) > 6000:
        means, weights = histogram(picture, 5)
    colors = cielab.from_linear(srgb.to_linear(means))
    if len(colors) <= count:
        missing = count - len(colors)
        return np.pad(colors, ((0, missing), (0, 0)), mode="edge"), np.pad(weights, (0, missing))
    results = [_kmeans(colors, weights, _seeds(colors, weights, count, i)) for i in range(4)]
    centers, labels, _ = min(results, key=lambda result: result[2])
    sizes: Doubles = np.bincount(labels, weights=weights, minlength=count).astype(np.float64)
    return centers, sizes


def adherence(output: Pixels, palette: Sequence[RGB]) -> float:
    """Return the mean ΔE00 between a palette and as many dominant colors, matched at best."""
    found, _ = dominant_colors(output, len(palette))
    gaps = cielab.difference(found[:, None], _palette_lab(palette)[None])
    rows, columns = linear_sum_assignment(gaps)
    return float(gaps[rows, columns].mean())


def nearness(output: Pixels, palette: Sequence[RGB]) -> float:
    """Return the mean ΔE00 from a pixel to the palette's nearest color (5-bit histogram)."""
    means, weights = histogram(output, 5)
    colors = cielab.from_linear(srgb.to_linear(means))
    gaps = cielab.difference(colors[:, None], _palette_lab(palette)[None]).min(axis=1)
    return float(np.average(gaps, weights=weights))


def sliced_wasserstein(output: Pixels, source: Pixels, reference: Pixels) -> float:
    """Return how far the output's colors are from the reference's; 0 is there, 1 the source.

    Mean absolute difference of sorted projections of 100,000 sampled CIELAB pixels on 64 fixed
    random directions, output to reference, divided by the same from source to reference.
    """
    directions = np.random.default_rng(0).standard_normal((64, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)

    def project(picture: Pixels, seed: int) -> Doubles:
        flat = picture.reshape(-1, 3)
        count = min(100_000, len(flat))
        chosen = np.random.default_rng(seed).choice(len(flat), count, replace=False)
        projected = np.sort(directions @ cielab.from_codes(flat[chosen]).T, axis=1)
        return projected[:, np.linspace(0, count - 1, 20_000).astype(int)]

    goal = project(reference, 2)
    left = np.abs(project(output, 1) - goal).mean()
    return float(left / max(np.abs(project(source, 1) - goal).mean(), 1e-9))


def color_distance(one: Pixels, other: Pixels) -> float:
    """Return the mean ΔE00 between the pixels of two pictures of one size."""
    return float(cielab.difference(cielab.from_codes(one), cielab.from_codes(other)).mean())


def harmony(colors: Doubles, weights: Doubles) -> float:
    """Return the harmony of CIELAB colors (n, 3), all pairs weighted by area; about -1 to 1.

    References
    ----------
    Ou, Luo (2006), "A colour harmony model for two-colour combinations".
    """
    L, a, b = colors.T
    C = np.hypot(a, b)
    h = np.degrees(np.arctan2(b, a)) % 360
    chroma_effect = 0.5 + 0.5 * np.tanh(-2 + 0.5 * C)
    hue_effect = -0.08 - 0.14 * np.sin(np.radians(h + 50)) - 0.07 * np.sin(np.radians(2 * h + 90))
    z = (90 - h) / 10
    yellow_effect = ((0.22 * L - 12.8) / 10) * np.exp(z - np.exp(np.minimum(z, 30)))
    hue = chroma_effect * (hue_effect + yellow_effect)
    i, j = np.triu_indices(len(colors), 1)
    dC2 = (C[i] - C[j]) ** 2
    dH2 = np.maximum((a[i] - a[j]) ** 2 + (b[i] - b[j]) ** 2 - dC2, 0)
    chromatic = 0.04 + 0.53 * np.tanh(0.8 - 0.045 * np.sqrt(dH2 + dC2 / 1.46**2))
    lightness = 0.28 + 0.54 * np.tanh(-3.88 + 0.029 * (L[i] + L[j]))
    lightness += 0.14 + 0.15 * np.tanh(-2 + 0.2 * np.abs(L[i] - L[j]))
    pairs = np.sqrt(weights[i] * weights[j])
    return float(((chromatic + lightness + hue[i] + hue[j]) * pairs).sum() / max(pairs.sum(), 1e-9))


def picture_harmony(picture: Pixels, count: int = 5) -> float:
    """Return the harmony of a picture's dominant colors."""
    return harmony(*dominant_colors(picture, count))


def histogram(picture: Pixels, bits: int) -> tuple[Doubles, Doubles]:
    """Count a picture's colors in cells of 2^(8 - bits) codes.

    Returns
    -------
    tuple
        (m, 3) the mean color of each occupied cell, encoded sRGB in 0 to 1; (m,) its pixels.
    """
    flat = picture.reshape(-1, 3)
    cells = (flat >> (8 - bits)).astype(np.int64)
    keys = (cells[:, 0] << (2 * bits)) | (cells[:, 1] << bits) | cells[:, 2]
    size = 1 << (3 * bits)
    counts = np.bincount(keys, minlength=size)
    used = np.nonzero(counts)[0]
    sums = [np.bincount(keys, weights=flat[:, i], minlength=size)[used] for i in range(3)]
    return np.stack(sums, axis=1) / counts[used, None] / 255, counts[used].astype(np.float64)


def area_average(picture: Pixels, longest: int) -> Pixels:
    """Shrink a picture by exact area average so that its longest side is at most `longest`."""
    height, width = picture.shape[:2]
    scale = min(1.0, longest / max(height, width))
    if scale == 1:
        return picture
    rows = _shares(height, max(1, round(height * scale)))
    columns = _shares(width, max(1, round(width * scale)))
    wide = np.tensordot(rows, picture.astype(np.float32), axes=(1, 0))
    averaged = np.einsum("xw,ywc->yxc", columns, wide, optimize=True)
    return np.rint(averaged).astype(np.uint8)


def _shares(full: int, small: int) -> Floats:
    """Return (small, full): how much of each cell every pixel fills; rows sum to 1."""
    edges = np.arange(small + 1) * (full / small)
    pixels = np.arange(full)
    covered = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return (np.clip(covered, 0, None) * (small / full)).astype(np.float32)


def _beside_edges(lab: Floats, reach: int) -> Mask:
    """Mark pixels more than 1 and at most `reach` pixels away from a strong edge."""
    edge = np.zeros(lab.shape[:2], dtype=bool)
    down = _length(np.diff(lab, axis=0)) > 15
    right = _length(np.diff(lab, axis=1)) > 15
    edge[1:] |= down
    edge[:-1] |= down
    edge[:, 1:] |= right
    edge[:, :-1] |= right
    if not edge.any():
        return edge
    away: Any = distance_transform_edt(~edge)
    return (away > 1) & (away <= reach)


def _structural_similarity(before: Floats, after: Floats) -> float:
    value: Any = structural_similarity(before, after, data_range=100.0)
    return float(value)


def _length(vectors: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.sqrt(np.einsum("...i,...i->...", vectors, vectors))


def _palette_lab(palette: Sequence[RGB]) -> Doubles:
    return cielab.from_codes(np.array(palette, dtype=np.uint8))


def _seeds(colors: Doubles, weights: Doubles, count: int, seed: int) -> Doubles:
    """Choose first centers: seed 0 the heaviest and then the farthest, others k-means++."""
    random = np.random.default_rng(seed)

    def draw(mass: Doubles) -> int:
        if seed == 0:
            return int(np.argmax(mass))
        return int(random.choice(len(colors), p=mass / mass.sum()))

    centers = [colors[draw(weights)]]
    gaps = ((colors - centers[0]) ** 2).sum(axis=1)
    while len(centers) < count:
        centers.append(colors[draw(gaps * weights)])
        gaps = np.minimum(gaps, ((colors - centers[-1]) ** 2).sum(axis=1))
    return np.array(centers)


def _kmeans(colors: Doubles, weights: Doubles, centers: Doubles) -> tuple[Doubles, Labels, float]:
    """Run Lloyd's iteration to rest, at most 60 times; return centers, labels and inertia."""
    centers = centers.copy()
    labels: Labels = np.full(len(colors), -1)
    squares = (colors**2).sum(axis=1)
    inertia = 0.0
    for _ in range(60):
        gaps = squares[:, None] - 2 * colors @ centers.T + (centers**2).sum(axis=1)
        nearest = gaps.argmin(axis=1)
        inertia = float(weights @ gaps.min(axis=1))
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        mass = np.bincount(labels, weights=weights, minlength=len(centers))
        for i in range(3):
            sums = np.bincount(labels, weights=weights * colors[:, i], minlength=len(centers))
            centers[:, i] = np.where(mass > 0, sums / np.maximum(mass, 1e-12), centers[:, i])
    return centers, labels, inertia
