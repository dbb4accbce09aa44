"""Discord's errors, told apart by their codes."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.jobs.troubles import Trouble
from cogs.rejections import Rejection, job_error, may_pass, rejection_of


def answered(status: int, code: int = 0) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="no")
    return discord.HTTPException(response, {"code": code, "message": "no"})


@pytest.mark.parametrize(
    ("status", "code", "rejection"),
    [
        (429, 0, Rejection.TEMPORARY),
        (500, 0, Rejection.TEMPORARY),
        (503, 0, Rejection.TEMPORARY),
        (401, 50027, Rejection.TOKEN_EXPIRED),
        (404, 10015, Rejection.TOKEN_EXPIRED),
        (404, 10008, Rejection.DELETED),
        (413, 0, Rejection.TOO_LARGE),
        (400, 40005, Rejection.TOO_LARGE),
        (400, 50045, Rejection.TOO_LARGE),
        (401, 0, Rejection.REFUSED),
        (403, 50013, Rejection.REFUSED),
        (403, 50001, Rejection.REFUSED),
        (404, 10003, Rejection.REFUSED),
        (400, 200000, Rejection.BLOCKED),
        (400, 200001, Rejection.BLOCKED),
        (400, 20009, Rejection.BLOCKED),
        (400, 240000, Rejection.BLOCKED),
        (400, 50035, Rejection.REFUSED),
    ],
)
def test_an_error_is_told_by_its_code(status: int, code: int, rejection: Rejection):
    assert rejection_of(answered(status, code)) is rejection


@pytest.mark.parametrize(
    ("error", "may"),
    [
        (answered(500), True),
        (answered(429), True),
        (answered(400, 200000), False),
        (answered(413), False),
        (aiohttp.ServerDisconnectedError(), True),
        (ConnectionResetError(), True),
    ],
)
def test_only_what_has_nothing_to_do_with_the_message_may_pass(error: Exception, may: bool):
    assert may_pass(error) is may


def test_a_refusal_has_the_reason_that_discord_gives():
    assert job_error(answered(400, 200001)).trouble is Trouble.BLOCKED_BY_AUTOMOD
    unknown = job_error(answered(400, 55555))
    assert (unknown.trouble, unknown.details) == (Trouble.NOT_ACCEPTED, {"code": "55555"})
    assert job_error(answered(403)).details == {"code": "403"}
