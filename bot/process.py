"""Put together what runs in one process: workflows, the color migration server, the bot."""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import aiohttp
import discord

from bot.api.client import MigrationClient
from bot.api.server import (
    StorageError,
    kept_secret,
    open_storage,
    render_queue,
    running_server,
)
from bot.app import Colorway, point_discord_at
from bot.durability import DurabilityError, database_url, durable, stop_taking_work
from bot.heap import give_memory_back
from bot.jobs.queue import QUEUES, open_queues
from bot.jobs.workshop import keep_only
from bot.operations import telling
from bot.settings import Settings
from bot.store import StoreError, open_store
from bot.waking import find_new_queues

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"

STOP_SECONDS = 24.0
"""After so long a process that was asked to stop leaves, whatever still holds it up: a database
that is away, say. What is not done by then is recorded, and others do it."""

# The gateway's close code.
AUTHENTICATION_FAILED = 4004

# A result is a PNG of up to 10,000 by 10,000 pixels.
MOST_RESULT_BYTES = 400 * 1024 * 1024


@asynccontextmanager
async def running_bot(settings: Settings) -> AsyncGenerator[Colorway]:
    """Run the bot, with a server of its own unless the settings name one.

    The connection to Discord comes about meanwhile; why it ended, or did not, is raised on the
    way out.

    Raises
    ------
    discord.LoginFailure
        When Discord refuses the token.
    DurabilityError, StoreError
        When nothing can be recorded.
    """
    assert settings.discord_token is not None
    point_discord_at(settings)
    async with AsyncExitStack() as stack:
        base_url, key = settings.recolor_api_url, settings.recolor_api_key or ""
        embedded = base_url is None
        queues = [*QUEUES, *([render_queue(settings)] if embedded else [])]
        await stack.enter_async_context(durable(settings, queues, keep_only))
        store = await stack.enter_async_context(open_store(database_url(settings)))
        await open_queues(per_user=settings.jobs_per_user, at_once=settings.jobs_at_once)
        find_new_queues()
        if base_url is None:
            base_url, key = await stack.enter_async_context(embedded_server(settings))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        api = MigrationClient(session, base_url, key, max_result_bytes=MOST_RESULT_BYTES)
        bot = Colorway(settings, api, session, store)
        await stack.enter_async_context(telling(settings.metrics_port, bot.is_ready))
        try:
            bot.begin(settings.discord_token)
            yield bot
        finally:
            if not embedded:
                # Its own server still has to work for the jobs that run.
                stop_taking_work()
            await bot.stop()


@asynccontextmanager
async def embedded_server(settings: Settings) -> AsyncGenerator[tuple[str, str]]:
    """Run the server on a loopback port; yield its address and the only key that it takes.

    The key is random, and kept beside the files, since a task belongs to the key that made it and
    outlives a restart, or its process where several share work.
    """
    key = (await kept_secret(open_storage(settings), "embedded.key")).hex()
    # Whatever the world calls this machine, the bot is beside it.
    async with running_server(replace(settings, public_url=None), LOOPBACK, 0, (key,)) as base_url:
        yield base_url, key


async def run(settings: Settings) -> bool:
    """Run the bot until SIGTERM or SIGINT; return False if it could not run."""
    give_memory_back()
    stop = _stop_signal()
    try:
        async with running_bot(settings) as bot:
            assert bot.connection is not None
            stopped = asyncio.create_task(stop.wait())
            await asyncio.wait({stopped, bot.connection}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            log.info("stopping")
    except (
        DurabilityError,
        StorageError,
        StoreError,
        discord.DiscordException,
        aiohttp.ClientError,
        OSError,
    ) as error:
        if _is_refusal(error):
            log.critical("Discord refuses DISCORD_TOKEN: copy it again from the developer portal")
        else:
            log.critical("the bot cannot run: %s", error)
        return False
    return True


def _is_refusal(error: Exception) -> bool:
    """Tell whether Discord refuses the token, by REST or at its gateway."""
    if isinstance(error, discord.ConnectionClosed):
        return error.code == AUTHENTICATION_FAILED
    return isinstance(error, discord.LoginFailure)


async def serve(settings: Settings, host: str, port: int) -> bool:
    """Run the server alone, until SIGTERM or SIGINT; return False if it could not run.

    It has a folder and a name of its own: a bot may run beside it.
    """
    settings = replace(
        settings, data=settings.data / "serve", executor=f"{settings.executor}-serve"
    )
    give_memory_back()
    stop = _stop_signal()
    try:
        async with (
            durable(settings, [render_queue(settings)]),
            running_server(settings, host, port, settings.api_keys) as base_url,
        ):
            log.info("serving on %s", base_url)
            await stop.wait()
            log.info("stopping")
    except (DurabilityError, StorageError) as error:
        log.critical("the server cannot run: %s", error)
        return False
    except OSError as error:
        log.critical("the server cannot listen on %s, port %d: %s", host, port, error)
        return False
    return True


def _stop_signal() -> asyncio.Event:
    """Return an event that is set when the host asks the process to stop, which must end soon."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        if not stop.is_set():
            stop.set()
            loop.call_later(STOP_SECONDS, _leave)

    for number in (signal.SIGTERM, signal.SIGINT):
        # Windows has no such handlers; there Ctrl-C raises KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ask)
    return stop


def _leave() -> None:
    log.warning("leaving without having stopped in order")
    logging.shutdown()
    os._exit(0)
