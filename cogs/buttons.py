"""The buttons of a reply. Which job they are about is in their ids: they outlive the process."""

import logging
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, Self

import discord

from bot.jobs import notices
from bot.jobs.job import Job
from cogs.errors import NOT_OURS, refuse, refuse_unless_answered
from cogs.words import Words, words_in

log = logging.getLogger(__name__)

RUNNING: Final = "cancel:"
"""How the id of a button begins that only a card has whose job has yet to end."""

_LATE: Final = "late:"

Item = discord.ui.Item[Any]
Button = discord.ui.Button[discord.ui.LayoutView]


class CancelButton(
    discord.ui.DynamicItem[Button], template=r"cancel:(?P<job>[0-9]+)(?::(?P<mark>[0-9a-f]+))?"
):
    """Stops a job, for who asked for it and for who may delete messages here."""

    def __init__(self, job_id: str, words: Words, mark: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                label=words.say("button-cancel"),
                style=discord.ButtonStyle.secondary,
                custom_id=_cancel_id(job_id, mark),
            )
        )
        self.job_id = job_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["job"], words_in(interaction.locale), match["mark"] or "")

    async def callback(self, interaction: discord.Interaction) -> None:
        """Stop the job, whose reply will say so; or say privately why not."""
        say = words_in(interaction.locale).say
        job = await notices.find(self.job_id)
        if job is None:
            await refuse_unless_answered(interaction, say("cancel-too-late"))
        elif not _may_cancel(interaction, job):
            await refuse(interaction, say("cancel-not-yours"))
        elif not await notices.cancel(job):
            interaction.client.dispatch("job_late", interaction, job, "cancel-too-late")
        elif job.is_late(time.time()):
            # The notice may come too late to change the message; this press can.
            interaction.client.dispatch("job_late", interaction, job, "late-not-yet")
        else:
            await _say_nothing(interaction)


class LateButton(discord.ui.DynamicItem[Button], template=r"late:(?P<job>[0-9]+)"):
    """Brings what came of a job that took longer than its reply could be edited."""

    def __init__(self, job_id: str, words: Words) -> None:
        super().__init__(
            discord.ui.Button(
                label=words.say("button-late"),
                style=discord.ButtonStyle.primary,
                custom_id=f"{_LATE}{job_id}",
            )
        )
        self.job_id = job_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["job"], words_in(interaction.locale))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Have the end of the job shown in its message; or say privately why not."""
        job = await notices.find(self.job_id)
        if job is None:
            say = words_in(interaction.locale).say
            await refuse_unless_answered(interaction, say("again-forgotten"))
        else:
            interaction.client.dispatch("job_late", interaction, job, "late-not-yet")


class AgainButton(discord.ui.DynamicItem[Button], template=r"again:(?P<job>[0-9]+)"):
    """Starts a job anew that may have been billed for nothing, for who asked for it."""

    def __init__(self, job_id: str, words: Words) -> None:
        super().__init__(
            discord.ui.Button(
                label=words.say("button-again"),
                style=discord.ButtonStyle.primary,
                custom_id=f"again:{job_id}",
            )
        )
        self.job_id = job_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["job"], words_in(interaction.locale))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Start the job anew, in the same message; or say privately why not."""
        say = words_in(interaction.locale).say
        job = await notices.find(self.job_id)
        if job is None:
            await refuse_unless_answered(interaction, say("again-forgotten"))
        elif interaction.user.id != job.user_id:
            await refuse(interaction, say("again-not-yours"))
        else:
            anew = replace(renewed(job, interaction), again="")
            interaction.client.dispatch("job_again", interaction, anew)


async def _say_nothing(interaction: discord.Interaction) -> None:
    try:
        await interaction.response.defer()
    except discord.HTTPException as error:
        if error.code not in NOT_OURS:
            log.warning("a press could not be answered: %s", error)


def renewed(job: Job, interaction: discord.Interaction) -> Job:
    """Return the same job with the id and the token of a new interaction."""
    return replace(
        job,
        id=str(interaction.id),
        token=interaction.token,
        created=time.time(),
        filesize_limit=interaction.filesize_limit,
        locale=interaction.locale.value,
        mark=secrets.token_hex(4),
    )


def bears(message: discord.Message, job: Job) -> bool:
    """Tell whether a running reply is that of this job, and not of another database's."""
    # Jobs from before there were marks have none.
    return not job.mark or _cancel_id(job.id, job.mark) in set(custom_ids(message))


def runs(message: discord.Message) -> bool:
    """Tell whether a message is the reply of a job that has yet to end."""
    return any(custom_id.startswith(RUNNING) for custom_id in custom_ids(message))


def has_late_button(message: discord.Message) -> bool:
    """Tell whether a message offers a button that brings the result of a job."""
    return any(custom_id.startswith(_LATE) for custom_id in custom_ids(message))


def custom_ids(message: discord.Message) -> Iterator[str]:
    """Yield the ids of a message's buttons and menus."""
    yield from _ids_in(message.components)


def _ids_in(components: Iterable[object]) -> Iterator[str]:
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _ids_in(getattr(component, "children", ()))


def _cancel_id(job_id: str, mark: str) -> str:
    return f"{RUNNING}{job_id}:{mark}" if mark else f"{RUNNING}{job_id}"


def _may_cancel(interaction: discord.Interaction, job: Job) -> bool:
    return interaction.user.id == job.user_id or interaction.permissions.manage_messages
