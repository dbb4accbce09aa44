"""From a decoded picture and its color maps to PNG files, strip by strip."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.engine import png
from bot.engine.degree import move
from bot.engine.mapping import ColorMap, Floats, Pixels
from bot.engine.pipeline import in_order
from bot.engine.source import Picture, Strip


class Mask(Protocol):
    """Where the natural colors are kept."""

    def weights(self, strip: Pixels, top: int) -> Floats:
        """Return 0 to 1 (h, w) for whole rows from `top` on; 1 keeps the color."""
        ...


class Unchanged:
    """The map that leaves every color where it is."""

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Return the strip."""
        return strip


def render(
    picture: Picture,
    maps: Sequence[ColorMap],
    destinations: Sequence[Path],
    *,
    degree: float = 1.0,
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
    degree
        0 to 1, how far the colors move toward the map's.
    mask
        Where they do not.
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
        work = partial(_pieces, maps=maps, degree=degree, mask=mask)
        for pieces in in_order(work, picture.strips(), threads):
            for file, piece in zip(files, pieces, strict=True):
                file.write(piece)


def _pieces(
    strip: Strip, maps: Sequence[ColorMap], degree: float, mask: Mask | None
) -> list[png.Piece]:
    amount: float | Floats = degree
    if mask is not None:
        amount = np.float32(degree) * (1 - mask.weights(strip.rgb, strip.top))
    pieces: list[png.Piece] = []
    for color_map in maps:
        pixels = color_map.apply(strip.rgb, strip.top)
        if mask is not None or degree < 1:
            pixels = move(strip.rgb, pixels, amount)
        if strip.alpha is not None:
            pixels = np.concatenate([pixels, strip.alpha[..., None]], axis=-1)
        pieces.append(png.compress(pixels))
    return pieces
