"""The slash commands about the bot itself: what it does, what it remembers, and forgetting that."""

import logging
import re
from typing import Any, Final, Self

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
from cogs.errors import refuse
from cogs.frame import Card, row
from cogs.words import Words, label, words_in

log = logging.getLogger(__name__)

_ACCENT: Final = 0x5865F2

Item = ui.Item[Any]
Button = ui.Button[ui.LayoutView]


class ForgetButton(ui.DynamicItem[Button], template=r"privacy:delete"):
    """Deletes what is remembered of whoever presses it."""

    def __init__(self, words: Words) -> None:
        super().__init__(
            ui.Button(
                label=words.say("button-forget"),
                style=discord.ButtonStyle.danger,
                custom_id="privacy:delete",
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(words_in(interaction.locale))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Have it deleted."""
        interaction.client.dispatch("privacy_delete", interaction)


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
        await interaction.response.send_message(
            view=Card(
                ui.TextDisplay(words.say("privacy-ask")), row(ForgetButton(words)), accent=_ACCENT
            ),
            ephemeral=True,
        )

    @commands.Cog.listener()
    async def on_privacy_delete(self, interaction: discord.Interaction) -> None:
        """Delete what is remembered of a person."""
        words = words_in(interaction.locale)
        user_id = interaction.user.id
        try:
            palettes = await self._saved.delete_all(Owner("user", user_id))
            await self._cards.delete_all(user_id)
            jobs = await forget_jobs(user_id)
        except (StoreError, RecordsError) as error:
            log.warning("a person's data could not be deleted: %s", error)
            await refuse(interaction, words.say("privacy-failed"))
            return
        log.info("a person's data were deleted: %d palettes, %d jobs", palettes, jobs.deleted)
        lines = [words.say("privacy-deleted", palettes=palettes, jobs=jobs.deleted)]
        if jobs.unfinished:
            lines.append(words.say("privacy-unfinished", count=jobs.unfinished))
        card = Card(ui.TextDisplay("\n".join(lines)), accent=_ACCENT)
        await interaction.response.edit_message(view=card)


async def _show(interaction: discord.Interaction, title: str, *texts: str) -> None:
    """Show texts privately, under a title."""
    items = [ui.TextDisplay(part) for part in (f"### {title}", *texts)]
    await interaction.response.send_message(view=Card(*items, accent=_ACCENT), ephemeral=True)
