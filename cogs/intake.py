"""Taking a job in: recorded first, then acknowledged, so that no answer can be forgotten."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

import discord

from bot.jobs import queue, run
from bot.jobs.job import Job
from bot.jobs.notices import find, has_begun_to_answer
from bot.jobs.places import Places
from bot.jobs.reply import Replies, Seen
from bot.store.servers import Rules
from cogs.error_sentences import NOT_OURS, Refusal, TooLateError
from cogs.house import House
from cogs.respond import check_time
from cogs.words import words_in

log = logging.getLogger(__name__)

Acknowledge = Callable[[Job], Awaitable[object]]
"""Answers the interaction with the running reply of the job as it is recorded."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many jobs may be unfinished."""

    per_user: int
    """Of one person, waiting and running."""
    waiting: int
    """Waiting, of all people."""


class Intake:
    """Takes jobs in within limits."""

    def __init__(
        self,
        replies: Replies,
        places: Places,
        house: House,
        limits: Limits,
    ) -> None:
        self._replies = replies
        self._places = places
        self._house = house
        self._limits = limits
        # Who asks twice at once is counted once, and then again.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def take(
        self,
        interaction: discord.Interaction,
        job: Job,
        acknowledge: Acknowledge,
        *,
        counted: bool = False,
    ) -> None:
        """Record a job and acknowledge its interaction.

        A job that was `counted` before does not count again toward what a server allows.

        Raises
        ------
        Refusal
            When the job cannot be taken; says why.
        RecordsError, StoreError
            When the database cannot be used. If the job was recorded all the same, it finds no
            reply of its own, and ends.
        TooLateError
            When the person has been told that it took too long.
        """
        say = words_in(interaction.locale).say
        if interaction.guild_id is not None and not interaction.app_permissions.attach_files:
            raise Refusal(say("no-files"))
        recorded = await self._recorded(interaction, job, counted)
        answered = await _is_answered(interaction, recorded, acknowledge)
        first = recorded is job
        ours = answered or (first and await self._replies(job).look() is Seen.RUNNING)
        if ours or first:
            await _tell(job, acknowledged=ours)
        if answered:
            self._places.add(recorded)

    async def _recorded(self, interaction: discord.Interaction, job: Job, counted: bool) -> Job:
        """Return the job as it is recorded; raises as `take` does."""
        async with self._turns.setdefault(job.user_id, asyncio.Lock()):
            rules = Rules() if counted else await self._house.rules_in(interaction)
            refusal = await self._house.refusal(interaction, job, rules)
            refusal = refusal or await self._refusal(job)
            check_time(interaction)
            if refusal:
                raise Refusal(refusal)
            recorded = await run.start(job)
            if recorded is job:
                await self._house.count(job, rules)
            return recorded

    async def _is_repeated(self, job: Job) -> bool:
        """Tell whether somebody has pressed a button twice, and the first job is being done."""
        for job_id in await queue.unfinished_of(job.user_id):
            other = await find(job_id) if job_id != job.id else None
            if other and job.is_like(other) and not await has_begun_to_answer(job_id):
                return True
        return False

    async def _refusal(self, job: Job) -> str | None:
        """Return why a job cannot be taken now, if it cannot."""
        say = words_in(job.locale).say
        others = await queue.beside(job.id, job.user_id)
        if others.of_person and await self._is_repeated(job):
            return say("busy-alike")
        if others.of_person >= self._limits.per_user:
            return say("limit-reached", count=others.of_person)
        if others.waiting >= self._limits.waiting:
            return say("limit-all", count=others.waiting)
        return None


async def _is_answered(
    interaction: discord.Interaction, job: Job, acknowledge: Acknowledge
) -> bool:
    """Answer at once; return False if Discord has an answer, or does not wait for one any more.

    That answer can be this one: where Discord takes it and fails to say so, discord.py repeats it.
    Whatever else goes wrong, Discord may have taken the answer, which the job must then end.
    """
    try:
        await acknowledge(job)
    except TooLateError:
        return False
    except discord.HTTPException as error:
        if error.code in NOT_OURS:
            log.info("interaction %s has an answer: %s", interaction.id, error)
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
