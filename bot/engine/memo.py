"""What becomes of each color of a picture, interpolated in its tables once and remembered.

A photograph of 12 megapixels has half a million colors. To look them up is twice as fast as to
interpolate for every pixel, and several colorways share the work of telling colors apart.
"""

import threading
from collections.abc import Sequence

import numpy as np

from bot.engine.distinct import distinct
from bot.engine.lut import Lut
from bot.engine.mapping import Pixels
from bot.engine.packing import Indices, Words, packed, unpacked

# With several tables so many colors are remembered at most, four bytes each for every table.
_CAPACITY = 1 << 20
# Marks a color as known where black would look like nothing.
_KNOWN = np.uint32(1 << 24)


class Memo:
    """Applies tables to the pixels of one picture; threads may share it. It takes 64 MB.

    The results are, to the byte, those of `Lut.apply`.
    """

    def __init__(self, luts: Sequence[Lut]) -> None:
        """Begin with no color known."""
        self._luts = luts
        # What is known of each color, or 0: with one table the new color, else its number below.
        self._found: Words = np.zeros(1 << 24, np.uint32)
        self._count = 1
        self._recolored = [np.empty(_CAPACITY, np.uint32) for _ in luts] if len(luts) > 1 else []
        self._numbering = threading.Lock()

    def apply(self, strip: Pixels) -> list[Pixels]:
        """Recolor (h, w, 3) sRGB codes by every table."""
        colors = packed(strip)
        found = np.take(self._found, colors)
        unknown = np.flatnonzero(found == 0)
        if len(unknown):
            if not self._learn(colors[unknown]):
                return [lut.apply(strip) for lut in self._luts]
            found[unknown] = self._found[colors[unknown]]
        if not self._recolored:
            return [unpacked(found).reshape(strip.shape)]
        return [unpacked(np.take(codes, found)).reshape(strip.shape) for codes in self._recolored]

    def _learn(self, colors: Indices) -> bool:
        """Find out about colors (n,), in any order; tell whether there was room for them."""
        if not self._recolored:
            self._found[colors] = packed(self._luts[0].apply(unpacked(colors))) | _KNOWN
            return True
        with self._numbering:
            new = distinct(colors[self._found[colors] == 0])
            if not len(new):
                # Another thread was quicker.
                return True
            count = self._count + len(new)
            if count > _CAPACITY:
                return False
            for lut, recolored in zip(self._luts, self._recolored, strict=True):
                recolored[self._count : count] = packed(lut.apply(unpacked(new)))
            # Last: whoever finds a number finds the colors behind it.
            self._found[new] = np.arange(self._count, count)
            self._count = count
        return True
