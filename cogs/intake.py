"""Taking a job in: recorded first, then acknowledged, so that no answer can be forgotten."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

import discord

from bot.jobs import queue, run
from bot.jobs.acknowledgment import Acknowledgment, tell
from bot.jobs.job import Job
from bot.jobs.notices import find, has_begun_to_answer
from bot.jobs.places import Places
from bot.jobs.reply import Replies, Seen
from bot.store import StoreError
from bot.store.servers import Rules
from cogs.cards import first_card
from cogs.error_sentences import NOT_OURS, Refusal, TooLateError
from cogs.house import House
from cogs.rejections import Rejection, job_error, rejection_of
from cogs.respond import check_time, refuse, send
from cogs.sentences import failure_text
from cogs.words import words_in

log = logging.getLogger(__name__)

Acknowledge = Callable[[Job], Awaitable[object]]
"""Responds with the running reply of the job as it is recorded; returns what discord.py returns."""


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
        # Two simultaneous commands of one person must not both pass the limit.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def take(
        self,
        interaction: discord.Interaction,
        job: Job,
        acknowledge: Acknowledge | None = None,
        *,
        counted: bool = False,
    ) -> None:
        """Record a job and acknowledge its interaction, by a message of its own if not otherwise.

        A job that was `counted` before does not count again toward what a server allows.

        Raises
        ------
        Refusal
            When the job cannot be taken; says why.
        RecordsError, StoreError
            When the database cannot be used. If the job was recorded all the same, it finds no
            reply of its own, and ends.
        TooLateError
            When the person has been told that it took too long, and nothing is recorded.
        """
        recorded = await self._recorded(interaction, job, counted)
        first = recorded is job
        try:
            acknowledgment = await _acknowledge(interaction, recorded, acknowledge)
        except discord.HTTPException as error:
            # Otherwise, the process that recorded the job meets the same refusal, and ends it.
            if first:
                await self._end_refused(interaction, job, error, counted=counted)
            return
        answered = acknowledgment is not Acknowledgment.ELSEWHERE
        if acknowledgment is None or (first and not answered):
            seen, private = await self._replies(recorded).look()
            if seen is Seen.RUNNING:
                acknowledgment = Acknowledgment.PRIVATE if private else Acknowledgment.PUBLIC
            # Where nobody knows, nothing of it may be shown to others.
            acknowledgment = acknowledgment or Acknowledgment.PRIVATE
        if first or answered:
            await _tell(job, acknowledgment)
        if answered:
            private = acknowledgment is Acknowledgment.PRIVATE
            self._places.add(recorded.as_private() if private else recorded)

    async def _end_refused(
        self,
        interaction: discord.Interaction,
        job: Job,
        error: discord.HTTPException,
        *,
        counted: bool,
    ) -> None:
        """End a job that Discord accepts no reply for, before anything is made."""
        log.warning("interaction %s: response refused, the job ends: %s", interaction.id, error)
        await _tell(job, Acknowledgment.REFUSED)
        if not counted:
            try:
                await self._house.take_back(job, await self._house.rules_in(interaction))
            except StoreError as failure:
                log.warning("job %s stays counted: %s", job.id, failure)
        # A response that only the person sees may be allowed all the same.
        words = words_in(interaction.locale)
        if rejection_of(error) is Rejection.BLOCKED:
            await refuse(interaction, words.say("answer-refused"))
        else:
            await refuse(interaction, failure_text(job_error(error), words))

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


async def _acknowledge(
    interaction: discord.Interaction, job: Job, acknowledge: Acknowledge | None
) -> Acknowledgment | None:
    """Respond at once; return what became of that, or None if nobody knows.

    Discord may have accepted a response and failed to say so, which the job must then edit. It has
    accepted none that it answers with a 4xx status, but for too many requests.

    Raises
    ------
    HTTPException
        When Discord refuses to show any response.
    """
    try:
        if acknowledge is None:
            response = await send(interaction, view=first_card(job), ephemeral=job.private)
        else:
            response = await acknowledge(job)
    except TooLateError:
        # Another process may have responded to the same interaction in time.
        return Acknowledgment.ELSEWHERE
    except discord.HTTPException as error:
        if error.code in NOT_OURS:
            log.info("interaction %s has an answer: %s", interaction.id, error)
            return Acknowledgment.ELSEWHERE
        if rejection_of(error) is not Rejection.TEMPORARY:
            raise
        log.warning("interaction %s could not be acknowledged: %s", interaction.id, error)
        return None
    except Exception:
        log.exception("interaction %s may not be acknowledged", interaction.id)
        return None
    return Acknowledgment.PRIVATE if job.private or _is_private(response) else Acknowledgment.PUBLIC


def _is_private(response: object) -> bool:
    """Tell whether Discord shows a response to the person only, whatever it was asked for.

    It does so where people may not use external apps, or may not send messages.

    Source: Discord's documentation, permission USE_EXTERNAL_APPS; "Interaction Callback Object",
    field response_message_ephemeral.
    """
    return isinstance(response, discord.InteractionCallbackResponse) and response.is_ephemeral()


async def _tell(job: Job, acknowledgment: Acknowledgment) -> None:
    try:
        await tell(job.id, acknowledgment)
    except Exception:
        # It will look for itself after a while.
        log.exception("job %s could not be told how its interaction was acknowledged", job.id)
