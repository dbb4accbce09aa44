"""The color engine: pictures in, pictures out. Knows nothing of HTTP, asyncio or Discord."""

# First: numpy must not be loaded, nor threads started, before them.
from bot.engine import blas, collector, malloc  # noqa: F401  # pyright: ignore[reportUnusedImport]

with collector.spared():
    from bot.engine.errors import (
        OversizedPictureError,
        PictureError,
        UndecodablePictureError,
        UnsupportedFormatError,
    )
    from bot.engine.facade import recolor
    from bot.engine.recoloring import RGB, Auto, Palette, Recoloring, Reference
    from bot.engine.warming import warm_up

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
    "warm_up",
]
