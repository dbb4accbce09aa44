"""From two surveys to a color map."""

from bot.engine import cielab
from bot.engine.lut import Lut, crowded_axes
from bot.engine.mapping import ColorMap, Survey
from bot.engine.reference.affine import clamped, gain_of_codes, monge_kantorovich
from bot.engine.reference.base import DetailField
from bot.engine.reference.penalties import Bounds
from bot.engine.reference.render import DetailMap
from bot.engine.reference.samples import samples_of
from bot.engine.reference.solve import solve

_MOST_SAMPLES = 2500
_LEAST_STRETCH, _MOST_STRETCH = 0.05, 2.5
_LEAST_GAIN, _MOST_GAIN = 0.8, 1.15


def reference_map(survey: Survey, reference: Survey) -> ColorMap:
    """Color a picture after a reference.

    Returns the identity where either picture is fully transparent.
    """
    if not len(survey.samples) or not len(reference.samples):
        return Lut.identity()
    goal = cielab.from_codes(reference.samples[:, 0])
    # Graphics have no noise, and single pixels that matter.
    graphic = survey.colors is not None
    field = (
        None
        if graphic
        else DetailField(survey.thumbnail, survey.weights, survey.height, survey.width)
    )
    samples = samples_of(survey, field, _MOST_SAMPLES)
    gentle = monge_kantorovich(samples.pixels.whole, goal, _LEAST_STRETCH, _MOST_STRETCH)
    gain = gain_of_codes(clamped(gentle.matrix, _LEAST_GAIN, _MOST_GAIN))
    smooth = solve(samples, goal, gentle, gain, Bounds())
    lut = Lut.from_cielab(smooth, crowded_axes(samples.pixels.encoded_base))
    return lut if field is None else DetailMap(lut, field, gain)
