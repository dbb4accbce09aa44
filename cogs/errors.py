"""The ladder of what can go wrong with a command: every kind has its sentence."""

import asyncio
import logging
import secrets

import discord
from discord import app_commands

from bot.jobs.troubles import Trouble
from cogs.words import trouble_key, words_in

log = logging.getLogger(__name__)

# Another process has answered; or Discord has given up waiting for us.
NOT_OURS = frozenset({40060, 10062})

SUCCESSOR_SECONDS = 1.5
"""Of the three that Discord gives to answer."""


async def refuse(interaction: discord.Interaction, text: str) -> None:
    """Answer privately."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as error:
        if error.code not in NOT_OURS:
            log.warning("a refusal could not be sent: %s", error)


async def refuse_unless_answered(interaction: discord.Interaction, text: str) -> None:
    """Answer privately, after another process has had the time to do better.

    Two run while one takes the other's place, and Discord tells both of everything.
    """
    await asyncio.sleep(SUCCESSOR_SECONDS)
    await refuse(interaction, text)


async def answer_error(
    interaction: discord.Interaction, error: app_commands.AppCommandError
) -> None:
    """Answer a command that failed: in the words for its kind, or as a bug with a reference."""
    say = words_in(interaction.locale).say
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        await refuse(interaction, say("command-unknown"))
        return
    if isinstance(error, app_commands.TransformerError):
        await refuse(interaction, say("option-invalid"))
        return
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, discord.HTTPException) and cause.code in NOT_OURS:
        log.info("interaction %s is not ours to answer: %s", interaction.id, cause)
        return
    reference = secrets.token_hex(4)
    log.error("bug %s in a command", reference, exc_info=cause)
    await refuse(interaction, say(trouble_key(Trouble.BUG), reference=reference))
