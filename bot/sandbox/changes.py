"""Waiting for something to become true, without polling."""

import asyncio
from collections.abc import Callable


class Changes:
    """Wakes those who wait whenever something may have changed."""

    def __init__(self) -> None:
        self._waiters: list[asyncio.Future[None]] = []

    def notify(self) -> None:
        """Let everyone who waits look again."""
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(
        self,
        condition: Callable[[], bool],
        timeout: float | None,  # noqa: ASYNC109
    ) -> None:
        """Return as soon as `condition` holds.

        Raises
        ------
        TimeoutError
            When it does not within `timeout` seconds of real time; None waits forever.
        """
        async with asyncio.timeout(timeout):
            while not condition():
                waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._waiters.append(waiter)
                await waiter
