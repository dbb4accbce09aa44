"""The end of a job that came when its message could not be edited any more."""

import logging
from dataclasses import replace

import discord
from discord.ext import commands

from bot.jobs import notices
from bot.jobs.job import Job
from bot.jobs.reply import Ending
from bot.jobs.troubles import JobError, Trouble
from cogs.buttons import renewed
from cogs.cards import failure_card
from cogs.errors import NOT_OURS, refuse
from cogs.frame import Card
from cogs.words import words_in

log = logging.getLogger(__name__)


class Late(commands.Cog):
    """Brings ends late: a press opens a message for another quarter of an hour."""

    @commands.Cog.listener()
    async def on_job_late(self, interaction: discord.Interaction, job: Job, otherwise: str) -> None:
        """Show the end of a job in its message, or say that of this key where there is none."""
        say = words_in(interaction.locale).say
        fate = await notices.fate(job.id)
        if fate in {Ending.POSTED, Ending.FOLLOWED_UP}:
            await refuse(interaction, say("late-elsewhere"))
        elif isinstance(fate, Trouble):
            await _show(interaction, failure_card(job, JobError(fate, reference=job.id)))
        elif fate is not Ending.UNDELIVERED:
            await refuse(interaction, say(otherwise))
        elif interaction.user.id != job.user_id:
            await refuse(interaction, say("again-not-yours"))
        else:
            # What the service has made is fetched again; where it made nothing, it may do better.
            again = replace(renewed(job, interaction), again=job.id)
            interaction.client.dispatch("job_again", interaction, again)


async def _show(interaction: discord.Interaction, card: Card) -> None:
    try:
        await interaction.response.edit_message(content=None, attachments=[], view=card)
    except discord.HTTPException as error:
        if error.code not in NOT_OURS:
            log.warning("an end could not be shown: %s", error)
