"""Colors as people type them."""

import re
from dataclasses import dataclass

from PIL import ImageColor

from bot.api.contract import MOST_COLORS

_SEPARATORS = re.compile(r"[,;\s]+")
_HEX = re.compile(r"#?(?:[0-9a-f]{2})?(?P<color>[0-9a-f]{6})", re.IGNORECASE)
_SHORT_HEX = re.compile(r"#?(?P<color>[0-9a-f]{3})", re.IGNORECASE)
_NAMES: dict[str, str] = {
    name: value
    for name, value in ImageColor.colormap.items()
    if isinstance(value, str)  # pyright: ignore[reportUnnecessaryIsInstance]
}


class PaletteError(ValueError):
    """A palette that cannot be read."""


class NoColorsError(PaletteError):
    """Nothing but separators."""


@dataclass
class TooManyColorsError(PaletteError):
    """More colors than a palette holds."""

    count: int


@dataclass
class UnknownColorError(PaletteError):
    """A token that is no color. `position` counts the tokens from 1."""

    token: str
    position: int


def parse_palette(text: str) -> tuple[str, ...]:
    """Read 1 to 7 colors and return them as six upper-case hex digits each.

    Commas, semicolons or blanks separate; a color is three or six hex digits, eight as ARGB (the
    alpha is dropped), each with or without ``#``, or a CSS color name.

    Raises
    ------
    PaletteError
        `UnknownColorError` for the first token that is no color, `NoColorsError` or
        `TooManyColorsError`.
    """
    tokens = [token for token in _SEPARATORS.split(text) if token]
    if not tokens:
        raise NoColorsError
    colors = tuple(_color(token, position) for position, token in enumerate(tokens, start=1))
    if len(colors) > MOST_COLORS:
        raise TooManyColorsError(len(colors))
    return colors


def _color(token: str, position: int) -> str:
    if match := _HEX.fullmatch(token):
        return match["color"].upper()
    if match := _SHORT_HEX.fullmatch(token):
        return "".join(2 * digit for digit in match["color"]).upper()
    if named := _NAMES.get(token.lower()):
        return named.removeprefix("#").upper()
    raise UnknownColorError(token, position)
