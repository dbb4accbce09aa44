"""Area averages of a picture that comes in strips.

Averaged are the encoded values, not light: the maps work on cube roots of light (OKLab), which
the encoding comes close to, so that an average of codes is the average of what a map sees.
"""

import numpy as np
from scipy import sparse

from bot.engine.mapping import Floats, Reals

# What a transparent pixel weighs, so that an average of nothing else has a color too.
_TRACE = np.float32(1e-6)


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
        self._down = coverage(source[0], result[0])
        self._across = coverage(source[1], result[1])
        self._means = np.zeros((*result, bands), np.float32)

    def part(self, top: int, codes: Reals, opacity: Floats | None) -> Part:
        """Return what the rows from `top` on bring: (h, w, 3) codes, (h, w) opacity in 0 to 1."""
        values = codes.astype(np.float32)
        if opacity is not None:
            weight = (opacity + _TRACE)[..., None]
            values = np.concatenate([values * weight, weight], axis=-1)
        height, width = codes.shape[:2]
        shares = self._down[:, top : top + height]
        touched = np.flatnonzero(np.diff(shares.indptr))
        rows = slice(touched[0], touched[-1] + 1)
        down = shares[rows] @ values.reshape(height, -1)
        columns = down.reshape(-1, width, self.bands).swapaxes(0, 1).reshape(width, -1)
        across = (self._across @ columns).reshape(self._across.shape[0], -1, self.bands)
        return rows, across.swapaxes(0, 1)

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


def coverage(source: int, result: int) -> sparse.csr_array:
    """Return the matrix (result, source) of the share that each source cell has in each result."""
    # In units in which both grids are whole numbers, so that no cell is lost to rounding.
    borders = np.union1d(np.arange(source + 1) * result, np.arange(result + 1) * source)
    shares = (np.diff(borders) / source).astype(np.float32)
    cells = (borders[:-1] // source, borders[:-1] // result)
    return sparse.csr_array(sparse.coo_array((shares, cells), shape=(result, source)))
