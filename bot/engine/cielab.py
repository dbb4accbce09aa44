"""CIELAB under D65, the space in which differences are judged, and CIEDE2000."""

from functools import cache

import numpy as np

from bot.engine import srgb
from bot.engine.mapping import Doubles, Floats, Pixels, Reals

_XYZ_FROM_LINEAR: Doubles = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE: Reals = _XYZ_FROM_LINEAR.sum(axis=1)
_RELATIVE_FROM_LINEAR: Reals = _XYZ_FROM_LINEAR / _WHITE[:, None]
_LINEAR_FROM_RELATIVE: Reals = np.linalg.inv(_RELATIVE_FROM_LINEAR)

_EPSILON = 216 / 24389
_KAPPA = 24389 / 27

# Steps of the table of the gamut's boundary: 81 lightnesses by 181 hues.
_LIGHTNESS_STEP = 1.25
_HUE_STEP = 2.0


def from_linear(linear: Reals) -> Reals:
    """Turn linear sRGB (..., 3) into CIELAB (..., 3): L* in 0 to 100."""
    kind = linear.dtype
    t = linear @ _RELATIVE_FROM_LINEAR.T.astype(kind)
    f = np.where(t > _EPSILON, np.cbrt(t), (kind.type(_KAPPA) * t + 16) / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def to_linear(lab: Reals) -> Reals:
    """Turn CIELAB (..., 3) into linear sRGB (..., 3), unclipped: outside 0 to 1 out of gamut."""
    kind = lab.dtype
    y = (lab[..., 0] + 16) / 116
    f = np.stack([y + lab[..., 1] / 500, y, y - lab[..., 2] / 200], axis=-1)
    t = np.where(f > 6 / 29, f * f * f, (116 * f - 16) / kind.type(_KAPPA))
    return t @ _LINEAR_FROM_RELATIVE.T.astype(kind)


def from_encoded(encoded: Reals) -> Reals:
    """Turn encoded sRGB (..., 3), 0 to 1, into CIELAB (..., 3)."""
    return from_linear(srgb.to_linear(encoded))


def from_codes(codes: Pixels) -> Doubles:
    """Turn sRGB codes (..., 3) into CIELAB (..., 3), float64."""
    return from_linear(srgb.to_linear(codes.astype(np.float64) / 255))


def reduce_chroma(lab: Reals) -> Reals:
    """Bring CIELAB (..., 3) into sRGB by less chroma, at constant hue; clips L* to 0 to 100.

    The gamut's boundary is interpolated in a table; near its corners it is off by up to ΔE 1.
    """
    table = _chroma_table()
    kind = lab.dtype
    lightness, a, b = np.clip(lab[..., 0], 0, 100), lab[..., 1], lab[..., 2]
    v = lightness / kind.type(_LIGHTNESS_STEP)
    u = np.arctan2(b, a) * kind.type(180 / np.pi / _HUE_STEP) % (360 / _HUE_STEP)
    i = np.minimum(v.astype(np.intp), table.shape[0] - 2)
    j = np.minimum(u.astype(np.intp), table.shape[1] - 2)
    v, u = v - i.astype(kind), u - j.astype(kind)
    here, hues = i * table.shape[1] + j, table.shape[1]
    flat = table.ravel()
    upper = flat[here] * (1 - u) + flat[here + 1] * u
    lower = flat[here + hues] * (1 - u) + flat[here + hues + 1] * u
    most = upper * (1 - v) + lower * v
    share = np.minimum(1, most / np.maximum(np.sqrt(a * a + b * b), kind.type(1e-9)))
    return np.stack([lightness, a * share, b * share], axis=-1)


@cache
def _chroma_table() -> Floats:
    """Find the most chroma inside sRGB by bisection, for each lightness (rows) and hue."""
    lightness, hue = np.meshgrid(
        np.arange(0, 100.1, _LIGHTNESS_STEP),
        np.radians(np.arange(0, 360.1, _HUE_STEP)),
        indexing="ij",
    )
    low, high = np.zeros(lightness.shape), np.full(lightness.shape, 150.0)
    for _ in range(16):
        middle = (low + high) / 2
        linear = to_linear(
            np.stack([lightness, middle * np.cos(hue), middle * np.sin(hue)], axis=-1)
        )
        inside = ((linear >= -1e-4) & (linear <= 1 + 1e-4)).all(axis=-1)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return low.astype(np.float32)


def difference(one: Doubles, other: Doubles) -> Doubles:
    """Return the CIEDE2000 color difference of two CIELAB arrays (..., 3) that broadcast.

    References
    ----------
    Sharma, Wu, Dalal (2005), "The CIEDE2000 color-difference formula".
    """
    L1, a1, b1 = one[..., 0], one[..., 1], one[..., 2]
    L2, a2, b2 = other[..., 0], other[..., 1], other[..., 2]
    mean_chroma7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean_chroma7 / (mean_chroma7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    C1, C2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    gray = C1 * C2 == 0

    turn = h2 - h1
    turn = np.where(turn > 180, turn - 360, np.where(turn < -180, turn + 360, turn))
    dL, dC = L2 - L1, C2 - C1
    dH = 2 * np.sqrt(C1 * C2) * np.sin(np.radians(np.where(gray, 0, turn)) / 2)

    L, C = (L1 + L2) / 2, (C1 + C2) / 2
    total = h1 + h2
    far = np.abs(h1 - h2) > 180
    h = np.where(far, np.where(total < 360, (total + 360) / 2, (total - 360) / 2), total / 2)
    h = np.where(gray, total, h)
    T = (
        1
        - 0.17 * np.cos(np.radians(h - 30))
        + 0.24 * np.cos(np.radians(2 * h))
        + 0.32 * np.cos(np.radians(3 * h + 6))
        - 0.20 * np.cos(np.radians(4 * h - 63))
    )
    SL = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2)
    SC, SH = 1 + 0.045 * C, 1 + 0.015 * C * T
    rotation = 30 * np.exp(-(((h - 275) / 25) ** 2))
    RT = -2 * np.sqrt(C**7 / (C**7 + 25.0**7)) * np.sin(np.radians(2 * rotation))
    squared = (dL / SL) ** 2 + (dC / SC) ** 2 + (dH / SH) ** 2 + RT * (dC / SC) * (dH / SH)
    return np.sqrt(np.maximum(squared, 0))
