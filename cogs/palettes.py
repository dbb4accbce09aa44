"""The slash commands about palettes: taken from pictures, saved, listed, shown, deleted."""

import logging
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.api.contract import MOST_COLORS, Mode
from bot.jobs.job import Work
from bot.palette import (
    MOST_NAME,
    LongNameError,
    NoNameError,
    OddNameError,
    PaletteError,
    PaletteNameError,
    Palettes,
    Reading,
    clean_name,
    key_of,
    presets,
    read_palette,
)
from bot.store import in_time
from bot.store.palettes import MOST, FullError, Owner, SavedPalette, SavedPalettes
from cogs.asking import file_text
from cogs.colors import MOST_CHOICES, Choices, Colors, ColorsText, owners_in, palette_text
from cogs.command_mentions import CommandMentions
from cogs.forms import Form, Kind, read_form
from cogs.house import House
from cogs.intake import Intake
from cogs.palette_cards import (
    KEEP_ID,
    PAGE,
    PAGE_ID,
    list_card,
    page_count,
    palette_card,
    saved_card,
    swatches_file,
)
from cogs.recolor import Shown, Wish, make_job
from cogs.respond import (
    ComponentHandler,
    Refusal,
    cog_of,
    handle,
    refuse,
    send,
    show_form,
    update_message,
)
from cogs.sentences import codes_text
from cogs.words import Words, label, words_in

log = logging.getLogger(__name__)

_USUAL_COUNT = 5

Button = ui.Button[Any]

