"""How much of a picture is still there after a recoloring, seen from afar."""

import numpy as np

from bot.engine import cielab
from bot.engine.local import Grid
from bot.engine.mapping import Reals

# A hundredth and three of L*'s range, squared.
_C1, _C2 = 1.0, 9.0


class Likeness:
    """Structural similarity of L* to a grid's, over windows of seven by seven cells.

    References
    ----------
    Wang, Bovik, Sheikh, Simoncelli (2004), "Image quality assessment: from error visibility to
    structural similarity".
    """

    def __init__(self, grid: Grid) -> None:
        """Measure the grid once."""
        self._grid = grid
        self._lightness = _lightness(grid.colors)
        self._mean = grid.means(self._lightness)
        self._variance = self._spread(self._lightness, self._lightness, self._mean, self._mean)

    def to(self, recolored: Reals) -> float:
        """Return the mean similarity, at most 1, of other colors of the cells.

        They are (rows, columns, 3), encoded sRGB 0 to 1.
        """
        other = _lightness(recolored)
        mean = self._grid.means(other)
        variance = self._spread(other, other, mean, mean)
        covariance = self._spread(self._lightness, other, self._mean, mean)
        alike = (2 * self._mean * mean + _C1) * (2 * covariance + _C2)
        alike /= (self._mean**2 + mean**2 + _C1) * (self._variance + variance + _C2)
        return float(np.average(alike, weights=self._grid.opacity))

    def _spread(self, one: Reals, other: Reals, mean: Reals, other_mean: Reals) -> Reals:
        return self._grid.means(one * other) - mean * other_mean


def _lightness(encoded: Reals) -> Reals:
    return cielab.from_encoded(encoded)[..., 0]
