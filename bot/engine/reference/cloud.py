"""A picture's colors as weighted points in CIELAB, and its pairs of neighboring pixels."""

from typing import NamedTuple

import numpy as np

from bot.engine import cielab
from bot.engine.histogram import histogram
from bot.engine.mapping import Doubles, Survey

# Cells of 2^3 codes an axis.
_BITS = 5


class Cloud(NamedTuple):
    """Weighted colors."""

    colors: Doubles
    """(m, 3) CIELAB."""
    weights: Doubles
    """(m,) shares of the picture, summing to 1."""


class Pairs(NamedTuple):
    """Neighboring pixels."""

    one: Doubles
    """(n, 3) CIELAB."""
    other: Doubles
    """(n, 3) CIELAB of the pixel to the right of, or below, `one`."""


def cloud_of(survey: Survey, most: int) -> Cloud:
    """Gather a picture's colors in cells of 8 codes; keep the `most` heaviest.

    Real pixels and the thumbnail count the same: the thumbnail sees every region, the pixels
    have the contrast that averaging takes away. Needs at least one pixel that is not transparent.
    """
    if survey.colors is not None and survey.counts is not None:
        codes, weights = survey.colors, survey.counts.astype(np.float64)
    else:
        pixels, thumbnail = survey.samples[:, 0], survey.thumbnail.reshape(-1, 3)
        opacity = survey.weights.ravel().astype(np.float64)
        codes = np.concatenate([pixels, thumbnail])
        weights = np.concatenate(
            [np.full(len(pixels), 1 / len(pixels)), opacity / max(opacity.sum(), 1e-9)]
        )
    return Cloud(*histogram(codes, cielab.from_codes(codes), weights, bits=_BITS, most=most))


def pairs_of(survey: Survey, most: int) -> Pairs:
    """Take about `most` of the survey's pairs, right and lower neighbors in turn."""
    samples = survey.samples[:: max(1, len(survey.samples) // most)]
    lab = cielab.from_codes(samples)
    return Pairs(lab[:, 0], lab[np.arange(len(lab)), 1 + np.arange(len(lab)) % 2])
