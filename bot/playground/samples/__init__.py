"""Three pictures to begin with, drawn when they are asked for: nobody else holds rights in them."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

from PIL import Image

from bot.playground.samples.lake import draw_lake
from bot.playground.samples.pixels import draw_pixels
from bot.playground.samples.tiles import draw_tiles

SAMPLES: dict[str, Callable[[], Image.Image]] = {
    "lake": draw_lake,
    "tiles": draw_tiles,
    "pixels": draw_pixels,
}


@cache
def sample(name: str) -> bytes:
    """Return a sample as a PNG file.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    buffer = BytesIO()
    SAMPLES[name]().save(buffer, "PNG")
    return buffer.getvalue()
