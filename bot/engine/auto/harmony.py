"""How harmonious colors are together."""

import numpy as np

from bot.engine.mapping import Doubles, Reals


def harmony(colors: Reals, weights: Doubles) -> Doubles:
    """Return the harmony of sets of colors, each pair weighted by both areas.

    Parameters
    ----------
    colors
        (n, k, 3) CIELAB: n sets of k colors.
    weights
        (k,) the colors' areas.

    Returns
    -------
    Doubles
        (n,) about -1 to 1; 0 for single colors.

    References
    ----------
    Ou, Luo (2006), "A colour harmony model for two-colour combinations".
    """
    one, other = np.triu_indices(colors.shape[1], 1)
    if not len(one):
        return np.zeros(len(colors))
    L = colors[..., 0].astype(np.float64)
    a, b = colors[..., 1].astype(np.float64), colors[..., 2].astype(np.float64)
    C, h = np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
    chroma_effect = 0.5 + 0.5 * np.tanh(-2 + 0.5 * C)
    hue_effect = -0.08 - 0.14 * np.sin(np.radians(h + 50)) - 0.07 * np.sin(np.radians(2 * h + 90))
    z = (90 - h) / 10
    yellow_effect = (0.22 * L - 12.8) / 10 * np.exp(z - np.exp(np.minimum(z, 30)))
    hue_term = chroma_effect * (hue_effect + yellow_effect)

    dC = C[:, one] - C[:, other]
    gap = (a[:, one] - a[:, other]) ** 2 + (b[:, one] - b[:, other]) ** 2
    difference = np.sqrt(np.maximum(gap - dC**2, 0) + (dC / 1.46) ** 2)
    pair = (
        (0.04 + 0.53 * np.tanh(0.8 - 0.045 * difference))
        + (0.28 + 0.54 * np.tanh(-3.88 + 0.029 * (L[:, one] + L[:, other])))
        + (0.14 + 0.15 * np.tanh(-2 + 0.2 * np.abs(L[:, one] - L[:, other])))
        + (hue_term[:, one] + hue_term[:, other])
    )
    area = np.sqrt(weights[one] * weights[other])
    return pair @ area / area.sum()
