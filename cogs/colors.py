"""The option `colors`: what people type is read, with their palettes, and completed."""

import logging
import re
from typing import Final

import discord
from discord import app_commands

from bot.api.contract import MOST_COLORS
from bot.palette import (
    NamedPalette,
    NoColorsError,
    PaletteError,
    Palettes,
    Reading,
    TooManyColorsError,
    UnknownColorError,
    key_of,
    presets,
    read_palette,
)
from bot.palette.colors import names_that_begin
from bot.store import StoreError, in_time
from bot.store.palettes import Owner, SavedPalettes
from cogs.sentences import quoted
from cogs.words import Words

log = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]

MOST_CHOICES: Final = 25
MOST_CHOICE: Final = 100
"""Discord's limits: choices of a completion, and their characters."""

_MOST_TOKEN: Final = 50
# What has been typed, up to the name that is being typed.
_LAST = re.compile(r"(?P<before>(?:.*[,;、|])?\s*)(?P<last>[^,;、|]*)", re.DOTALL)


class Colors:
    """Reads colors for whoever gives them, by the palettes that they can use."""

    def __init__(self, saved: SavedPalettes) -> None:
        self._saved = saved

    async def palettes_of(self, interaction: discord.Interaction) -> Palettes:
        """Return the palettes by their keys: a person's own, the server's, and everybody's."""
        known: dict[str, NamedPalette] = {}
        try:
            saved = await in_time(self._saved.of(*owners_in(interaction)))
        except StoreError as error:
            # What is no saved palette can be read without.
            log.warning("saved palettes cannot be read: %s", error)
            saved = []
        for palette in saved:
            known.setdefault(palette.key, NamedPalette(palette.name, palette.colors))
        for key, preset in presets().items():
            known.setdefault(key, preset)
        return known

    async def read(self, interaction: discord.Interaction, text: str) -> Reading:
        """Read colors.

        Raises
        ------
        PaletteError
            When they cannot be; `palette_text` has the words for it.
        """
        return read_palette(text, await self.palettes_of(interaction))

    async def complete(self, interaction: discord.Interaction, current: str) -> Choices:
        """Offer palettes and colors whose names go on as what was typed last."""
        return completions(current, await self.palettes_of(interaction))


def owners_in(interaction: discord.Interaction) -> list[Owner]:
    """Return whose palettes can be used: the person's, and the server's."""
    person = Owner("user", interaction.user.id)
    if interaction.guild_id is None:
        return [person]
    return [person, Owner("server", interaction.guild_id)]


def completions(current: str, palettes: Palettes) -> Choices:
    """Return what `current` may become: palettes first, then names of colors."""
    match = _LAST.fullmatch(current)
    assert match is not None
    before, wanted = match["before"], key_of(match["last"])
    beginning = [p for key, p in palettes.items() if key.startswith(wanted)]
    within = [p for key, p in palettes.items() if wanted in key and not key.startswith(wanted)]
    choices: Choices = []
    for palette in (*beginning, *within):
        shown = f"{before}{palette.name}"
        swatches = " ".join(f"#{color}" for color in palette.colors)
        choices.append(_choice(f"{shown} · {swatches}", shown))
    if wanted:
        for name in names_that_begin(wanted, MOST_CHOICES):
            choices.append(_choice(f"{before}{name}", f"{before}{name}"))
    return [choice for choice in choices if len(choice.value) <= MOST_CHOICE][:MOST_CHOICES]


def _choice(name: str, value: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=name[:MOST_CHOICE].strip(), value=value.strip())


def palette_text(error: PaletteError, words: Words) -> str:
    """Say what is wrong with the colors."""
    match error:
        case UnknownColorError(token, position, near):
            token = quoted(token[:_MOST_TOKEN])
            if near is not None:
                near = quoted(near)
                return words.say("colors-unknown-near", position=position, token=token, near=near)
            return words.say("colors-unknown", position=position, token=token)
        case TooManyColorsError(count):
            return words.say("colors-too-many", count=count, most=MOST_COLORS)
        case NoColorsError() | _:
            return words.say("colors-none", most=MOST_COLORS)
