"""A sandbox, and the real discord.py client connected to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import TypeVar

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.sandbox import Person, Sandbox

AnyClient = TypeVar("AnyClient", bound=discord.Client)
Connect = Callable[[AnyClient], Awaitable[AnyClient]]


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """A running sandbox that discord.py takes for Discord."""
    async with Sandbox() as sandbox:
        monkeypatch.setattr(Route, "BASE", sandbox.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
        yield sandbox


@pytest.fixture
def ada(sandbox: Sandbox) -> Person:
    """Someone in the sandbox's first channel."""
    return sandbox.person("Ada")


@pytest.fixture
async def connect(sandbox: Sandbox) -> AsyncIterator[Connect[discord.Client]]:
    """Start a client and wait until it is ready; it is closed in the end."""
    async with AsyncExitStack() as stack:

        async def start(client: discord.Client) -> discord.Client:
            running = asyncio.create_task(client.start(sandbox.token))

            async def stop() -> None:
                await client.close()
                await asyncio.gather(running, return_exceptions=True)

            stack.push_async_callback(stop)
            ready = asyncio.create_task(sandbox.bot_ready())
            done, _ = await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            return client

        yield start
