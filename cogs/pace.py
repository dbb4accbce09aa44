"""Edits of one message: progress seldom enough for people and for Discord, the end at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

log = logging.getLogger(__name__)

Made = TypeVar("Made")

SECONDS = 2.0
"""Between two edits that show progress, and between two tries at the last edit.

Discord has been seen to allow 5 edits in 5 seconds with an interaction's token: three of progress,
and two last ones."""

PATIENCE_SECONDS = 0.5
"""How long a text must be the latest one before it is shown: a job that ends soon shows none."""

Sleep = Callable[[float], Awaitable[object]]


class Pace:
    """Edits a message to show progress, at most once every two seconds and only to another text.

    A text is shown once it has been the latest for half a second. One that another text overtakes
    before is never shown.
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
        # None where no text waits to be shown.
        self._wanted: str | None = None
        self._wanted_since = 0.0
        self._now = now or asyncio.get_running_loop().time
        self._sleep = sleep
        self._edited: float | None = None
        self._tried_to_finish: float | None = None
        self._waiting: asyncio.Task[None] | None = None
        # An edit that has been sent must not be canceled: it could arrive after the last one.
        self._editing: asyncio.Task[None] | None = None

    def show(self, text: str) -> None:
        """Show `text` as soon as the pace allows. Returns at once; failures are only logged."""
        if text == self._wanted:
            return
        self._wanted = text
        self._wanted_since = self._now()
        if self._waiting is None or self._waiting.done():
            self._waiting = asyncio.create_task(self._follow())

    async def finish(self, edit: Callable[[], Awaitable[Made]]) -> Made:
        """Drop the text that waits, and make the last edit; one that is tried again is paced."""
        self._wanted = None
        if self._waiting is not None:
            self._waiting.cancel()
        if self._editing is not None:
            await self._editing
        if self._tried_to_finish is not None:
            await self._sleep(max(0.0, self._tried_to_finish + SECONDS - self._now()))
        try:
            return await edit()
        finally:
            self._tried_to_finish = self._now()

    async def _follow(self) -> None:
        while self._wanted is not None:
            while (seconds := self._seconds_until_due()) > 0:
                await self._sleep(seconds)
            text, self._wanted = self._wanted, None
            if text != self._shown:
                self._editing = asyncio.create_task(self._show(text))
                await asyncio.shield(self._editing)

    async def _show(self, text: str) -> None:
        try:
            await self._edit(text)
        except Exception as error:
            # Progress is a courtesy: the last edit tells whether the message is still there.
            log.info("progress could not be shown: %s", error)
        self._shown = text
        self._edited = self._now()

    def _seconds_until_due(self) -> float:
        due = self._wanted_since + PATIENCE_SECONDS
        if self._edited is not None:
            due = max(due, self._edited + SECONDS)
        return due - self._now()
