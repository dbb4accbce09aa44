"""A picture's pixels as the solver sees them: base and detail, in CIELAB, and their neighbors."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.engine import cielab, srgb
from bot.engine.evenly import evenly
from bot.engine.mapping import Doubles, Pixels, Survey
from bot.engine.reference.base import DetailField


class Colors(NamedTuple):
    """Pixels' colors in CIELAB, taken apart: the color itself is the sum of the two."""

    base: Doubles
    """(n, 3)"""
    encoded_base: Doubles
    """(n, 3) the same in sRGB, 0 to 1"""
    whole: Doubles
    """(n, 3)"""
    detail: Doubles
    """(n, 3) in encoded sRGB, whose range is 1"""
    places: Doubles
    """(n, 2) row and column, 0 to 1 over the picture"""


class Pairs(NamedTuple):
    """Pixels beside each other."""

    ones: Colors
    others: Colors
    weights: Doubles
    """(n,) how much of the picture each pair stands for; they sum to about 1."""


class Samples(NamedTuple):
    """Of a picture: pixels spread evenly, and pairs of neighbors."""

    pixels: Colors
    pairs: Pairs


# This share of the pairs is drawn evenly, the rest by how much lightness changes between the two.
_EVEN = 0.5


def samples_of(survey: Survey, field: DetailField | None, most: int) -> Samples:
    """Take about `most` of a survey's pixels, and as many of its pairs of neighbors.

    What becomes of a picture's structure is decided at its edges, of which an even sample of a
    smooth picture would have hardly any: pairs far apart are taken more often, and weigh less.

    Without a field all of a color is base.
    """
    count = len(survey.samples)
    chosen = evenly(count, most)
    pixels = _taken_apart(survey, survey.samples[chosen, 0], survey.places[chosen], field)

    lightness = cielab.from_linear(srgb.LINEAR[survey.samples])[..., 0].astype(np.float64)
    squares = (lightness[:, 1:] - lightness[:, :1]).ravel() ** 2
    shares = _EVEN / (2 * count) + (1 - _EVEN) * squares / max(float(squares.sum()), 1e-9)
    ends = np.cumsum(shares)
    ticks = (np.arange(len(chosen)) + 0.5) / len(chosen) * ends[-1]
    pair = np.searchsorted(ends, ticks)
    weights = ends[-1] / (2 * count * shares[pair]) / len(pair)
    number, side = np.divmod(pair, 2)
    places = survey.places[number]
    beside = places + np.stack([side, 1 - side], axis=1)
    return Samples(
        pixels,
        Pairs(
            _taken_apart(survey, survey.samples[number, 0], places, field),
            _taken_apart(survey, survey.samples[number, 1 + side], beside, field),
            weights,
        ),
    )


def _taken_apart(
    survey: Survey, codes: Pixels, places: npt.NDArray[np.int32], field: DetailField | None
) -> Colors:
    whole = cielab.from_codes(codes)
    shares = (places + 0.5) / (survey.height, survey.width)
    if field is None:
        return Colors(whole, codes / 255, whole, np.zeros_like(whole), shares)
    colors = codes / 255
    detail = field.of_pixels(colors, places)
    base = np.clip(colors - detail, 0, 1)
    return Colors(cielab.from_encoded(base), base, whole, detail, shares)
