"""Two small bots on the real discord.py client; tests give them their commands."""

import discord
from discord import app_commands
from discord.ext import commands


class PlainClient(discord.Client):
    """A client with a command tree, which it syncs before it connects."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()


class ShardedBot(commands.AutoShardedBot):
    """The same for a bot that asks Discord how many shards it wants."""

    def __init__(self) -> None:
        super().__init__(commands.when_mentioned, intents=discord.Intents(guilds=True))

    async def setup_hook(self) -> None:
        await self.tree.sync()
