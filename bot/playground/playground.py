"""Put the pieces together: the sandbox, the bot's process, and the page's server."""

import asyncio
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.playground.feed import Feed
from bot.playground.inspector import Inspector
from bot.playground.keeper import Keeper
from bot.playground.pointing import pointed_at
from bot.playground.scene import Scene
from bot.playground.server import page_server
from bot.sandbox import Sandbox
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.sandbox.openapi import OpenApi

# A demo may run for days: so many requests and events are remembered.
KEPT = 2000


@dataclass(frozen=True, slots=True)
class Playground:
    """A page that is open to browsers on this machine, and what is behind it."""

    url: str
    sandbox: Sandbox
    scene: Scene
    keeper: Keeper


@asynccontextmanager
async def playground(
    settings: Settings, *, port: int, openapi: "OpenApi | None" = None
) -> AsyncGenerator[Playground]:
    """Serve the page on 127.0.0.1 and run the bot behind it; port 0 takes a free one.

    The bot keeps its things in a temporary folder.

    Raises
    ------
    OSError
        When the port is taken.
    """
    with tempfile.TemporaryDirectory(prefix="colorway-", ignore_cleanup_errors=True) as data:
        async with Sandbox() as sandbox:
            sandbox.record.most = KEPT
            scene = Scene(sandbox)
            feed = Feed(scene, Inspector(openapi))
            keeper = Keeper(pointed_at(sandbox, settings, Path(data)), feed.bot_is)
            async with page_server(scene, feed, port, [_restart(keeper)]) as url:
                watching = asyncio.create_task(watch(sandbox, feed))
                await keeper.start()
                try:
                    yield Playground(url, sandbox, scene, keeper)
                finally:
                    watching.cancel()
                    await keeper.stop()


def _restart(keeper: Keeper) -> web.RouteDef:
    async def restart(_: web.Request) -> web.Response:
        await keeper.restart()
        return web.json_response({})

    return web.post("/act/restart", restart)


async def watch(sandbox: Sandbox, feed: Feed) -> None:
    """Tell pages whenever the bot comes, goes, or registers commands."""
    online, writes = False, sandbox.registry.writes

    def changed() -> bool:
        return (sandbox.gateway.ready, sandbox.registry.writes) != (online, writes)

    while True:
        await sandbox.until(changed, None)
        if sandbox.gateway.ready != online:
            online = sandbox.gateway.ready
            feed.bot_is("online" if online else "offline")
        if sandbox.registry.writes != writes:
            writes = sandbox.registry.writes
            feed.commands_changed()
