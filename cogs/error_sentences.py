"""The sentence for every error that can end the handling of an interaction."""

import logging
import secrets

import aiohttp
import discord
from discord import app_commands

from bot.jobs.queue import RecordsError
from bot.jobs.troubles import Trouble
from bot.store import StoreError
from cogs.forms import FormError
from cogs.words import trouble_key, words_in

log = logging.getLogger(__name__)

NOT_OURS = frozenset({40060, 10062})
"""Error codes of an interaction that another process has answered, or that Discord has given up.

Source: Discord's reference, "JSON error codes": interaction already acknowledged, unknown
interaction.
"""


class Refusal(Exception):  # noqa: N818 - what is refused is not wrong
    """A request that is not carried out; the message is the sentence for the person."""


class TooLateError(Exception):
    """The person has already been told that the answer took too long."""


def error_sentence(interaction: discord.Interaction, error: Exception) -> str | None:
    """Log an error and return what to say about it, in the person's language.

    Returns None where nothing is to be said: another process has answered, or Discord has stopped
    waiting.
    """
    say = words_in(interaction.locale).say
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    match cause:
        case Refusal():
            return str(cause)
        case TooLateError():
            log.info("interaction %s: the answer came too late", interaction.id)
            return None
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return say("command-unknown")
        case app_commands.TransformerError() | FormError():
            return say("option-invalid")
        case StoreError() | RecordsError():
            log.warning("interaction %s: the database cannot be used: %s", interaction.id, cause)
            return say("unrecorded")
        case discord.HTTPException() if cause.code in NOT_OURS:
            log.info("interaction %s is not ours to answer: %s", interaction.id, cause)
            return None
        case discord.HTTPException() | aiohttp.ClientError():
            log.warning(
                "interaction %s: Discord did not take the answer: %s", interaction.id, cause
            )
            is_final = isinstance(cause, discord.HTTPException) and 400 <= cause.status < 429
            return say("answer-refused" if is_final else "answer-not-taken")
        case _:
            reference = secrets.token_hex(4)
            log.error("bug %s in an interaction", reference, exc_info=cause)
            return say(trouble_key(Trouble.BUG), reference=reference)
