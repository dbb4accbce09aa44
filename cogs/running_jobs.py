"""What people do with a job that is not done yet: cancel it, ask for its result, start it anew."""

import time
from dataclasses import replace

import discord
from discord import ui
from discord.ext import commands

from bot.jobs import notices
from bot.jobs.job import Job
from bot.jobs.reply import Ending
from bot.jobs.troubles import JobError, Trouble
from cogs.asking import origin_of
from cogs.buttons import AGAIN_ID, CANCEL_ID, LATE_ID, Button
from cogs.cards import failure_card, first_card
from cogs.intake import Intake
from cogs.respond import (
    ComponentHandler,
    Refusal,
    acknowledge,
    cog_of,
    refuse_unless_answered,
    update_message,
)
from cogs.words import words_in


class RunningJobs(commands.Cog):
    """Cancels jobs, and brings their ends into their messages."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def cancel(self, interaction: discord.Interaction, job: Job) -> None:
        """Stop a job, whose reply will say so."""
        say = words_in(interaction.locale).say
        if not may_cancel(interaction, job):
            raise Refusal(say("cancel-not-yours"))
        if not await notices.cancel(job):
            await self.show_end(interaction, job, "cancel-too-late")
        elif job.is_late(time.time()):
            # The notice may come too late to change the message; this press can.
            await self.show_end(interaction, job, "late-not-yet")
        else:
            await acknowledge(interaction)

    async def show_end(self, interaction: discord.Interaction, job: Job, otherwise: str) -> None:
        """Show the end of a job in its message, or say the sentence of this key if it has none.

        A press opens a message to the bot for another quarter of an hour.
        """
        say = words_in(interaction.locale).say
        fate = await notices.fate(job.id)
        if fate in {Ending.POSTED, Ending.FOLLOWED_UP}:
            raise Refusal(say("late-elsewhere"))
        if isinstance(fate, Trouble):
            card = failure_card(job, JobError(fate, reference=job.id))
            await update_message(interaction, content=None, attachments=[], view=card)
        elif fate is not Ending.UNDELIVERED:
            raise Refusal(say(otherwise))
        elif interaction.user.id != job.user_id:
            raise Refusal(say("again-not-yours"))
        else:
            # What the service has made is fetched again; where it made nothing, it may do better.
            await self.restart(interaction, replace(renewed(job, interaction), again=job.id))

    async def try_again(self, interaction: discord.Interaction, job: Job) -> None:
        """Start a job anew that may have been billed for nothing, for who asked for it."""
        if interaction.user.id != job.user_id:
            raise Refusal(words_in(interaction.locale).say("again-not-yours"))
        await self.restart(interaction, replace(renewed(job, interaction), again=""))

    async def restart(self, interaction: discord.Interaction, job: Job) -> None:
        """Start a job anew in its message, or bring there what came of it."""

        async def answer(job: Job) -> object:
            return await update_message(
                interaction, content=None, attachments=[], view=first_card(job)
            )

        await self._intake.take(interaction, job, answer, counted=bool(job.again))


class CancelHandler(ComponentHandler, ui.DynamicItem[Button], template=CANCEL_ID):
    """Stops a job, for who asked for it and for who may delete messages here."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Stop the job, whose reply will say so."""
        job = await notices.find(self.match["job"])
        if job is None:
            await _say_forgotten(interaction, "cancel-too-late")
        else:
            await cog_of(interaction, RunningJobs).cancel(interaction, job)


class LateHandler(ComponentHandler, ui.DynamicItem[Button], template=LATE_ID):
    """Brings what came of a job that took longer than its reply could be edited."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Show the end of the job in its message."""
        job = await notices.find(self.match["job"])
        if job is None:
            await _say_forgotten(interaction, "again-forgotten")
        else:
            await cog_of(interaction, RunningJobs).show_end(interaction, job, "late-not-yet")


class AgainHandler(ComponentHandler, ui.DynamicItem[Button], template=AGAIN_ID):
    """Starts a job anew that may have been billed for nothing."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Start the job anew, in the same message."""
        job = await notices.find(self.match["job"])
        if job is None:
            await _say_forgotten(interaction, "again-forgotten")
        else:
            await cog_of(interaction, RunningJobs).try_again(interaction, job)


def renewed(job: Job, interaction: discord.Interaction) -> Job:
    """Return the same job as asked for by a new interaction."""
    return replace(job, **origin_of(interaction, private=job.private))


def may_cancel(interaction: discord.Interaction, job: Job) -> bool:
    """Tell whether somebody asked for the job, or may delete messages where it is."""
    return interaction.user.id == job.user_id or interaction.permissions.manage_messages


async def _say_forgotten(interaction: discord.Interaction, key: str) -> None:
    # A process with another database may know the job.
    await refuse_unless_answered(interaction, words_in(interaction.locale).say(key))
