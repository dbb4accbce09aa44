"""The slash command with which those who manage a server have a say."""

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.store import StoreError, in_time
from bot.store.servers import Servers
from cogs.errors import refuse
from cogs.settings_card import settings_card
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
        await self._answer(interaction, {})

    @commands.Cog.listener()
    async def on_settings_change(
        self, interaction: discord.Interaction, changes: dict[str, Any]
    ) -> None:
        """Change settings, and show them as they are now."""
        await self._answer(interaction, changes)

    async def _answer(self, interaction: discord.Interaction, changes: dict[str, Any]) -> None:
        words = words_in(interaction.locale)
        # Discord lets a server give the command to others; what it sets is still the managers'.
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            await refuse(interaction, words.say("settings-not-yours"))
            return
        try:
            if changes:
                rules = await in_time(self._servers.change(interaction.guild_id, **changes))
            else:
                rules = await in_time(self._servers.rules_of(interaction.guild_id))
        except StoreError as error:
            log.warning("settings cannot be shown or changed: %s", error)
            await refuse(interaction, words.say("unrecorded" if changes else "unreadable"))
            return
        card = settings_card(rules, words)
        if changes:
            log.info("server %d has changed %s", interaction.guild_id, ", ".join(changes))
            await interaction.response.edit_message(view=card)
        else:
            await interaction.response.send_message(view=card, ephemeral=True)
