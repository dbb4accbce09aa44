"""The "Apps" menus: what to do with the pictures of a message, or with somebody's avatar."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.api.contract import Mode
from bot.jobs.cards import Card, Cards
from bot.jobs.job import Job, Work
from bot.store import StoreError
from bot.store.servers import Rules
from cogs.asking import claim, file_text, origin_of
from cogs.card_forms import form_of
from cogs.forms import Kind
from cogs.house import House
from cogs.message_pictures import MessagePicture, avatar_of, pictures_in
from cogs.presses import Presses
from cogs.respond import Refusal, show_form
from cogs.words import label, words_in

MOST_SHOWN = 25
"""Pictures of one message; a select menu has no room for more options."""
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
            ("menu-avatar", self.avatar),
        ):
            menu = app_commands.ContextMenu(name=label(key), callback=callback)
            everywhere(menu)
            tree.add_command(menu)

    async def recolor(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask for colors for the pictures of a message."""
        job = await self._about_message(interaction, message, Mode.TEMPLATE)
        await self._ask(interaction, Kind.RECOLOR, job)

    async def avatar(
        self, interaction: discord.Interaction, user: discord.Member | discord.User
    ) -> None:
        """Ask for colors for somebody's avatar: the server's avatar where there is one."""
        job = await self._about(interaction, [avatar_of(user)], Mode.TEMPLATE)
        await self._ask(interaction, Kind.RECOLOR, job)

    async def like(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask for pictures to be colored after one of a message."""
        job = await self._about_message(interaction, message, Mode.REF_PIC)
        await self._ask(interaction, Kind.LIKE, job)

    async def colors(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Take the colors of a message's pictures; of several, of those that are chosen."""
        job = await self._about_message(interaction, message, Mode.AUTO)
        if job.more:
            await self._ask(interaction, Kind.EXTRACT, job)
        else:
            await self._presses.begin(interaction, job)

    async def _ask(self, interaction: discord.Interaction, kind: Kind, job: Job) -> None:
        card = Card(job=job)
        await self._cards.keep(card)
        words = words_in(interaction.locale)
        # A job that is private from the start is about what only this person sees.
        await show_form(interaction, form_of(kind, card, words, may_publish=not job.private))

    async def _about_message(
        self, interaction: discord.Interaction, message: discord.Message, mode: Mode
    ) -> Job:
        found = pictures_in(message, interaction.client.user)
        return await self._about(interaction, found, mode, private=message.flags.ephemeral)

    async def _about(
        self,
        interaction: discord.Interaction,
        found: Sequence[MessagePicture],
        mode: Mode,
        *,
        private: bool = False,
    ) -> Job:
        """Return a job about pictures; refuse if there is none that can be taken."""
        words = words_in(interaction.locale)
        refusals = {
            picture: file_text(picture, self._most_bytes, words) for picture in found[:MOST_SHOWN]
        }
        pictures = [claim(picture) for picture, refusal in refusals.items() if refusal is None]
        if not pictures:
            raise Refusal(next(iter(refusals.values()), None) or words.say("no-picture-there"))
        try:
            rules = await self._house.rules_in(interaction)
        except StoreError:
            rules = Rules()
        return Job(
            **origin_of(interaction, private=private or mode is Mode.AUTO),
            image=pictures[0],
            more=tuple(pictures[1:]),
            mode=mode,
            degree=1.0 if rules.degree is None else rules.degree,
            keep_people=rules.keep_people is not False,
            spoiler=rules.spoiler,
            count=COLORS if mode is Mode.AUTO else 1,
            work=Work.COLORS if mode is Mode.AUTO else Work.RECOLOR,
        )


def everywhere(command: app_commands.ContextMenu) -> None:
    """Offer a command in servers, private chats and groups, however the app is installed."""
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    command.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    )
