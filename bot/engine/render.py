"""From a decoded picture and its color maps to PNG files, strip by strip."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.engine import png
from bot.engine.degree import move
from bot.engine.lut import Lut
from bot.engine.mapping import ColorMap, Floats, Pixels
from bot.engine.memo import Memo
from bot.engine.pipeline import in_order
from bot.engine.source import Picture, Strip

# Pixels, counted once for each table, from which on it is worth the memory to remember what
# becomes of each color.
_MEMO_PIXELS = 25_000_000


class Mask(Protocol):
    """Where the natural colors are kept."""

    def weights(self, strip: Pixels, top: int) -> Floats:
        """Return 0 to 1 (h, w) for whole rows from `top` on; 1 keeps the color."""
        ...


class Unchanged:
    """The map that leaves every color where it is."""

    def toward(self, degree: float) -> "Unchanged":
        """Return the same."""
        return self

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Return the strip."""
        return strip


def render(
    picture: Picture,
    maps: Sequence[ColorMap],
    destinations: Sequence[Path],
    *,
    mask: Mask | None = None,
    threads: int = 2,
) -> None:
    """Write one PNG per map, reading the picture once.

    The files appear together when all are complete; an error leaves none behind. What they hold
    does not depend on the number of threads. In memory are at most `threads` + 3 strips.

    Parameters
    ----------
    picture, maps, destinations
        As many maps as destinations.
    mask
        Where colors do not move.
    threads
        How many strips are worked on at once.
    """
    with ExitStack() as stack:
        files = [
            stack.enter_context(
                png.PngFile(path, picture.width, picture.height, has_alpha=picture.has_alpha)
            )
            for path in destinations
        ]
        work = partial(_pieces, recolor=_recolorer(picture, maps), mask=mask)
        for pieces in in_order(work, picture.strips(last=True), threads):
            for file, piece in zip(files, pieces, strict=True):
                file.write(piece)
        for file in files:
            file.end()


def _recolorer(picture: Picture, maps: Sequence[ColorMap]) -> Callable[[Strip], list[Pixels]]:
    luts = [color_map for color_map in maps if isinstance(color_map, Lut)]
    if len(luts) == len(maps) and picture.width * picture.height * len(luts) >= _MEMO_PIXELS:
        memo = Memo(luts)
        return lambda strip: memo.apply(strip.rgb)
    return lambda strip: [color_map.apply(strip.rgb, strip.top) for color_map in maps]


def _pieces(
    strip: Strip, recolor: Callable[[Strip], list[Pixels]], mask: Mask | None
) -> list[png.Piece]:
    held = None if mask is None else mask.weights(strip.rgb, strip.top)
    pieces: list[png.Piece] = []
    for recolored in recolor(strip):
        pixels = recolored
        if held is not None and held.any():
            pixels = move(strip.rgb, pixels, 1 - held)
        if strip.alpha is not None:
            pixels = np.concatenate([pixels, strip.alpha[..., None]], axis=-1)
        pieces.append(png.compress(pixels))
    return pieces
