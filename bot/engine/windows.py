"""Sums over a square window around every cell of a grid."""

import numpy as np

from bot.engine.mapping import Floats, Reals


class Windows:
    """Squares of ``2 radius + 1`` cells a side around each cell, cut off at the grid's border.

    The sum over rows and then columns is a product with two banded matrices: on grids this small,
    of no more than 200 cells a side, nothing is quicker.
    """

    def __init__(self, height: int, width: int, radius: int) -> None:
        """Prepare for grids (height, width)."""
        self._down = _band(height, radius)
        self._across = _band(width, radius)

    def sums(self, planes: Reals) -> Reals:
        """Return the sums of planes (..., height, width) around each cell, in single precision."""
        return self._down @ planes.astype(np.float32, copy=False) @ self._across


def _band(size: int, radius: int) -> Floats:
    cells = np.arange(size)
    return (np.abs(cells[:, None] - cells) <= radius).astype(np.float32)
