"""Telling those who wait how many are ahead of them."""

import asyncio
import logging
import math
import time
from typing import Final

from bot.jobs import queue
from bot.jobs.job import Job
from bot.jobs.reply import Replies, Reply

log = logging.getLogger(__name__)

SECONDS: Final = 2.0
"""Between two looks at the queue."""

MOST_SHOWN: Final = 12
"""In one look. Where hundreds wait, all of their places change all the time."""


class Places:
    """Shows their places to the jobs that this process has put into the queue."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self._waiting: dict[str, Reply] = {}
        self._shown: dict[str, int] = {}
        # Those whose replies have yet to say that they may close.
        self._in_time: dict[str, Job] = {}
        self._added = asyncio.Event()

    def add(self, job: Job) -> None:
        """Show the place of a job until it begins or ends."""
        self._waiting[job.id] = self._replies(job)
        self._in_time[job.id] = job
        self._added.set()

    async def watch(self) -> None:
        """Look at the queue as long as anybody waits; until cancelled."""
        while True:
            await self._added.wait()
            # Most jobs begin before that.
            await asyncio.sleep(SECONDS)
            try:
                # A process may have died before it could move one of these jobs to the queue.
                await queue.promote()
                await self._show()
            except Exception as error:
                # A courtesy, which a database that is away for a minute may cost.
                log.info("places in the queue could not be shown: %s", error)
            if not self._waiting:
                self._added.clear()

    async def _show(self) -> None:
        known = list(self._waiting)
        places = {job_id: place for place, job_id in enumerate(await queue.waiting())}
        for job_id in known:
            if job_id not in places:
                del self._waiting[job_id]
                self._shown.pop(job_id, None)
                self._in_time.pop(job_id, None)
        now = time.time()
        for job_id in [job_id for job_id, job in self._in_time.items() if job.is_late(now)]:
            del self._in_time[job_id]
            self._shown.pop(job_id, None)
        moved = [
            job_id
            for job_id in self._waiting
            # A job that ran in a process that died waits again, before those that wait already.
            if job_id in places and places[job_id] < self._shown.get(job_id, math.inf)
        ]
        moved.sort(key=lambda job_id: self._progress(job_id, places[job_id]), reverse=True)
        for job_id in moved[:MOST_SHOWN]:
            self._shown[job_id] = places[job_id]
            self._waiting[job_id].show_place(places[job_id])

    def _progress(self, job_id: str, place: int) -> float:
        """Return how much a place tells of what is not known: from 3 to 2 is more than from 90."""
        shown = self._shown.get(job_id)
        return math.inf if shown is None else abs(shown - place) / (place + 1)
