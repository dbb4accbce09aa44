"""A picture's pixels as the solver sees them: base and detail, in CIELAB, and their neighbors."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.engine import cielab, srgb
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


class Samples(NamedTuple):
    """Pixels spread evenly over a picture, each with its right or its lower neighbor in turn."""

    pixels: Colors
    neighbors: Colors


def samples_of(survey: Survey, field: DetailField | None, most: int) -> Samples:
    """Take about `most` of a survey's pixels; without a field all of a color is base."""
    count = len(survey.samples)
    chosen = np.linspace(0, count - 1, min(most, count)).astype(np.intp)
    sampled, places = survey.samples[chosen], survey.places[chosen]
    turn = np.arange(len(chosen)) % 2
    beside = places + np.stack([turn, 1 - turn], axis=1)
    neighbors = sampled[np.arange(len(chosen)), 1 + turn]
    return Samples(
        _taken_apart(sampled[:, 0], places, field), _taken_apart(neighbors, beside, field)
    )


def _taken_apart(codes: Pixels, places: npt.NDArray[np.int32], field: DetailField | None) -> Colors:
    whole = cielab.from_codes(codes)
    if field is None:
        return Colors(whole, codes / 255, whole, np.zeros_like(whole))
    colors = codes / 255
    detail = field.of_pixels(colors, places)
    base = np.clip(colors - detail, 0, 1)
    return Colors(cielab.from_linear(srgb.to_linear(base)), base, whole, detail)
