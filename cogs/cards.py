"""The bot's messages as cards: pictures, a line about them, and buttons in one frame."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import discord
from discord import ui

from bot.jobs.job import Job
from bot.jobs.reply import Done, State
from bot.jobs.troubles import HAVE_RESULT, JobError, Trouble
from cogs.actions import Action, action_button, rows_of
from cogs.buttons import again_button, cancel_button, late_button
from cogs.frame import Card, row
from cogs.sentences import (
    alt_text,
    caption_text,
    failure_text,
    line_text,
    notes,
    since_text,
    swatches_alt_text,
    table_alt_text,
)
from cogs.words import state_key, words_in

Item = ui.Item[Any]

_BLURPLE: Final = 0x5865F2
RED: Final = 0xDA373C
_GRAY: Final = 0x80848E


class ShownFile(NamedTuple):
    """A file that a card shows: where it is, its name in the message, and its alt text."""

    path: Path
    name: str
    description: str


def progress_card(job: Job, text: str) -> Card:
    """Return the card of a job that has yet to end."""
    words = words_in(job.locale)
    buttons: list[Item] = [cancel_button(job.id, words, job.mark)]
    if job.is_late(time.time()):
        buttons.insert(0, late_button(job.id, words))
    return Card(
        ui.TextDisplay(text),
        ui.TextDisplay(f"-# {since_text(job)}"),
        row(*buttons),
        accent=_BLURPLE,
    )


def first_card(job: Job) -> Card:
    """Return the card of a job that has just been taken."""
    return progress_card(job, words_in(job.locale).say(state_key(State.RECEIVED)))


def moved_card(job: Job, *, is_sent: bool) -> Card:
    """Return the card of a reply whose end is in another message, or is about to be.

    As long as nobody knows whether that one arrives, a button brings the result.
    """
    words = words_in(job.locale)
    if is_sent:
        return Card(ui.TextDisplay(words.say("reply-moved")), accent=_GRAY)
    text = ui.TextDisplay(words.say("reply-moving"))
    return Card(text, row(late_button(job.id, words)), accent=_GRAY)


def blocked_card(job: Job, reason: JobError) -> Card:
    """Return the card of a reply whose result was blocked, and sent to the person alone."""
    words = words_in(job.locale)
    text = f"{failure_text(reason, words)} {words.say('sent-privately')}"
    return Card(ui.TextDisplay(text), accent=RED)


def last_card(job: Job, end: Done | JobError, *, late: bool = False) -> Card:
    """Return the card of a job that has ended; a `late` one is a message of its own."""
    return failure_card(job, end, late) if isinstance(end, JobError) else done_card(job, end, late)


def failure_card(job: Job, error: JobError, late: bool = False) -> Card:
    """Return the card of a job that ended without a picture."""
    words = words_in(job.locale)
    items: list[Item] = [ui.TextDisplay(_to(job, failure_text(error, words), late))]
    buttons: list[Item] = []
    if error.trouble is Trouble.SUBMIT_UNANSWERED:
        buttons.append(again_button(job.id, words))
    elif error.trouble is Trouble.ATTACHMENT_GONE:
        buttons.append(action_button(job.id, Action.UPLOAD, words))
    elif error.trouble in HAVE_RESULT:
        buttons.append(late_button(job.id, words))
    if not job.private:
        # Discord itself offers to dismiss what only one person sees.
        style = discord.ButtonStyle.danger
        buttons.append(action_button(job.id, Action.DELETE, words, style=style))
    if buttons:
        items.append(row(*buttons))
    stopped = error.trouble is Trouble.CANCELLED
    return Card(*items, accent=_GRAY if stopped else RED)


def done_card(job: Job, done: Done, late: bool = False) -> Card:
    """Return the card of a job's pictures."""
    words = words_in(job.locale)
    items: list[Item] = []
    if late:
        items.append(ui.TextDisplay(words.say("done-late", person=f"<@{job.user_id}>")))
    files = shown_files(job, done)
    if pictures := files[: len(done.pictures)]:
        items.append(_gallery(job, pictures))
    items.append(ui.TextDisplay("\n".join([line_text(job, done), *notes(job, done)])))
    if done.swatches is not None:
        items.append(_gallery(job, files[-1:]))
    if caption := caption_text(job, done):
        items.append(ui.TextDisplay(caption))
    items += [ui.File(f"attachment://{table.path.name}") for table in done.tables]
    items += rows_of(job, done)
    return Card(*items, accent=_accent(job, done))


def shown_files(job: Job, done: Done) -> list[ShownFile]:
    """Return the files of a good end, the swatches last."""
    files = [
        ShownFile(picture.path, picture.name, alt_text(job, number))
        for number, picture in enumerate(done.pictures, start=1)
    ]
    for number, table in enumerate(done.tables, start=1):
        files.append(ShownFile(table.path, table.path.name, table_alt_text(job, number)))
    if done.swatches is not None:
        text = swatches_alt_text(job, done)
        files.append(ShownFile(done.swatches, done.swatches.name, text))
    return files


def _gallery(job: Job, files: Sequence[ShownFile]) -> Item:
    # Swatches too: they show small versions of several pictures. An item's own field is enough,
    # no prefix of the file's name is needed. Source: Discord's component reference, "Media Gallery
    # Item Structure".
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(
                f"attachment://{file.name}", description=file.description, spoiler=job.is_spoiler
            )
            for file in files
        )
    )


def _accent(job: Job, done: Done) -> int:
    for colors in (job.colors, *done.colors):
        if colors:
            return int(colors[0], 16)
    return _BLURPLE


def _to(job: Job, text: str, late: bool) -> str:
    return f"<@{job.user_id}> {text}" if late else text