_KEY_NAME = label("option-name")
_SERVER = {"server": label("option-server")}
_ABOUT_SERVER = {"server": label("option-server.description")}
_PRIVATE = {"private": label("option-private")}
_ABOUT_PRIVATE = {"private": label("option-private.description")}


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class PaletteCommands(
    commands.GroupCog,
    group_name=label("command-palette"),
    group_description=label("command-palette.description"),
):
    """Keeps people's palettes, and finds them in pictures."""

    def __init__(
        self,
        saved: SavedPalettes,
        colors: Colors,
        intake: Intake,
        house: House,
        most_bytes: int,
        mentions: CommandMentions,
    ) -> None:
        self._saved = saved
        self._colors = colors
        self._intake = intake
        self._house = house
        self._most_bytes = most_bytes
        self._mentions = mentions

    @app_commands.command(
        name=label("command-palette-extract"),
        description=label("command-palette-extract.description"),
    )
    @app_commands.rename(image=label("option-image"), count=label("option-count"), **_PRIVATE)
    @app_commands.describe(
        image=label("option-extract-image.description"),
        count=label("option-extract-count.description"),
        **_ABOUT_PRIVATE,
    )
    async def extract(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        count: app_commands.Range[int, 1, MOST_COLORS] = _USUAL_COUNT,
        private: bool = False,
    ) -> None:
        """Begin a job that finds the main colors of a picture."""
        words = words_in(interaction.locale)
        if text := file_text(image, self._most_bytes, words):
            raise Refusal(text)
        rules = await self._house.rules_in(interaction)
        wish = Wish(mode=Mode.AUTO, count=count)
        job = make_job(interaction, image, wish, rules, Shown(private=private))
        await self._intake.take(interaction, replace(job, work=Work.COLORS))

    @app_commands.command(
        name=label("command-palette-save"), description=label("command-palette-save.description")
    )
    @app_commands.rename(name=_KEY_NAME, colors=label("option-colors"), **_SERVER)
    @app_commands.describe(
        name=label("option-name.description"),
        colors=label("option-colors.description"),
        **_ABOUT_SERVER,
    )
    async def save(
        self, interaction: discord.Interaction, name: str, colors: ColorsText, server: bool = False
    ) -> None:
        """Keep colors under a name."""
        try:
            reading = await self._colors.read(interaction, colors)
        except PaletteError as error:
            raise Refusal(palette_text(error, words_in(interaction.locale))) from error
        await self.keep(interaction, name, reading.colors, server=server)

    @save.autocomplete("colors")
    async def complete_colors(self, interaction: discord.Interaction, current: str) -> Choices:
        """Offer palettes and names of colors."""
        return await self._colors.complete(interaction, current)

    async def keep(
        self, interaction: discord.Interaction, name: str, colors: tuple[str, ...], *, server: bool
    ) -> None:
        """Save colors under a name, for the person or for all of the server."""
        words = words_in(interaction.locale)
        owner = _owner(interaction, words, server=server)
        palette = SavedPalette(*_named(name, words), colors)
        try:
            replaced = await in_time(self._saved.save(owner, palette))
        except FullError as error:
            raise Refusal(words.say("palette-full", most=MOST)) from error
        shown = words.quoted(palette.name)
        kept = words.say("palette-replaced" if replaced else "palette-saved", name=shown)
        whose = words.say("palette-for-server" if server else "palette-for-you")
        card = saved_card(kept, palette, words, whose)
        await send(interaction, view=card, file=await swatches_file(colors), ephemeral=True)

    async def ask_name(self, interaction: discord.Interaction, colors: tuple[str, ...]) -> None:
        """Ask for the name to save colors under; managers also, whether it is for everyone."""
        words = words_in(interaction.locale)
        form = Form(Kind.NAME, "-".join(colors), words.say("form-title-keep"))
        form.ask_name(words, MOST_NAME)
        if interaction.guild_id is not None and interaction.permissions.manage_guild:
            form.ask_server(words)
        await show_form(interaction, form)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Save a palette whose name was typed into the form."""
        form = read_form(interaction)
        if form is not None and form.kind is Kind.NAME:
            name, colors = form.text("name"), tuple(form.subject.split("-"))
            server = form.checked("server")
            await handle(interaction, lambda: self.keep(interaction, name, colors, server=server))

    @app_commands.command(
        name=label("command-palette-list"), description=label("command-palette-list.description")
    )
    async def list(self, interaction: discord.Interaction) -> None:
        """Show the palettes that are saved."""
        await self.show_page(interaction, 0)

    async def show_page(self, interaction: discord.Interaction, page: int) -> None:
        """Show a page of the list, in place of the page whose button was pressed."""
        words = words_in(interaction.locale)
        owners = owners_in(interaction)
        own = await in_time(self._saved.of(owners[0]))
        shared = await in_time(self._saved.of(*owners[1:]))
        palettes = [
            *((palette, False) for palette in own),
            *((palette, True) for palette in shared),
        ]
        hint = words.say("list-hint", count=len(presets()))
        if not palettes:
            none = words.say("list-none", **self._mentions.variables(words))
            raise Refusal(f"{none} {hint}")
        page = min(page, page_count(len(palettes)) - 1)
        shown = palettes[page * PAGE : (page + 1) * PAGE]
        drawn = (palette.colors for palette, _ in shown)
        file = await swatches_file(*drawn, first=page * PAGE + 1)
        card = list_card(palettes, page, words, hint)
        if interaction.type is discord.InteractionType.component:
            await update_message(interaction, view=card, attachments=[file])
        else:
            await send(interaction, view=card, file=file, ephemeral=True)

    @app_commands.command(
        name=label("command-palette-show"), description=label("command-palette-show.description")
    )
    @app_commands.rename(name=_KEY_NAME, **_PRIVATE)
    @app_commands.describe(name=label("option-name.description"), **_ABOUT_PRIVATE)
    async def show(
        self, interaction: discord.Interaction, name: str, private: bool = False
    ) -> None:
        """Show a palette, saved or preset."""
        words = words_in(interaction.locale)
        palette = await self._colors.find(interaction, name)
        if palette is None:
            raise Refusal(self._unknown(name, words))
        card = palette_card(
            words.quoted(palette.name),
            palette.colors,
            words,
            self._usage_of(palette.name, words),
        )
        file = await swatches_file(palette.colors)
        await send(interaction, view=card, file=file, ephemeral=private)

    @show.autocomplete("name")
    async def complete_shown(self, interaction: discord.Interaction, current: str) -> Choices:
        """Offer the palettes that can be shown."""
        return _names(current, await self._colors.palettes_of(interaction))

    @app_commands.command(
        name=label("command-palette-delete"),
        description=label("command-palette-delete.description"),
    )
    @app_commands.rename(name=_KEY_NAME, **_SERVER)
    @app_commands.describe(name=label("option-name.description"), **_ABOUT_SERVER)
    async def delete(
        self, interaction: discord.Interaction, name: str, server: bool = False
    ) -> None:
        """Forget a palette."""
        words = words_in(interaction.locale)
        owner = _owner(interaction, words, server=server)
        if not await in_time(self._saved.delete(owner, key_of(name))):
            known = await self._colors.palettes_of(interaction)
            raise Refusal(self._not_deleted(name, known, owner, words))
        shown = words.quoted(name.strip()[:MOST_NAME])
        await refuse(interaction, words.say("palette-deleted", name=shown))

    @delete.autocomplete("name")
    async def complete_deleted(self, interaction: discord.Interaction, current: str) -> Choices:
        """Offer the palettes that are saved."""
        known = await self._colors.palettes_of(interaction)
        return _names(current, {k: p for k, p in known.items() if p is not presets().get(k)})

    def _usage_of(self, colors: str, words: Words) -> str:
        """Say how to recolor a picture with colors, as they are typed."""
        return words.say("palette-use", colors=colors, **self._mentions.variables(words))

    def _unknown(self, name: str, words: Words) -> str:
        quoted = words.quoted(name.strip()[:MOST_NAME])
        return words.say("palette-unknown", name=quoted, **self._mentions.variables(words))

    def _not_deleted(self, name: str, known: Palettes, owner: Owner, words: Words) -> str:
        """Say why a palette that may be offered could not be deleted as its owner's."""
        key = key_of(name)
        palette = known.get(key)
        if palette is None:
            return self._unknown(name, words)
        if palette is presets().get(key):
            return words.say("palette-ready-made", name=words.quoted(palette.name))
        if owner.kind == "user":
            return words.say("palette-of-server", name=words.quoted(palette.name))
        return self._unknown(name, words)


