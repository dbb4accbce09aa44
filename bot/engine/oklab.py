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
_TOLERANCE = 1e-4

# The steps of the table of the gamut's boundary.
_LIGHTNESSES, _HUES = 96, 384


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


def chroma_limit(lightness: Floats, a: Floats, b: Floats) -> Floats:
    """Return by what factor, at most 1, chroma must shrink for colors to lie inside sRGB.

    All arguments share one shape.
    """
    size = np.abs(a)
    size += np.abs(b)
    np.maximum(size, np.float32(1e-9), out=size)
    limit = _gamut_bound(lightness, a, b, size)
    limit /= size
    return np.minimum(limit, 1, out=limit)


def reduce_chroma(lab: Floats) -> Floats:
    """Bring OKLab (..., 3) into sRGB by less chroma, at constant lightness and hue.

    Colors inside the gamut come back unchanged but for lightness clipped to 0 to 1.
    """
    result = lab.copy()
    np.clip(result[..., 0], 0, 1, out=result[..., 0])
    linear = to_linear(result)
    beyond = (linear < -_TOLERANCE) | (linear > 1 + _TOLERANCE)
    # A reduction over an axis so short takes several times as long.
    outside = beyond[..., 0] | beyond[..., 1] | beyond[..., 2]
    if outside.any():
        out = result[outside]
        out[:, 1:] *= chroma_limit(out[:, 0], out[:, 1], out[:, 2])[:, None]
        result[outside] = out
    return result


def _gamut_bound(lightness: Floats, a: Floats, b: Floats, size: Floats) -> Floats:
    """Return the largest |a| + |b| inside sRGB, where `size` is that of the color itself.

    Interpolates a table of 97 lightnesses by 385 hues; hue is a "diamond angle" in place of the
    arc tangent.
    """
    table = gamut_table().ravel()
    u = a / size
    np.subtract(1, u, out=u)
    np.copysign(u, b, out=u)
    u += 2
    u *= _HUES / 4
    v = np.clip(lightness, 0, 1)
    v *= _LIGHTNESSES
    i = np.minimum(v.astype(np.int32), _LIGHTNESSES - 1)
    j = np.minimum(u.astype(np.int32), _HUES - 1)
    v -= i
    u -= j
    at = np.multiply(i, _HUES + 1, dtype=np.intp)
    at += j
    upper = np.take(table, at)
    upper += (np.take(table, at + 1) - upper) * u
    at += _HUES + 1
    lower = np.take(table, at)
    lower += (np.take(table, at + 1) - lower) * u
    lower -= upper
    lower *= v
    lower += upper
    return lower


@cache
def gamut_table() -> Floats:
    """Find the largest |a| + |b| by bisection, for every lightness (rows) and hue (columns)."""
    u = np.arange(_HUES + 1) / _HUES * 4 - 2
    a = 1 - np.abs(u)
    b = np.sign(u) * (1 - np.abs(a))
    # Single precision is a third of the work; the steps are sums of few powers of two.
    directions = (LMS_FROM_LAB[:, 1:] @ np.stack([a, b])).astype(np.float32)
    lightness = (np.arange(_LIGHTNESSES + 1) / _LIGHTNESSES).astype(np.float32)[:, None]
    low = np.zeros((_LIGHTNESSES + 1, _HUES + 1), np.float32)
    for step in (0.75 / 2.0 ** np.arange(1, 20)).astype(np.float32):
        # The cube roots of L, M and S: a unit of lightness is one unit of each.
        l, m, s = (lightness + (low + step) * direction for direction in directions)  # noqa: E741
        l, m, s = l * l * l, m * m * m, s * s * s  # noqa: E741
        inside = np.ones(low.shape, np.bool_)
        for by_l, by_m, by_s in LINEAR_FROM_LMS.astype(np.float32):
            light = by_l * l + by_m * m + by_s * s
            inside &= (light >= -_TOLERANCE) & (light <= 1 + _TOLERANCE)
        low += step * inside
    return low
