"""Servers' rules, kept where pictures are asked for."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox import Person
from bot.sandbox.faults import refusing
from bot.sandbox.reply import Reply
from cogs import pace
from cogs.house import House
from cogs.words import ENGLISH
from tests.stage import Service, Stage, stage

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("quick")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncGenerator[Service]:
    """A service that gives pictures back as they are."""
    async with Service().running() as service:
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(
    tmp_path_factory: pytest.TempPathFactory, service: Service
) -> AsyncGenerator[Stage]:
    """One bot on it; servers of their own for the tests."""
    async with stage(tmp_path_factory.mktemp("data"), api_url=service.url) as running:
        yield running


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS", 0.0)


@pytest.fixture
def photo(photographs: dict[str, Path]) -> Path:
    return photographs["coffee"]


def house(shared: Stage) -> House:
    return House(shared.bot._store)


async def ask(person: Person, photo: Path, **options: Any) -> Reply:
    return await person.run("recolor palette", image=photo, colors="red", **options)


async def test_elsewhere_than_a_server_allows_nobody_recolors(shared: Stage, photo: Path):
    guild = shared.sandbox.add_guild("Club")
    here, there = (shared.sandbox.add_channel(guild, name) for name in ("here", "there"))
    await house(shared).servers.change(guild.id, channels=frozenset({here.id}))
    person = shared.sandbox.person("Ada", channel=here)
    assert (await shared.end_of(await ask(person, photo))).attachments
    reply = await person.run("recolor auto", image=photo, channel=there)
    await reply.acknowledged()
    assert reply.ephemeral
    assert reply.state.text == ENGLISH.say("house-elsewhere", channels=f"<#{here.id}>", count=1)
    thread = shared.sandbox.add_channel(guild, "a thread", parent=here)
    reply = await person.run("recolor auto", image=photo, channel=thread)
    assert (await shared.end_of(reply)).attachments


async def test_a_member_has_as_many_pictures_a_day_as_the_server_allows(shared: Stage, photo: Path):
    guild = shared.sandbox.add_guild("Club")
    channel = shared.sandbox.add_channel(guild, "here")
    await house(shared).servers.change(guild.id, jobs_per_day=2)
    ada, bo = (shared.sandbox.person(name, channel=channel) for name in ("Ada", "Bo"))
    for _ in range(2):
        assert (await shared.end_of(await ask(ada, photo))).attachments
    refused = await ask(ada, photo)
    await refused.acknowledged()
    assert refused.ephemeral
    assert refused.state.text == ENGLISH.say("house-enough", most=2)
    assert (await shared.end_of(await ask(bo, photo))).attachments
    assert (await shared.end_of(await ask(ada, photo, channel=ada.dm))).attachments


async def test_colors_are_looked_for_where_a_server_allows_and_not_counted_as_pictures(
    shared: Stage, photo: Path
):
    guild = shared.sandbox.add_guild("Club")
    here, there = (shared.sandbox.add_channel(guild, name) for name in ("here", "there"))
    await house(shared).servers.change(guild.id, channels=frozenset({here.id}), jobs_per_day=0)
    person = shared.sandbox.person("Ada", channel=here)
    reply = await person.run("palette extract", image=photo, channel=there)
    await reply.acknowledged()
    assert reply.ephemeral
    assert reply.state.text == ENGLISH.say("house-elsewhere", channels=f"<#{here.id}>", count=1)
    end = await shared.end_of(await person.run("palette extract", image=photo))
    # This service knows nothing of colors, but was asked.
    assert end.text == ENGLISH.say("trouble-service-cannot")
    assert await house(shared).counts.of(guild.id, person.user.id) == 0


async def test_where_nothing_is_limited_nobody_is_counted(shared: Stage, photo: Path):
    person = shared.person()
    await shared.end_of(await ask(person, photo))
    assert person.channel.guild is not None
    assert await house(shared).counts.of(person.channel.guild.id, person.user.id) == 0


async def test_what_a_command_leaves_open_is_as_the_server_has_set(
    shared: Stage, service: Service, photo: Path
):
    person = shared.person()
    assert person.channel.guild is not None
    await house(shared).servers.change(person.channel.guild.id, degree=0.25, keep_people=False)
    await shared.end_of(await ask(person, photo))
    assert service.submissions[-1]["degree"] == "0.25"
    assert service.submissions[-1]["portrait_hold"] == "false"
    await shared.end_of(await ask(person, photo, degree=1.0, keep_people=True))
    assert service.submissions[-1]["degree"] == "1"
    assert "portrait_hold" not in service.submissions[-1]


async def test_a_search_for_colors_that_is_refused_takes_no_count_back(shared: Stage, photo: Path):
    guild = shared.sandbox.add_guild("Club")
    channel = shared.sandbox.add_channel(guild, "here")
    await house(shared).servers.change(guild.id, jobs_per_day=5)
    person = shared.sandbox.person("Ada", channel=channel)
    await shared.end_of(await ask(person, photo))
    callback = "/interactions/{interaction_id}/{interaction_token}/callback"
    shared.sandbox.faults.add("POST", callback, refusing(403, 50013, "Missing Permissions"))
    refused = await person.run("palette extract", image=photo)
    await refused.acknowledged()
    assert refused.state.text == ENGLISH.say("trouble-not-allowed-here")
    assert await house(shared).counts.of(guild.id, person.user.id) == 1
