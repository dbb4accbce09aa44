"""Sentences about a job, made of the catalog's words and the job's facts."""

import time
from collections.abc import Sequence
from itertools import zip_longest

from discord.utils import escape_markdown

from bot.api.contract import Mode
from bot.jobs.job import Format, Job, Work
from bot.jobs.reply import Done, Picture, Table
from bot.jobs.troubles import JobError, Trouble
from cogs.words import Words, trouble_key, words_in

# Of two colors side by side, in CIEDE2000.
_UNSEEN = 1.0

MOST_ALT_TEXT = 1024
"""Discord's limit, in characters."""


def place_text(ahead: int, words: Words) -> str:
    """Say how many are ahead in the queue."""
    return words.say("place-ahead", ahead=ahead) if ahead else words.say("place-next")


def since_text(job: Job) -> str:
    """Say since when the job is worked on, as a time that Discord itself keeps up to date."""
    return words_in(job.locale).say("progress-since", time=f"<t:{int(job.created)}:R>")


def line_text(job: Job, done: Done) -> str:
    """Say in one line what was done: mode, strength, size, time; of colors, whose they are."""
    words = words_in(job.locale)
    if job.work is Work.COLORS:
        return f"### {_colors_title(done, words)}"
    parts = [_what(job, done)]
    if job.work is Work.RECOLOR:
        parts.append(words.say("line-degree", degree=job.degree))
    if len({(picture.width, picture.height) for picture in done.pictures}) == 1:
        [picture, *_] = done.pictures
        parts.append(words.say("line-size", width=picture.width, height=picture.height))
    parts.append(words.say("line-seconds", seconds=round(time.time() - job.created, 1)))
    # A line may end after a dot, and not begin with one.
    return "\u00a0· ".join(parts)


def caption_text(job: Job, done: Done) -> str | None:
    """Say below the swatches what they are, or the codes and how to use them."""
    words = words_in(job.locale)
    if job.work is Work.COLORS:
        if len(done.colors) > 1:
            return f"-# {words.say('extract-use-several')}"
        return f"{codes_text(done.colors[0])}\n-# {words.say('extract-use')}"
    if done.swatches is None or not done.asked or not any(done.colors):
        return None
    key = "caption-reference" if job.mode is Mode.REF_PIC else "caption-palette"
    return f"-# {words.say(key)}"


def failure_text(error: JobError, words: Words) -> str:
    """Return the sentence for a job that ended without a picture."""
    details = dict(error.details)
    if "file" in details:
        details["file"] = words.quoted(details["file"])
        if other := details.get("other"):
            both = {"one": details["file"], "other": words.quoted(other)}
            details["file"] = words.say("file-either", **both)
    if error.trouble is Trouble.FILE_TOO_LARGE:
        details["limit"] = words.megabytes(details["limit"])
    return words.say(trouble_key(error.trouble), **details)


def alt_text(job: Job, number: int) -> str:
    """Describe the picture of that number (from 1) for those who cannot see it."""
    say = words_in(job.locale).say
    match job.mode:
        case _ if job.work is Work.COMPARE:
            text = say("alt-compare")
        case Mode.TEMPLATE:
            colors = _listed(job.colors)
            text = say("alt-palette", colors=colors, degree=job.degree)
        case Mode.REF_PIC:
            text = say("alt-reference", reference=_reference(job), degree=job.degree)
        case Mode.AUTO:
            number = job.pick or number
            text = say("alt-auto", number=number, count=job.count, degree=job.degree)
    return text[:MOST_ALT_TEXT]


def table_alt_text(job: Job, number: int) -> str:
    """Describe a look-up table."""
    return words_in(job.locale).say("alt-table", number=job.pick or number)


def swatches_alt_text(job: Job, done: Done) -> str:
    """Describe the swatches for those who cannot see them."""
    say = words_in(job.locale).say
    parts = [say("alt-swatches", colors=_listed(done.asked))] if done.asked else []
    for number, colors in enumerate(done.colors, start=1):
        if not colors:
            # A fully transparent picture has none.
            continue
        if len(done.colors) > 1:
            parts.append(say("alt-colors-of", number=number, colors=_listed(colors)))
        else:
            parts.append(say("alt-colors", colors=_listed(colors)))
    return " ".join(parts)[:MOST_ALT_TEXT]


def codes_text(colors: Sequence[str], names: Sequence[str] = ()) -> str:
    """Write colors as codes that can be copied, each after what it was called, if anything."""
    parts: list[str] = []
    last = ""
    for color, name in zip_longest(colors, names[: len(colors)], fillvalue=""):
        # All colors of a palette are called by its name, which is said once.
        if name and name != last:
            parts.append(escape_markdown(name))
        parts.append(f"`#{color}`")
        last = name
    return " ".join(parts)


def _listed(colors: Sequence[str]) -> str:
    return ", ".join(f"#{color}" for color in colors)


def _colors_title(done: Done, words: Words) -> str:
    if len(done.sources) > 1:
        return words.say("extract-title-several", count=len(done.sources))
    return words.say("extract-title", file=words.quoted(done.sources[0].filename))


def _what(job: Job, done: Done) -> str:
    words = words_in(job.locale)
    say = words.say
    match job.mode:
        case _ if job.work is Work.COMPARE:
            return say("what-compare")
        case _ if job.work is Work.TABLE:
            return say("what-table")
        case Mode.TEMPLATE:
            return say("what-palette", colors=codes_text(job.colors, job.color_names))
        case Mode.REF_PIC:
            return say("what-reference", reference=words.quoted(_reference(job)))
        case Mode.AUTO if job.pick:
            return say("what-pick", number=job.pick, count=job.count)
        case Mode.AUTO:
            return say("what-auto", count=job.count)


def _reference(job: Job) -> str:
    assert job.reference is not None
    return job.reference.filename


def notes(job: Job, done: Done) -> list[str]:
    """Say what is not as the engine made it, or is missing; once for all that are alike."""
    said: dict[str, None] = {}
    words = words_in(job.locale)
    for failure in done.failures:
        said[failure_text(failure, words)] = None
    for table in done.tables:
        said[_table_note(job, table)] = None
    if done.resized:
        said[words.say("note-resized")] = None
    for picture in () if done.resized else done.pictures:
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
    if job.work is Work.RECOLOR and job.format not in {Format.AUTO, picture.format.lower()}:
        return words.say("note-format", wanted=_FORMATS[job.format], format=picture.format)
    return None


_FORMATS = {Format.PNG: "PNG", Format.WEBP: "WebP", Format.JPEG: "JPEG"}


def _table_note(job: Job, table: Table) -> str:
    say = words_in(job.locale).say
    key = "table-exact" if table.tail_error < _UNSEEN else "table-fit"
    note = say(key, difference=round(table.mean_error, 1))
    return f"{note} {say('table-people')}" if job.keep_people else note
