"""What depends on place: how much of each cluster a cell belongs to, and its base lightness.

Cluster weights must not jump inside a surface, nor bleed over its edges. So the soft assignment of
the cells is fitted, around every cell, by an affine function of color: a guided filter with a
three-channel guide (He, Sun, Tang 2013, "Guided image filtering"). Base lightness, which an
edge-preserving smoothing leaves, is an affine function of lightness in the same way.
"""

import numpy as np

from bot.engine.local import Grid, inverse_of, product
from bot.engine.mapping import Doubles, Floats, Reals

# How much variance of lightness is smoothed away: from the base, which alone goes through the curve
# of tones, more than from what decides where a cell belongs, or colors would bleed over soft edges.
_BASE_SMOOTHNESS, _TEXTURE_SMOOTHNESS = 2e-2, 1e-2


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
    """A grid's colors in the working space as a guide: their local statistics, computed once."""

    def __init__(self, grid: Grid, colors: Floats) -> None:
        """Take the grid and its colors in the working space, (rows, columns, 3)."""
        self._grid = grid
        self._colors = np.ascontiguousarray(np.moveaxis(colors, -1, 0))
        self._mean = grid.means(self._colors)
        self._covariance = grid.means(self._colors[:, None] * self._colors)
        self._covariance -= self._mean[:, None] * self._mean
        self.base = self._smooth_lightness(_BASE_SMOOTHNESS)
        """(rows, columns) lightness without its detail."""
        # Texture is not to decide where a cell belongs.
        self._smooth = self._colors.copy()
        self._smooth[0] = self._smooth_lightness(_TEXTURE_SMOOTHNESS)
        self.without_texture = np.moveaxis(self._smooth, 0, -1)
        """(rows, columns, 3) the colors, their lightness smoothed within surfaces."""

    def smooth(self, weights: Floats, smoothness: float) -> Reals:
        """Smooth weights (rows, columns, k) in place, but not over edges; they sum to 1.

        Color variance below `smoothness` (ε of the guided filter) is smoothed away.
        """
        if weights.shape[-1] == 1:
            return weights
        shares = np.moveaxis(weights[..., :-1], -1, 0)
        mean = self._grid.means(shares)
        cross = self._grid.means(shares[:, None] * self._colors) - mean[:, None] * self._mean
        factors = product(cross, inverse_of(self._covariance, smoothness))
        constants = mean - (factors * self._mean).sum(axis=1)
        factors, constants = self._grid.means(factors), self._grid.means(constants)
        fitted = (factors * self._smooth).sum(axis=1) + constants
        # The weights sum to 1, so the last one follows from the others.
        fitted = np.maximum(np.concatenate([fitted, 1 - fitted.sum(axis=0, keepdims=True)]), 0)
        fitted /= np.maximum(fitted.sum(axis=0), np.float32(1e-9))
        return np.ascontiguousarray(np.moveaxis(fitted, 0, -1))

    def _smooth_lightness(self, smoothness: float) -> Reals:
        variance = np.maximum(self._covariance[0, 0], 0)
        factor = variance / (variance + np.float32(smoothness))
        constant = self._mean[0] - factor * self._mean[0]
        return self._grid.means(factor) * self._colors[0] + self._grid.means(constant)
