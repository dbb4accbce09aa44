"""Bots in processes of their own, which kill themselves at a point, or ``never``.

What takes a person's time otherwise takes none there. The processes are forked from one that has
imported everything already.
"""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord

from bot import app, liveness, process
from bot.api import client
from bot.api.client import MigrationClient
from bot.api.server.render import Renderer, RenderPool
from bot.cli import ExitCode, _end
from bot.jobs import run
from bot.logs import set_up_logging
from bot.settings import load_settings
from cogs import intake, pace
from cogs.reply import DiscordReply


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying(place: Any, name: str, *, after: bool = False) -> Callable[[], None]:
    """Return what makes a coroutine function kill the process before it runs, or after."""

    def arm() -> None:
        act = getattr(place, name)

        async def killed(*arguments: Any, **options: Any) -> None:
            if after:
                await act(*arguments, **options)
            die()

        setattr(place, name, killed)

    return arm


def _render_without_end() -> None:
    def render(*_: object) -> None:
        time.sleep(3600)

    init = RenderPool.__init__

    def made(self: RenderPool, renderer: Renderer, workers: int, seconds: float = 0.0) -> None:
        init(self, render, workers, seconds)

    process.STOP_SECONDS = 4.0
    app.DRAIN_SECONDS = 0.5
    RenderPool.__init__ = made


POINTS: dict[str, Callable[[], None]] = {
    "recorded": dying(intake, "_acknowledge"),
    "acknowledged": dying(intake, "_tell"),
    "before the submit": dying(MigrationClient, "submit"),
    "after the submit": dying(MigrationClient, "submit", after=True),
    "waiting": dying(MigrationClient, "wait"),
    "downloading": dying(MigrationClient, "download"),
    "before the last edit": dying(DiscordReply, "_finish"),
    "after the last edit": dying(DiscordReply, "_finish", after=True),
    "before the follow-up": dying(discord.Webhook, "send"),
    "after the follow-up": dying(discord.Webhook, "send", after=True),
    "never": lambda: None,
    "rendering without end": lambda: _render_without_end(),
}


_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload([__name__])


class Bot:
    """A process that runs a bot in a folder."""

    def __init__(self, point: str, folder: Path, environment: dict[str, str]) -> None:
        folder.mkdir(exist_ok=True)
        self.log = folder / "log"
        self.log.touch()
        self._process = _forks.Process(target=_main, args=(point, folder, environment))
        self._process.start()

    def send(self, number: signal.Signals) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        self._process.kill()

    async def wait(self) -> int | None:
        await asyncio.to_thread(self._process.join)
        return self._process.exitcode


@asynccontextmanager
async def bot(point: str, folder: Path, **environment: str) -> AsyncGenerator[Bot]:
    """Run a bot that kills itself at a point."""
    started = Bot(point, folder, environment)
    try:
        yield started
    finally:
        started.kill()
        await started.wait()


def _main(point: str, folder: Path, environment: dict[str, str]) -> None:
    os.chdir(folder)
    os.environ.update(environment)
    os.dup2(os.open("log", os.O_WRONLY | os.O_APPEND), 2)
    for place, name, value in (
        (liveness, "LOOK_SECONDS", 0.4),
        (pace, "SECONDS", 0.0),
        (client, "POLL_SECONDS", 0.05),
        (client, "FIRST_BACKOFF", 0.01),
        (run, "VERDICT_SECONDS", 1.0),
    ):
        setattr(place, name, value)
    POINTS[point]()
    set_up_logging("INFO", "text")
    _end(ExitCode.OK if asyncio.run(process.run(load_settings())) else ExitCode.FAILED)
