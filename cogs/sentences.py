"""Sentences about a job, made of the catalog's words and the job's facts."""

import re
import time
from functools import cache

from discord.utils import escape_markdown

from bot.api.contract import Mode
from bot.jobs.job import Job
from bot.jobs.reply import Done, Picture, State
from bot.jobs.troubles import JobError, Trouble
from cogs.words import Words, state_key, trouble_key, words_in

MOST_ALT_TEXT = 1024
"""Discord's limit, in characters."""


def place_text(ahead: int, words: Words) -> str:
    """Say how many are ahead in the queue."""
    return words.say("place-ahead", ahead=ahead) if ahead else words.say("place-next")


# Languages tell one from several, and group the digits of many.
_SOME = (1, 2)
_DIGITS = r"[\d.,\s]+"


@cache
def _progress(words: Words) -> re.Pattern[str]:
    texts = [re.escape(words.say(state_key(state))) for state in State]
    texts += [re.escape(place_text(0, words))]
    texts += [re.escape(place_text(n, words)).replace(str(n), _DIGITS) for n in _SOME]
    return re.compile("|".join(texts))


def is_progress(text: str, words: Words) -> bool:
    """Tell whether a reply that says this has yet to end."""
    return _progress(words).fullmatch(text) is not None


def last_text(job: Job, end: Done | JobError) -> str:
    """Say how the job ended, in its reply."""
    if isinstance(end, JobError):
        return failure_text(end, words_in(job.locale))
    seconds = round(time.time() - job.created, 1)
    done = words_in(job.locale).say("done", seconds=seconds, what=_what(job))
    return "\n".join([done, *_notes(job, end)])


def late_text(job: Job, end: Done | JobError) -> str:
    """Say how the job ended, in a message of its own to the person who asked."""
    person = f"<@{job.user_id}>"
    if isinstance(end, JobError):
        return f"{person} {failure_text(end, words_in(job.locale))}"
    done = words_in(job.locale).say("done-late", person=person, what=_what(job))
    return "\n".join([done, *_notes(job, end)])


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


def _what(job: Job) -> str:
    say, degree = words_in(job.locale).say, job.degree
    match job.mode:
        case Mode.TEMPLATE:
            colors = " ".join(f"`#{color}`" for color in job.colors)
            return say("what-palette", colors=colors, degree=degree)
        case Mode.REF_PIC:
            return say("what-reference", reference=quoted(_reference(job)), degree=degree)
        case Mode.AUTO:
            return say("what-auto", count=job.count, degree=degree)


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
