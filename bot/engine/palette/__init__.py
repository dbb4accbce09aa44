"""Palette mode: 1 to 7 colors become the main colors of a picture."""

from bot.engine.palette.map import palette_map

__all__ = ["palette_map"]
