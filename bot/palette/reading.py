"""Reading palettes as people type them."""

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from bot.api.contract import MOST_COLORS
from bot.palette.codes import read_code
from bot.palette.colors import ENGLISH, color_called, color_keys
from bot.palette.presets import NamedPalette, presets
from bot.palette.tokens import MOST_WORDS, Palettes, Run, key_if_name, pieces_of, runs_of, visible

MOST_TYPED: Final = 300
"""Characters that an option or a field for colors takes: seven CSS functions fit, or any link."""

# A link to a palette ends in its colors, by hyphens or without anything between.
_LINK = re.compile(r"\S*/(?P<colors>[0-9a-f]{6}(?:-?[0-9a-f]{6})*)/?(?:[?#]\S*)?", re.IGNORECASE)
_JOINED = re.compile(r"[-/+]")
_AND: Final = frozenset({"and", "und", "y", "et", "e", "と", "和", "&", "+"})

_MOST_PIECES: Final = 30
"""Colors of one word, joined by hyphens or slashes."""

_ALIKE: Final = 0.75
"""The least `difflib` ratio of a name that an unknown one may be meant for."""


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
    words: list[str] = field(default_factory=list[str], repr=False)
    """The token and the words behind it, of which its name may be made."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: colors of six upper-case hex digits, and what each was called.

    That is the name of the color or of the palette it is in. It is empty for codes, except for
    ``AARRGGBB``, which is called ``AARRGGBB (ARGB)``, since CSS would read it in another way.
    """

    colors: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that was named, as colors with their names."""

    parts: list[tuple[str, str]]
    is_common: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """The best reading of the first words of a run, as its last item."""

    uncommon: int
    """Names of the whole reading that are not common."""
    count: int
    """Items of the whole reading."""
    start: int
    """The words before the item."""
    item: _Item | None
    """None for an "and"."""


def read_palette(text: str, palettes: Palettes, language: str = ENGLISH) -> Reading:
    """Read 1 to 7 colors, however they are given.

    Commas, semicolons, blanks or an "and" are between them. A color is a code (see
    `bot.palette.codes.read_code`) or a name, with or without quotes; `language` decides on names
    that mean different colors in different languages. Several words are one name only where they
    are not common colors one by one. Links to palettes (``coolors.co/264653-e9c46a``) and names
    of `palettes` stand for all of their colors.

    Raises
    ------
    PaletteError
        `UnknownColorError` for the first token that is none of these, `NoColorsError` or
        `TooManyColorsError`.
    """
    try:
        return read_exactly(text, palettes, language)
    except UnknownColorError as error:
        error.near = _near(error.words, palettes)
        raise


def read_exactly(text: str, palettes: Palettes, language: str = ENGLISH) -> Reading:
    """Read colors as `read_palette` does, without looking for what an unknown name is near to."""
    reader = _Reader(palettes, language)
    items: list[_Item] = []
    # NFKC makes 18 characters of some, but none of those that are taken out here.
    for piece in pieces_of(unicodedata.normalize("NFKC", visible(text)), palettes):
        if isinstance(piece, str):
            for run in runs_of(piece):
                items += reader.read_run(run, items)
        else:
            items.append(_of_palette(piece))
    parts = [part for item in items for part in item.parts]
    if not parts:
        raise NoColorsError
    if len(parts) > MOST_COLORS:
        raise TooManyColorsError(len(parts))
    return Reading(tuple(color for color, _ in parts), tuple(name for _, name in parts))


def parse_palette(text: str) -> tuple[str, ...]:
    """Read 1 to 7 colors, as `read_palette` does with the presets, and return only them."""
    return read_palette(text, presets()).colors


def _of_palette(palette: NamedPalette) -> _Item:
    return _Item([(color, palette.name) for color in palette.colors])


class _Reader:
    """Reads runs of words, each phrase once."""

    def __init__(self, palettes: Palettes, language: str) -> None:
        self._palettes = palettes
        self._language = language
        self._read: dict[str, _Item | None] = {}

    def read_run(self, run: Run, before: list[_Item]) -> list[_Item]:
        """Read a run word by word if all words are common; else as few and as common names as can.

        `before` are the items that were read before it.
        """
        words = run.words
        if run.is_after_dot and before:
            words = words[_shown_again(words, before[-1]) :]
        single: list[_Item] = []
        for word in words:
            item = self.read(word)
            if item is None or not item.is_common:
                break
            single.append(item)
        else:
            return single
        steps: list[_Step | None] = [_Step(0, 0, 0, None)] + [None] * len(words)
        for end in range(1, len(words) + 1):
            steps[end] = self._best_step(words, steps, end)
            if not any(steps[max(0, end + 1 - MOST_WORDS) : end + 1]):
                # No name reaches farther from any place that was reached.
                break
        if steps[-1] is None:
            reached = max(place for place, step in enumerate(steps) if step is not None)
            step = steps[reached]
            position = len(before) + (step.count if step else 0) + 1
            raise UnknownColorError(words[reached], position, words=words[reached : reached + 3])
        return _items_of(steps)

    def _best_step(self, words: list[str], steps: list[_Step | None], end: int) -> _Step | None:
        ways: list[_Step] = []
        for start in range(max(0, end - MOST_WORDS), end):
            if (step := steps[start]) is None:
                continue
            item = self.read(" ".join(words[start:end]))
            if item is not None:
                uncommon = step.uncommon + (not item.is_common)
                ways.append(_Step(uncommon, step.count + 1, start, item))
            elif end - start == 1 and words[start].lower() in _AND:
                ways.append(_Step(step.uncommon, step.count, start, None))
        return min(ways, key=lambda step: (step.uncommon, step.count), default=None)

    def read(self, text: str) -> _Item | None:
        """Read one color, one palette, or what is joined by hyphens or slashes."""
        if text not in self._read:
            self._read[text] = self._read_new(text)
        return self._read[text]

    def _read_new(self, text: str) -> _Item | None:
        if code := read_code(text):
            return _Item([code])
        if "#" not in text and (key := key_if_name(text)):
            if palette := self._palettes.get(key):
                return _of_palette(palette)
            if color := color_called(key, self._language):
                return _Item([(color.value, color.name)], color.is_common)
        pieces = _JOINED.split(text)
        if 1 < len(pieces) <= _MOST_PIECES and all(pieces):
            read = [self.read(piece) for piece in pieces]
            if all(read):
                return _Item([part for item in read if item for part in item.parts])
        if match := _LINK.fullmatch(text):
            digits = match["colors"].replace("-", "")
            return _Item([(digits[i : i + 6].upper(), "") for i in range(0, len(digits), 6)])
        return None


def _shown_again(words: list[str], item: _Item) -> int:
    """Return how many of the words are the codes of a name that was read before them."""
    codes = _codes(item)
    return len(codes) if [word.upper() for word in words[: len(codes)]] == codes else 0


def _codes(item: _Item) -> list[str]:
    """Return the codes that the bot shows behind a name."""
    return [f"#{color}" for color, name in item.parts if name]


def _items_of(steps: list[_Step | None]) -> list[_Item]:
    items: list[_Item] = []
    place = len(steps) - 1
    while place and (step := steps[place]):
        if step.item is not None:
            items.append(step.item)
        place = step.start
    return items[::-1]


def _near(words: list[str], palettes: Palettes) -> str | None:
    """Return a name that the words, or the first of them, may be meant for."""
    for count in (3, 2, 1):
        key = key_if_name(" ".join(words[:count]))
        if len(key) <= 3:
            continue
        for keys in ([*palettes, *color_keys(common=True)], color_keys(common=False)):
            for near in difflib.get_close_matches(key, keys, 1, _ALIKE):
                found = palettes.get(near) or color_called(near)
                return found and found.name
    return None
