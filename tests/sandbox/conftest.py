"""A sandbox, and the real discord.py client connected to it."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from PIL import Image

from bot.sandbox import Person, Reply, Sandbox, Upload
from bot.sandbox.ratelimits import Limit
from tests.sandbox.client import PlainClient

Connect = Callable[[discord.Client], Awaitable[None]]


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """A running sandbox that discord.py takes for Discord."""
    async with Sandbox() as sandbox:
        monkeypatch.setattr(Route, "BASE", sandbox.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
        # A bot that ran before in this process leaves its gateway in the class.
        monkeypatch.delattr(DiscordWebSocket, "gateway", raising=False)
        yield sandbox


@pytest.fixture
def ada(sandbox: Sandbox) -> Person:
    """Someone in the sandbox's first channel."""
    return sandbox.person("Ada")


@pytest.fixture
def client() -> PlainClient:
    """A client without commands, not connected."""
    return PlainClient()


@pytest.fixture
async def connect(sandbox: Sandbox) -> AsyncIterator[Connect]:
    """Start a client and wait until it is ready; it is closed in the end."""
    async with AsyncExitStack() as stack:

        async def start(client: discord.Client) -> None:
            running = asyncio.create_task(client.start(sandbox.token))

            async def stop() -> None:
                await client.close()
                await asyncio.gather(running, return_exceptions=True)

            stack.push_async_callback(stop)
            ready = asyncio.create_task(sandbox.bot_ready())
            await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                ready.cancel()
                running.result()
            await ready

        yield start


@pytest.fixture(scope="session")
def picture() -> Upload:
    """A small PNG, 40 by 30."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    return Upload("my picture.png", buffer.getvalue())


class Rest:
    """Discord's REST API by hand, for what discord.py would never send."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.application = str(sandbox.world.application_id)
        self._session = session

    async def __call__(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        files: Mapping[str, Upload] | None = None,
        token: str | None = None,
    ) -> tuple[int, Any]:
        """Return the status and the JSON of an answer."""
        headers = {"Authorization": f"Bot {token or self.sandbox.token}"}
        body: dict[str, Any] = {} if payload is None else {"json": payload}
        if files is not None:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", json.dumps(payload or {}))
            for name, file in files.items():
                form.add_field(name, file.data, filename=file.filename)
            body = {"data": form}
        url = f"{self.sandbox.api_url}{path}"
        async with self._session.request(method, url, headers=headers, **body) as response:
            text = await response.text()
            if not text:
                return response.status, None
            assert response.headers["Content-Type"] == "application/json"
            return response.status, json.loads(text)

    async def register(self, *commands: Any) -> None:
        """Register commands for everywhere."""
        path = f"/applications/{self.application}/commands"
        status, answer = await self("PUT", path, list(commands))
        assert status == 200, answer

    async def say(self, payload: Any, **kwargs: Any) -> tuple[int, Any]:
        """Post a message with the bot's token."""
        path = f"/channels/{self.sandbox.channel.id}/messages"
        return await self("POST", path, payload, **kwargs)

    async def callback(self, reply: Reply, kind: int, data: Any = None) -> tuple[int, Any]:
        """Answer an interaction."""
        interaction = reply.interaction
        path = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=true"
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        return await self("POST", path, body)

    def original(self, reply: Reply) -> str:
        """Return the path of an interaction's first message."""
        return f"{self.webhook(reply)}/messages/@original"

    def webhook(self, reply: Reply) -> str:
        """Return the path of an interaction's webhook."""
        return f"/webhooks/{self.application}/{reply.interaction.token}"


HELLO = {"name": "hello", "description": "Say hello", "contexts": [0, 1, 2]}


@pytest.fixture
async def rest() -> AsyncIterator[Rest]:
    """A sandbox without a bot, where a command ``hello`` is registered, and its REST API."""
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        # What is tested are the other rules.
        sandbox.rate_limits.messages = Limit(1000, 1.0)
        rest = Rest(session, sandbox)
        await rest.register(HELLO)
        yield rest
