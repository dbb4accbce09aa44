"""From what a picture looks like from afar to color maps."""

import numpy as np

from bot.engine import oklab
from bot.engine.auto.choose import choose
from bot.engine.auto.family import Cast, Family, candidates
from bot.engine.auto.score import rate
from bot.engine.histogram import histogram
from bot.engine.lut import Lut
from bot.engine.mapping import Averages, ColorMap, Doubles, Floats

_BITS = 3
_MOST_COLORS = 64


def auto_maps(averages: Averages, count: int) -> list[ColorMap]:
    """Make `count` colorways of a picture, 1 to 8; the first n of 8 are the answer for n.

    Not all of it may be transparent.
    """
    colors, weights = _colors_of(averages)
    cast = Cast.of(colors, weights)
    family = candidates(cast)
    chosen = choose(rate(family, cast, colors, weights), weights)
    return [_tabulate(family.one(number)) for number in chosen[:count]]


def _colors_of(averages: Averages) -> tuple[Doubles, Doubles]:
    """Return at most 64 OKLab colors (m, 3) with weights (m,)."""
    if averages.colors is not None and averages.counts is not None:
        codes, weights = averages.colors, averages.counts.astype(np.float64)
    else:
        codes, weights = averages.thumbnail.reshape(-1, 3), averages.weights.ravel()
    return histogram(codes, oklab.from_codes(codes), weights, bits=_BITS, most=_MOST_COLORS)


def _tabulate(colorway: Family) -> Lut:
    def move(colors: Floats) -> Floats:
        return colorway.move(colors)[0][0]

    return Lut.from_oklab(move)
