"""Running the engine beside the event loop: at most one render a core, each within its time."""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from bot.engine.recoloring import Recoloring

Renderer = Callable[[Path, Recoloring, Sequence[Path]], None]
"""Recolors a picture file into PNG files, one a colorway; blocks, and frees the GIL meanwhile."""

RENDER_SECONDS: Final = 300.0


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class RenderPool:
    """Threads for renders. One that overruns its time is given up, and holds its thread until
    it ends: a thread cannot be killed, and there must never be more renders than cores.
    """

    def __init__(self, renderer: Renderer, workers: int, seconds: float = RENDER_SECONDS) -> None:
        self._renderer = renderer
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="render")

    async def render(
        self, source: Path, recoloring: Recoloring, destinations: Sequence[Path]
    ) -> None:
        """Recolor `source` into `destinations`.

        Raises
        ------
        TimeoutError
            When it took too long; time in the queue does not count.
        """
        loop = asyncio.get_running_loop()
        started = asyncio.Event()

        def work() -> None:
            loop.call_soon_threadsafe(started.set)
            self._renderer(source, recoloring, destinations)

        rendering = loop.run_in_executor(self._threads, work)
        await started.wait()
        # Shielded: the limit ends the waiting; nothing but the render itself ends the render.
        await asyncio.wait_for(asyncio.shield(rendering), self._seconds)

    def close(self) -> None:
        """Take no more renders; one that still runs is waited for only when the process exits."""
        self._threads.shutdown(wait=False, cancel_futures=True)
