"""The one way in which interactions are handled: in time, and never without an answer.

Commands, buttons, menus, forms and listeners run inside `Responder.handle`. They answer through
this module's functions, which know whether there is still time.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final, Self, TypeVar, cast

import aiohttp
import discord
from discord.ext import commands

from cogs.error_sentences import NOT_OURS, Refusal, TooLateError, error_sentence
from cogs.words import words_in

__all__ = [
    "ComponentHandler",
    "Refusal",
    "Responder",
    "acknowledge",
    "check_time",
    "cog_of",
    "handle",
    "refuse",
    "refuse_unless_answered",
    "seconds_left",
    "send",
    "show_form",
    "update_message",
]

log = logging.getLogger(__name__)

CogT = TypeVar("CogT", bound=commands.Cog)

Work = Callable[[], Coroutine[Any, Any, object]]
Callback = discord.InteractionCallbackResponse[discord.Client]

ANSWER_SECONDS: Final = 2.3
"""How long a handler may take to begin its answer.

Discord waits three seconds; the sentence about a time-out has to arrive within two and a half.
"""

SUCCESSOR_SECONDS: Final = 1.5
"""How long a process that is stopping leaves an interaction to the one that takes its place."""

MOST_OVERDUE: Final = 8
"""How many handlers may be past their time at once before new interactions are refused.

Each usually waits for the database, in a thread that others need.
"""

_ATTEMPT: Final = "colorway-attempt"
# What an answer raises that Discord refuses, or that does not reach it.
_UNREACHABLE: Final = (discord.HTTPException, aiohttp.ClientError, OSError)


@dataclass(eq=False, slots=True)
class _Attempt:
    """How far the handling of one interaction has come."""

    ends: float
    """When the answer must have begun, on the event loop's clock."""
    answering: asyncio.Event = field(default_factory=asyncio.Event)
    expired: bool = False


class Responder:
    """Handles interactions until `is_stopping` says that there is no time for new ones."""

    def __init__(self, is_stopping: Callable[[], bool]) -> None:
        self._is_stopping = is_stopping
        self._overdue: set[asyncio.Task[object]] = set()

    async def handle(self, interaction: discord.Interaction, work: Work) -> None:
        """Run `work`, and answer whatever goes wrong in a private sentence.

        If it has not begun to answer within `ANSWER_SECONDS`, the person is told to try again;
        what it does after that reaches nobody.
        """
        say = words_in(interaction.locale).say
        if self._is_stopping():
            await self._give_way(interaction)
            return
        if len(self._overdue) >= MOST_OVERDUE:
            log.warning("interaction %s refused: %d are overdue", interaction.id, MOST_OVERDUE)
            # What they wait for is the database.
            await _answer_privately(interaction, say("unrecorded"))
            return
        attempt = _Attempt(ends=asyncio.get_running_loop().time() + ANSWER_SECONDS)
        interaction.extras[_ATTEMPT] = attempt
        task: asyncio.Task[object] = asyncio.create_task(work())
        if not await _begins_in_time(task, attempt):
            attempt.expired = True
            self._overdue.add(task)
            task.add_done_callback(self._end_overdue)
            log.warning("interaction %s: no answer within %g s", interaction.id, ANSWER_SECONDS)
            await _answer_privately(interaction, say("too-slow"))
            return
        try:
            await task
        except Exception as error:
            if sentence := error_sentence(interaction, error):
                await _answer_privately(interaction, sentence)
        if interaction.type is discord.InteractionType.autocomplete:
            await _complete_nothing(interaction)

    async def _give_way(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            await _complete_nothing(interaction)
        else:
            text = words_in(interaction.locale).say("restarting")
            await refuse_unless_answered(interaction, text)

    def _end_overdue(self, task: asyncio.Task[object]) -> None:
        self._overdue.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.info("an overdue handler ended: %s", error)


class ComponentHandler:
    """Mixed into a `discord.ui.DynamicItem`: does what one kind of button or menu is for.

    A subclass implements `act`. It has the component in `item`, and what its custom id says in
    `match`.
    """

    def __init__(self, item: Any, match: re.Match[str]) -> None:
        super().__init__(item)  # pyright: ignore[reportCallIssue]
        self.match = match

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Any, match: re.Match[str], /
    ) -> Self:
        """Return the handler of a component that was used."""
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Handle the press, or the choice."""
        await handle(interaction, lambda: self.act(interaction))

    async def act(self, interaction: discord.Interaction) -> None:
        """Do what the component is for."""
        raise NotImplementedError


async def handle(interaction: discord.Interaction, work: Work) -> None:
    """Handle an interaction by the responder of its client."""
    responder: Responder = cast(Any, interaction.client).responder
    await responder.handle(interaction, work)


def cog_of(interaction: discord.Interaction, kind: type[CogT]) -> CogT:
    """Return the client's cog of that class."""
    cog = cast("commands.Bot", interaction.client).get_cog(kind.__cog_name__)
    assert isinstance(cog, kind)
    return cog


