"""A small bot, on the real discord.py client, that does what its tests tell it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

Act = Callable[[discord.Interaction[Any], dict[str, Any]], Awaitable[None]]


def intents() -> discord.Intents:
    """Return what the bot needs: guilds only."""
    return discord.Intents(guilds=True)


class PlainClient(discord.Client):
    """A client with a command tree, which it syncs before it connects."""

    def __init__(self) -> None:
        super().__init__(intents=intents())
        self.tree = app_commands.CommandTree(self)
        self.acts: asyncio.Queue[Exception] = asyncio.Queue()

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()


class ShardedBot(commands.AutoShardedBot):
    """The same for a bot that asks Discord how many shards it wants."""

    def __init__(self) -> None:
        super().__init__(command_prefix=commands.when_mentioned, intents=intents())

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()
