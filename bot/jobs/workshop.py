"""Where the jobs of this process are done: what they work with, and how their work ends."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.api.client import MigrationClient
from bot.jobs.attachment import AttachmentSource
from bot.jobs.cards import Cards
from bot.jobs.reply import Replies

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What jobs work with."""

    api: MigrationClient
    attachments: AttachmentSource
    replies: Replies
    cards: Cards
    folder: Path
    """Holds the pictures of running jobs, a folder each."""


class _Bench:
    """Holds the workshop, for which resumed jobs wait while the process starts."""

    def __init__(self) -> None:
        self._workshop: asyncio.Future[Workshop] | None = None
        self.running: dict[str, asyncio.Task[object]] = {}

    def _future(self) -> asyncio.Future[Workshop]:
        loop = asyncio.get_running_loop()
        if self._workshop is None or self._workshop.get_loop() is not loop:
            self._workshop = loop.create_future()
        return self._workshop

    def open(self, workshop: Workshop) -> None:
        if self._future().done():
            self.close()
        self._future().set_result(workshop)

    def close(self) -> None:
        if self._workshop is not None:
            # Who still waits for it is the next process' work.
            self._workshop.cancel()
        self._workshop = None

    async def workshop(self) -> Workshop:
        return await asyncio.shield(self._future())


_bench = _Bench()


def open_workshop(workshop: Workshop) -> None:
    """Let jobs run in this process, also those that a crash had cut off."""
    _bench.open(workshop)


@asynccontextmanager
async def at_work(name: str) -> AsyncGenerator[Workshop]:
    """Count the present task among those that run; give it the workshop once there is one.

    An older run of the same name is interrupted: it has been taken over.
    """
    task = asyncio.current_task()
    assert task is not None
    if older := _bench.running.get(name):
        older.cancel()
    _bench.running[name] = task
    try:
        yield await _bench.workshop()
    finally:
        if _bench.running.get(name) is task:
            del _bench.running[name]


async def keep_only(names: frozenset[str]) -> None:
    """Interrupt what others have taken over: all that runs here under another name."""
    for name, task in list(_bench.running.items()):
        if name not in names:
            log.warning("another process has taken over %s", name)
            task.cancel()


async def drain(seconds: float) -> int:
    """Let no further job begin, wait for those that run, interrupt the rest; return their number.

    An interrupted job is resumed from its last recorded step by the next process.
    """
    _bench.close()
    if not _bench.running:
        return 0
    _, left = await asyncio.wait(_bench.running.values(), timeout=seconds)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    return len(left)
