"""Handling interactions: in time, and never without an answer."""

import asyncio
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from discord import app_commands

from bot.jobs.queue import RecordsError
from bot.store import StoreError
from cogs import respond
from cogs.forms import FormError
from cogs.respond import MOST_OVERDUE, Refusal, Responder, refuse, seconds_left, send
from cogs.words import ENGLISH

TOO_SLOW = ENGLISH.say("too-slow")


class Interaction:
    """Keeps what is answered; as Discord does, it may refuse the answer."""

    def __init__(
        self,
        *,
        done: bool = False,
        failure: Exception | None = None,
        kind: discord.InteractionType = discord.InteractionType.application_command,
    ) -> None:
        self.id = 1
        self.type = kind
        self.locale = discord.Locale.american_english
        self.extras: dict[str, Any] = {}
        self.answers: list[tuple[str, str, bool]] = []
        self.completions: list[list[Any]] = []
        self._done = done
        self._failure = failure
        self.response = SimpleNamespace(
            is_done=lambda: self._done,
            send_message=self._sender("response"),
            autocomplete=self._complete,
        )
        self.followup = SimpleNamespace(send=self._sender("followup"))

    def _sender(self, way: str) -> Callable[..., Any]:
        async def send(text: str, *, ephemeral: bool) -> None:
            self.answers.append((way, text, ephemeral))
            if self._failure is not None:
                raise self._failure
            self._done = True

        return send

    async def _complete(self, choices: list[Any]) -> None:
        self.completions.append(choices)
        self._done = True


def real(interaction: Interaction) -> discord.Interaction:
    return cast(discord.Interaction, interaction)


def http_error(code: int, status: int = 400) -> discord.HTTPException:
    response = cast(Any, SimpleNamespace(status=status, reason="Bad Request"))
    return discord.HTTPException(response, {"code": code, "message": "no"})


def invoke_error(cause: Exception) -> app_commands.CommandInvokeError:
    return app_commands.CommandInvokeError(cast(Any, SimpleNamespace(name="palette")), cause)


