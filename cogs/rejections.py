"""What Discord's errors mean for a message that the bot sends or edits.

Source: Discord's documentation, "Opcodes and Status Codes", table "JSON error codes", unless a
line names another.
"""

from enum import Enum, auto
from typing import Final

import discord

from bot.jobs.troubles import JobError, Trouble

UNKNOWN_MESSAGE: Final = 10008
UNKNOWN_WEBHOOK: Final = 10015
INVALID_WEBHOOK_TOKEN: Final = 50027
ENTITY_TOO_LARGE: Final = 40005
FILE_TOO_LARGE: Final = 50045


class Rejection(Enum):
    """Why Discord did not do what it was asked for."""

    TEMPORARY = auto()
    """Too many requests, or a failure of Discord's: the same request may succeed later."""
    TOKEN_EXPIRED = auto()
    """The interaction's token works no more, neither for edits nor for further messages."""
    DELETED = auto()
    TOO_LARGE = auto()
    BLOCKED = auto()
    """The content: another message of the same content is not to be shown to others, either."""
    REFUSED = auto()
    """Anything else; `job_error` tells what."""


# Discord answers an edit that AutoMod blocks with 400: change log of June 27, 2024. In locked
# threads it answers 50083, or 50001 where the bot is no member: discord-api-docs #5517, #6884.
_TROUBLES: Final = {
    20009: Trouble.BLOCKED_AS_EXPLICIT,
    50001: Trouble.NOT_ALLOWED_HERE,
    50013: Trouble.NOT_ALLOWED_HERE,
    50083: Trouble.THREAD_CLOSED,
    160005: Trouble.THREAD_CLOSED,
    200000: Trouble.BLOCKED_BY_AUTOMOD,
    200001: Trouble.BLOCKED_BY_AUTOMOD,
    240000: Trouble.BLOCKED_AS_HARMFUL_LINK,
    400001: Trouble.FILES_LIMITED,
}

_BLOCKED: Final = frozenset({20009, 200000, 200001, 240000})


def rejection_of(error: discord.HTTPException) -> Rejection:
    """Classify an error of Discord by its JSON code, or by its HTTP status if that says enough."""
    if error.status == 413 or error.code in {ENTITY_TOO_LARGE, FILE_TOO_LARGE}:
        return Rejection.TOO_LARGE
    if error.status == 429 or error.status >= 500:
        return Rejection.TEMPORARY
    if error.code in {INVALID_WEBHOOK_TOKEN, UNKNOWN_WEBHOOK}:
        return Rejection.TOKEN_EXPIRED
    if error.code in _BLOCKED:
        return Rejection.BLOCKED
    return Rejection.DELETED if error.code == UNKNOWN_MESSAGE else Rejection.REFUSED


def may_pass(error: Exception) -> bool:
    """Tell whether the same request may succeed later, after this error of Discord's or ours."""
    is_answer = isinstance(error, discord.HTTPException)
    return not is_answer or rejection_of(error) is Rejection.TEMPORARY


def job_error(error: discord.HTTPException) -> JobError:
    """Return the reason for a refusal as a job's end, which has a sentence in every language."""
    trouble = _TROUBLES.get(error.code, Trouble.NOT_ACCEPTED)
    code = str(error.code or error.status)
    return JobError(trouble, code=code) if trouble is Trouble.NOT_ACCEPTED else JobError(trouble)
