"""The option `colors`: what people type is read, with their palettes, and completed."""

import logging
from itertools import islice
from typing import Final

import discord
from discord import app_commands

from bot.api.contract import MOST_COLORS
from bot.palette import (
    MOST_TYPED,
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
from bot.palette.completion import completions_of
from bot.store import StoreError, in_time
from bot.store.palettes import Owner, SavedPalettes
from cogs.words import Words, words_in

log = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]

MOST_CHOICES: Final = 25
MOST_CHOICE: Final = 100
"""Discord's limits: choices of a completion, and their characters."""

_MOST_TOKEN: Final = 50

ColorsText = app_commands.Range[str, 1, MOST_TYPED]
"""The type of the option."""


class Colors:
    """Reads colors for whoever gives them, by the palettes that they can use."""

    def __init__(self, saved: SavedPalettes) -> None:
        self._saved = saved

    async def palettes_of(self, interaction: discord.Interaction) -> Palettes:
        """Return the palettes by their keys: a person's own, the server's, and everybody's."""
        palettes, _ = await self._known(interaction)
        return palettes

    async def _known(self, interaction: discord.Interaction) -> tuple[Palettes, StoreError | None]:
        """Return the palettes, and why saved ones are not among them if the database is away."""
        known: dict[str, NamedPalette] = {}
        failure: StoreError | None = None
        try:
            saved = await in_time(self._saved.of(*owners_in(interaction)))
        except StoreError as error:
            log.warning("saved palettes cannot be read: %s", error)
            saved, failure = [], error
        for palette in saved:
            known.setdefault(palette.key, NamedPalette(palette.name, palette.colors))
        for key, preset in presets().items():
            known.setdefault(key, preset)
        return known, failure

    async def find(self, interaction: discord.Interaction, name: str) -> NamedPalette | None:
        """Return the palette of a name, or None if there is none.

        Raises
        ------
        StoreError
            When it may be a saved one, and the database cannot be used.
        """
        palettes, failure = await self._known(interaction)
        palette = palettes.get(key_of(name))
        if palette is None and failure is not None:
            raise failure
        return palette

    async def read(self, interaction: discord.Interaction, text: str) -> Reading:
        """Read colors.

        Raises
        ------
        PaletteError
            When they cannot be; `palette_text` has the words for it.
        StoreError
            When they may be saved ones, and the database cannot be used.
        """
        language = words_in(interaction.locale).language
        palettes, failure = await self._known(interaction)
        try:
            return read_palette(text, palettes, language)
        except UnknownColorError as error:
            raise (failure or error) from None

    async def complete(self, interaction: discord.Interaction, current: str) -> Choices:
        """Offer palettes and colors whose names go on as what was typed last."""
        language = words_in(interaction.locale).language
        return completions(current, await self.palettes_of(interaction), language)


def owners_in(interaction: discord.Interaction) -> list[Owner]:
    """Return whose palettes can be used: the person's, and the server's."""
    person = Owner("user", interaction.user.id)
    if interaction.guild_id is None:
        return [person]
    return [person, Owner("server", interaction.guild_id)]


def completions(current: str, palettes: Palettes, language: str) -> Choices:
    """Return what `current` may become: palettes first, then names of colors.

    Discord's clients sometimes send the name of a choice in place of its value (discord-api-docs
    #7206, #7916), and keep the name in the field where a person goes on typing, so both are read
    as the same colors.
    """
    if len(current) > MOST_TYPED:
        return []
    fitting = (
        app_commands.Choice(name=_with_codes(each.text, each.colors), value=each.text)
        for each in completions_of(current, palettes, language)
        if len(each.text) <= MOST_CHOICE
    )
    return list(islice(fitting, MOST_CHOICES))


def _with_codes(text: str, colors: tuple[str, ...]) -> str:
    """Write the codes of the last name behind a text, if there is room for them."""
    shown = f"{text} · {' '.join(f'#{color}' for color in colors)}"
    return shown if len(shown) <= MOST_CHOICE else text


def palette_text(error: PaletteError, words: Words, *, in_form: bool = False) -> str:
    """Say what is wrong with the colors; nothing is completed in a form."""
    match error:
        case UnknownColorError(token, position, near):
            token = words.quoted(token[:_MOST_TOKEN])
            if near is not None:
                near = words.quoted(near)
                return words.say("colors-unknown-near", position=position, token=token, near=near)
            key = "colors-unknown-form" if in_form else "colors-unknown"
            return words.say(key, position=position, token=token)
        case TooManyColorsError(count):
            return words.say("colors-too-many", count=count, most=MOST_COLORS)
        case NoColorsError() | _:
            return words.say("colors-none", most=MOST_COLORS)
