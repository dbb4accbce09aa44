"""The color engine: pictures in, pictures out. Knows nothing of HTTP, asyncio or Discord."""

from bot.engine.errors import PictureError, UndecodablePictureError, UnsupportedFormatError
from bot.engine.facade import recolor
from bot.engine.recoloring import RGB, Auto, Palette, Recoloring, Reference

__all__ = [
    "RGB",
    "Auto",
    "Palette",
    "PictureError",
    "Recoloring",
    "Reference",
    "UndecodablePictureError",
    "UnsupportedFormatError",
    "recolor",
]
