"""The bot's messages as cards: pictures, a line about them, and buttons in one frame."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import discord
from discord import ui

from bot.jobs.job import Job
from bot.jobs.reply import Done, State
from bot.jobs.troubles import JobError, Trouble
from cogs.buttons import AgainButton, CancelButton
from cogs.sentences import alt_text, failure_text, line_text, notes, since_text, swatches_alt_text
from cogs.words import state_key, words_in

Item = ui.Item[Any]

_BLURPLE: Final = 0x5865F2
_RED: Final = 0xDA373C
_GRAY: Final = 0x80848E


class ShownFile(NamedTuple):
    """A file that a card shows: where it is, its name in the message, and its alt text."""

    path: Path
    name: str
    description: str


class Card(ui.LayoutView):
    """Items in one frame. Nothing of it is kept in memory: its buttons' ids say everything."""

    def __init__(self, *items: Item, accent: int) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Container[ui.LayoutView](*items, accent_color=accent))
        self.stop()


def progress_card(job: Job, text: str) -> Card:
    """Return the card of a job that has yet to end."""
    words = words_in(job.locale)
    return Card(
        ui.TextDisplay(text),
        ui.TextDisplay(f"-# {since_text(job)}"),
        row(CancelButton(job.id, words, job.mark)),
        accent=_BLURPLE,
    )


def first_card(job: Job) -> Card:
    """Return the card of a job that has just been taken."""
    return progress_card(job, words_in(job.locale).say(state_key(State.RECEIVED)))


def last_card(job: Job, end: Done | JobError, *, late: bool = False) -> Card:
    """Return the card of a job that has ended; a `late` one is a message of its own."""
    return failure_card(job, end, late) if isinstance(end, JobError) else done_card(job, end, late)


def failure_card(job: Job, error: JobError, late: bool = False) -> Card:
    """Return the card of a job that ended without a picture."""
    words = words_in(job.locale)
    items: list[Item] = [ui.TextDisplay(_to(job, failure_text(error, words), late))]
    if error.trouble is Trouble.SUBMIT_UNANSWERED:
        items.append(row(AgainButton(job.id, words)))
    stopped = error.trouble is Trouble.CANCELLED
    return Card(*items, accent=_GRAY if stopped else _RED)


def done_card(job: Job, done: Done, late: bool = False) -> Card:
    """Return the card of a job's pictures."""
    words = words_in(job.locale)
    items: list[Item] = []
    if late:
        items.append(ui.TextDisplay(words.say("done-late", person=f"<@{job.user_id}>")))
    *pictures, last = shown_files(job, done)
    if done.swatches is None:
        items.append(_gallery([*pictures, last]))
    else:
        items += [_gallery(pictures), _gallery([last])]
    items.append(ui.TextDisplay("\n".join([line_text(job, done), *notes(job, done)])))
    return Card(*items, accent=_accent(job))


def row(*buttons: Any) -> Item:
    """Return up to five buttons side by side."""
    # The types of discord.py know no dynamic item in a row.
    return ui.ActionRow[ui.LayoutView](*buttons)


def shown_files(job: Job, done: Done) -> list[ShownFile]:
    """Return the files of a good end, the swatches last."""
    files = [
        ShownFile(picture.path, picture.name, alt_text(job, number))
        for number, picture in enumerate(done.pictures, start=1)
    ]
    if done.swatches is not None:
        files.append(ShownFile(done.swatches, done.swatches.name, swatches_alt_text(job)))
    return files


def _gallery(files: Sequence[ShownFile]) -> Item:
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(f"attachment://{file.name}", description=file.description)
            for file in files
        )
    )


def _accent(job: Job) -> int:
    return int(job.colors[0], 16) if job.colors else _BLURPLE


def _to(job: Job, text: str, late: bool) -> str:
    return f"<@{job.user_id}> {text}" if late else text
