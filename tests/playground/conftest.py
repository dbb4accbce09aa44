"""The page's server and a sandbox, without a bot."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import numpy as np
import pytest

from bot.playground.feed import Feed
from bot.playground.inspector import Inspector
from bot.playground.scene import Scene
from bot.playground.server import page_server
from bot.sandbox import Person, Sandbox, Upload
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
