"""Colors as single numbers, a byte each for red, green and blue from the lowest, and back."""

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Pixels

Words = npt.NDArray[np.uint32]
Indices = npt.NDArray[np.intp]


def packed(codes: Pixels) -> Indices:
    """Return a number below 2^24 for each color of (..., 3): (n,)."""
    flat = np.ascontiguousarray(codes).reshape(-1)
    numbers = np.empty(len(flat) // 3, np.intp)
    # Words that begin at every third byte end with a byte of the next color, which is cut off.
    words = np.ndarray((len(numbers) - 1,), "<u4", flat.data, strides=(3,))
    np.bitwise_and(words, 0xFFFFFF, out=numbers[:-1])
    numbers[-1] = int.from_bytes(flat[-3:].tobytes(), "little")
    return numbers


def unpacked(numbers: Indices | Words) -> Pixels:
    """Turn the lower three bytes of numbers (n,) back into codes (n, 3)."""
    codes = np.empty(3 * len(numbers) + 1, np.uint8)
    # Written in order, each word covers the byte too many of the one before.
    words = np.ndarray((len(numbers),), "<u4", codes.data, strides=(3,))
    words[:] = numbers
    return codes[:-1].reshape(-1, 3)
