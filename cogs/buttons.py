"""The buttons of a running reply, and what their custom ids say: they outlive the process."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import discord

from bot.jobs.job import Job
from cogs.words import Words

RUNNING: Final = "cancel:"
"""How the custom id of a button begins that only the reply of an unfinished job has."""

_LATE: Final = "late:"

CANCEL_ID: Final = r"cancel:(?P<job>[0-9]+)(?::(?P<mark>[0-9a-f]+))?"
CARD_ID: Final = "card:"
"""How the custom ids of the buttons of a card begin that has ended."""

LATE_ID: Final = r"late:(?P<job>[0-9]+)"
AGAIN_ID: Final = r"again:(?P<job>[0-9]+)"

Button = discord.ui.Button[Any]


def cancel_button(job_id: str, words: Words, mark: str = "") -> Button:
    """Return the button that stops a job."""
    return discord.ui.Button(
        label=words.say("button-cancel"),
        style=discord.ButtonStyle.secondary,
        custom_id=_cancel_id(job_id, mark),
    )


def late_button(job_id: str, words: Words) -> Button:
    """Return the button that brings the end of a job whose reply could not be edited any more."""
    return discord.ui.Button(
        label=words.say("button-late"),
        style=discord.ButtonStyle.primary,
        custom_id=f"{_LATE}{job_id}",
    )


def again_button(job_id: str, words: Words) -> Button:
    """Return the button that starts a job anew which may have been billed for nothing."""
    return discord.ui.Button(
        label=words.say("button-again"),
        style=discord.ButtonStyle.primary,
        custom_id=f"again:{job_id}",
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


def custom_ids(message: discord.Message | discord.MessageSnapshot) -> Iterator[str]:
    """Yield the ids of a message's buttons and menus."""
    yield from _ids_in(message.components)


def _ids_in(components: Iterable[object]) -> Iterator[str]:
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _ids_in(getattr(component, "children", ()))


def _cancel_id(job_id: str, mark: str) -> str:
    return f"{RUNNING}{job_id}:{mark}" if mark else f"{RUNNING}{job_id}"
