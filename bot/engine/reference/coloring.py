"""From two surveys to a color map."""

from bot.engine.lut import Lut
from bot.engine.mapping import ColorMap, Survey
from bot.engine.reference.affine import monge_kantorovich
from bot.engine.reference.cloud import cloud_of, pairs_of
from bot.engine.reference.guided import GuidedLut
from bot.engine.reference.penalties import Bounds
from bot.engine.reference.solve import solve

_MOST_COLORS = 2500
_MOST_PAIRS = 6000
_LEAST_STRETCH, _MOST_STRETCH = 0.05, 2.5


def reference_map(survey: Survey, reference: Survey) -> ColorMap:
    """Color a picture after a reference.

    Returns the identity where either picture is fully transparent.
    """
    if not len(survey.samples) or not len(reference.samples):
        return Lut.identity()
    source, goal = cloud_of(survey, _MOST_COLORS), cloud_of(reference, _MOST_COLORS)
    pairs = pairs_of(survey, _MOST_PAIRS)
    gentle = monge_kantorovich(source, goal, _LEAST_STRETCH, _MOST_STRETCH)
    lut = Lut.from_cielab(solve(source, pairs, goal, gentle, Bounds()))
    # Graphics have no noise, and single pixels that matter.
    return lut if survey.colors is not None else GuidedLut(lut)
