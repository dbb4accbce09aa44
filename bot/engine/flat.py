"""Pictures of few colors, such as pixel art and flat graphics: each color is mapped exactly."""

import numpy as np
import numpy.typing as npt

from bot.engine.degree import move
from bot.engine.mapping import Pixels


class ColorTable:
    """A recoloring that says for each color of a picture what becomes of it; a `ColorMap`."""

    def __init__(self, colors: Pixels, recolored: Pixels) -> None:
        """Take all of a picture's colors (m, 3), m at most 256, and their new colors (m, 3)."""
        if len(colors) > 256:
            raise ValueError(f"a color table holds at most 256 colors, not {len(colors)}")
        # One byte for every color there is: 16 MB asked for, but only the few pages that a
        # picture's colors lie in are ever touched.
        self._number = np.zeros(1 << 24, dtype=np.uint8)
        self._number[_keys(colors)] = np.arange(len(colors), dtype=np.uint8)
        self._colors = colors
        self._recolored = recolored

    def toward(self, degree: float) -> "ColorTable":
        """Return the table that goes so far, 0 to 1; see `GradualMap`."""
        return ColorTable(self._colors, move(self._colors[None], self._recolored[None], degree)[0])

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Recolor rows (h, width, 3); place does not matter. Unknown colors count as the first."""
        return np.take(self._recolored, self._number[_keys(strip)], axis=0)


def _keys(colors: Pixels) -> npt.NDArray[np.int32]:
    red, green, blue = np.moveaxis(colors.astype(np.int32), -1, 0)
    return (red << 16) | (green << 8) | blue
