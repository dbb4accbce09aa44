"""Area averages of a picture that comes in strips.

Averaged are the encoded values, not light: the maps work on cube roots of light (OKLab), which
the encoding comes close to, so that an average of codes is the average of what a map sees.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.engine.distinct import distinct
from bot.engine.mapping import Floats, Reals

# What a transparent pixel weighs, so that an average of nothing else has a color too.
_TRACE = np.float32(1e-6)
# Result columns that are worked out at a time, from the source columns behind them, by a dense
# product: faster than a sparse one, though most of what is multiplied is zero.
_COLUMNS = 32
_ROWS = 48


class Part(NamedTuple):
    """What some rows of the picture bring."""

    means: Floats
    """(k, bands, width), of rows that follow each other; the first may have begun before."""
    is_whole: bool
    """Whether the last row ends here."""


class AreaAverage:
    """Every pixel of the result is the mean of the part of the picture that it covers, exactly.

    Pixels count by their opacity. Rows of the result come as soon as they are complete.
    """

    def __init__(self, source: tuple[int, int], result: tuple[int, int], bands: int) -> None:
        """Prepare to average down from `source` to `result`, both (height, width).

        `bands` are 3, or 4 where strips come with opacity.
        """
        self.bands = bands
        self._heights = source[0], result[0]
        self._width = result[1]
        self._down = _shares(source[0], result[0])
        self._across = _column_runs(source[1], result[1], result[0] / source[0])
        self._begun: Floats | None = None

    def part(self, top: int, codes: Reals, opacity: Floats | None) -> Part:
        """Work out what the rows from `top` on bring: (h, w, 3) codes, (h, w) opacity in 0 to 1."""
        source, result, share = self._down
        first, last = np.searchsorted(source, (top, top + len(codes)))
        start, stop = int(result[first]), int(result[last - 1]) + 1
        down = np.zeros((stop - start, codes.shape[1] * self.bands), np.float32)
        for begin in range(0, len(codes), _ROWS):
            rows = slice(begin, begin + _ROWS)
            values = _values(codes[rows], None if opacity is None else opacity[rows])
            i, j = np.searchsorted(source, (top + begin, top + begin + len(values)))
            shares = np.zeros((int(result[j - 1]) + 1 - int(result[i]), len(values)), np.float32)
            shares[result[i:j] - result[i], source[i:j] - top - begin] = share[i:j]
            begun = int(result[i]) - start
            down[begun : begun + len(shares)] += shares @ values.reshape(len(values), -1)

        planes = down.reshape(stop - start, -1, self.bands).swapaxes(1, 2)
        planes = np.ascontiguousarray(planes).reshape(-1, codes.shape[1])
        means = np.empty((stop - start, self.bands, self._width), np.float32)
        across = means.reshape(len(planes), -1)
        for columns, window, shares in self._across:
            np.matmul(planes[:, window], shares, out=across[:, columns])
        height, rows = self._heights
        return Part(means, (top + len(codes)) * rows == stop * height)

    def add(self, part: Part) -> tuple[Floats, Floats]:
        """Take in the part of a strip, in their order, and return the rows that are complete.

        Returns
        -------
        tuple[Floats, Floats]
            Averaged codes (k, w, 3), 0 to 255, and the mean opacity (k, w), 0 to 1; k may be 0.
        """
        means = part.means
        if self._begun is not None:
            means[0] += self._begun
        self._begun = None if part.is_whole else means[-1].copy()
        rows = np.ascontiguousarray((means if part.is_whole else means[:-1]).swapaxes(1, 2))
        if self.bands == 3:
            return rows, np.ones(rows.shape[:2], np.float32)
        weights = rows[..., 3]
        return rows[..., :3] / weights[..., None], np.clip(weights - _TRACE, 0, 1)


def _values(codes: Reals, opacity: Floats | None) -> Floats:
    """Return what is summed up: codes, or codes times a weight and the weight, (h, w, bands)."""
    if opacity is None:
        return codes.astype(np.float32, copy=False)
    weight = opacity[..., None] + _TRACE
    return np.concatenate([codes * weight, weight], axis=-1)


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
