"""The page's server and a sandbox, without a bot; and in Chromium, with one that shows all."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import numpy as np
import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, expect
from playwright.async_api import Page as Tab

from bot.playground.feed import Feed
from bot.playground.inspector import Inspector
from bot.playground.playground import watch
from bot.playground.scene import Scene
from bot.playground.server import page_server
from bot.sandbox import Person, Sandbox, Upload
from tests.playground.browser import chromium, opened
from tests.playground.showcase import Showcase
from tests.stage import picture_file


@dataclass(frozen=True, slots=True)
class Page:
    """What a page has: its server's address, and a session that says it is that page."""

    url: str
    sandbox: Sandbox
    scene: Scene
    feed: Feed
    session: aiohttp.ClientSession

    @property
    def ada(self) -> Person:
        return next(iter(self.scene.people.values()))

    async def act(self, name: str, **wish: Any) -> tuple[int, Any]:
        """Act as Ada in the first channel; return the status and the answer."""
        whole = {
            "person": str(self.ada.user.id),
            "channel": str(self.sandbox.channel.id),
            **wish,
        }
        async with self.session.post(f"{self.url}/act/{name}", json=whole) as response:
            return response.status, await response.json()


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with Sandbox() as sandbox:
        scene = Scene(sandbox)
        feed = Feed(scene, Inspector(None))
        async with page_server(scene, feed, 0) as url:
            headers = {"Origin": url}
            async with aiohttp.ClientSession(headers=headers) as session:
                yield Page(url, sandbox, scene, feed, session)


@pytest.fixture
def picture() -> Upload:
    """A small PNG, 40 by 30."""
    return picture_file(np.zeros((30, 40, 3), np.uint8), "PNG", "my picture.png")


# One browser and one bot serve a whole module, in one event loop.
@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def showcase() -> AsyncIterator[tuple[str, Sandbox]]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        async with Sandbox() as sandbox:
            monkeypatch.setattr(Route, "BASE", sandbox.api_url)
            monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
            # A bot that ran before in this process leaves its gateway in the class.
            monkeypatch.delattr(DiscordWebSocket, "gateway", raising=False)
            scene = Scene(sandbox)
            feed = Feed(scene, Inspector(None))
            bot = Showcase()
            async with page_server(scene, feed, 0) as url:
                tasks = [
                    asyncio.create_task(watch(sandbox, feed)),
                    asyncio.create_task(bot.start(sandbox.token)),
                ]
                await sandbox.bot_ready()
                yield url, sandbox
                await bot.close()
                tasks[0].cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def place(showcase: tuple[str, Sandbox], monkeypatch: pytest.MonkeyPatch) -> tuple[str, Sandbox]:
    """Where the page is, and what is behind it: as if nobody had been there."""
    _, sandbox = showcase
    for channel in sandbox.world.channels.values():
        channel.messages.clear()
    # A test may change it.
    monkeypatch.setattr(sandbox.interactions, "patience", sandbox.interactions.patience)
    return showcase


@pytest_asyncio.fixture(loop_scope="module")
async def tab(place: tuple[str, Sandbox], browser: Browser) -> AsyncIterator[Tab]:
    async with opened(browser, place[0]) as page:
        await expect(page.locator(".bot-status.online")).to_be_visible()
        yield page
