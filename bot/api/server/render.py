"""Running the engine beside the event loop: as many renders as there is room for, each in time."""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from bot.engine.recoloring import Recoloring
from bot.metrics import RENDER_DURATION, RENDERS_RUNNING, timed

Renderer = Callable[[Path, Recoloring, Sequence[Path]], None]
"""Recolors a picture file into PNG files, one a colorway; blocks, and frees the GIL meanwhile."""

RENDER_SECONDS: Final = 300.0


PROCESS_BYTES: Final = 192 * 1024**2
"""What the process takes without any render, the bot included."""
RENDER_BYTES: Final = 192 * 1024**2
"""What the render of a photograph of 24 megapixels adds at its peak; measured in every mode."""

# What a container may use, by cgroups of version 2 and 1. Hosts show the whole machine's cores and
# memory besides: a dyno of 512 MB sees eight cores.
_MEMORY_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def most_renders(memory_limits: Sequence[Path] = _MEMORY_LIMITS) -> int:
    """Return how many renders may run at once: one a core, as far as the memory goes.

    The files of `memory_limits` say, in bytes, how much the container may use, if they are there.
    """
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    limits = [path.read_text().strip() for path in memory_limits if path.is_file()]
    room = [(int(limit) - PROCESS_BYTES) // RENDER_BYTES for limit in limits if limit.isdecimal()]
    return max(1, min([cores, *room]))


class RenderPool:
    """Threads for renders. One that overruns its time is given up, and holds its thread until
    it ends: a thread cannot be killed, and there must never be more renders than there is room for.
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
            with RENDERS_RUNNING.track_inprogress(), timed(RENDER_DURATION):
                self._renderer(source, recoloring, destinations)

        rendering = loop.run_in_executor(self._threads, work)
        await started.wait()
        # Shielded: the limit ends the waiting; nothing but the render itself ends the render.
        await asyncio.wait_for(asyncio.shield(rendering), self._seconds)

    def close(self) -> None:
        """Take no more renders; one that still runs is waited for only when the process exits."""
        self._threads.shutdown(wait=False, cancel_futures=True)
