"""The bot in a process of its own, so that it can be killed at any moment and started again."""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Literal

from bot.settings import Settings

# What it is given to end in order, in seconds.
GRACE = 5.0

Status = Literal["starting", "online", "offline"]


class Keeper:
    """Starts the bot, kills it, ends it, and says when it starts or has gone."""

    def __init__(self, settings: Settings, tell: Callable[[Status], None]) -> None:
        self._settings = settings
        self._tell = tell
        self._process: SpawnProcess | None = None
        self._turn = asyncio.Lock()
        self._watching: set[asyncio.Task[None]] = set()

    @property
    def pid(self) -> int | None:
        """Return the process's id, or None when there is none."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the bot; it connects by and by."""
        self._tell("starting")
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_run, args=(self._settings,), name="bot", daemon=True)
        await asyncio.to_thread(process.start)
        self._process = process
        watching = asyncio.create_task(self._watch(process))
        self._watching.add(watching)
        watching.add_done_callback(self._watching.discard)

    async def restart(self) -> None:
        """Kill the bot as a power failure would (SIGKILL), and start it again at once."""
        async with self._turn:
            await self._kill()
            await self.start()

    async def stop(self) -> None:
        """Ask the bot to end, and kill it if it takes long."""
        async with self._turn:
            if self._process is not None:
                self._process.terminate()
                await asyncio.to_thread(self._process.join, GRACE)
                await self._kill()

    async def _kill(self) -> None:
        if self._process is not None:
            process, self._process = self._process, None
            process.kill()
            await asyncio.to_thread(process.join)

    async def _watch(self, process: SpawnProcess) -> None:
        await asyncio.to_thread(wait, [process.sentinel])
        if self._process is process:
            self._tell("offline")


def _run(settings: Settings) -> None:
    from bot.logs import set_up_logging
    from bot.process import run

    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_up_logging("WARNING", settings.log_format)
    asyncio.run(run(settings))


def _end_with_parent() -> None:
    """Leave when the parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
