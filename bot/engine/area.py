"""Area averages of a picture that comes in strips.

Averaged are the encoded values, not light: the maps work on cube roots of light (OKLab), which
the encoding comes close to, so that an average of codes is the average of what a map sees.
"""

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Floats, Reals

# What a transparent pixel weighs, so that an average of nothing else has a color too.
_TRACE = np.float32(1e-6)
# Averages are small dense matrix products, of so many rows and of so many result columns each:
# faster than a sparse one, though most of what is multiplied is zero.
_ROWS = 16
_COLUMNS = 8

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
        self._windows, self._across = _column_windows(source[1], result[1])
        self._means = np.zeros((*result, bands), np.float32)

    def part(self, top: int, codes: Reals, opacity: Floats | None) -> Part:
        """Return what the rows from `top` on bring: (h, w, 3) codes, (h, w) opacity in 0 to 1."""
        source, result, share = self._down
        first, last = np.searchsorted(source, (top, top + len(codes)))
        start, stop = result[first], result[last - 1] + 1
        matrix = np.zeros((stop - start, len(codes)), np.float32)
        matrix[result[first:last] - start, source[first:last] - top] = share[first:last]

        down = np.zeros((stop - start, codes.shape[1] * self.bands), np.float32)
        for row in range(0, len(codes), _ROWS):
            rows = slice(row, row + _ROWS)
            values = codes[rows].astype(np.float32)
            if opacity is not None:
                weight = (opacity[rows] + _TRACE)[..., None]
                values = np.concatenate([values * weight, weight], axis=-1)
            touched = np.flatnonzero(matrix[:, rows].any(axis=1))
            some = slice(touched[0], touched[-1] + 1)
            down[some] += matrix[some, rows] @ values.reshape(len(values), -1)

        columns = down.reshape(stop - start, -1, self.bands).swapaxes(0, 1)
        columns = columns.reshape(codes.shape[1], -1)
        across = (self._across @ columns[self._windows]).reshape(-1, stop - start, self.bands)
        return slice(start, stop), across[: self._means.shape[1]].swapaxes(0, 1)

    def add(self, part: Part) -> None:
        """Take in the part of a strip; in the same order always, as sums are rounded."""
        rows, means = part
        self._means[rows] += means

    def result(self) -> tuple[Floats, Floats]:
        """Return the averaged codes (h, w, 3), 0 to 255, and the mean opacity (h, w), 0 to 1."""
        if self.bands == 3:
            return self._means, np.ones(self._means.shape[:2], np.float32)
        weights = self._means[..., 3]
        return self._means[..., :3] / weights[..., None], np.clip(weights - _TRACE, 0, 1)


Shares = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Floats]


def _shares(source: int, result: int) -> Shares:
    """Return which source cells overlap which result cells, in order, and their share in these."""
    # In units in which both grids are whole numbers, so that no cell is lost to rounding.
    borders = np.union1d(np.arange(source + 1) * result, np.arange(result + 1) * source)
    starts = borders[:-1]
    return starts // result, starts // source, (np.diff(borders) / source).astype(np.float32)


def _column_windows(source: int, result: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return the source columns (n, k) behind each run of result columns, and shares in them.

    The shares are n matrices (n, `_COLUMNS`, k); the last run may go beyond the result.
    """
    cells, results, share = _shares(source, result)
    run = results // _COLUMNS
    first = cells[np.searchsorted(run, np.arange(run[-1] + 1))]
    within = cells - first[run]
    windows = np.minimum(first[:, None] + np.arange(within.max() + 1), source - 1)
    matrices = np.zeros((len(first), _COLUMNS, windows.shape[1]), np.float32)
    matrices[run, results % _COLUMNS, within] = share
    return windows, matrices
