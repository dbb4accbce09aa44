"""What makes a colorway good, and how different two colorways look."""

from dataclasses import dataclass

import numpy as np

from bot.engine import cielab, oklab
from bot.engine.auto.family import Cast, Family
from bot.engine.auto.harmony import harmony
from bot.engine.mapping import Doubles, Floats, Reals

_MAIN_COLORS = 5
# More harmony than this is not looked for: it would make everything one pale hue.
_MOST_HARMONY = 0.5
# Colorways keep this share of the spread of chroma; with less they look like color filters.
_SPREAD_KEPT = 0.8
_MOST_SPREAD = 0.12


@dataclass(frozen=True, slots=True)
class Ratings:
    """Every candidate's qualities."""

    score: Doubles
    """(n,) higher is better."""
    harmony_gain: Doubles
    """(n,) over the picture as it is."""
    looks: Floats
    """(n, m, 3) each candidate's colors in DIN99o, in which distances are even."""
    original: Floats
    """(m, 3) the picture's own."""


def rate(family: Family, cast: Cast, colors: Doubles, weights: Doubles) -> Ratings:
    """Rate all candidates on a picture's colors (m, 3) in OKLab with weights (m,)."""
    moved, lost = family.move(colors)
    lab = _cielab(moved)
    own = _cielab(colors[None].astype(np.float32))
    shares = _main_color_shares(colors, weights)
    areas = shares.sum(axis=1)
    main = shares / areas[:, None]
    gain = harmony(np.einsum("km,nmc->nkc", main, lab, optimize=True), areas)
    gain -= harmony((main @ own[0])[None], areas)

    chroma = np.hypot(moved[..., 1], moved[..., 2]) @ weights
    spread = _spread(moved, weights)
    kept = _SPREAD_KEPT * min(float(_spread(colors[None], weights)[0]), _MOST_SPREAD)
    score = (
        np.minimum(gain, _MOST_HARMONY)
        - 25 * np.maximum(0, kept - spread)
        - 6 * (lost @ weights)
        - 4 * np.maximum(0, chroma - max(0.13, 1.2 * cast.chroma))
        - 3 * np.maximum(0, 0.6 * cast.chroma - chroma)
    )
    return Ratings(score, gain, din99o(lab), din99o(own)[0])


def din99o(lab: Reals) -> Reals:
    """Turn CIELAB (..., 3) into DIN99o, where Euclidean distance is near CIEDE2000.

    References
    ----------
    Cui, Luo, Rigg, Roesler, Witt (2002), "Uniform colour spaces based on the DIN99
    colour-difference formula"; DIN 6176:2018.
    """
    kind = lab.dtype.type
    cos, sin = kind(np.cos(np.radians(26))), kind(np.sin(np.radians(26)))
    e = lab[..., 1] * cos + lab[..., 2] * sin
    f = kind(0.83) * (lab[..., 2] * cos - lab[..., 1] * sin)
    G = np.hypot(e, f) + kind(1e-9)
    stretch = np.log1p(kind(0.075) * G) / (kind(0.0435) * G)
    L = kind(303.67) * np.log1p(kind(0.0039) * np.maximum(lab[..., 0], 0))
    return np.stack([L, e * stretch, f * stretch], axis=-1)


def _cielab(lab: Floats) -> Floats:
    return cielab.from_linear(np.clip(oklab.to_linear(lab), 0, 1))


def _spread(colors: Reals, weights: Doubles) -> Doubles:
    """Return the standard deviation of (a, b), (n,), of sets of OKLab colors (n, m, 3)."""
    chroma = colors[..., 1:]
    means = np.einsum("m,nmc->nc", weights, chroma)
    squares = np.einsum("m,nmc->n", weights, np.square(chroma, dtype=np.float64))
    return np.sqrt(np.maximum(squares - (means**2).sum(axis=1), 0))


def _main_color_shares(colors: Doubles, weights: Doubles) -> Doubles:
    """Divide the colors among at most five main ones: (k, m), a column has one weight, else 0."""
    centers = colors[[int(np.argmax(weights))]]
    while len(centers) < min(_MAIN_COLORS, len(colors)):
        far = (_squares(colors, centers).min(axis=1) * weights).argmax()
        centers = np.concatenate([centers, colors[[far]]])
    for _ in range(12):
        shares = _shares(colors, weights, centers)
        areas = shares.sum(axis=1, keepdims=True)
        centers = np.where(areas > 0, shares @ colors / np.maximum(areas, 1e-12), centers)
    shares = _shares(colors, weights, centers)
    return shares[shares.sum(axis=1) > 0]


def _shares(colors: Doubles, weights: Doubles, centers: Doubles) -> Doubles:
    shares = np.zeros((len(centers), len(colors)))
    shares[_squares(colors, centers).argmin(axis=1), np.arange(len(colors))] = weights
    return shares


def _squares(colors: Doubles, centers: Doubles) -> Doubles:
    return ((colors[:, None] - centers) ** 2).sum(axis=-1)
