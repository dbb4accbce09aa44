"""From a survey and a palette to a color map."""

from collections.abc import Sequence

import numpy as np

from bot.engine import oklab
from bot.engine.flat import ColorTable
from bot.engine.local import LocalMap
from bot.engine.mapping import ColorMap, Doubles, Pixels, Survey
from bot.engine.palette import clusters, space
from bot.engine.palette.fit import BOLD, CAREFUL, MOST_AMPLIFICATION, Fit, Picture
from bot.engine.palette.graphics import recolor_graphics
from bot.engine.recoloring import RGB

_LEAST_GAP = 0.02

# When a bolder fit is worth its time: far from the palette (ΔE00), with amplification to spare.
_FAR = 6.0
_ROOM = 8.5

# When it is better: by how much nearer, and how much of the picture it must keep.
_GAIN = 1.0
_LEAST_CORRELATION = 0.93


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
    palette = _palette(colors)
    if survey.colors is not None and survey.counts is not None:
        counts = survey.counts.astype(np.float64)
        return ColorTable(survey.colors, recolor_graphics(survey.colors, counts, palette), counts)
    points, mass, centers = _main_colors(survey, palette)
    picture = Picture(survey, points, mass)
    fit = picture.fit(centers, palette, CAREFUL)
    if len(centers) > 1 and fit.error > _FAR and fit.amplification <= _ROOM:
        bold = picture.fit(centers, palette, BOLD)
        if _is_better(bold, fit):
            fit = bold
    return LocalMap(picture.grid, fit.recolored, fit.prior)


def _is_better(bold: Fit, careful: Fit) -> bool:
    """Tell whether a bold fit comes nearer to the palette and still keeps the picture."""
    return (
        bold.error < careful.error - _GAIN
        and bold.correlation >= min(_LEAST_CORRELATION, careful.correlation)
        and bold.amplification <= MOST_AMPLIFICATION
    )


def _main_colors(survey: Survey, palette: Doubles) -> tuple[Doubles, Doubles, Doubles]:
    """Cluster the picture into as many colors as the palette has, or fewer if they merge.

    Returns the picture's histogram, (m, 3) in the working space and (m,), and the (k, 3) centers.
    """
    means, mass = clusters.histogram(survey.thumbnail, survey.weights)
    points = space.from_oklab(oklab.from_encoded(means / 255))
    scale = np.array([1.0, 1.0, 1.0])
    scale[1:] = _chroma_scale(palette)
    for count in range(min(len(palette), len(points)), 0, -1):
        centers = clusters.main_colors(points * scale, mass, count)[0] / scale
        if count == 1 or clusters.gaps(centers).min() >= _LEAST_GAP:
            return points, mass, centers
    raise ValueError("a fully transparent picture has no colors")


def _chroma_scale(palette: Doubles) -> float:
    """Choose how much chroma counts in clustering: more for a palette that differs in it."""
    in_lightness = palette[:, 0].std()
    in_chroma = np.sqrt(palette[:, 1:].var(axis=0).sum())
    return float(np.clip(0.5 + 0.8 * in_chroma / max(in_lightness, 0.02), 0.7, 1.6))


def _palette(colors: Sequence[RGB]) -> Doubles:
    codes: Pixels = np.array(sorted(set(colors)), dtype=np.uint8)
    return space.from_oklab(oklab.from_codes(codes)).astype(np.float64)
