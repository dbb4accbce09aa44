"""The slash commands about the bot itself: what it does, what it remembers, and forgetting that."""

import logging
from typing import Any, Final

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.api.contract import MOST_COLORS, MOST_COLORWAYS
from bot.jobs.forgetting import forget_jobs
from bot.jobs.queue import RecordsError
from bot.palette import presets
from bot.store import StoreError
from bot.store.cards import CardRecords
from bot.store.palettes import Owner, SavedPalettes
from cogs.command_mentions import CommandMentions
from cogs.frame import Card, row
from cogs.respond import ComponentHandler, Refusal, cog_of, send, update_message
from cogs.words import Words, label, words_in

log = logging.getLogger(__name__)

_ACCENT: Final = 0x5865F2

FORGET_ID: Final = "privacy:delete"


class About(commands.Cog):
    """Says what the bot does."""

    def __init__(self, mentions: CommandMentions) -> None:
        self._mentions = mentions

    @app_commands.command(
        name=label("command-about"), description=label("command-about.description")
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: discord.Interaction) -> None:
        """Say what the bot is."""
        words = words_in(interaction.locale)
        text = words.say("about-text", **self._mentions.variables(words))
        await _show(interaction, words.say("about-title"), text)

    @app_commands.command(name=label("command-help"), description=label("command-help.description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """Say what can be done with it, and how."""
        words = words_in(interaction.locale)
        text = words.say(
            "help-text",
            most=MOST_COLORS,
            count=MOST_COLORWAYS,
            presets=len(presets()),
            **self._mentions.variables(words),
        )
        await _show(interaction, words.say("help-title"), text)


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Privacy(
    commands.GroupCog,
    group_name=label("command-privacy"),
    group_description=label("command-privacy.description"),
):
    """Says what is remembered, and forgets it."""

    def __init__(
        self,
        saved: SavedPalettes,
        cards: CardRecords,
        mentions: CommandMentions,
        *,
        job_hours: int,
        result_hours: int,
        elsewhere: bool,
    ) -> None:
        self._saved = saved
        self._cards = cards
        self._mentions = mentions
        self._job_hours = job_hours
        self._result_hours = result_hours
        self._elsewhere = elsewhere

    @app_commands.command(
        name=label("command-privacy-info"), description=label("command-privacy-info.description")
    )
    async def info(self, interaction: discord.Interaction) -> None:
        """Say what is remembered, and for how long."""
        words = words_in(interaction.locale)
        if self._elsewhere:
            pictures = words.say("privacy-text-elsewhere")
        else:
            pictures = words.say("privacy-text", hours=self._result_hours)
        variables = self._mentions.variables(words)
        rest = words.say("privacy-rest", hours=self._job_hours, **variables)
        await _show(interaction, words.say("privacy-title"), pictures, rest)

    @app_commands.command(
        name=label("command-privacy-delete"),
        description=label("command-privacy-delete.description"),
    )
    async def delete(self, interaction: discord.Interaction) -> None:
        """Ask whether to delete what is remembered of a person."""
        words = words_in(interaction.locale)
        ask = ui.TextDisplay[Any](words.say("privacy-ask"))
        card = Card(ask, row(_forget_button(words)), accent=_ACCENT)
        await send(interaction, view=card, ephemeral=True)

    async def delete_data(self, interaction: discord.Interaction) -> None:
        """Delete what is remembered of a person."""
        words = words_in(interaction.locale)
        user_id = interaction.user.id
        try:
            palettes = await self._saved.delete_all(Owner("user", user_id))
            await self._cards.delete_all(user_id)
            jobs = await forget_jobs(user_id)
        except (StoreError, RecordsError) as error:
            log.warning("a person's data could not be deleted: %s", error)
            raise Refusal(words.say("privacy-failed")) from error
        log.info("a person's data were deleted: %d palettes, %d jobs", palettes, jobs.deleted)
        lines = [words.say("privacy-deleted", palettes=palettes, jobs=jobs.deleted)]
        if jobs.unfinished:
            lines.append(words.say("privacy-unfinished", count=jobs.unfinished))
        card = Card(ui.TextDisplay("\n".join(lines)), accent=_ACCENT)
        await update_message(interaction, view=card)


class ForgetHandler(ComponentHandler, ui.DynamicItem[ui.Button[Any]], template=FORGET_ID):
    """Deletes what is remembered of whoever presses its button."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Have it deleted."""
        await cog_of(interaction, Privacy).delete_data(interaction)


def _forget_button(words: Words) -> ui.Button[Any]:
    return ui.Button(
        label=words.say("button-forget"), style=discord.ButtonStyle.danger, custom_id=FORGET_ID
    )


async def _show(interaction: discord.Interaction, title: str, *texts: str) -> None:
    """Show texts privately, under a title."""
    items = [ui.TextDisplay(part) for part in (f"### {title}", *texts)]
    await send(interaction, view=Card(*items, accent=_ACCENT), ephemeral=True)
