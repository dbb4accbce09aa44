"""Sums over a square window around every cell of a grid."""

import numpy as np

from bot.engine.mapping import Floats, Reals

# Rows or columns of the result that are worked out at a time, from those that they depend on.
_RUN = 16


class Windows:
    """Squares of ``2 radius + 1`` cells a side around each cell, cut off at the grid's border.

    The sum over rows and then columns is a product with two banded matrices: on grids this small,
    of no more than 200 cells a side, nothing is quicker. It is taken in runs along the band, as
    most of a whole matrix is zero: that is a sixth of the time, and gives the same sums.
    """

    def __init__(self, height: int, width: int, radius: int) -> None:
        """Prepare for grids (height, width)."""
        self._down = _runs(height, radius)
        self._across = _runs(width, radius)

    def sums(self, planes: Reals) -> Reals:
        """Return the sums of planes (..., height, width) around each cell, in single precision."""
        planes = planes.astype(np.float32, copy=False)
        columns, result = np.empty(planes.shape, np.float32), np.empty(planes.shape, np.float32)
        for here, around, band in self._down:
            np.matmul(band.T, planes[..., around, :], out=columns[..., here, :])
        lines, sums = (part.reshape(-1, planes.shape[-1]) for part in (columns, result))
        for here, around, band in self._across:
            np.matmul(lines[:, around], band, out=sums[:, here])
        return result


def _runs(size: int, radius: int) -> list[tuple[slice, slice, Floats]]:
    """Return runs of results, what they are summed from (k), and which of it (k, n), 0 or 1."""
    cells = np.arange(size)
    runs: list[tuple[slice, slice, Floats]] = []
    for start in range(0, size, _RUN):
        here = slice(start, min(start + _RUN, size))
        around = slice(max(start - radius, 0), min(here.stop + radius, size))
        near = np.abs(cells[around, None] - cells[here]) <= radius
        runs.append((here, around, near.astype(np.float32)))
    return runs
