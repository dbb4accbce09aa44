"""What depends on place: how much of each cluster a pixel belongs to, and its base lightness.

A pixel's cluster weights must not jump inside a surface, nor bleed over its edges. So the soft
assignment of the thumbnail is fitted, around every place, by an affine function of color: a
guided filter with a three-channel guide (He, Sun, Tang 2013, "Guided image filtering"). The
functions' coefficients are what is kept; they vary slowly, are stored on a coarse grid (He, Sun
2015, "Fast guided filter") and are evaluated with the full picture's own colors. Base lightness,
which an edge-preserving smoothing leaves, is an affine function of lightness in the same way.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.ndimage import uniform_filter1d

from bot.engine.mapping import Doubles, Floats, Reals

_RADIUS = 4
"""Of a window, in cells of the coarse grid."""
_BASE_SMOOTHNESS = 1e-2
_LONGEST_SIDE = 192

TEXTURE = 0.6
"""How much of a pixel's detail in lightness counts when it is assigned to clusters."""


def overlap(weights: Reals, mass: Reals) -> Doubles:
    """Measure how much lies between each two clusters: (k, k), symmetric, summing to 1.

    Parameters
    ----------
    weights, mass
        (..., k) soft assignment and (...,) how much each counts.
    """
    k = weights.shape[-1]
    flat = weights.reshape(-1, k)
    shared = (flat.T @ (flat * mass.reshape(-1, 1))).astype(np.float64)
    np.fill_diagonal(shared, 0)
    return shared / max(float(shared.sum()), 1e-9)


class Guide:
    """A thumbnail as guide: its local statistics, computed once, used for several fits."""

    def __init__(self, colors: Floats, opacity: Floats, weights: Floats) -> None:
        """Take the statistics of the thumbnail.

        Parameters
        ----------
        colors
            (h, w, 3) the thumbnail in the working space.
        opacity
            (h, w), 0 to 1; what is transparent does not count.
        weights
            (h, w, k) soft assignment to be fitted; sums to 1.
        """
        self.clusters = weights.shape[-1]
        step = 2 if max(colors.shape[:2]) > _LONGEST_SIDE else 1
        L, a, b = np.moveaxis(colors, -1, 0)
        moments = np.stack([L, a, b, L * L, L * a, L * b, a * a, a * b, b * b], axis=-1)
        p = weights[..., :-1]
        stats = np.concatenate(
            [moments, p, p * L[..., None], p * a[..., None], p * b[..., None]], axis=-1
        )
        mass = opacity[..., None]
        if opacity.min() < 1:
            stats = stats * mass
        mass = _box(_shrink(mass, step))
        stats = _box(_shrink(stats, step))
        stats /= np.maximum(mass, 1e-4)
        n = self.clusters - 1
        self._mean = stats[..., :3]
        self._moments = stats[..., 3:9]
        self._weight = stats[..., 9 : 9 + n]
        self._crossed = [stats[..., 9 + n * i : 9 + n * (i + 1)] for i in (1, 2, 3)]

    def fit(self, smoothness: float) -> Floats:
        """Fit the weights and the base lightness.

        Parameters
        ----------
        smoothness
            ε of the guided filter: color variance below it is smoothed away.

        Returns
        -------
        array
            (rows, columns, 4 k + 2) on the coarse grid: for each cluster the factors of the
            three channels and the constant; then factor and constant of the base lightness.
        """
        base = self._base()
        if self.clusters == 1:
            constant = np.zeros((*base.shape[:2], 4), dtype=np.float32)
            constant[..., 3] = 1
            return _joined(constant, _box(base))
        m0, m1, m2 = np.moveaxis(self._mean, -1, 0)
        s00, s01, s02, s11, s12, s22 = np.moveaxis(self._moments, -1, 0)
        v00, v01, v02 = s00 - m0 * m0 + smoothness, s01 - m0 * m1, s02 - m0 * m2
        v11, v12, v22 = s11 - m1 * m1 + smoothness, s12 - m1 * m2, s22 - m2 * m2 + smoothness
        # The inverse of the symmetric covariance by its cofactors.
        cofactors = np.stack(
            [
                v11 * v22 - v12 * v12,
                v02 * v12 - v01 * v22,
                v01 * v12 - v02 * v11,
                v00 * v22 - v02 * v02,
                v01 * v02 - v00 * v12,
                v00 * v11 - v01 * v01,
            ]
        )
        cofactors /= v00 * cofactors[0] + v01 * cofactors[1] + v02 * cofactors[2]
        i00, i01, i02, i11, i12, i22 = cofactors[..., None]
        p = self._weight
        m0, m1, m2 = m0[..., None], m1[..., None], m2[..., None]
        x0, x1, x2 = self._crossed[0] - m0 * p, self._crossed[1] - m1 * p, self._crossed[2] - m2 * p
        f0 = i00 * x0 + i01 * x1 + i02 * x2
        f1 = i01 * x0 + i11 * x1 + i12 * x2
        f2 = i02 * x0 + i12 * x1 + i22 * x2
        constant = p - f0 * m0 - f1 * m1 - f2 * m2
        fitted = _box(np.stack([f0, f1, f2, constant], axis=-1).reshape(*p.shape[:2], -1))
        # The weights sum to 1, so the last one follows from the others.
        last = -fitted.reshape(*p.shape, 4).sum(axis=2)
        last[..., 3] += 1
        return _joined(fitted, last, _box(base))

    def _base(self) -> Floats:
        mean: Floats = self._mean[..., 0]
        variance = np.maximum(self._moments[..., 0] - mean * mean, 0)
        fitted = np.empty((*mean.shape, 2), dtype=np.float32)
        factor = np.divide(variance, variance + np.float32(_BASE_SMOOTHNESS), out=fitted[..., 0])
        np.subtract(mean, factor * mean, out=fitted[..., 1])
        return fitted


