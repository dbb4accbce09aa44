"""How far colors go: a straight way in OKLab from the picture to the recolored one.

A whole map goes a part of its way by `ColorMap.toward`; here single pixels do. The way is straight,
but does not look equally long everywhere: past gray, a step changes more than among vivid colors.
"""

import numpy as np

from bot.engine import cielab, oklab
from bot.engine.mapping import Doubles, Floats, Pixels

_MILESTONES = 8


def share_of_way(start: Doubles, end: Doubles, weights: Doubles, degree: float) -> float:
    """Return how much of their straight way colors go so that they look changed by `degree`.

    The mean ΔE00 to the start is then that share of what it is at the end.

    Parameters
    ----------
    start, end
        (n, 3) OKLab.
    weights
        (n,) how much each color counts.
    degree
        0 to 1, as is the result.
    """
    shares = np.linspace(0, 1, _MILESTONES + 1)
    before = cielab.from_linear(oklab.to_linear(start))
    changes: list[float] = []
    for share in shares.tolist():
        linear = np.clip(oklab.to_linear(start + share * (end - start)), 0, 1)
        gaps = cielab.difference(before, cielab.from_linear(linear))
        changes.append(float(weights @ gaps))
    # On a way back toward the start it would be ambiguous: the first place counts.
    change = np.maximum.accumulate(changes)
    return float(np.interp(degree * change[-1], change, shares)) if change[-1] > 0 else degree


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
