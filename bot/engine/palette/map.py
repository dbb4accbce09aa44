"""From a survey and a palette to a color map."""

from collections.abc import Sequence

import numpy as np

from bot.engine import cielab, oklab
from bot.engine.flat import ColorTable
from bot.engine.local import LocalMap
from bot.engine.mapping import ColorMap, Doubles, Pixels, Survey
from bot.engine.palette import space
from bot.engine.palette.fit import BOLD, CAREFUL, MOST_AMPLIFICATION, Fit, Picture
from bot.engine.palette.graphics import recolor_graphics
from bot.engine.recoloring import RGB

# When other fits are worth their time: far from the palette (ΔE00), with amplification to spare.
_FAR = 6.0
_ROOM = 8.5

# When one is better: by so much, where every hundredth of correlation of gradients that is missing
# counts as much as ΔE00 0.9, and every hundredth of similarity as 0.2.
_GAIN = 0.5
_GOOD_CORRELATION = 0.94
_PRICE_OF_CORRELATION, _PRICE_OF_SIMILARITY = 90.0, 20.0

# Of what share of neighbors differ by no more than so much (ΔE76), if a picture is shaded.
_SHADED, _LITTLE = 0.3, 3.0


def palette_map(survey: Survey, colors: Sequence[RGB]) -> ColorMap:
    """Make 1 to 7 colors the main colors of a picture.

    A picture of at most 256 colors is mapped color by color, unless it is shaded, as grayscale
    photographs are. Any other is mapped by color and place. Where the picture has fewer distinct
    colors than the palette, those colors of the palette are used that are nearest.

    Parameters
    ----------
    survey
        Of the picture.
    colors
        sRGB codes; equal ones count as one.
    """
    palette = _palette(colors)
    if survey.colors is not None and survey.counts is not None and not _is_shaded(survey):
        counts = survey.counts.astype(np.float64)
        return ColorTable(survey.colors, recolor_graphics(survey.colors, counts, palette), counts)
    picture = Picture(survey)
    fit = _best_fit(picture, palette)
    return LocalMap(picture.grid, fit.recolored, fit.prior)


def _best_fit(picture: Picture, palette: Doubles) -> Fit:
    """Fit carefully; far from the palette, also with colors exchanged, and more boldly."""
    careful = picture.divide(palette, CAREFUL)
    fit = picture.fit(careful)
    if len(palette) == 1 or fit.error <= _FAR or fit.amplification > _ROOM:
        return fit
    others = [picture.fit(careful, order) for order in range(1, len(careful.orders))]
    others.append(picture.fit(picture.divide(palette, BOLD)))
    calm = (other for other in others if other.amplification <= MOST_AMPLIFICATION)
    best = min(calm, key=_cost, default=fit)
    return best if _cost(best) < _cost(fit) - _GAIN else fit


def _is_shaded(survey: Survey) -> bool:
    """Tell a grayscale photograph from graphics: its neighbors differ, but by little."""
    colors = cielab.from_codes(survey.samples)
    steps = np.linalg.norm(colors[:, 1:] - colors[:, :1], axis=-1)
    return float(((steps > 0) & (steps <= _LITTLE)).mean()) > _SHADED


def _cost(fit: Fit) -> float:
    """Weigh what a fit misses of the palette and of the picture, in ΔE00."""
    torn = _PRICE_OF_CORRELATION * max(0.0, _GOOD_CORRELATION - fit.correlation)
    return fit.error + torn + _PRICE_OF_SIMILARITY * (1 - fit.similarity)


def _palette(colors: Sequence[RGB]) -> Doubles:
    codes: Pixels = np.array(sorted(set(colors)), dtype=np.uint8)
    return space.from_oklab(oklab.from_codes(codes)).astype(np.float64)
