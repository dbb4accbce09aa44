"""The mask of the people in a picture, computed for any rows of it when they are needed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Floats, Pixels

_Indices = npt.NDArray[np.intp]

_BLOCK = 128 * 1024
"""How many pixels are computed at a time, so that they stay in the processor's cache."""


class PortraitMask:
    """How far each pixel keeps its natural color, for a picture of `width` x `height` pixels.

    It holds a grid of coefficients (see `matting`), a few MB whatever the size of the picture,
    and never changes: threads may share it.
    """

    def __init__(self, coefficients: Floats, width: int, height: int) -> None:
        """Spread a grid of coefficients, (h, w, 4), over the picture."""
        # One more row and column, so that each cell has a next one.
        grid = np.pad(coefficients, ((0, 1), (0, 1), (0, 0)), mode="edge")
        self._planes = np.ascontiguousarray(grid.transpose(2, 0, 1))
        self._rows, self._down = _places(height, coefficients.shape[0])
        self._columns, self._across = _places(width, coefficients.shape[1])
        self._first, self._end = _occupied(grid)

    def weights(self, strip: Pixels, top: int) -> Floats:
        """Compute the weights of whole rows of the picture.

        Parameters
        ----------
        strip
            (h, width, 3), sRGB codes of the original picture: the rows `top` to ``top + h``.
        top
            The first row's number in the full picture. Strips give byte for byte what the whole
            picture in one call would give.

        Returns
        -------
        Floats
            (h, width), 0 to 1: 1 keeps the natural color. Where nobody is it is all 0 and costs
            next to nothing.
        """
        height, width = strip.shape[:2]
        weights = np.zeros((height, width), np.float32)
        rows = max(1, _BLOCK // width)
        for start in range(0, height, rows):
            end = min(start + rows, height)
            left, right = self._span(top + start, top + end)
            if left < right:
                self._fill(
                    weights[start:end, left:right], strip[start:end, left:right], top + start, left
                )
        return weights

    def _fill(self, weights: Floats, colors: Pixels, top: int, left: int) -> None:
        """Write a block's weights, a · color + b, from the interpolated coefficients."""
        height, width = weights.shape
        rows, down = self._rows[top : top + height], self._down[top : top + height, np.newaxis]
        first = rows[0]
        columns, across = self._columns[left : left + width], self._across[left : left + width]
        for channel, plane in enumerate(self._planes):
            grid = plane[first : rows[-1] + 2]
            wide = grid.take(columns, axis=1)
            wide += across * (grid.take(columns + 1, axis=1) - wide)
            coefficient = np.diff(wide, axis=0).take(rows - first, axis=0)
            coefficient *= down
            coefficient += wide.take(rows - first, axis=0)
            if channel < 3:
                coefficient *= colors[..., channel]
            weights += coefficient
        np.clip(weights, 0.0, 1.0, out=weights)

    def _span(self, top: int, bottom: int) -> tuple[int, int]:
        """Give the columns that anyone is in, within some rows: first, and one after the last."""
        grid = slice(self._rows[top], self._rows[bottom - 1] + 2)
        first, end = self._first[grid].min(), self._end[grid].max()
        # A pixel takes part of its cell and of the next one.
        left = int(np.searchsorted(self._columns, first - 1, side="left"))
        return left, int(np.searchsorted(self._columns, end - 1, side="right"))


def _occupied(grid: Floats) -> tuple[_Indices, _Indices]:
    """Give each row's first column that is not all 0 and the one after its last; none: w and 0."""
    first = np.full(grid.shape[0], grid.shape[1], np.intp)
    end = np.zeros(grid.shape[0], np.intp)
    rows, columns, _ = np.nonzero(grid)
    np.minimum.at(first, rows, columns)
    np.maximum.at(end, rows, columns + 1)
    return first, end


def _places(pixels: int, cells: int) -> tuple[_Indices, Floats]:
    """Give the grid cell before each pixel's center, and the way to the next one, 0 to 1."""
    places = (np.arange(pixels) + 0.5) * (cells / pixels) - 0.5
    places = np.clip(places, 0.0, cells - 1.0)
    before = np.floor(places).astype(np.intp)
    return before, (places - before).astype(np.float32)
