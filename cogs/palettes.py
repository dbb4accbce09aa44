"""The slash commands about palettes: taken from pictures, saved, listed, shown, deleted."""

import logging
import tempfile
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.api.client import MigrationClient
from bot.api.contract import MOST_COLORS
from bot.api.failures import MigrationError, ServiceGoneError
from bot.jobs.attachment import AttachmentSource
from bot.jobs.job import Attachment
from bot.jobs.service import job_error
from bot.jobs.troubles import JobError
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
from bot.store import StoreError, in_time
from bot.store.palettes import MOST, FullError, Owner, SavedPalette, SavedPalettes
from cogs.colors import MOST_CHOICES, Choices, Colors, ColorsText, owners_in, palette_text
from cogs.command_mentions import CommandMentions
from cogs.errors import refuse
from cogs.palette_cards import (
    PAGE,
    list_card,
    page_count,
    palette_card,
    saved_card,
    swatches_file,
)
from cogs.recolor import file_text
from cogs.sentences import codes_text, failure_text
from cogs.words import Words, label, words_in

log = logging.getLogger(__name__)

_USUAL_COUNT = 5

_KEY_NAME = label("option-name")
_SERVER = {"server": label("option-server")}
_ABOUT_SERVER = {"server": label("option-server.description")}
_PRIVATE = {"private": label("option-private")}
_ABOUT_PRIVATE = {"private": label("option-private.description")}


class RefusedError(Exception):
    """Something is not done; the message is the sentence for the person."""


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
        attachments: AttachmentSource,
        api: MigrationClient,
        mentions: CommandMentions,
    ) -> None:
        self._saved = saved
        self._colors = colors
        self._mentions = mentions
        self._attachments = attachments
        self._api = api

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
        """Show the colors of a picture."""
        await self.show_colors_of(interaction, image, count, private=private)

    async def show_colors_of(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        count: int = _USUAL_COUNT,
        *,
        private: bool,
    ) -> None:
        """Answer with the colors of a picture, to save or to use."""
        words = words_in(interaction.locale)
        if text := file_text(image, self._attachments.most_bytes, words):
            await refuse(interaction, text)
            return
        await interaction.response.defer(thinking=True, ephemeral=private)
        try:
            colors = await self._colors_of(image, count, words)
        except RefusedError as error:
            await interaction.edit_original_response(content=str(error))
            return
        title = words.say("extract-title", file=words.quoted(image.filename))
        card = palette_card(title, colors, words, self._usage_of(_as_typed(colors), words))
        await interaction.edit_original_response(
            content=None, view=card, attachments=[await swatches_file(colors)]
        )

    async def _colors_of(
        self, image: discord.Attachment, count: int, words: Words
    ) -> tuple[str, ...]:
        claim = Attachment(url=image.url, filename=image.filename)
        try:
            with tempfile.TemporaryDirectory(prefix="colorway-") as folder:
                path = await self._attachments.fetch(claim, Path(folder) / "image")
                colors = await self._api.main_colors(path, count)
        except ServiceGoneError as error:
            log.info("the service does not look for colors: %s", error)
            raise RefusedError(words.say("extract-not-offered")) from error
        except MigrationError as error:
            failure = job_error(error, image.filename)
            raise RefusedError(failure_text(failure, words)) from error
        except JobError as error:
            raise RefusedError(failure_text(error, words)) from error
        if not colors:
            raise RefusedError(words.say("extract-nothing", file=words.quoted(image.filename)))
        return colors

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
            await refuse(interaction, palette_text(error, words_in(interaction.locale)))
            return
        await self.on_palette_keep(interaction, name, reading.colors, server)

    @save.autocomplete("colors")
    async def complete_colors(self, interaction: discord.Interaction, current: str) -> Choices:
        """Offer palettes and names of colors."""
        return await self._colors.complete(interaction, current)

    @commands.Cog.listener()
    async def on_palette_keep(
        self, interaction: discord.Interaction, name: str, colors: tuple[str, ...], server: bool
    ) -> None:
        """Keep colors under a name, for the person or for all of the server."""
        words = words_in(interaction.locale)
        try:
            owner = _owner(interaction, words, server=server)
            palette = SavedPalette(*_named(name, words), colors)
            replaced = await in_time(self._saved.save(owner, palette))
        except RefusedError as error:
            await refuse(interaction, str(error))
            return
        except FullError:
            await refuse(interaction, words.say("palette-full", most=MOST))
            return
        except StoreError as error:
            log.warning("a palette could not be saved: %s", error)
            await refuse(interaction, words.say("unrecorded"))
            return
        shown = words.quoted(palette.name)
        kept = words.say("palette-replaced" if replaced else "palette-saved", name=shown)
        whose = words.say("palette-for-server" if server else "palette-for-you")
        card = saved_card(kept, palette, words, whose)
        await interaction.response.send_message(
            view=card, file=await swatches_file(colors), ephemeral=True
        )

    @app_commands.command(
        name=label("command-palette-list"), description=label("command-palette-list.description")
    )
    async def list(self, interaction: discord.Interaction) -> None:
        """Show the palettes that are saved."""
        await self._list(interaction, 0)

    @commands.Cog.listener()
    async def on_palette_page(self, interaction: discord.Interaction, page: int) -> None:
        """Turn to a page of the list."""
        await self._list(interaction, page)

    async def _list(self, interaction: discord.Interaction, page: int) -> None:
        words = words_in(interaction.locale)
        owners = owners_in(interaction)
        try:
            own = await in_time(self._saved.of(owners[0]))
            shared = await in_time(self._saved.of(*owners[1:]))
        except StoreError as error:
            log.warning("palettes cannot be listed: %s", error)
            await refuse(interaction, words.say("unreadable"))
            return
        palettes = [
            *((palette, False) for palette in own),
            *((palette, True) for palette in shared),
        ]
        hint = words.say("list-hint", count=len(presets()))
        if not palettes:
            none = words.say("list-none", **self._mentions.variables(words))
            await refuse(interaction, f"{none} {hint}")
            return
        page = min(page, page_count(len(palettes)) - 1)
        shown = palettes[page * PAGE : (page + 1) * PAGE]
        drawn = (palette.colors for palette, _ in shown)
        file = await swatches_file(*drawn, first=page * PAGE + 1)
        card = list_card(palettes, page, words, hint)
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(view=card, attachments=[file])
        else:
            await interaction.response.send_message(view=card, file=file, ephemeral=True)

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
        palette = (await self._colors.palettes_of(interaction)).get(key_of(name))
        if palette is None:
            await refuse(interaction, self._unknown(name, words))
            return
        card = palette_card(
            words.quoted(palette.name),
            palette.colors,
            words,
            self._usage_of(palette.name, words),
        )
        file = await swatches_file(palette.colors)
        await interaction.response.send_message(view=card, file=file, ephemeral=private)

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
        try:
            owner = _owner(interaction, words, server=server)
            gone = await in_time(self._saved.delete(owner, key_of(name)))
        except RefusedError as error:
            await refuse(interaction, str(error))
        except StoreError as error:
            log.warning("a palette could not be deleted: %s", error)
            await refuse(interaction, words.say("unrecorded"))
        else:
            if gone:
                text = words.say("palette-deleted", name=words.quoted(name.strip()[:MOST_NAME]))
            else:
                known = await self._colors.palettes_of(interaction)
                text = self._not_deleted(name, known, owner, words)
            await refuse(interaction, text)

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


