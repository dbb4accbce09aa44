"""A bot that kills itself: ``python -m tests.jobs.crashing POINT``, or ``never``.

What takes a person's time otherwise takes none here.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from bot import liveness
from bot.api import client
from bot.api.client import MigrationClient
from bot.jobs import run
from bot.logs import set_up_logging
from bot.process import run as run_bot
from bot.settings import load_settings
from cogs import intake, pace
from cogs.reply import DiscordReply


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying(place: Any, name: str, *, after: bool = False) -> Callable[[], None]:
    """Return what makes a coroutine function kill the process before it runs, or after."""

    def arm() -> None:
        act = getattr(place, name)

        async def killed(*arguments: Any, **options: Any) -> None:
            if after:
                await act(*arguments, **options)
            die()

        setattr(place, name, killed)

    return arm


POINTS: dict[str, Callable[[], None]] = {
    "recorded": dying(intake, "_is_taken"),
    "acknowledged": dying(intake, "_tell"),
    "before the submit": dying(MigrationClient, "submit"),
    "after the submit": dying(MigrationClient, "submit", after=True),
    "waiting": dying(MigrationClient, "wait"),
    "downloading": dying(MigrationClient, "download"),
    "before the last edit": dying(DiscordReply, "_finish"),
    "after the last edit": dying(DiscordReply, "_finish", after=True),
    "never": lambda: None,
}


def main(point: str) -> None:
    # Constants, as far as mypy and people are concerned; not in this process.
    for place, name, value in (
        (liveness, "LOOK_SECONDS", 0.4),
        (pace, "SECONDS", 0.0),
        (client, "POLL_SECONDS", 0.05),
        (client, "FIRST_BACKOFF", 0.01),
        (run, "VERDICT_SECONDS", 1.0),
    ):
        setattr(place, name, value)
    POINTS[point]()
    set_up_logging("INFO", "text")
    asyncio.run(run_bot(load_settings()))


if __name__ == "__main__":
    main(sys.argv[1])
