"""Queries that wait: they are answered once the status of their task changes.

What a task of this process does is told at once; for what another process does, the records are
read again every second.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Final

from bot.api.server.outcomes import Task

READ_AGAIN_SECONDS: Final = 1.0

Read = Callable[[], Awaitable[Task | None]]
"""Reads from the records where a task stands; None if there is no such task."""


class Changes:
    """Tells those who wait for a task how it stands now."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Queue[Task | None]]] = {}
        self._closed = False

    def tell(self, task: Task) -> None:
        """Tell all who wait for this task where it stands."""
        for news in self._waiting.get(task.id, ()):
            news.put_nowait(task)

    def close(self) -> None:
        """Let nobody wait any more."""
        self._closed = True
        for queues in self._waiting.values():
            for news in queues:
                news.put_nowait(None)

    async def wait(
        self, task_id: str, read: Read, seconds: float, known: str | None = None
    ) -> Task | None:
        """Return where a task stands once its status has changed, or after so many seconds.

        It has changed if it is not the `known` one, or not the first that is read. A finished task
        is returned at once. Raises what `read` raises.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        # From before the first reading on: no change may fall between the two.
        with self._news_of(task_id) as news:
            task = await read()
            known = known or (task.status.value if task else None)
            while task is not None and not task.status.finished:
                left = end - loop.time()
                if task.status != known or left <= 0 or self._closed:
                    break
                try:
                    async with asyncio.timeout(min(left, READ_AGAIN_SECONDS)):
                        task = await news.get() or task
                except TimeoutError:
                    task = await read()
            return task

    @contextmanager
    def _news_of(self, task_id: str) -> Generator[asyncio.Queue[Task | None]]:
        news: asyncio.Queue[Task | None] = asyncio.Queue()
        queues = self._waiting.setdefault(task_id, set())
        queues.add(news)
        try:
            yield news
        finally:
            queues.discard(news)
            if not queues:
                self._waiting.pop(task_id, None)
