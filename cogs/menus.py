"""The "Apps" menu of messages: what to do with the pictures in one."""

import secrets
import time

import discord
from discord import app_commands
from discord.ext import commands

from bot.api.contract import Mode
from bot.jobs.cards import Card, Cards
from bot.jobs.job import Job, Work
from bot.jobs.swatches import FILENAME as SWATCHES
from bot.store import StoreError
from bot.store.servers import Rules
from cogs.asking import claim, file_text, may_post
from cogs.card_forms import form_of
from cogs.forms import Kind
from cogs.house import House
from cogs.presses import Presses
from cogs.respond import Refusal, show_form
from cogs.words import label, words_in

MOST_SHOWN = 25
COLORS = 6
"""That are taken of a picture."""


class Menus(commands.Cog):
    """Offers what can be done with pictures that are there already."""

    def __init__(
        self,
        tree: app_commands.CommandTree[discord.Client],
        presses: Presses,
        cards: Cards,
        house: House,
        most_bytes: int,
    ) -> None:
        self._presses = presses
        self._cards = cards
        self._house = house
        self._most_bytes = most_bytes
        for key, callback in (
            ("menu-recolor", self.recolor),
            ("menu-colors", self.colors),
            ("menu-like", self.like),
        ):
            menu = app_commands.ContextMenu(name=label(key), callback=callback)
            everywhere(menu)
            tree.add_command(menu)

    async def recolor(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask for colors for the pictures of a message."""
        job = await self._about(interaction, message, Mode.TEMPLATE)
        await self._ask(interaction, Kind.RECOLOR, job)

    async def like(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask for pictures to be colored after one of a message."""
        job = await self._about(interaction, message, Mode.REF_PIC)
        await self._ask(interaction, Kind.LIKE, job)

    async def colors(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Take the colors of a message's pictures; of several, of those that are chosen."""
        job = await self._about(interaction, message, Mode.AUTO)
        if job.more:
            await self._ask(interaction, Kind.EXTRACT, job)
        else:
            await self._presses.begin(interaction, job)

    async def _ask(self, interaction: discord.Interaction, kind: Kind, job: Job) -> None:
        card = Card(job=job)
        await self._cards.keep(card)
        await show_form(interaction, form_of(kind, card, words_in(interaction.locale)))

    async def _about(
        self, interaction: discord.Interaction, message: discord.Message, mode: Mode
    ) -> Job:
        """Return a job about a message's pictures; refuse a message without any."""
        words = words_in(interaction.locale)
        pictures = [
            claim(file, message if file in message.attachments else None)
            for file in _files(message)
            if file.filename != SWATCHES and not file_text(file, self._most_bytes, words)
        ][:MOST_SHOWN]
        if not pictures:
            raise Refusal(words.say("no-picture-there"))
        try:
            rules = await self._house.rules_in(interaction)
        except StoreError:
            rules = Rules()
        return Job(
            id=str(interaction.id),
            application_id=interaction.application_id,
            token=interaction.token,
            created=time.time(),
            guild_id=interaction.guild_id,
            channel_id=interaction.channel_id or 0,
            user_id=interaction.user.id,
            may_post=may_post(interaction) and mode is not Mode.AUTO,
            filesize_limit=interaction.filesize_limit,
            image=pictures[0],
            more=tuple(pictures[1:]),
            mode=mode,
            degree=1.0 if rules.degree is None else rules.degree,
            keep_people=rules.keep_people is not False,
            spoiler=rules.spoiler,
            count=COLORS if mode is Mode.AUTO else 1,
            work=Work.COLORS if mode is Mode.AUTO else Work.RECOLOR,
            private=mode is Mode.AUTO,
            locale=interaction.locale.value,
            mark=secrets.token_hex(4),
        )


def _files(message: discord.Message) -> list[discord.Attachment]:
    """Return a message's files, and those of the messages that it forwards."""
    forwarded = [file for each in message.message_snapshots for file in each.attachments]
    return [*message.attachments, *forwarded]


def everywhere(command: app_commands.ContextMenu) -> None:
    """Offer a command in servers, private chats and groups, however the app is installed."""
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    command.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    )
