"""From two surveys to a color map."""

import numpy as np

from bot.engine import cielab, srgb
from bot.engine.local import Grid, LocalMap
from bot.engine.lut import Lut, crowded_axes
from bot.engine.mapping import ColorMap, Doubles, Reals, Survey
from bot.engine.reference.affine import clamped, gain_of_codes, monge_kantorovich
from bot.engine.reference.base import DetailField
from bot.engine.reference.penalties import Bounds
from bot.engine.reference.samples import samples_of
from bot.engine.reference.solve import SmoothMap, solve
from bot.engine.reference.surfaces import SurfacePairs, surface_pairs

_MOST_SAMPLES = 2500
_LEAST_STRETCH, _MOST_STRETCH = 0.05, 2.5
_LEAST_GAIN, _MOST_GAIN = 0.8, 1.15
# A picture whose chroma spreads less than this share of the reference's is not to be given all of
# its hues: a gray wall would come out in a rainbow.
_COLORFUL = 0.2


def reference_map(survey: Survey, reference: Survey, *, with_wash: bool = True) -> ColorMap:
    """Color a picture after a reference; without a wash, each color alike wherever it is.

    Returns the identity where either picture is fully transparent.
    """
    if not len(survey.samples) or not len(reference.samples):
        return Lut.identity()
    goal = cielab.from_codes(reference.samples[:, 0])
    # Graphics have no noise, and single pixels that matter.
    grid = None if survey.colors is not None else Grid(survey)
    field = None if grid is None else DetailField(grid)
    samples = samples_of(survey, field, _MOST_SAMPLES)
    gentle = monge_kantorovich(samples.pixels.whole, goal, _LEAST_STRETCH, _MOST_STRETCH)
    gain = gain_of_codes(clamped(gentle.matrix, _LEAST_GAIN, _MOST_GAIN))
    surfaces = SurfacePairs.none()
    if grid is not None and field is not None:
        surfaces = surface_pairs(grid, field, _MOST_SAMPLES)
    with_wash = with_wash and grid is not None
    smooth = solve(samples, surfaces, goal, gentle, gain, Bounds(), with_wash=with_wash)
    if grid is None or field is None:
        return Lut.from_cielab(smooth, crowded_axes(samples.pixels.encoded_base))
    share = min(1.0, _spread(samples.pixels.whole) / (_COLORFUL * _spread(goal) + 1e-9))
    return LocalMap(grid, _recolored(field, smooth, gain, share), gain)


def _spread(colors: Doubles) -> float:
    """Return the standard deviation of chroma, a and b together, of CIELAB colors (n, 3)."""
    return float(np.sqrt(colors[:, 1:].var(axis=0).sum()))


def _recolored(field: DetailField, smooth: SmoothMap, gain: Doubles, share: float) -> Reals:
    """Move the base of a grid's cells and give back their detail: (rows, columns, 3), encoded.

    Chroma goes only a `share`, 0 to 1, of the way from the gentle map's to the smooth one's.
    """
    moved = smooth.over_grid(field.base)
    if share < 1:
        gentle = smooth.affine(field.base)[..., 1:]
        moved[..., 1:] = gentle + np.float32(share) * (moved[..., 1:] - gentle)
        moved = cielab.reduce_chroma(moved)
    encoded = srgb.from_linear(cielab.to_linear(moved))
    return np.clip(encoded + field.detail @ gain.T.astype(np.float32), 0, 1)
