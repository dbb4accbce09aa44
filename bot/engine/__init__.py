"""The color engine: pictures in, pictures out. Knows nothing of HTTP, asyncio or Discord."""

from threadpoolctl import threadpool_limits

from bot.engine.errors import (
    OversizedPictureError,
    PictureError,
    UndecodablePictureError,
    UnsupportedFormatError,
)
from bot.engine.facade import recolor
from bot.engine.recoloring import RGB, Auto, Palette, Recoloring, Reference

__all__ = [
    "RGB",
    "Auto",
    "OversizedPictureError",
    "Palette",
    "PictureError",
    "Recoloring",
    "Reference",
    "UndecodablePictureError",
    "UnsupportedFormatError",
    "recolor",
]

# Strips are worked on in threads already. With threads of its own beneath them numpy's BLAS takes
# ten times as long for products as small as the engine's, waiting for each other.
threadpool_limits(1, user_api="blas")
