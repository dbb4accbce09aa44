"""Names that people give to palettes, and how they are found again."""

import re
import unicodedata
from typing import Final

MOST_NAME: Final = 32
"""Characters of a palette's name."""

_ACCENTS = re.compile("[\u0300-\u036f]")
# What is neither a letter nor a digit nor a symbol, and letters that nobody sees.
_UNHEARD = re.compile("[^\\w\u2190-\u2bff\U0001f000-\U0001faff]|_")
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_PUNCTUATION: Final = frozenset(" -'’.&+!?()_")


class PaletteNameError(ValueError):
    """A palette cannot have that name."""


class NoNameError(PaletteNameError):
    """Nothing that could be read or typed again."""


class LongNameError(PaletteNameError):
    """More than `MOST_NAME` characters."""


class OddNameError(PaletteNameError):
    """A character that separates colors, or means something to Discord."""

    def __init__(self, character: str) -> None:
        super().__init__(character)
        self.character = character


def key_of(name: str) -> str:
    """Return what a name is found by: without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", name)
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).casefold()
    return _UNHEARD.sub("", _BLANK.sub("", plain))


def clean_name(text: str) -> str:
    """Return a name for a palette as it is kept: without what cannot be seen.

    Raises
    ------
    PaletteNameError
        When it is none.
    """
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if not _is_unseen(c))
    name = " ".join(seen.split())
    if not key_of(name):
        raise NoNameError
    # One character can stand for several, and is read as them.
    read = unicodedata.normalize("NFKC", name)
    if len(read) > MOST_NAME:
        raise LongNameError
    if "," in read:
        raise OddNameError(",")
    for character in name:
        # Letters, marks, numbers and symbols such as emoji; not what is used to write markup.
        kind = unicodedata.category(character)
        if kind[0] not in "LMN" and kind != "So" and character not in _PUNCTUATION:
            raise OddNameError(character)
    return name


def _is_unseen(character: str) -> bool:
    if character.isspace():
        return False
    return unicodedata.category(character) in {"Cc", "Cf"} or bool(_BLANK.match(character))