def seconds_left(interaction: discord.Interaction) -> float:
    """Return how many seconds are left until the answer must have begun."""
    attempt = interaction.extras.get(_ATTEMPT)
    if attempt is None:
        return ANSWER_SECONDS
    return max(0.0, attempt.ends - asyncio.get_running_loop().time())


def check_time(interaction: discord.Interaction) -> None:
    """Raise `TooLateError` if the person was told that the answer took too long."""
    attempt = interaction.extras.get(_ATTEMPT)
    if attempt is not None and attempt.expired:
        raise TooLateError


async def send(interaction: discord.Interaction, **content: Any) -> Callback:
    """Answer with a new message; the keywords are those of `InteractionResponse.send_message`.

    Raises
    ------
    TooLateError
        When the person has been told that it took too long.
    discord.HTTPException
        When Discord does not take it.
    """
    _begin_answer(interaction)
    return await interaction.response.send_message(**content)


async def update_message(interaction: discord.Interaction, **content: Any) -> Callback | None:
    """Answer by changing the message that has the component; raises as `send` does."""
    _begin_answer(interaction)
    return await interaction.response.edit_message(**content)


async def show_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Answer with a form; raises as `send` does."""
    _begin_answer(interaction)
    await interaction.response.send_modal(form)


async def acknowledge(interaction: discord.Interaction) -> None:
    """Answer without anything that people see; raises as `send` does."""
    _begin_answer(interaction)
    await interaction.response.defer()


async def refuse(interaction: discord.Interaction, text: str) -> None:
    """Answer with a private sentence, as a further message if there is an answer already.

    Raises
    ------
    TooLateError
        When the person has been told that it took too long.
    """
    _begin_answer(interaction)
    await _answer_privately(interaction, text)


async def refuse_unless_answered(interaction: discord.Interaction, text: str) -> None:
    """Answer with a private sentence, after another process has had time to do better.

    While one process replaces another, Discord sends every interaction to both.
    """
    pause = min(SUCCESSOR_SECONDS, seconds_left(interaction))
    _begin_answer(interaction)
    await asyncio.sleep(pause)
    await _answer_privately(interaction, text)


def _begin_answer(interaction: discord.Interaction) -> None:
    check_time(interaction)
    attempt = interaction.extras.get(_ATTEMPT)
    if attempt is not None:
        attempt.answering.set()


async def _begins_in_time(task: asyncio.Task[object], attempt: _Attempt) -> bool:
    answering = asyncio.create_task(attempt.answering.wait())
    try:
        done, _ = await asyncio.wait(
            {task, answering}, timeout=ANSWER_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        answering.cancel()
    return bool(done)


async def _answer_privately(interaction: discord.Interaction, text: str) -> None:
    if interaction.type is discord.InteractionType.autocomplete:
        await _complete_nothing(interaction)
        return
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except _UNREACHABLE as error:
        if not _is_not_ours(error):
            log.warning("interaction %s: no sentence could be sent: %s", interaction.id, error)


async def _complete_nothing(interaction: discord.Interaction) -> None:
    """Answer a completion with an empty list, unless it has its answer."""
    if interaction.response.is_done():
        return
    try:
        await interaction.response.autocomplete([])
    except _UNREACHABLE as error:
        if not _is_not_ours(error):
            log.info("interaction %s: a completion could not be sent: %s", interaction.id, error)


def _is_not_ours(error: Exception) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in NOT_OURS
