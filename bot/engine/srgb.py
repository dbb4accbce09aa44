"""sRGB codes, encoded values and linear light (IEC 61966-2-1)."""

import numpy as np

from bot.engine.mapping import Floats, Pixels, Reals


def to_linear(encoded: Reals) -> Reals:
    """Turn encoded values in 0 to 1 (any shape) into linear light in 0 to 1."""
    toe = encoded / encoded.dtype.type(12.92)
    power = ((np.maximum(encoded, 0) + encoded.dtype.type(0.055)) / encoded.dtype.type(1.055)) ** (
        encoded.dtype.type(2.4)
    )
    return np.where(encoded <= 0.04045, toe, power)


def from_linear(linear: Reals) -> Reals:
    """Turn linear light (any shape), clipped to 0 to 1, into encoded values in 0 to 1."""
    light = np.clip(linear, 0, 1)
    kind = light.dtype.type
    return np.where(
        light <= 0.0031308, light * kind(12.92), kind(1.055) * light ** kind(1 / 2.4) - kind(0.055)
    )


LINEAR: Floats = to_linear(np.arange(256, dtype=np.float64) / 255).astype(np.float32)
"""(256,) linear light of each sRGB code."""

_CODE_STEPS = 1 << 14
_CODES: Pixels = np.rint(
    from_linear((np.arange(_CODE_STEPS + 1, dtype=np.float64) / _CODE_STEPS) ** 2) * 255
).astype(np.uint8)


def codes_from_linear(linear: Floats) -> Pixels:
    """Turn linear light (any shape), clipped to 0 to 1, into the nearest sRGB codes.

    A table over the square root of the light is six times faster than the power; its steps are
    finer than a tenth of a code everywhere, so at most one code in a thousand differs, by one.
    """
    index = np.sqrt(np.clip(linear, 0, 1))
    index *= _CODE_STEPS
    index += 0.5
    return _CODES[index.astype(np.intp)]
