"""How far a recoloring goes: a straight way in OKLab from the picture to the recolored one."""

import numpy as np

from bot.engine import oklab
from bot.engine.mapping import ColorMap, Floats, GradualMap, Pixels


def toward(color_map: ColorMap, degree: float) -> ColorMap:
    """Return the map that goes only so far of the way, 0 to 1: its own, or pixel by pixel."""
    if degree >= 1:
        return color_map
    if isinstance(color_map, GradualMap):
        return color_map.toward(degree)
    return _PartWay(color_map, degree)


class _PartWay:
    """The way of a map that does not know its own, worked out for every pixel."""

    def __init__(self, color_map: ColorMap, degree: float) -> None:
        self._map = color_map
        self._degree = degree

    def apply(self, strip: Pixels, top: int) -> Pixels:
        return move(strip, self._map.apply(strip, top), self._degree)


def move(original: Pixels, recolored: Pixels, amount: float | Floats) -> Pixels:
    """Move colors from `original` toward `recolored`, both (h, w, 3) sRGB codes.

    Where `amount`, 0 to 1, one for all or (h, w), is 0 or 1, the bytes are those of the original
    or the recolored. In between OKLab is interpolated; what leaves sRGB on the way is clipped.
    """
    amounts = np.broadcast_to(np.float32(amount), original.shape[:2])
    result = recolored.copy()
    still = amounts <= 0
    if still.any():
        result[still] = original[still]
    between = (amounts > 0) & (amounts < 1)
    if between.all():
        return _between(original, recolored, amounts)
    if between.any():
        result[between] = _between(original[between], recolored[between], amounts[between])
    return result


def _between(original: Pixels, recolored: Pixels, amounts: Floats) -> Pixels:
    start = oklab.from_codes(original)
    way = oklab.from_codes(recolored) - start
    return oklab.to_codes((start + way * amounts[..., None]).astype(np.float32, copy=False))
