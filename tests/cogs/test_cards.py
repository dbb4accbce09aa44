"""Cards: what Discord takes, what they show, and how one is told from another."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.api.contract import Mode
from bot.jobs.job import Attachment, Work
from bot.jobs.reply import Done
from bot.jobs.troubles import HAVE_RESULT, JobError, Trouble
from bot.sandbox.errors import Form
from bot.sandbox.model import walk
from bot.sandbox.rules.components import check_components
from cogs.buttons import RUNNING, custom_ids
from cogs.cards import Card, first_card, last_card, moved_card, shown_files
from cogs.sentences import MOST_ALT_TEXT
from tests.cogs.test_sentences import DETAILS, JOB, JOBS, NASTY, picture

pytestmark = pytest.mark.asyncio


def parts(card: Card, files: list[str]) -> list[dict[str, Any]]:
    """Return a card's components, held against Discord's rules."""
    form = Form()
    check_components(form, card.to_components(), v2=True, files=files)
    form.check()
    return walk(card.to_components())


def texts(found: list[dict[str, Any]]) -> str:
    return "\n".join(part["content"] for part in found if part["type"] == 10)


@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
@pytest.mark.parametrize("trouble", Trouble)
async def test_every_failure_makes_a_card(trouble: Trouble, late: bool):
    error = JobError(trouble, **DETAILS.get(trouble, {"file": NASTY}))
    found = parts(last_card(JOB, error, late=late), [])
    assert texts(found).startswith("<@42> ") is late
    ids = [part["custom_id"] for part in found if "custom_id" in part]
    assert (f"late:{JOB.id}" in ids) is (trouble in HAVE_RESULT)
    assert f"card:delete:{JOB.id}" in ids
    assert not any(part.get("custom_id", "").startswith(RUNNING) for part in found)


@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
async def test_every_good_end_makes_a_card_whose_files_all_have_alt_text(job: Any, late: bool):
    pictures = [replace(picture(), name=f"x-{n}.png") for n in range(job.count)]
    swatches = Path("palette.png") if job.mode is Mode.TEMPLATE else None
    done = Done(pictures=pictures, swatches=swatches, asked=job.colors)
    names = [file.name for file in shown_files(job, done)]
    found = parts(last_card(job, done, late=late), names)
    shown = [item for part in found for item in part.get("items", [])]
    assert [item["media"]["url"] for item in shown] == [f"attachment://{name}" for name in names]
    assert all(item["description"] for item in shown)


HIDDEN = Attachment(url="https://cdn.discordapp.com/x", filename="x.png", spoiler=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"image": HIDDEN},
        {"more": (HIDDEN,)},
        {"reference": HIDDEN},
        {"results": (HIDDEN,), "work": Work.COMPARE},
        {"image": HIDDEN, "work": Work.COLORS},
        {"spoiler": True},
    ],
    ids=["image", "more", "reference", "compared", "colors", "asked for"],
)
async def test_everything_that_is_made_of_a_hidden_picture_is_hidden(changes: dict[str, Any]):
    done = Done(
        pictures=[picture()],
        swatches=Path("palette.png"),
        colors=[("264653",)],
        sources=[JOB.image],
    )
    for job, is_hidden in ((replace(JOB, **changes), True), (JOB, False)):
        for late in (False, True):
            found = parts(last_card(job, done, late=late), ["x.png", "palette.png"])
            shown = [item for part in found for item in part.get("items", [])]
            assert [item["spoiler"] for item in shown] == [is_hidden, is_hidden]


@pytest.mark.parametrize("locale", ["en-US", "de", "es-ES", "fr", "ja", "pt-BR", "zh-CN"])
@pytest.mark.parametrize("count", [1, 10])
async def test_the_colors_of_pictures_make_a_card_that_says_each_code_once(count: int, locale: str):
    job = replace(JOB, work=Work.COLORS, mode=Mode.AUTO, colors=(), locale=locale)
    colors = ("264653", "2A9D8F", "E9C46A", "F4A261", "E76F51", "FFFFFF", "000000")
    done = Done(swatches=Path("palette.png"), colors=[colors] * count, sources=[JOB.image] * count)
    files = shown_files(job, done)
    found = parts(last_card(job, done), [file.name for file in files])
    assert [texts(found).count(code) for code in colors] == [1 if count == 1 else 0] * 7
    assert len([part for part in found if part["type"] == 2]) == 4
    assert len(files[0].description) <= MOST_ALT_TEXT
    assert files[0].description.count("#") == 7 * count


async def test_a_failure_that_one_person_sees_has_no_button_to_delete_it():
    card = last_card(JOB.as_private(), JobError(Trouble.CANCELLED))
    assert not any("custom_id" in part for part in parts(card, []))


@pytest.mark.parametrize("is_sent", [False, True])
async def test_a_reply_that_names_another_message_brings_it_until_it_is_sent(is_sent: bool):
    found = parts(moved_card(JOB, is_sent=is_sent), [])
    assert ("late:" in str(found)) is not is_sent


async def test_a_card_of_a_job_that_runs_is_told_by_its_button_in_any_language():
    for locale in ("en-US", "ja", "de"):
        components = first_card(replace(JOB, locale=locale)).to_components()
        read: Any = [discord.components._component_factory(part) for part in components]  # pyright: ignore[reportArgumentType]
        message: Any = SimpleNamespace(components=read)
        assert list(custom_ids(message)) == [f"cancel:{JOB.id}"]
