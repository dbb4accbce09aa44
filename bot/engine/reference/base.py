"""What a picture is like without its fine detail."""

import numpy as np
import numpy.typing as npt

from bot.engine import cielab
from bot.engine.local import Grid, inverse_of
from bot.engine.mapping import Doubles, Floats, Reals

# Variance within a window, of colors 0 to 1, below which a difference is detail.
_NOISE = 0.07**2


class DetailField:
    """Tells the detail in a color by an affine function at its place; the rest is the base.

    Where colors vary much within a window all of a color is base, where they vary little only
    their mean. Edges so belong to the base, and noise does not.

    References
    ----------
    He, Sun, Tang (2013), "Guided image filtering", section 3.3.
    """

    def __init__(self, grid: Grid) -> None:
        """Fit the functions around each cell of a grid."""
        self._grid = grid
        factors = _NOISE * inverse_of(grid.covariance, _NOISE)
        constants = -(factors * grid.mean).sum(axis=1)
        fitted = grid.means(np.concatenate([factors, constants[:, None]], axis=1))
        self._functions: Floats = np.ascontiguousarray(np.moveaxis(fitted, (0, 1), (2, 3)))
        self.detail: Floats = _apply(self._functions, grid.colors)
        """(rows, columns, 3) the detail in the cells' colors, encoded sRGB."""
        self.base: Floats = cielab.from_encoded(np.clip(grid.colors - self.detail, 0, 1))
        """(rows, columns, 3) the base of the cells' colors, CIELAB."""

    def of_pixels(self, colors: Doubles, places: npt.NDArray[np.int32]) -> Reals:
        """Return the detail in the colors (n, 3), 0 to 1, of pixels (n, 2), row and column."""
        return _apply(self._grid.at(self._functions, places), colors)


def _apply(functions: Reals, colors: Reals) -> Reals:
    # On matrices this small a product of stacks of them takes twice as long.
    return np.einsum("...ij,...j->...i", functions[..., :3], colors) + functions[..., 3]
