"""`/about`, `/help` and `/privacy`, on the real client."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from dbos import DBOS

from bot.sandbox import Person
from bot.sandbox.reply import Reply
from bot.store.cards import CardRecords
from bot.store.counts import Counts
from bot.store.palettes import Owner, SavedPalettes
from cogs import pace
from cogs.words import ENGLISH
from tests.stage import Service, Stage, stage

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("quick")]

FORGET = ENGLISH.say("button-forget")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncGenerator[Service]:
    async with Service().running() as service:
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(
    tmp_path_factory: pytest.TempPathFactory, service: Service
) -> AsyncGenerator[Stage]:
    async with stage(tmp_path_factory.mktemp("data"), api_url=service.url) as running:
        yield running


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS", 0.0)


async def say(person: Person, command: str, **options: Any) -> Reply:
    return await (await person.run(command, **options)).acknowledged()


async def jobs_of(person: Person) -> list[str]:
    jobs = await DBOS.list_workflows_async(load_input=False, load_output=False)
    return [job.workflow_id for job in jobs if job.queue_partition_key == str(person.user.id)]


@pytest.mark.parametrize("command", ["about", "help", "privacy info"])
async def test_the_bot_tells_about_itself_privately_wherever_it_is_asked(
    shared: Stage, command: str
):
    person = shared.person()
    for channel in (person.channel, person.dm):
        reply = await say(person, command, channel=channel)
        assert reply.ephemeral
        assert "{" not in reply.state.text
        assert len(reply.state.text) > 100


async def test_help_names_commands_that_there_are(shared: Stage):
    person = shared.person()
    text = (await say(person, "help")).state.text
    offered = {command["name"]: command for command in person.commands()}
    for named in ("recolor palette", "recolor auto", "palette extract", "palette delete"):
        group, name = named.split()
        assert f"</{named}:{offered[group]['id']}>" in text
        assert name in {option["name"] for option in offered[group]["options"]}


async def test_where_pictures_go_is_told(shared: Stage):
    text = (await say(shared.person(), "privacy info")).state.text
    assert ENGLISH.say("privacy-text-elsewhere") in text


async def test_what_is_remembered_of_a_person_is_deleted_when_they_say_so(
    shared: Stage, photographs: dict[str, Path]
):
    ada, bo = shared.person(), shared.person()
    cards, shown = CardRecords(shared.bot._store), list[int]()
    saved, counts = SavedPalettes(shared.bot._store), Counts(shared.bot._store)
    for person in (ada, bo):
        await say(person, "palette save", name="Mine", colors="red")
        await counts.add(7, person.user.id)
        reply = await person.run("recolor palette", image=photographs["coffee"], colors="mine")
        await shared.end_of(reply)
        job = await DBOS.retrieve_workflow_async(str(reply.interaction.id))
        await job.get_result()
        shown.append(reply.interaction.id)
    asked = await say(ada, "privacy delete")
    assert asked.ephemeral
    assert len(await saved.of(Owner("user", ada.user.id))) == 1
    await ada.press(asked, FORGET)
    end = await asked.until(lambda state: not state.buttons)
    assert ENGLISH.say("privacy-deleted", palettes=1, jobs=1) in end.text
    assert await saved.of(Owner("user", ada.user.id)) == []
    # Else whoever has had enough pictures for today could have more.
    assert await counts.of(7, ada.user.id) == 1
    assert len(await saved.of(Owner("user", bo.user.id))) == 1
    assert await counts.of(7, bo.user.id) == 1
    assert [await cards.find(card) is None for card in shown] == [True, False]
    assert (len(await jobs_of(ada)), len(await jobs_of(bo))) == (0, 1)


async def test_a_job_that_runs_is_left_to_its_end(
    shared: Stage, service: Service, photographs: dict[str, Path]
):
    service.query = service.done_when_released
    ada = shared.person()
    reply = await ada.run("recolor palette", image=photographs["coffee"], colors="red")
    await reply.acknowledged()
    asked = await say(ada, "privacy delete")
    await ada.press(asked, FORGET)
    end = await asked.until(lambda state: not state.buttons)
    assert ENGLISH.say("privacy-unfinished", count=1) in end.text
    service.released.set()
    assert (await shared.end_of(reply)).attachments