def at_places(fitted: Floats, places: npt.NDArray[np.int32], height: int, width: int) -> Floats:
    """Interpolate coefficients (rows, columns, q) at pixels (n, 2) of the full picture: (n, q)."""
    rows, columns = fitted.shape[:2]
    i, v = grid_position(places[:, 0], height, rows)
    j, u = grid_position(places[:, 1], width, columns)
    below, right = np.minimum(i + 1, rows - 1), np.minimum(j + 1, columns - 1)
    v, u = v[:, None], u[:, None]
    upper, lower = fitted[i, j], fitted[below, j]
    upper += (fitted[i, right] - upper) * u
    lower += (fitted[below, right] - lower) * u
    upper += (lower - upper) * v
    return upper


def grid_position(
    pixels: npt.NDArray[Any], full: int, cells: int
) -> tuple[npt.NDArray[np.intp], Floats]:
    """Find where pixel centers of an axis `full` long lie among `cells` cell centers.

    Returns the lower cell and how far on the way to the next one (0 to 1) each pixel is.
    """
    position = np.clip((pixels + 0.5) * (cells / full) - 0.5, 0, cells - 1)
    lower = np.minimum(position.astype(np.intp), max(cells - 2, 0))
    return lower, (position - lower).astype(np.float32)


def weights_of(coefficients: Floats, colors: Floats) -> Floats:
    """Evaluate cluster weights: clamped at 0, summing to 1.

    Parameters
    ----------
    coefficients
        (n, 4 k + …) at the places of the colors.
    colors
        (n, 3) in the working space.
    """
    k = coefficients.shape[1] // 4
    affine = coefficients[:, : 4 * k].reshape(-1, k, 4)
    base = base_of(coefficients, colors)
    judged = colors.copy()
    judged[:, 0] = base + np.float32(TEXTURE) * (colors[:, 0] - base)
    raw = np.matmul(affine[..., :3], judged[..., None])[..., 0] + affine[..., 3]
    weights: Floats = np.maximum(raw, 0)
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), np.float32(1e-9))
    return weights


def base_of(coefficients: Floats, colors: Floats) -> Floats:
    """Evaluate base lightness (n,), arguments as in `weights_of`."""
    return coefficients[:, -2] * colors[:, 0] + coefficients[:, -1]


def _joined(*planes: Floats) -> Floats:
    depth = sum(p.shape[-1] for p in planes)
    joined = np.empty((*planes[0].shape[:-1], depth), dtype=np.float32)
    return np.concatenate(planes, axis=-1, out=joined)


def _box(planes: Floats) -> Floats:
    for axis in (0, 1):
        planes = np.asarray(
            uniform_filter1d(planes, 2 * _RADIUS + 1, axis=axis, mode="reflect"), dtype=np.float32
        )
    return planes


def _shrink(planes: Reals, step: int) -> Floats:
    """Average blocks of `step` by `step`; an odd last row or column is repeated."""
    if step == 1:
        return planes.astype(np.float32)
    height, width = planes.shape[:2]
    planes = np.pad(planes, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    rows = planes[0::2] + planes[1::2]
    return (rows[:, 0::2] + rows[:, 1::2]) * np.float32(0.25)
