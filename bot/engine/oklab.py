"""OKLab, the space in which colors are moved (Ottosson 2020, "A perceptual color space")."""

from functools import cache

import numpy as np

from bot.engine import srgb
from bot.engine.mapping import Doubles, Floats, Pixels, Reals

LMS_FROM_LINEAR: Doubles = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
LAB_FROM_LMS: Doubles = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
LINEAR_FROM_LMS: Reals = np.linalg.inv(LMS_FROM_LINEAR)
LMS_FROM_LAB: Reals = np.linalg.inv(LAB_FROM_LMS)

# How far outside 0 to 1 linear light may lie and still count as inside the gamut.
TOLERANCE = 1e-4


def from_linear(linear: Reals) -> Reals:
    """Turn linear sRGB (..., 3) into OKLab (..., 3): L in 0 to 1, a and b within about ±0.33."""
    kind = linear.dtype
    lms = linear @ LMS_FROM_LINEAR.T.astype(kind)
    return np.cbrt(lms) @ LAB_FROM_LMS.T.astype(kind)


def to_linear(lab: Reals) -> Reals:
    """Turn OKLab (..., 3) into linear sRGB (..., 3), unclipped: outside 0 to 1 out of gamut."""
    kind = lab.dtype
    lms = lab @ LMS_FROM_LAB.T.astype(kind)
    return (lms * lms * lms) @ LINEAR_FROM_LMS.T.astype(kind)


def from_codes(codes: Pixels) -> Floats:
    """Turn sRGB codes (..., 3) into OKLab (..., 3), float32."""
    return from_linear(srgb.LINEAR[codes])


def from_encoded(encoded: Reals) -> Reals:
    """Turn encoded sRGB (..., 3) in 0 to 1, not only whole codes, into OKLab (..., 3)."""
    return from_linear(srgb.to_linear(encoded))


def to_codes(lab: Floats) -> Pixels:
    """Turn OKLab (..., 3) into the nearest sRGB codes (..., 3); clips what is out of gamut."""
    return srgb.codes_from_linear(to_linear(lab))


def most_chroma(lightness: Floats, a: Floats, b: Floats) -> Reals:
    """Return the largest chroma inside sRGB at each lightness and at the hue of (a, b).

    All arguments share one shape. Interpolates a table of 97 lightnesses by 385 hues, where the
    hue is a "diamond angle" in place of the arc tangent; a gray has hue 0.
    """
    table = _chroma_table()
    rows, columns = table.shape[0] - 1, table.shape[1] - 1
    share = a / (np.abs(a) + np.abs(b) + np.float32(1e-9))
    hue = np.where(b < 0, share - 1, 1 - share)
    u = (hue + 2) * np.float32(columns / 4)
    v = np.clip(lightness, 0, 1) * np.float32(rows)
    i = np.minimum(v.astype(np.intp), rows - 1)
    j = np.minimum(u.astype(np.intp), columns - 1)
    v = v - i.astype(np.float32)
    u = u - j.astype(np.float32)
    upper = table[i, j] * (1 - u) + table[i, j + 1] * u
    lower = table[i + 1, j] * (1 - u) + table[i + 1, j + 1] * u
    return upper * (1 - v) + lower * v


def reduce_chroma(lab: Floats) -> Floats:
    """Bring OKLab (..., 3) into sRGB by less chroma, at constant lightness and hue.

    Colors inside the gamut come back unchanged but for lightness clipped to 0 to 1.
    """
    result = lab.copy()
    np.clip(result[..., 0], 0, 1, out=result[..., 0])
    linear = to_linear(result)
    outside = ((linear < -TOLERANCE) | (linear > 1 + TOLERANCE)).any(axis=-1)
    if outside.any():
        out = result[outside]
        most = most_chroma(out[:, 0], out[:, 1], out[:, 2])
        chroma = np.hypot(out[:, 1], out[:, 2])
        out[:, 1:] *= np.minimum(1, most / np.maximum(chroma, np.float32(1e-6)))[:, None]
        result[outside] = out
    return result


@cache
def _chroma_table() -> Floats:
    """Find the gamut's boundary by bisection, for every lightness (rows) and hue (columns)."""
    rows, columns = 96, 384
    u = np.arange(columns + 1) / columns * 4 - 2
    a = 1 - np.abs(u)
    b = np.sign(u) * (1 - np.abs(a))
    length = np.hypot(a, b) + 1e-12
    a, b = a / length, b / length
    lightness = np.broadcast_to((np.arange(rows + 1) / rows)[:, None], (rows + 1, columns + 1))
    low, high = np.zeros(lightness.shape), np.full(lightness.shape, 0.5)
    for _ in range(22):
        middle = (low + high) / 2
        linear = to_linear(np.stack([lightness, middle * a, middle * b], axis=-1))
        inside = ((linear >= -TOLERANCE) & (linear <= 1 + TOLERANCE)).all(axis=-1)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return low.astype(np.float32)
