"""Completion of colors that are being typed: of the last name, however many words it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.api.contract import MOST_COLORS
from bot.palette.colors import ENGLISH, names_that_begin
from bot.palette.names import key_of
from bot.palette.reading import NoColorsError, PaletteError, read_exactly
from bot.palette.tokens import MOST_WORDS, Palettes

_SEPARATOR = re.compile(r"[,;、|\n\r]")
_WORD = re.compile(r"\S+")
# A name that was completed before is followed by its codes.
_SHOWN_CODES = re.compile(r"\s·(?:\s#[0-9A-F]{6}){1,7}(?![^\s,;、|])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a typed text may become, and the colors of the name that completes it."""

    text: str
    colors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    colors: tuple[str, ...]


def completions_of(typed: str, palettes: Palettes, language: str = ENGLISH) -> Iterator[Completion]:
    """Offer texts that go on as `typed` does, the most fitting first.

    The last words, as many as begin a name, are completed to that name. Each text can be read, as
    at most 7 colors: no palette is offered that does not fit any more.
    """
    offered: set[str] = set()
    for start in _starts_of_name(typed):
        before, beginning = _without_codes(typed[:start], palettes, language), typed[start:]
        wanted = key_of(beginning)
        if "#" in beginning or (beginning and not wanted):
            continue
        earlier = _colors_of(before, palettes, language)
        if earlier is None:
            continue
        for candidate in _candidates(wanted, palettes, language):
            colors = (*earlier, *candidate.colors)
            if len(colors) > MOST_COLORS:
                continue
            # A color after another may be read as one name of two words, unless it is quoted.
            for name in (candidate.name, f'"{candidate.name}"'):
                text = f"{before}{name}".strip()
                if text not in offered and _colors_of(text, palettes, language) == colors:
                    offered.add(text)
                    yield Completion(text, candidate.colors)
                    break


def _starts_of_name(typed: str) -> list[int]:
    """Return where the last name may begin, the longest way first."""
    segment = max((match.end() for match in _SEPARATOR.finditer(typed)), default=0)
    starts = [match.start() for match in _WORD.finditer(typed, segment)][-MOST_WORDS:]
    if not starts or typed[-1:].isspace():
        starts.append(len(typed))
    return starts


def _candidates(wanted: str, palettes: Palettes, language: str) -> Iterator[_Candidate]:
    """Return palettes and colors that begin like `wanted`, then palettes that hold it."""
    inner: list[_Candidate] = []
    within: list[_Candidate] = []
    for key, palette in palettes.items():
        candidate = _Candidate(palette.name, palette.colors)
        if key.startswith(wanted):
            yield candidate
        elif any(key_of(word).startswith(wanted) for word in palette.name.split()):
            inner.append(candidate)
        elif wanted in key:
            within.append(candidate)
    yield from inner
    if wanted:
        for color in names_that_begin(wanted, language):
            yield _Candidate(color.name, (color.value,))
    yield from within


def _colors_of(text: str, palettes: Palettes, language: str) -> tuple[str, ...] | None:
    """Return the colors that a text is read as, or None where it is refused."""
    try:
        return read_exactly(text, palettes, language).colors
    except NoColorsError:
        return ()
    except PaletteError:
        return None


def _without_codes(text: str, palettes: Palettes, language: str) -> str:
    """Return a text without the codes behind its names, if it then has the same colors."""
    shorter = _SHOWN_CODES.sub("", text)
    if shorter == text:
        return text
    same = _colors_of(shorter, palettes, language) == _colors_of(text, palettes, language)
    return shorter if same else text
