"""What a reply says, and what it describes for those who do not see it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.api.contract import ErrorCode, Mode
from bot.api.failures import failure_of
from bot.jobs.job import Attachment, Job
from bot.jobs.reply import Done, Picture
from bot.jobs.service import job_error
from bot.jobs.troubles import JobError, Trouble
from cogs.sentences import MOST_ALT_TEXT, alt_text, failure_text, line_text, notes
from cogs.words import ENGLISH

# A 256 character name, the longest that Discord gives, of nothing but markdown.
NASTY = "*_`~" * 63 + ".png"

JOB = Job(
    id="1",
    application_id=1,
    token="t",
    created=0.0,
    guild_id=None,
    channel_id=1,
    user_id=42,
    may_post=True,
    filesize_limit=10 << 20,
    image=Attachment(url="https://cdn.discordapp.com/x", filename=NASTY),
    mode=Mode.TEMPLATE,
    degree=0.35,
    colors=("264653", "E9C46A"),
)
JOBS = {
    "palette": JOB,
    "reference": replace(JOB, mode=Mode.REF_PIC, reference=JOB.image, colors=()),
    "auto": replace(JOB, mode=Mode.AUTO, count=8, colors=()),
    "one": replace(JOB, mode=Mode.AUTO, count=1, colors=()),
    "seven colors": replace(JOB, colors=("264653",) * 7),
}

# What those who raise a trouble know about it.
DETAILS: dict[Trouble, dict[str, object]] = {
    Trouble.FILE_TOO_LARGE: {"file": NASTY, "limit": 20 << 20},
    Trouble.PICTURE_TOO_SMALL: {"file": NASTY, "limit": 64},
    Trouble.PICTURE_TOO_LARGE: {"file": NASTY, "limit": 10_000},
    Trouble.TOO_MANY_PIXELS: {"file": NASTY, "limit": 40},
    Trouble.REFUSED: {"file": NASTY, "other": NASTY, "limit": None, "code": "X" * 60},
    Trouble.BUG: {"reference": "0123abcd"},
    Trouble.UPLOAD_REFUSED: {},
}


def picture(form: str = "PNG", *, converted: bool | None = None, shrunk: bool = False) -> Picture:
    return Picture(
        path=Path("x"),
        name="x.png",
        width=600,
        height=400,
        format=form,
        converted=form != "PNG" if converted is None else converted,
        shrunk=shrunk,
    )


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_can_be_said_within_a_message(trouble: Trouble):
    text = failure_text(JobError(trouble, **DETAILS.get(trouble, {"file": NASTY})), ENGLISH)
    assert 10 < len(text) < 2000
    assert "None" not in text


@pytest.mark.parametrize("code", ErrorCode, ids=str)
def test_every_failure_of_the_service_can_be_said(code: ErrorCode):
    text = failure_text(job_error(failure_of(code.http_status, code, "why"), "a.png"), ENGLISH)
    assert "None" not in text


def test_where_either_picture_may_be_at_fault_both_are_named():
    error = JobError(Trouble.PICTURE_DAMAGED, file="a.png", other="*b*.png")
    assert failure_text(error, ENGLISH).startswith("“a.png” or “\\*b\\*.png” is damaged")
    error = JobError(Trouble.PICTURE_DAMAGED, file="a.png", other=None)
    assert failure_text(error, ENGLISH).startswith("“a.png” is damaged")


def test_a_size_is_said_in_megabytes():
    error = JobError(Trouble.FILE_TOO_LARGE, file="a.png", limit=20 << 20)
    text = failure_text(error, ENGLISH)
    assert text == "“a.png” is larger than 20\u00a0MB. Please send a smaller file."


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_every_good_end_can_be_said_within_a_message(job: Job):
    end = Done(pictures=[picture("JPEG", shrunk=True)] * job.count)
    assert len(line_text(job, end)) + sum(map(len, notes(job, end))) < 2000


def test_a_good_end_says_what_was_done_in_one_line():
    end = Done(pictures=[picture()])
    line = line_text(JOB, end)
    what, strength, size, seconds = line.split("\u00a0· ")
    assert (what, strength) == ("Palette `#264653` `#E9C46A`", "strength 35%")
    assert size == "600\u00a0×\u00a0400"
    assert re.fullmatch(r"[\d,]+\.\d\u00a0s", seconds)
    reference = replace(JOBS["reference"], reference=replace(JOB.image, filename="*a*.png"))
    for job, said in (
        (JOBS["auto"], "8 colorways"),
        (JOBS["one"], "One colorway"),
        (reference, "Colored after “\\*a\\*.png”"),
    ):
        assert line_text(job, end).startswith(f"{said}\u00a0· strength 35%\u00a0· ")


def test_pictures_of_several_sizes_are_said_without_one():
    end = Done(pictures=[picture(), replace(picture(), width=300)])
    assert "×" not in line_text(JOBS["auto"], end)


def test_pictures_that_are_no_png_are_mentioned_once_for_all_alike():
    pictures = [picture(), picture("JPEG"), picture("JPEG")]
    [note] = notes(JOBS["auto"], Done(pictures=pictures))
    assert note == "As a PNG it is over this chat's limit of 10\u00a0MB, so this is a JPEG."


def test_what_the_service_itself_gives_needs_no_mention():
    assert notes(JOB, Done(pictures=[picture("JPEG", converted=False)])) == []


def test_a_smaller_picture_is_mentioned_with_its_size():
    end = Done(pictures=[picture("WebP", shrunk=True)])
    assert "so this is a WebP of 600\u00a0×\u00a0400\u00a0pixels." in notes(JOB, end)[0]


@pytest.mark.parametrize(
    ("job", "text"),
    [
        ("palette", "The picture recolored with the palette #264653, #E9C46A at 35% strength."),
        ("auto", "Colorway 3 of 8 of the picture, at 35% strength."),
    ],
)
def test_alt_text_states_mode_degree_and_colors(job: str, text: str):
    assert alt_text(JOBS[job], 3) == text


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_alt_text_is_as_short_as_discord_wants(job: Job):
    assert 0 < len(alt_text(job, 1)) <= MOST_ALT_TEXT


def test_alt_text_is_plain_where_markdown_means_nothing():
    job = replace(JOBS["reference"], reference=replace(JOB.image, filename="my_photo.png"))
    assert alt_text(job, 1) == "The picture colored after my_photo.png at 35% strength."
