"""Sentences about a job, made of the catalog's words and the job's facts."""

import time

from discord.utils import escape_markdown

from bot.api.contract import Mode
from bot.jobs.job import Job
from bot.jobs.reply import Done, Picture
from bot.jobs.troubles import JobError, Trouble
from cogs.words import Words, trouble_key, words_in

MOST_ALT_TEXT = 1024
"""Discord's limit, in characters."""


def place_text(ahead: int, words: Words) -> str:
    """Say how many are ahead in the queue."""
    return words.say("place-ahead", ahead=ahead) if ahead else words.say("place-next")


def since_text(job: Job) -> str:
    """Say since when the job is worked on, as a time that Discord itself keeps up to date."""
    return words_in(job.locale).say("progress-since", time=f"<t:{int(job.created)}:R>")


def line_text(job: Job, done: Done) -> str:
    """Say in one line what was done: mode, degree, size, time."""
    words = words_in(job.locale)
    parts = [_what(job), words.say("line-degree", degree=job.degree)]
    if len({(picture.width, picture.height) for picture in done.pictures}) == 1:
        [picture, *_] = done.pictures
        parts.append(words.say("line-size", width=picture.width, height=picture.height))
    parts.append(words.say("line-seconds", seconds=round(time.time() - job.created, 1)))
    return " · ".join(parts)


def failure_text(error: JobError, words: Words) -> str:
    """Return the sentence for a job that ended without a picture."""
    details = dict(error.details)
    if "file" in details:
        details["file"] = quoted(details["file"])
        if other := details.get("other"):
            details["file"] = words.say("file-either", one=details["file"], other=quoted(other))
    if error.trouble is Trouble.FILE_TOO_LARGE:
        details["limit"] = words.megabytes(details["limit"])
    return words.say(trouble_key(error.trouble), **details)


def quoted(name: str) -> str:
    """Return a name that people made up, so that Discord shows it as it is."""
    return f"“{escape_markdown(name)}”"


def alt_text(job: Job, number: int) -> str:
    """Describe the picture of that number (from 1) for those who cannot see it."""
    say = words_in(job.locale).say
    match job.mode:
        case Mode.TEMPLATE:
            colors = ", ".join(f"#{color}" for color in job.colors)
            text = say("alt-palette", colors=colors, degree=job.degree)
        case Mode.REF_PIC:
            text = say("alt-reference", reference=_reference(job), degree=job.degree)
        case Mode.AUTO:
            text = say("alt-auto", number=number, count=job.count, degree=job.degree)
    return text[:MOST_ALT_TEXT]


def swatches_alt_text(job: Job) -> str:
    """Describe the swatches for those who cannot see them."""
    colors = ", ".join(f"#{color}" for color in job.colors)
    return words_in(job.locale).say("alt-swatches", colors=colors)[:MOST_ALT_TEXT]


def _what(job: Job) -> str:
    say = words_in(job.locale).say
    match job.mode:
        case Mode.TEMPLATE:
            return say("what-palette", colors=" ".join(f"`#{color}`" for color in job.colors))
        case Mode.REF_PIC:
            return say("what-reference", reference=quoted(_reference(job)))
        case Mode.AUTO:
            return say("what-auto", count=job.count)


def _reference(job: Job) -> str:
    assert job.reference is not None
    return job.reference.filename


def notes(job: Job, end: Done) -> list[str]:
    """Say of pictures that are not what the engine made; once for all that are alike."""
    said: dict[str, None] = {}
    for picture in end.pictures:
        if note := _note(job, picture):
            said[note] = None
    return list(said)


def _note(job: Job, picture: Picture) -> str | None:
    words = words_in(job.locale)
    limit = words.megabytes(job.filesize_limit)
    if picture.shrunk:
        return words.say(
            "note-shrunk",
            limit=limit,
            format=picture.format,
            width=picture.width,
            height=picture.height,
        )
    if picture.converted:
        return words.say("note-converted", limit=limit, format=picture.format)
    return None