async def fail(interaction: Interaction, error: Exception) -> None:
    """Handle an interaction by failing."""

    async def work() -> None:
        raise error

    await Responder(lambda: False).handle(real(interaction), work)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time for an answer be over at once."""
    monkeypatch.setattr(respond, "ANSWER_SECONDS", 0.01)


@pytest.mark.parametrize(("done", "way"), [(False, "response"), (True, "followup")])
async def test_a_refusal_is_private_whatever_was_answered_before(done: bool, way: str):
    interaction = Interaction(done=done)
    await fail(interaction, Refusal("No."))
    assert interaction.answers == [(way, "No.", True)]


@pytest.mark.parametrize("code", [40060, 10062])
async def test_a_refusal_that_another_process_has_answered_is_no_matter(
    code: int, caplog: pytest.LogCaptureFixture
):
    await refuse(real(Interaction(failure=http_error(code))), "No.")
    assert caplog.records == []


async def test_a_refusal_that_cannot_be_sent_is_logged(caplog: pytest.LogCaptureFixture):
    await refuse(real(Interaction(failure=http_error(0, 500))), "No.")
    [record] = caplog.records
    assert record.levelno == logging.WARNING


MISMATCH = app_commands.CommandSignatureMismatch(cast(Any, SimpleNamespace(name="palette")))
TRANSFORMER = app_commands.TransformerError(
    "half",
    discord.AppCommandOptionType.number,
    cast(Any, SimpleNamespace(_error_display_name="number")),
)


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (app_commands.CommandNotFound("paint", []), "command-unknown"),
        (MISMATCH, "command-unknown"),
        (TRANSFORMER, "option-invalid"),
        (StoreError("away"), "unrecorded"),
        (RecordsError("away"), "unrecorded"),
        (invoke_error(StoreError("away")), "unrecorded"),
        (http_error(50013, 403), "answer-refused"),
        (http_error(0, 500), "answer-not-taken"),
        (FormError(), "option-invalid"),
    ],
)
async def test_every_kind_of_error_has_its_sentence(error: Exception, key: str):
    interaction = Interaction()
    await fail(interaction, error)
    assert interaction.answers == [("response", ENGLISH.say(key), True)]


@pytest.mark.parametrize("code", [40060, 10062])
async def test_an_interaction_that_is_not_ours_to_answer_is_left_alone(
    code: int, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    interaction = Interaction()
    await fail(interaction, invoke_error(http_error(code)))
    assert interaction.answers == []
    assert "not ours to answer" in caplog.text


@pytest.mark.parametrize("done", [False, True])
async def test_a_bug_is_owned_with_a_reference_that_is_in_the_log(
    done: bool, caplog: pytest.LogCaptureFixture
):
    interaction = Interaction(done=done)
    await fail(interaction, invoke_error(ZeroDivisionError("not foreseen")))
    [(_, text, private)] = interaction.answers
    reference = text.split("`")[1]
    assert text == ENGLISH.say("trouble-bug", reference=reference)
    assert private
    [record] = caplog.records
    assert f"bug {reference} in an interaction" in record.getMessage()
    assert record.exc_info is not None
    assert "not foreseen" in caplog.text


async def test_each_bug_has_a_reference_of_its_own():
    interaction = Interaction()
    for _ in range(2):
        await fail(interaction, ZeroDivisionError())
    assert len({text for _, text, _ in interaction.answers}) == 2


async def test_a_handler_that_does_not_answer_in_time_is_answered_for(impatient: None):
    interaction = Interaction()
    held = asyncio.Event()
    responder = Responder(lambda: False)

    async def work() -> None:
        await held.wait()
        await send(real(interaction), text="late", ephemeral=False)

    await responder.handle(real(interaction), work)
    assert interaction.answers == [("response", TOO_SLOW, True)]
    held.set()
    [overdue] = responder._overdue
    await asyncio.wait({overdue})
    assert isinstance(overdue.exception(), respond.TooLateError)
    assert interaction.answers == [("response", TOO_SLOW, True)]


async def test_an_answer_that_is_under_way_is_waited_for(impatient: None):
    interaction = Interaction()

    async def work() -> None:
        await send(real(interaction), text="here", ephemeral=False)
        # What follows an answer has all the time it needs.
        await asyncio.sleep(3 * respond.ANSWER_SECONDS)
        await refuse(real(interaction), "And more.")

    await Responder(lambda: False).handle(real(interaction), work)
    assert [text for _, text, _ in interaction.answers] == ["here", "And more."]


async def test_many_handlers_past_their_time_let_new_ones_be_refused_at_once(impatient: None):
    responder = Responder(lambda: False)
    held = asyncio.Event()
    begun: list[int] = []

    async def work() -> None:
        begun.append(1)
        await held.wait()

    interactions = [Interaction() for _ in range(MOST_OVERDUE + 1)]
    for interaction in interactions:
        await responder.handle(real(interaction), work)
    said = [interaction.answers[0][1] for interaction in interactions]
    assert said == [*([TOO_SLOW] * MOST_OVERDUE), ENGLISH.say("unrecorded")]
    assert len(begun) == MOST_OVERDUE
    held.set()
    await asyncio.wait(responder._overdue)
    await responder.handle(real(Interaction()), work)
    assert len(begun) == MOST_OVERDUE + 1


async def test_the_time_that_is_left_is_shared_by_all_that_comes_before_an_answer():
    interaction = Interaction()
    left: list[float] = []

    async def work() -> None:
        left.append(seconds_left(real(interaction)))
        await asyncio.sleep(0.02)
        left.append(seconds_left(real(interaction)))

    await Responder(lambda: False).handle(real(interaction), work)
    assert respond.ANSWER_SECONDS >= left[0] >= left[1] + 0.02


async def test_a_process_that_stops_leaves_an_interaction_to_its_successor_first(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(respond, "SUCCESSOR_SECONDS", 0.0)
    interaction = Interaction()
    await Responder(lambda: True).handle(real(interaction), cast(Any, None))
    assert interaction.answers == [("response", ENGLISH.say("restarting"), True)]


AUTOCOMPLETE = discord.InteractionType.autocomplete


async def test_a_process_that_stops_completes_nothing():
    interaction = Interaction(kind=AUTOCOMPLETE)
    await Responder(lambda: True).handle(real(interaction), cast(Any, None))
    assert (interaction.completions, interaction.answers) == ([[]], [])


async def test_a_completion_that_fails_is_empty():
    interaction = Interaction(kind=AUTOCOMPLETE)
    await fail(interaction, ZeroDivisionError())
    assert (interaction.completions, interaction.answers) == ([[]], [])


async def test_a_completion_that_takes_too_long_is_empty(impatient: None):
    interaction = Interaction(kind=AUTOCOMPLETE)
    await Responder(lambda: False).handle(real(interaction), asyncio.Event().wait)
    assert (interaction.completions, interaction.answers) == ([[]], [])
