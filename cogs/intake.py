"""Taking a job in: recorded first, then acknowledged, so that no answer can be forgotten."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

import discord

from bot.jobs import queue, run
from bot.jobs.job import Job
from bot.jobs.places import Places
from cogs.errors import NOT_OURS, refuse
from cogs.words import words_in

log = logging.getLogger(__name__)

# Discord waits three seconds for an answer.
_RECORD_SECONDS: Final = 2.0


class Intake:
    """Takes jobs in, as long as one person does not have more than `most_per_user` of them."""

    def __init__(self, places: Places, most_per_user: int) -> None:
        self._places = places
        self._most_per_user = most_per_user

    async def take(
        self,
        interaction: discord.Interaction,
        job: Job,
        acknowledge: Callable[[], Awaitable[object]],
    ) -> None:
        """Record a job and acknowledge its interaction, or say privately why not."""
        words = words_in(interaction.locale)
        try:
            async with asyncio.timeout(_RECORD_SECONDS):
                count = await queue.count_of(job.user_id)
                if count >= self._most_per_user:
                    await refuse(interaction, words.say("limit-reached", count=count))
                    return
                first = await run.start(job)
        except TimeoutError:
            # It may yet be recorded, but finds no reply that is its own then, and ends.
            log.warning("interaction %s could not be recorded in time", job.id)
            await refuse(interaction, words.say("unrecorded"))
            return
        ours = await _is_taken(interaction, acknowledge)
        if ours or first:
            await _tell(job, acknowledged=ours)
        if ours:
            self._places.add(job)


async def _is_taken(
    interaction: discord.Interaction, acknowledge: Callable[[], Awaitable[object]]
) -> bool:
    """Answer at once; return False only if it is certain that the answer is another process'.

    Whatever else goes wrong, Discord may have taken the answer, which the job must then end.
    """
    try:
        await acknowledge()
    except discord.HTTPException as error:
        if error.code in NOT_OURS:
            log.info("interaction %s is another process's: %s", interaction.id, error)
            return False
        log.warning("interaction %s could not be acknowledged: %s", interaction.id, error)
    except Exception:
        log.exception("interaction %s may not be acknowledged", interaction.id)
    return True


async def _tell(job: Job, *, acknowledged: bool) -> None:
    try:
        await run.tell(job, acknowledged=acknowledged)
    except Exception:
        # It will look for itself after a while.
        log.exception("job %s could not be told whose its reply is", job.id)
