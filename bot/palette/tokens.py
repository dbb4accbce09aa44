"""Splits a text of colors into palettes and runs of words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.palette.names import key_of
from bot.palette.presets import NamedPalette

Palettes = Mapping[str, NamedPalette]
"""Palettes by the keys of their names."""

# What is inside a function's parentheses separates nothing.
_END = re.compile(r"((?:rgb|hsl)a?\s?\([^()]{1,80}\))|([,;、|\n\r]+)", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
    (?P<end>[,;、|\n\r]+)
    | (?P<function>(?:rgb|hsl)a?\s?\([^()]{1,80}\))
    | "(?P<quoted>[^"]*)" | [“„](?P<curly>[^“”„]*)[“”]
    | «(?P<angled>[^«»]*)» | 「(?P<corner>[^「」]*)」
    | (?<![^\s,;、|])'(?P<single>[^']*)'(?![^\s,;、|])
    | (?P<word>[^\s,;、|"“”„«»「」]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The bot itself shows a name with its codes behind a dot: "coral · #FF7F50".
_DOT: Final = "·"

_MOST_LETTERS: Final = 64
"""Characters of the longest text that can be a name."""
MOST_WORDS: Final = 6
"""Words of the longest name."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words within which one name may go over several."""

    words: list[str]
    is_after_dot: bool = False


def visible(text: str) -> str:
    """Return a text without characters that nobody sees, or that turn the others around."""
    hidden = {"Cc", "Cf", "Co", "Cs"}
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in hidden)


def key_if_name(text: str) -> str:
    """Return the key of a text that may be a name, else nothing."""
    return key_of(text) if len(text) <= _MOST_LETTERS else ""


def pieces_of(text: str, palettes: Palettes) -> Iterator[str | NamedPalette]:
    """Take out the palettes whose names fill what is between separators.

    They may hold what would be between colors by itself: "Sun & Moon".
    """
    rest: list[str] = []
    for piece in _between(text):
        name, _, codes = piece.partition(f" {_DOT} ")
        found = palettes.get(key_if_name(name.strip())) if "#" not in name else None
        own = [f"#{color}" for color in found.colors] if found else []
        if found is None or codes.upper().split() not in ([], own):
            rest.append(piece)
            continue
        yield "".join(rest)
        yield found
        rest = []
    yield "".join(rest)


def _between(text: str) -> Iterator[str]:
    """Split a text at separators, which are pieces, too."""
    start = 0
    for match in _END.finditer(text):
        if match[2] is None:
            continue
        yield text[start : match.start()]
        yield match[2]
        start = match.end()
    yield text[start:]


def _is_word(token: str) -> bool:
    """Tell whether a token is more than a stroke or a dot between words."""
    first = token[0]
    # Most tokens are told by this, for a hundredth of the time that a key takes.
    if (first.isascii() and first.isalnum()) or "#" in token or len(token) > _MOST_LETTERS:
        return True
    return bool(key_of(token))


def runs_of(text: str) -> Iterator[Run]:
    """Split a text into runs of words."""
    words: list[str] = []
    is_after_dot = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        token = match[kind]
        if kind == "word" and token != _DOT:
            if _is_word(token):
                words.append(token)
            continue
        if words:
            yield Run(words, is_after_dot)
        words, is_after_dot = [], token == _DOT
        if kind not in {"word", "end"} and token.strip():
            yield Run([token.strip()])
    if words:
        yield Run(words, is_after_dot)
