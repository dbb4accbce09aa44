"""From a survey and a palette to a color map."""

from collections.abc import Sequence

import numpy as np

from bot.engine import cielab, oklab
from bot.engine.flat import ColorTable
from bot.engine.mapping import ColorMap, Doubles, Floats, Pixels, Survey
from bot.engine.palette import assignment, clusters, space
from bot.engine.palette.graphics import recolor_graphics
from bot.engine.palette.loop import close_in
from bot.engine.palette.move import Move, moved, plan, seen
from bot.engine.palette.place import (
    Guide,
    at_places,
    base_of,
    overlap,
    weights_of,
)
from bot.engine.palette.render import PlaceMap
from bot.engine.recoloring import RGB

_LEAST_GAP = 0.02
_SOFTNESS = 0.2
_LEAST_SOFTNESS = 0.012
_SLACK = 0.03
_SMOOTHNESS = 2.5e-3
_SMOOTHNESS_STEP = 3.5
_FITS = 3
_MOST_AMPLIFICATION = 9.5


def palette_map(survey: Survey, colors: Sequence[RGB]) -> ColorMap:
    """Make 1 to 7 colors the main colors of a picture.

    A picture of at most 256 colors is mapped color by color. Any other is mapped by color and
    place. Where the picture has fewer distinct colors than the palette, those colors of the
    palette are used that are nearest.

    Parameters
    ----------
    survey
        Of the picture.
    colors
        sRGB codes; equal ones count as one.
    """
    palette = _working(np.array(sorted(set(colors)), dtype=np.uint8)).astype(np.float64)
    if survey.colors is not None and survey.counts is not None:
        counts = survey.counts.astype(np.float64)
        return ColorTable(survey.colors, recolor_graphics(survey.colors, counts, palette))
    centers, sizes, bias, softness = _main_colors(survey, palette)
    thumbnail = _working(survey.thumbnail)
    weights = clusters.soft_weights(thumbnail, centers, softness, bias)
    guide = Guide(thumbnail, survey.weights, weights)
    if len(centers) == len(palette):
        order = assignment.by_lightness(centers, sizes, palette, overlap(weights, survey.weights))
    else:
        order = assignment.nearest(centers, sizes, palette)
    fitted, move = _fit(survey, guide, centers, palette[order])
    return PlaceMap(survey.width, survey.height, fitted, move)


def _main_colors(survey: Survey, palette: Doubles) -> tuple[Doubles, Doubles, Doubles, float]:
    """Cluster the picture into as many colors as the palette has, or fewer if they merge.

    Returns centers, their mass, and bias and softness of the assignment to them.
    """
    means, mass = clusters.histogram(survey.thumbnail, survey.weights)
    points = space.from_oklab(oklab.from_encoded(means / 255))
    scale = np.array([1.0, 1.0, 1.0])
    scale[1:] = _chroma_scale(palette)
    for count in range(min(len(palette), len(points)), 0, -1):
        centers = clusters.main_colors(points * scale, mass, count)[0] / scale
        if count == 1 or _gaps(centers).min() >= _LEAST_GAP:
            softness = _softness(centers)
            return *clusters.balance(points, mass, centers, softness), softness
    raise ValueError("a fully transparent picture has no colors")


def _fit(survey: Survey, guide: Guide, centers: Doubles, targets: Doubles) -> tuple[Floats, Move]:
    """Fit cluster weights in place and close the loop, more smoothly while noise is amplified.

    Where more than one color is asked for, lightness is steered up to 0.03 toward the source:
    the eye does not miss it in the palette, and the picture gains in structure.
    """
    sampled = _working(survey.samples)
    colors, mass = sampled[:, 0], np.ones(len(sampled))
    goal = targets.copy()
    if len(centers) > 1:
        goal[:, 0] += np.clip(centers[:, 0] - targets[:, 0], -_SLACK, _SLACK)
    smoothness = _SMOOTHNESS
    for attempt in range(1, _FITS + 1):
        fitted = guide.fit(smoothness)
        here = at_places(fitted, survey.places, survey.height, survey.width)
        shares, base = weights_of(here, colors), base_of(here, colors)

        def recolor(aim: Doubles, shares: Floats = shares, base: Floats = base) -> Floats:
            return seen(moved(plan(centers, aim), colors, shares, base))

        aim, _ = close_in(recolor, mass, targets, goal)
        move = plan(centers, aim)
        if attempt == _FITS or _amplification(survey, sampled, here, move) <= _MOST_AMPLIFICATION:
            return fitted, move
        smoothness *= _SMOOTHNESS_STEP
    raise AssertionError


def _amplification(survey: Survey, sampled: Floats, here: Floats, move: Move) -> float:
    """Find the 99.5th percentile of ΔE76 between neighbors that were within ΔE76 3.

    `sampled` (n, 3, 3) are the survey's samples in the working space, `here` their coefficients.
    """
    before = cielab.from_codes(survey.samples)
    after = [
        seen(moved(move, colors, weights_of(here, colors), base_of(here, colors)))
        for colors in np.moveaxis(sampled, 1, 0)
    ]
    gaps = np.concatenate(
        [
            np.linalg.norm(after[i] - after[0], axis=1)[
                np.linalg.norm(before[:, i] - before[:, 0], axis=1) <= 3
            ]
            for i in (1, 2)
        ]
    )
    return float(np.percentile(gaps, 99.5)) if len(gaps) > 50 else 0.0


def _chroma_scale(palette: Doubles) -> float:
    """Choose how much chroma counts in clustering: more for a palette that differs in it."""
    in_lightness = palette[:, 0].std()
    in_chroma = np.sqrt(palette[:, 1:].var(axis=0).sum())
    return float(np.clip(0.5 + 0.8 * in_chroma / max(in_lightness, 0.02), 0.7, 1.6))


def _softness(centers: Doubles) -> float:
    if len(centers) == 1:
        return 1.0
    return max(_SOFTNESS * float(_gaps(centers).mean()), _LEAST_SOFTNESS)


def _gaps(centers: Doubles) -> Doubles:
    """Return each center's distance to its nearest neighbor."""
    gaps = np.linalg.norm(centers[:, None] - centers, axis=-1)
    np.fill_diagonal(gaps, np.inf)
    return gaps.min(axis=1)


def _working(codes: Pixels) -> Floats:
    return space.from_oklab(oklab.from_codes(codes)).astype(np.float32)
