"""From a decoded picture and its color maps to PNG files, strip by strip."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.engine import png
from bot.engine.degree import move
from bot.engine.mapping import ColorMap, Floats, Pixels
from bot.engine.source import Picture, Strip

# Strips in the works beside those being worked on: enough to keep the threads busy.
_AHEAD = 2


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
    does not depend on the number of threads. In memory are `threads` + 2 strips.

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
        pool = stack.enter_context(ThreadPoolExecutor(threads, thread_name_prefix="render"))
        waiting: deque[Future[list[png.Piece]]] = deque()

        def write() -> None:
            for file, piece in zip(files, waiting.popleft().result(), strict=True):
                file.write(piece)

        try:
            for strip in picture.strips():
                waiting.append(pool.submit(_pieces, strip, maps, degree, mask))
                if len(waiting) >= threads + _AHEAD:
                    write()
            while waiting:
                write()
        finally:
            for future in waiting:
                future.cancel()


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
