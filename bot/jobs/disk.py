"""A disk that is full: what is to be written waits for room."""

import asyncio
import errno
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

log = logging.getLogger(__name__)

Made = TypeVar("Made")

PATIENCE_SECONDS: Final = 600.0
PAUSE_SECONDS: Final = 5.0

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(error: Exception) -> bool:
    """Tell whether an error is that of a full disk; libvips says so in its text alone."""
    return getattr(error, "errno", None) in _FULL or "No space left on device" in str(error)


async def with_room(work: Callable[[], Awaitable[Made]]) -> Made:
    """Do what writes files, and again while the disk is full, for ten minutes.

    Files that were begun are in the way of nobody: the next try writes over them.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE_SECONDS
    while True:
        try:
            return await work()
        except Exception as error:
            if not is_full(error) or loop.time() > deadline:
                raise
            log.warning("the disk is full; trying again in %g s", PAUSE_SECONDS)
            await asyncio.sleep(PAUSE_SECONDS)
