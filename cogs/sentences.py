"""Sentences about a job, made of the catalog's words and the job's facts."""

import re
import time

from discord.utils import escape_markdown

from bot.api.contract import Mode
from bot.jobs.job import Job
from bot.jobs.reply import Done, Picture, State
from bot.jobs.troubles import JobError, Trouble
from cogs import words
from cogs.words import say

MOST_ALT_TEXT = 1024
"""Discord's limit, in characters."""


def place_text(ahead: int) -> str:
    """Say how many are ahead in the queue."""
    return say("place.ahead", ahead=ahead) if ahead else say("place.next")


_PROGRESS = re.compile(
    "|".join(
        re.escape(text).replace("@", "[0-9]+")
        for text in (
            *(say(words.state_key(state)) for state in State),
            place_text(0),
            say("place.ahead", ahead="@"),
        )
    )
)


def is_progress(text: str) -> bool:
    """Tell whether a reply that says this has yet to end."""
    return _PROGRESS.fullmatch(text) is not None


def last_text(job: Job, end: Done | JobError) -> str:
    """Say how the job ended, in its reply."""
    if isinstance(end, JobError):
        return failure_text(end)
    seconds = f"{time.time() - job.created:.1f}"
    return "\n".join([say("done", seconds=seconds, what=_what(job)), *_notes(job, end)])


def late_text(job: Job, end: Done | JobError) -> str:
    """Say how the job ended, in a message of its own to the person who asked."""
    person = f"<@{job.user_id}>"
    if isinstance(end, JobError):
        return f"{person} {failure_text(end)}"
    return "\n".join([say("done.late", person=person, what=_what(job)), *_notes(job, end)])


def failure_text(error: JobError) -> str:
    """Return the sentence for a job that ended without a picture."""
    details = dict(error.details)
    if "file" in details:
        details["file"] = quoted(details["file"])
        if other := details.get("other"):
            details["file"] = say("file.either", one=details["file"], other=quoted(other))
    if error.trouble is Trouble.FILE_TOO_LARGE:
        details["limit"] = words.megabytes(details["limit"])
    return say(words.trouble_key(error.trouble), **details)


def quoted(name: str) -> str:
    """Return a name that people made up, so that Discord shows it as it is."""
    return f"“{escape_markdown(name)}”"


def alt_text(job: Job, number: int) -> str:
    """Describe the picture of that number (from 1) for those who cannot see it."""
    match job.mode:
        case Mode.TEMPLATE:
            colors = ", ".join(f"#{color}" for color in job.colors)
            text = say("alt.palette", colors=colors, degree=f"{job.degree:g}")
        case Mode.REF_PIC:
            text = say("alt.reference", reference=_reference(job), degree=f"{job.degree:g}")
        case Mode.AUTO:
            text = say("alt.auto", number=number, count=job.count, degree=f"{job.degree:g}")
    return text[:MOST_ALT_TEXT]


def _what(job: Job) -> str:
    degree = f"{job.degree:g}"
    match job.mode:
        case Mode.TEMPLATE:
            colors = " ".join(f"`#{color}`" for color in job.colors)
            return say("what.palette", colors=colors, degree=degree)
        case Mode.REF_PIC:
            return say("what.reference", reference=quoted(_reference(job)), degree=degree)
        case Mode.AUTO:
            key = "what.auto.one" if job.count == 1 else "what.auto"
            return say(key, count=job.count, degree=degree)


def _reference(job: Job) -> str:
    assert job.reference is not None
    return job.reference.filename


def _notes(job: Job, end: Done) -> list[str]:
    """Say of pictures that are not what the engine made; once for all that are alike."""
    notes: dict[str, None] = {}
    for picture in end.pictures:
        if note := _note(job, picture):
            notes[note] = None
    return list(notes)


def _note(job: Job, picture: Picture) -> str | None:
    limit = words.megabytes(job.filesize_limit)
    if picture.shrunk:
        return say(
            "note.shrunk",
            limit=limit,
            format=picture.format,
            width=picture.width,
            height=picture.height,
        )
    if picture.converted:
        return say("note.converted", limit=limit, format=picture.format)
    return None
