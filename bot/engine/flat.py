"""Pictures of few colors, such as pixel art and flat graphics: each color is mapped exactly."""

import numpy as np
import numpy.typing as npt

from bot.engine import oklab
from bot.engine.degree import move, share_of_way
from bot.engine.mapping import Doubles, Pixels


class ColorTable:
    """A recoloring that says for each color of a picture what becomes of it; a `ColorMap`."""

    def __init__(self, colors: Pixels, recolored: Pixels, counts: Doubles) -> None:
        """Take all of a picture's colors (m, 3), their new colors (m, 3), and their pixels (m,).

        m is at most 256.
        """
        if len(colors) > 256:
            raise ValueError(f"a color table holds at most 256 colors, not {len(colors)}")
        # One byte for every color there is: 16 MB asked for, but only the few pages that a
        # picture's colors lie in are ever touched.
        self._number = np.zeros(1 << 24, dtype=np.uint8)
        self._number[_keys(colors)] = np.arange(len(colors), dtype=np.uint8)
        self._colors = colors
        self._recolored = recolored
        self._counts = counts

    def toward(self, degree: float) -> "ColorTable":
        """Return the table that goes so far, 0 to 1; see `ColorMap.toward`."""
        start, end = oklab.from_codes(self._colors), oklab.from_codes(self._recolored)
        share = share_of_way(start.astype(np.float64), end.astype(np.float64), self._counts, degree)
        part = move(self._colors[None], self._recolored[None], share)[0]
        return ColorTable(self._colors, part, self._counts)

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Recolor rows (h, width, 3); place does not matter. Unknown colors count as the first."""
        return np.take(self._recolored, self._number[_keys(strip)], axis=0)


def _keys(colors: Pixels) -> npt.NDArray[np.int32]:
    red, green, blue = np.moveaxis(colors.astype(np.int32), -1, 0)
    return (red << 16) | (green << 8) | blue
