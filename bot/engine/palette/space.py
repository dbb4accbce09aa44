"""The space in which a palette moves colors: OKLab with the toe of CIELAB's lightness.

OKLab's plain cube root stretches the darkest codes far apart, so that noise in a shadow looks like
contrast. Ottosson's reference lightness, made for Okhsl, follows L* instead; chroma shrinks by
the same factor, which keeps hue and saturation.

References
----------
Ottosson (2021), "Okhsv and Okhsl: two new color spaces for color picking".
"""

import numpy as np

from bot.engine.mapping import Reals

_K1 = 0.206
_K2 = 0.03
_K3 = (1 + _K1) / (1 + _K2)

# The limit of working lightness over OKLab's, where both tend to 0.
_FACTOR_AT_BLACK = _K2 * _K3 / _K1


def lightness_from_oklab(lightness: Reals) -> Reals:
    """Bend OKLab's lightness (any shape, at least 0), so that it follows L* / 100."""
    x = _K3 * lightness - _K1
    return 0.5 * (x + np.sqrt(x * x + 4 * _K2 * _K3 * lightness))


def factor_from_oklab(lightness: Reals) -> Reals:
    """Return working lightness over OKLab's lightness (any shape, at least 0)."""
    bent = lightness_from_oklab(lightness)
    return np.where(lightness > 1e-6, bent / np.maximum(lightness, 1e-6), _FACTOR_AT_BLACK)


def factor_to_oklab(lightness: Reals) -> Reals:
    """Return OKLab's lightness over working lightness (any shape, at least 0)."""
    return (lightness + _K1) / (_K3 * (lightness + _K2))


def from_oklab(lab: Reals) -> Reals:
    """Turn OKLab (..., 3) into the working space (..., 3); lightness below 0 counts as 0."""
    before = np.maximum(lab[..., 0], 0)
    return _scaled(before, lab, factor_from_oklab(before))


def to_oklab(working: Reals) -> Reals:
    """Turn the working space (..., 3) into OKLab (..., 3); lightness below 0 counts as 0."""
    before = np.maximum(working[..., 0], 0)
    return _scaled(before, working, factor_to_oklab(before))


def _scaled(lightness: Reals, colors: Reals, factor: Reals) -> Reals:
    """Multiply lightness (...) and the chroma of colors (..., 3) by factors (...): (..., 3)."""
    return np.stack([lightness * factor, colors[..., 1] * factor, colors[..., 2] * factor], axis=-1)
