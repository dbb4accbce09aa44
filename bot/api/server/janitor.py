"""Removing what nobody needs any more: expired tasks and results, uploads that became no task.

Any number of servers may do so at once: everything here can be done twice.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from bot.api.server.originals import Originals
from bot.api.server.records import Records
from bot.api.server.results import Results
from bot.api.server.scratch import Scratch
from bot.api.server.uploads import UPLOAD_SECONDS

log = logging.getLogger(__name__)

CLEANING_SECONDS: Final = 3600.0
STRAY_SECONDS: Final = 2 * UPLOAD_SECONDS
"""How old originals without a task are before they are strays: longer than a task can take to be
recorded once they are stored."""


class Janitor:
    """Cleans up hourly. Tasks and results live for `seconds`; `clock` tells the time."""

    def __init__(
        self,
        records: Records,
        originals: Originals,
        results: Results,
        scratch: Scratch,
        clock: Callable[[], float],
        seconds: int,
    ) -> None:
        self._records = records
        self._originals = originals
        self._results = results
        self._scratch = scratch
        self._clock = clock
        self._seconds = seconds

    async def work(self) -> None:
        """Clean up now, and then every hour."""
        while True:
            try:
                await self.clean_up()
            except Exception:
                log.exception("cleaning up failed; it is done in an hour")
            await asyncio.sleep(CLEANING_SECONDS)

    async def clean_up(self) -> None:
        """Delete what has expired, and what was left behind."""
        self._scratch.remove_left_behind()
        now = self._clock()
        await self._records.remove_finished(before=now - self._seconds)
        await self._records.remove_abandoned(before=now - self._seconds)
        unfinished = await self._records.unfinished()
        await self._originals.remove_strays(unfinished, before=now - STRAY_SECONDS)
        await self._results.remove_expired()
