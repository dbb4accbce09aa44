"""Names of colors: of CSS, in several languages, and of the xkcd color survey."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PIL import ImageColor

from bot.palette.names import key_of

ENGLISH = "en"

_Table = dict[str, "NamedColor"]
"""Colors by the keys of their names."""


@dataclass(frozen=True, slots=True)
class NamedColor:
    """A color of six upper-case hex digits and its name."""

    name: str
    value: str
    is_common: bool
    """Whether it is a usual word for a color; the survey also has many ordinary words."""


def color_called(key: str, language: str = ENGLISH) -> NamedColor | None:
    """Return the color whose name has that key.

    A name of CSS means the same everywhere. Other names mean what they mean in `language`, then
    what they mean in any other: 青色 is blue in Japanese and cyan in Chinese.
    """
    return _colors(language).get(key)


def color_keys(*, common: bool) -> list[str]:
    """Return the keys of the names that are common, or of those that are not."""
    return [key for key, color in _colors(ENGLISH).items() if color.is_common == common]


def names_that_begin(key: str, language: str = ENGLISH) -> list[NamedColor]:
    """Return colors whose names begin with a key, each color once.

    The color of that very name comes first, then names of `language`, then the English ones, then
    those of other languages.
    """
    own = _languages().get(language, {})
    exact = color_called(key, language)
    found = {exact.value: exact} if exact else {}
    for table in (own, _css(), _survey(), *_languages().values()):
        for known, color in table.items():
            if known.startswith(key) and color_called(known, language) == color:
                found.setdefault(color.value, color)
    return list(found.values())


@cache
def _colors(language: str) -> _Table:
    own = _languages().get(language, {})
    colors: _Table = {}
    for table in (_css(), own, *_languages().values(), _survey()):
        for key, color in table.items():
            colors.setdefault(key, color)
    return colors


@cache
def _css() -> _Table:
    # Pillow replaces the texts of its table by tuples as colors are used, so each is parsed here.
    named = {name: ImageColor.getrgb(name)[:3] for name in list(ImageColor.colormap)}
    return {
        key_of(name): NamedColor(name, "".join(f"{channel:02X}" for channel in rgb), True)
        for name, rgb in named.items()
    }


@cache
def _languages() -> dict[str, _Table]:
    """Return the names in each language."""
    tables: dict[str, _Table] = {}
    for value, languages in _lines_of("languages.txt"):
        for section in languages.split("; "):
            language, _, names = section.partition(": ")
            table = tables.setdefault(language, {})
            for name in names.split(", "):
                table.setdefault(key_of(name), NamedColor(name, value, True))
    return tables


@cache
def _survey() -> _Table:
    table: _Table = {}
    for value, name in _lines_of("xkcd.txt"):
        table.setdefault(key_of(name), NamedColor(name, value, False))
    return table


def _lines_of(file: str) -> Iterator[tuple[str, str]]:
    """Return the first word and the rest of each line of a file beside this one."""
    for line in files("bot.palette").joinpath(file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, rest = line.partition(" ")
            yield first, rest
