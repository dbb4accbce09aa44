"""Palettes as people give them: digits, names of colors and of palettes, links."""

from bot.palette.names import (
    MOST_NAME,
    LongNameError,
    NoNameError,
    OddNameError,
    PaletteNameError,
    clean_name,
    key_of,
)
from bot.palette.presets import NamedPalette, presets
from bot.palette.reading import (
    MOST_TYPED,
    NoColorsError,
    PaletteError,
    Reading,
    TooManyColorsError,
    UnknownColorError,
    parse_palette,
    read_palette,
)
from bot.palette.tokens import Palettes

__all__ = [
    "MOST_NAME",
    "MOST_TYPED",
    "LongNameError",
    "NamedPalette",
    "NoColorsError",
    "NoNameError",
    "OddNameError",
    "PaletteError",
    "PaletteNameError",
    "Palettes",
    "Reading",
    "TooManyColorsError",
    "UnknownColorError",
    "clean_name",
    "key_of",
    "parse_palette",
    "presets",
    "read_palette",
]
