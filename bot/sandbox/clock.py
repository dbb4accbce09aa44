"""The sandbox's time: it flows as the system's does, and can be moved ahead."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970, as the sandbox sees them.

    Tests call `advance` to let 15 minutes pass at once: whoever sleeps on this clock wakes.
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0
        self._sleepers: set[asyncio.Event] = set()

    def now(self) -> float:
        """Return the current time in seconds since 1970."""
        return self._source() + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the clock `seconds` ahead.

        Raises
        ------
        ValueError
            When `seconds` is negative.
        """
        if seconds < 0:
            raise ValueError("time does not go back")
        self._ahead += seconds
        for sleeper in self._sleepers:
            sleeper.set()

    async def sleep_until(self, end: float) -> None:
        """Return when this clock shows `end`, in seconds since 1970."""
        while (left := end - self.now()) > 0:
            moved = asyncio.Event()
            self._sleepers.add(moved)
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(moved.wait(), left)
            finally:
                self._sleepers.discard(moved)


def iso(moment: float) -> str:
    """Write a time in seconds since 1970 as Discord does: ISO 8601 in UTC, microseconds."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="microseconds")
