"""Area averages of a picture that comes in strips.

Averaged are the encoded values, not light: the maps work on cube roots of light (OKLab), which
the encoding comes close to, so that an average of codes is the average of what a map sees.
"""

import numpy as np
import numpy.typing as npt

from bot.engine.distinct import distinct
from bot.engine.mapping import Floats, Reals

# What a transparent pixel weighs, so that an average of nothing else has a color too.
_TRACE = np.float32(1e-6)
# Result columns that are worked out at a time, from the source columns behind them, by a dense
# product: faster than a sparse one, though most of what is multiplied is zero.
_COLUMNS = 16

Part = tuple[slice, Floats]


class AreaAverage:
    """Every pixel of the result is the mean of the part of the picture that it covers, exactly.

    Pixels count by their opacity.
    """

    def __init__(self, source: tuple[int, int], result: tuple[int, int], bands: int) -> None:
        """Prepare to average down from `source` to `result`, both (height, width).

        `bands` are 3, or 4 where strips come with opacity.
        """
        self.bands = bands
        self._down = _shares(source[0], result[0])
        self._across = _column_runs(source[1], result[1], result[0] / source[0])
        # Each band in a plane of its own.
        self._means = np.zeros((result[0], bands, result[1]), np.float32)

    def part(self, top: int, codes: Reals, opacity: Floats | None) -> Part:
        """Return what the rows from `top` on bring: (h, w, 3) codes, (h, w) opacity in 0 to 1."""
        source, result, share = self._down
        first, last = np.searchsorted(source, (top, top + len(codes)))
        start, stop = int(result[first]), int(result[last - 1]) + 1
        down = np.empty((stop - start, codes.shape[1], self.bands), np.float32)
        values = np.empty(down.shape[1:], np.float32)
        weighted = np.empty_like(values)
        row = total = -1
        for i in range(first, last):
            if source[i] - top != row:
                row = int(source[i]) - top
                self._read(codes[row], None if opacity is None else opacity[row], values)
            if result[i] - start != total:
                total = int(result[i]) - start
                np.multiply(values, share[i], out=down[total])
            elif share[i] == 1:
                down[total] += values
            else:
                down[total] += np.multiply(values, share[i], out=weighted)

        planes = np.ascontiguousarray(down.swapaxes(1, 2)).reshape(-1, codes.shape[1])
        means = np.empty((stop - start, *self._means.shape[1:]), np.float32)
        across = means.reshape(len(planes), -1)
        for columns, window, shares in self._across:
            np.matmul(planes[:, window], shares, out=across[:, columns])
        return slice(start, stop), means

    def _read(self, codes: Reals, opacity: Floats | None, values: Floats) -> None:
        if opacity is None:
            values[:] = codes
            return
        weight = opacity + _TRACE
        np.multiply(codes, weight[:, None], out=values[:, :3])
        values[:, 3] = weight

    def add(self, part: Part) -> None:
        """Take in the part of a strip; in the same order always, as sums are rounded."""
        rows, means = part
        self._means[rows] += means

    def result(self) -> tuple[Floats, Floats]:
        """Return the averaged codes (h, w, 3), 0 to 255, and the mean opacity (h, w), 0 to 1."""
        means = np.ascontiguousarray(self._means.swapaxes(1, 2))
        if self.bands == 3:
            return means, np.ones(means.shape[:2], np.float32)
        weights = means[..., 3]
        return means[..., :3] / weights[..., None], np.clip(weights - _TRACE, 0, 1)


Shares = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Floats]


def _shares(source: int, result: int) -> Shares:
    """Return which source cells overlap which result cells, in order, and how much of each does."""
    # In units in which both grids are whole numbers, so that no cell is lost to rounding.
    borders = np.arange(source + 1) * result, np.arange(result + 1) * source
    borders = distinct(np.concatenate(borders))
    starts = borders[:-1]
    return starts // result, starts // source, (np.diff(borders) / result).astype(np.float32)


def _column_runs(source: int, result: int, scale: float) -> list[tuple[slice, slice, Floats]]:
    """Return runs of result columns, the source columns (k) behind each, and their weights (k, n).

    The weights are shares in the result's columns, times `scale`.
    """
    cells, results, share = _shares(source, result)
    runs: list[tuple[slice, slice, Floats]] = []
    for start in range(0, result, _COLUMNS):
        stop = min(start + _COLUMNS, result)
        first, last = np.searchsorted(results, (start, stop))
        left, right = int(cells[first]), int(cells[last - 1]) + 1
        shares = np.zeros((right - left, stop - start), np.float32)
        shares[cells[first:last] - left, results[first:last] - start] = share[first:last]
        shares *= np.float32(scale * result / source)
        runs.append((slice(start, stop), slice(left, right), shares))
    return runs
