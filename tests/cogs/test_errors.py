"""The ladder of errors: who hears what when a command fails."""

import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from cogs.errors import answer_error, refuse
from discord import app_commands

from cogs.words import ENGLISH


class Interaction:
    """Keeps what is answered; as Discord does, it may refuse the answer."""

    def __init__(self, *, done: bool = False, failure: Exception | None = None) -> None:
        self.id = 1
        self.locale = discord.Locale.american_english
        self.answers: list[tuple[str, str, bool]] = []
        self._failure = failure
        self.response = SimpleNamespace(is_done=lambda: done, send_message=self._sender("response"))
        self.followup = SimpleNamespace(send=self._sender("followup"))

    def _sender(self, way: str) -> Callable[..., Any]:
        async def send(text: str, *, ephemeral: bool) -> None:
            self.answers.append((way, text, ephemeral))
            if self._failure is not None:
                raise self._failure

        return send


def http_error(code: int, status: int = 400) -> discord.HTTPException:
    response = cast(Any, SimpleNamespace(status=status, reason="Bad Request"))
    return discord.HTTPException(response, {"code": code, "message": "no"})


def invoke_error(cause: Exception) -> app_commands.CommandInvokeError:
    return app_commands.CommandInvokeError(cast(Any, SimpleNamespace(name="palette")), cause)


async def answer(interaction: Interaction, error: app_commands.AppCommandError) -> None:
    await answer_error(cast(discord.Interaction, interaction), error)


@pytest.mark.parametrize(("done", "way"), [(False, "response"), (True, "followup")])
async def test_a_refusal_is_private_whatever_was_answered_before(done: bool, way: str):
    interaction = Interaction(done=done)
    await refuse(cast(discord.Interaction, interaction), "No.")
    assert interaction.answers == [(way, "No.", True)]


@pytest.mark.parametrize("code", [40060, 10062])
async def test_a_refusal_that_another_process_has_answered_is_no_matter(
    code: int, caplog: pytest.LogCaptureFixture
):
    await refuse(cast(discord.Interaction, Interaction(failure=http_error(code))), "No.")
    assert caplog.records == []


async def test_a_refusal_that_cannot_be_sent_is_logged(caplog: pytest.LogCaptureFixture):
    await refuse(cast(discord.Interaction, Interaction(failure=http_error(0, 500))), "No.")
    [record] = caplog.records
    assert record.levelno == logging.WARNING


async def test_a_command_that_is_not_known_any_more_is_said_to_be_so():
    interaction = Interaction()
    await answer(interaction, app_commands.CommandNotFound("paint", []))
    assert interaction.answers == [("response", ENGLISH.say("command-unknown"), True)]


async def test_a_command_in_an_earlier_shape_is_said_to_be_so():
    interaction = Interaction()
    command = cast(Any, SimpleNamespace(name="palette"))
    await answer(interaction, app_commands.CommandSignatureMismatch(command))
    assert interaction.answers == [("response", ENGLISH.say("command-unknown"), True)]


async def test_an_option_that_cannot_be_read_is_said_to_be_so():
    interaction = Interaction()
    transformer = cast(Any, SimpleNamespace(_error_display_name="number"))
    kind = discord.AppCommandOptionType.number
    await answer(interaction, app_commands.TransformerError("half", kind, transformer))
    assert interaction.answers == [("response", ENGLISH.say("option-invalid"), True)]


@pytest.mark.parametrize("code", [40060, 10062])
async def test_a_command_that_is_not_ours_to_answer_is_left_alone(
    code: int, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    interaction = Interaction()
    await answer(interaction, invoke_error(http_error(code)))
    assert interaction.answers == []
    assert "not ours to answer" in caplog.text


@pytest.mark.parametrize("done", [False, True])
async def test_a_bug_is_owned_with_a_reference_that_is_in_the_log(
    done: bool, caplog: pytest.LogCaptureFixture
):
    interaction = Interaction(done=done)
    await answer(interaction, invoke_error(ZeroDivisionError("not foreseen")))
    [(_, text, private)] = interaction.answers
    reference = text.split("`")[1]
    assert text == ENGLISH.say("trouble-bug", reference=reference)
    assert private
    [record] = caplog.records
    assert f"bug {reference} in a command" in record.getMessage()
    assert record.exc_info is not None
    assert "not foreseen" in caplog.text


async def test_an_error_of_another_kind_is_a_bug_too(caplog: pytest.LogCaptureFixture):
    interaction = Interaction()
    await answer(interaction, app_commands.CheckFailure("some check"))
    assert "reference" in interaction.answers[0][1]
    assert "some check" in caplog.text


async def test_each_bug_has_a_reference_of_its_own():
    interaction = Interaction()
    for _ in range(2):
        await answer(interaction, invoke_error(ZeroDivisionError()))
    assert len({text for _, text, _ in interaction.answers}) == 2
