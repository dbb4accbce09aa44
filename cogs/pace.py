"""Edits of one message, no more often than people can follow and Discord likes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

log = logging.getLogger(__name__)

Made = TypeVar("Made")

SECONDS = 2.0
"""Between two edits of one message."""

Sleep = Callable[[float], Awaitable[object]]


class Pace:
    """Edits a message at most once every two seconds, and only to another text.

    A text that comes too early waits; if another one overtakes it, it is never shown.
    """

    def __init__(
        self,
        edit: Callable[[str], Awaitable[object]],
        shown: str,
        *,
        now: Callable[[], float] | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._edit = edit
        self._shown = shown
        # None where nothing waits to be shown.
        self._wanted: str | None = None
        self._now = now or asyncio.get_running_loop().time
        self._sleep = sleep
        self._edited: float | None = None
        self._task: asyncio.Task[None] | None = None

    def show(self, text: str) -> None:
        """Show `text` as soon as the pace allows. Returns at once; failures are only logged."""
        self._wanted = text
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._follow())

    async def finish(self, edit: Callable[[], Awaitable[Made]]) -> Made:
        """Drop what waits, and make the last edit as soon as the pace allows."""
        self._wanted = None
        if self._task is not None:
            # An edit that is on its way must arrive before the last one does.
            await self._task
        await self._wait()
        try:
            return await edit()
        finally:
            self._edited = self._now()

    async def _follow(self) -> None:
        while self._wanted not in {None, self._shown}:
            await self._wait()
            text = self._wanted
            if text is None or text == self._shown:
                return
            try:
                await self._edit(text)
            except Exception as error:
                # Progress is a courtesy: the last edit tells whether the message is still there.
                log.info("progress could not be shown: %s", error)
            self._shown = text
            self._edited = self._now()

    async def _wait(self) -> None:
        if self._edited is not None:
            await self._sleep(max(0.0, self._edited + SECONDS - self._now()))
