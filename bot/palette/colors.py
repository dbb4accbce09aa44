"""Names of colors: of CSS, in several languages, and of the xkcd color survey."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PIL import ImageColor

from bot.palette.names import key_of


@dataclass(frozen=True, slots=True)
class NamedColor:
    """A color of six upper-case hex digits and its name."""

    name: str
    value: str
    is_common: bool
    """Whether anybody would say it; the survey has many that are ordinary words, too."""


def color_called(key: str) -> NamedColor | None:
    """Return the color whose name has that key, if there is one."""
    return _colors().get(key)


def color_keys(*, common: bool) -> list[str]:
    """Return the keys of the names that are common, or of those that are not."""
    return [key for key, color in _colors().items() if color.is_common == common]


def names_that_begin(key: str, most: int) -> list[str]:
    """Return names of colors that begin like that, common ones first, each color once."""
    found: dict[str, str] = {}
    for common in (True, False):
        for known, color in _colors().items():
            if len(found) >= most:
                break
            if color.is_common == common and known.startswith(key):
                found.setdefault(color.value, color.name)
    return list(found.values())


@cache
def _colors() -> dict[str, NamedColor]:
    # What comes first is what a name means: "red" is that of CSS.
    colors: dict[str, NamedColor] = {}
    for is_common, source in ((True, _css()), (True, _languages()), (False, _survey())):
        for name, value in source:
            colors.setdefault(key_of(name), NamedColor(name, value, is_common))
    return colors


def _css() -> Iterator[tuple[str, str]]:
    # Pillow's own table is not to be read: it changes as colors are used.
    for name in list(ImageColor.colormap):
        yield name, "".join(f"{channel:02X}" for channel in ImageColor.getrgb(name)[:3])


def _languages() -> Iterator[tuple[str, str]]:
    for value, names in _lines_of("languages.txt"):
        for name in names.split(","):
            yield name.strip(), value


def _survey() -> Iterator[tuple[str, str]]:
    for value, name in _lines_of("xkcd.txt"):
        yield name, value


def _lines_of(file: str) -> Iterator[tuple[str, str]]:
    """Return the first word and the rest of each line of a file beside this one."""
    for line in files("bot.palette").joinpath(file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, rest = line.partition(" ")
            yield first, rest
