"""Reading palettes as people type them."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PIL import ImageColor

from bot.api.contract import MOST_COLORS
from bot.palette.colors import color_called, color_keys
from bot.palette.names import key_of
from bot.palette.presets import NamedPalette, presets

_HEX = re.compile(r"(?:#|0x)?(?:[0-9a-f]{2})?(?P<color>[0-9a-f]{6})", re.IGNORECASE)
_SHORT_HEX = re.compile(r"#?(?P<color>[0-9a-f]{3})", re.IGNORECASE)

_END = re.compile(r"([,;、|\n\r]+)")
_TOKEN = re.compile(
    r"""
    (?P<end>[,;、|\n\r]+)
    | (?P<function>(?:rgb|hsl)a?\([^()]{1,60}\))
    | "(?P<quoted>[^"]*)" | [“„](?P<curly>[^“”]*)[“”]
    | «(?P<angled>[^«»]*)» | 「(?P<corner>[^「」]*)」
    | (?<![^\s,;、|])'(?P<single>[^']*)'(?![^\s,;、|])
    | (?P<word>[^\s,;、|"“”„«»「」]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A link to a palette ends in its colors, by hyphens or without anything between.
_LINK = re.compile(r"\S*/(?P<colors>[0-9a-f]{6}(?:-?[0-9a-f]{6})*)/?(?:[?#]\S*)?", re.IGNORECASE)
_JOINED = re.compile(r"[-/+]")
_AND: Final = frozenset({"and", "und", "y", "et", "e", "と", "和", "&", "+"})

# No name is longer than that.
_MOST_WORDS: Final = 6
_MOST_LETTERS: Final = 64
_MOST_PIECES: Final = 30

_ALIKE: Final = 0.75


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
    """A token that is no color.

    `position` counts the colors and palettes from 1; `near` is a name that it may be meant for.
    """

    token: str
    position: int
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: colors of six upper-case hex digits, and what each was called.

    That is the name of the color or of the palette it is in, and empty where it was digits.
    """

    colors: tuple[str, ...]
    names: tuple[str, ...]


Palettes = Mapping[str, NamedPalette]
"""Palettes by the keys of their names."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that was named, as colors with their names."""

    parts: list[tuple[str, str]]
    is_common: bool = True


def read_palette(text: str, palettes: Palettes) -> Reading:
    """Read 1 to 7 colors, however they are given.

    Commas, semicolons, blanks or an "and" are between them. A color is three or six hex digits,
    eight as ARGB (the alpha is dropped), each with or without ``#``; ``rgb()`` or ``hsl()``; or a
    name, with or without quotes. Several words are one name only where they are not common colors
    one by one. Links to palettes (``coolors.co/264653-e9c46a``) and names of `palettes` stand for
    all of their colors.

    Raises
    ------
    PaletteError
        `UnknownColorError` for the first token that is none of these, `NoColorsError` or
        `TooManyColorsError`.
    """
    items: list[_Item] = []
    for piece in _pieces(_seen(unicodedata.normalize("NFKC", text)), palettes):
        if not isinstance(piece, str):
            items.append(_of_palette(piece))
            continue
        for run in _runs(piece):
            items += _read_run(run, palettes, len(items))
    parts = [part for item in items for part in item.parts]
    if not parts:
        raise NoColorsError
    if len(parts) > MOST_COLORS:
        raise TooManyColorsError(len(parts))
    return Reading(tuple(color for color, _ in parts), tuple(name for _, name in parts))


def _seen(text: str) -> str:
    """Return a text without characters that nobody sees, or that turn the others around."""
    hidden = {"Cc", "Cf", "Co", "Cs"}
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in hidden)


def parse_palette(text: str) -> tuple[str, ...]:
    """Read 1 to 7 colors, as `read_palette` does with the presets, and return only them."""
    return read_palette(text, presets()).colors


def _pieces(text: str, palettes: Palettes) -> Iterator[str | NamedPalette]:
    """Take out the palettes whose names fill what is between separators.

    They may hold what would be between colors by itself: "Sun & Moon".
    """
    rest = ""
    for piece in _END.split(text):
        found = palettes.get(key_of(piece)) if "#" not in piece else None
        if found is None:
            rest += piece
            continue
        yield rest
        yield found
        rest = ""
    yield rest


def _of_palette(palette: NamedPalette) -> _Item:
    return _Item([(color, palette.name) for color in palette.colors])


def _runs(text: str) -> Iterator[list[str]]:
    """Split a text into runs of words, within which a name may go over several."""
    run: list[str] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        # A stroke or a dot by itself is between words.
        if kind == "word" and (key_of(match[kind]) or "#" in match[kind]):
            run.append(match[kind])
            continue
        if run:
            yield run
            run = []
        if kind not in {"word", "end"} and match[kind].strip():
            yield [match[kind].strip()]
    if run:
        yield run


def _read_run(run: list[str], palettes: Palettes, before: int) -> list[_Item]:
    """Read a run word by word where all are well known; else as few and as common names as it is.

    `before` items were read before it.
    """
    single: list[_Item] = []
    for word in run:
        item = _read(word, palettes)
        if item is None or not item.is_common:
            break
        single.append(item)
    else:
        return single
    best: list[list[_Item] | None] = [[]] + [None] * len(run)
    for end in range(1, len(run) + 1):
        ways: list[list[_Item]] = []
        for start in range(max(0, end - _MOST_WORDS), end):
            if (done := best[start]) is None:
                continue
            words = run[start:end]
            item = _read(" ".join(words), palettes)
            if item is not None:
                ways.append([*done, item])
            elif len(words) == 1 and words[0].lower() in _AND:
                ways.append(done)
        best[end] = min(ways, key=_cost, default=None)
        if all(done is None for done in best[max(0, end + 1 - _MOST_WORDS) : end + 1]):
            # No name reaches farther from any place that was reached.
            break
    if (read := best[-1]) is not None:
        return read
    reached = max(place for place, done in enumerate(best) if done is not None)
    position = before + len(best[reached] or []) + 1
    raise UnknownColorError(run[reached], position, _near(run[reached:], palettes))


def _cost(items: list[_Item]) -> tuple[int, int]:
    return sum(not item.is_common for item in items), len(items)


def _read(text: str, palettes: Palettes) -> _Item | None:
    """Read one color, one palette, or what is joined by hyphens or slashes."""
    if match := _HEX.fullmatch(text):
        return _Item([(match["color"].upper(), "")])
    if match := _SHORT_HEX.fullmatch(text):
        return _Item([("".join(2 * digit for digit in match["color"]).upper(), "")])
    if len(text) <= _MOST_LETTERS and "#" not in text and (key := key_of(text)):
        if palette := palettes.get(key):
            return _of_palette(palette)
        if color := color_called(key):
            return _Item([(color.value, color.name)], color.is_common)
    if "(" in text:
        return _function(text)
    pieces = _JOINED.split(text)
    if 1 < len(pieces) <= _MOST_PIECES and all(pieces):
        read = [_read(piece, palettes) for piece in pieces]
        if all(item is not None for item in read):
            return _Item([part for item in read if item is not None for part in item.parts])
    if match := _LINK.fullmatch(text):
        digits = match["colors"].replace("-", "")
        return _Item([(digits[i : i + 6].upper(), "") for i in range(0, len(digits), 6)])
    return None


def _function(text: str) -> _Item | None:
    try:
        red, green, blue, *_ = ImageColor.getrgb(text.lower())
    except ValueError:
        return None
    code = "".join(f"{min(part, 255):02X}" for part in (red, green, blue))
    return _Item([(code, "")])


def _near(words: list[str], palettes: Palettes) -> str | None:
    """Return a name that the words, or the first of them, may be meant for."""
    for count in (3, 2, 1):
        key = key_of(" ".join(words[:count]))
        if not 3 < len(key) <= _MOST_LETTERS:
            continue
        for keys in ([*palettes, *color_keys(common=True)], color_keys(common=False)):
            for near in difflib.get_close_matches(key, keys, 1, _ALIKE):
                found = palettes.get(near) or color_called(near)
                return found and found.name
    return None