def _owner(interaction: discord.Interaction, words: Words, *, server: bool) -> Owner:
    if not server:
        return Owner("user", interaction.user.id)
    if interaction.guild_id is None:
        raise RefusedError(words.say("palette-no-server"))
    if not interaction.permissions.manage_guild:
        raise RefusedError(words.say("palette-not-yours"))
    return Owner("server", interaction.guild_id)


def _named(text: str, words: Words) -> tuple[str, str]:
    """Return the key and the name of a palette that is to be called like that."""
    try:
        name = clean_name(text)
    except LongNameError as error:
        raise RefusedError(words.say("name-too-long", most=MOST_NAME)) from error
    except OddNameError as error:
        character = words.quoted(error.character)
        raise RefusedError(words.say("name-odd", character=character)) from error
    except (NoNameError, PaletteNameError) as error:
        raise RefusedError(words.say("name-empty", most=MOST_NAME)) from error
    if reading := _read_as_colors(name):
        colors = codes_text(reading.colors, reading.names)
        raise RefusedError(words.say("name-is-color", name=words.quoted(name), colors=colors))
    return key_of(name), name


def _read_as_colors(name: str) -> Reading | None:
    """Return the colors that a name is read as, which a palette of that name could not be."""
    if key_of(name) in presets():
        return None
    try:
        return read_palette(name, presets())
    except PaletteError:
        return None


def _as_typed(colors: tuple[str, ...]) -> str:
    return " ".join(f"#{color}" for color in colors)


def _names(current: str, palettes: Palettes) -> Choices:
    wanted = key_of(current)
    beginning = [p.name for k, p in palettes.items() if k.startswith(wanted)]
    within = [p.name for k, p in palettes.items() if wanted in k and not k.startswith(wanted)]
    names = [*beginning, *within][:MOST_CHOICES]
    return [app_commands.Choice(name=name, value=name) for name in names]
