"""Applying a map of color to a picture's base, beneath its detail."""

import numpy as np

from bot.engine.lut import Lut
from bot.engine.mapping import Doubles, Floats, Pixels
from bot.engine.reference.base import TALL, DetailField, detail


class DetailMap:
    """Maps each pixel's base by a table, and gives back its detail scaled; a `ColorMap`.

    Edges go through the table. Noise, grain and the blocks of JPEG, which a steep table would
    amplify, do not.
    """

    def __init__(self, lut: Lut, field: DetailField, gain: Doubles) -> None:
        """Take a table, a field for one picture, and a gain (3, 3) of detail in codes."""
        self.lut = lut
        self._field = field
        self._gain = gain.astype(np.float32)

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Recolor the rows `top` and following, (h, width, 3); see `ColorMap.apply`."""
        result = np.empty_like(strip)
        bottom = top + len(strip)
        for first in range(top - top % TALL, bottom, TALL):
            low, high = max(first, top), min(first + TALL, bottom)
            planes = self._field.rows(first)[low - first : high - first, :, : strip.shape[1]]
            result[low - top : high - top] = self._recolor(strip[low - top : high - top], planes)
        return result

    def _recolor(self, rows: Pixels, planes: Floats) -> Pixels:
        colors = np.moveaxis(rows, -1, 0).astype(np.float32)
        fine = detail(np.moveaxis(planes, 1, 0), colors)
        base = colors - fine
        base *= np.float32(1 / 255)
        moved = self.lut.interpolate(np.ascontiguousarray(np.moveaxis(base, 0, -1)))
        moved *= 255
        for i in range(3):
            plane = moved[..., i]
            for j in range(3):
                plane += self._gain[i, j] * fine[j]
        moved += 0.5
        return np.clip(moved, 0, 255, out=moved).astype(np.uint8)
