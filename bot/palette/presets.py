"""Palettes that everybody has."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.palette.names import key_of


@dataclass(frozen=True, slots=True)
class NamedPalette:
    """A palette with a name: six upper-case hex digits each."""

    name: str
    colors: tuple[str, ...]


@cache
def presets() -> dict[str, NamedPalette]:
    """Return the presets by the keys of their names, in their order."""
    found: dict[str, NamedPalette] = {}
    for line in files("bot.palette").joinpath("presets.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, colors = line.partition(": ")
            found[key_of(name)] = NamedPalette(name, tuple(colors.split()))
    return found
