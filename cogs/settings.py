"""The slash command with which those who manage a server have a say."""

import logging
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.store import in_time
from bot.store.servers import Servers
from cogs.forms import number_in
from cogs.respond import ComponentHandler, Refusal, cog_of, send, update_message
from cogs.settings_card import CHANNELS_ID, MOST_JOBS, NONE, NUMBER_ID, SWITCH_ID, settings_card
from cogs.words import label, words_in

log = logging.getLogger(__name__)


class SettingsCommand(commands.Cog):
    """Shows a server's settings, and changes them."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    @app_commands.command(
        name=label("command-settings"), description=label("command-settings.description")
    )
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, interaction: discord.Interaction) -> None:
        """Show the settings of this server."""
        guild_id = _managed_guild(interaction)
        rules = await in_time(self._servers.rules_of(guild_id))
        card = settings_card(rules, words_in(interaction.locale))
        await send(interaction, view=card, ephemeral=True)

    async def change(self, interaction: discord.Interaction, **changes: Any) -> None:
        """Change settings, and show them as they are now."""
        guild_id = _managed_guild(interaction)
        rules = await in_time(self._servers.change(guild_id, **changes))
        log.info("server %d has changed %s", guild_id, ", ".join(changes))
        await update_message(interaction, view=settings_card(rules, words_in(interaction.locale)))


class NumberHandler(ComponentHandler, ui.DynamicItem[ui.Select[Any]], template=NUMBER_ID):
    """Sets the usual degree, or how many pictures a member may have in a day."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Set what was chosen."""
        [value] = self.item.values
        cog = cog_of(interaction, SettingsCommand)
        if self.match["what"] == "degree":
            degree = None if value == NONE else number_in(value, 0.0, 1.0)
            await cog.change(interaction, degree=degree)
        else:
            jobs = None if value == NONE else int(number_in(value, 0.0, MOST_JOBS))
            await cog.change(interaction, jobs_per_day=jobs)


class ChannelsHandler(
    ComponentHandler, ui.DynamicItem[ui.ChannelSelect[Any]], template=CHANNELS_ID
):
    """Sets the channels where pictures may be recolored."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Set what was chosen."""
        channels = frozenset(channel.id for channel in self.item.values)
        await cog_of(interaction, SettingsCommand).change(interaction, channels=channels)


class SwitchHandler(ComponentHandler, ui.DynamicItem[ui.Button[Any]], template=SWITCH_ID):
    """Turns a setting on or off."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Turn it."""
        setting = {"people": "keep_people", "spoiler": "spoiler"}[self.match["what"]]
        turned_on = self.match["to"] == "on"
        await cog_of(interaction, SettingsCommand).change(interaction, **{setting: turned_on})


def _managed_guild(interaction: discord.Interaction) -> int:
    """Return the id of a server that the person may manage.

    Discord lets a server give the command to others; what it sets is still the managers'.
    """
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise Refusal(words_in(interaction.locale).say("settings-not-yours"))
    return interaction.guild_id