class KeepHandler(ComponentHandler, ui.DynamicItem[Button], template=KEEP_ID):
    """Asks for a name to save a card's colors under."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Ask for the name."""
        colors = tuple(self.match["colors"].split("-"))
        await cog_of(interaction, PaletteCommands).ask_name(interaction, colors)


class PageHandler(ComponentHandler, ui.DynamicItem[Button], template=PAGE_ID):
    """Turns to another page of the list."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Show that page in place of this one."""
        await cog_of(interaction, PaletteCommands).show_page(interaction, int(self.match["page"]))


def _owner(interaction: discord.Interaction, words: Words, *, server: bool) -> Owner:
    if not server:
        return Owner("user", interaction.user.id)
    if interaction.guild_id is None:
        raise Refusal(words.say("palette-no-server"))
    if not interaction.permissions.manage_guild:
        raise Refusal(words.say("palette-not-yours"))
    return Owner("server", interaction.guild_id)


def _named(text: str, words: Words) -> tuple[str, str]:
    """Return the key and the name of a palette that is to be called like that."""
    try:
        name = clean_name(text)
    except LongNameError as error:
        raise Refusal(words.say("name-too-long", most=MOST_NAME)) from error
    except OddNameError as error:
        character = words.quoted(error.character)
        raise Refusal(words.say("name-odd", character=character)) from error
    except (NoNameError, PaletteNameError) as error:
        raise Refusal(words.say("name-empty", most=MOST_NAME)) from error
    if reading := _read_as_colors(name):
        colors = codes_text(reading.colors, reading.names)
        raise Refusal(words.say("name-is-color", name=words.quoted(name), colors=colors))
    return key_of(name), name


def _read_as_colors(name: str) -> Reading | None:
    """Return the colors that a name is read as, which a palette of that name could not be."""
    if key_of(name) in presets():
        return None
    try:
        return read_palette(name, presets())
    except PaletteError:
        return None


def _names(current: str, palettes: Palettes) -> Choices:
    wanted = key_of(current)
    beginning = [p.name for k, p in palettes.items() if k.startswith(wanted)]
    within = [p.name for k, p in palettes.items() if wanted in k and not k.startswith(wanted)]
    names = [*beginning, *within][:MOST_CHOICES]
    return [app_commands.Choice(name=name, value=name) for name in names]
