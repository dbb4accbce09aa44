"""`/settings`: one card that shows and changes what a server has set."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.sandbox import Person
from bot.sandbox.model import Channel, Guild, Permission
from bot.sandbox.reply import Reply
from bot.sandbox.resolved import RefusedError
from bot.store.servers import Rules, Servers
from cogs.words import ENGLISH
from tests.stage import Stage, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Club:
    """A server with a host and a channel."""

    stage: Stage
    guild: Guild
    channel: Channel
    host: Person

    async def rules(self) -> Rules:
        return await Servers(self.stage.bot._store).rules_of(self.guild.id)

    async def card(self) -> Reply:
        return await (await self.host.run("settings")).acknowledged()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    async with stage(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
def club(shared: Stage) -> Club:
    guild = shared.sandbox.add_guild("Club")
    channel = shared.sandbox.add_channel(guild, "here")
    role = shared.sandbox.add_role(guild, "Host", permissions=Permission.MANAGE_GUILD)
    return Club(
        shared, guild, channel, shared.sandbox.person("Host", channel=channel, roles=[role])
    )


async def test_at_first_everything_is_as_usual(club: Club):
    reply = await club.card()
    assert reply.ephemeral
    for key in ("people-are-on", "everywhere", "no-limit", "spoiler-is-off"):
        assert ENGLISH.say(f"settings-{key}") in reply.state.text
    assert ENGLISH.say("settings-degree", degree=1.0) in reply.state.text


async def test_each_setting_is_changed_in_the_card_and_stays(club: Club):
    other = club.stage.sandbox.add_channel(club.guild, "there")
    reply = await club.card()
    host = club.host
    await host.select(reply, "settings:degree", "0.4")
    await reply.until(lambda state: "otherwise: 40%" in state.text)
    await host.select(reply, "settings:jobs", "10")
    await reply.until(lambda state: "per member and day: 10" in state.text)
    await host.select(reply, "settings:channels", club.channel, other)
    await reply.until(lambda state: f"only <#{club.channel.id}>, <#{other.id}>" in state.text)
    await host.press(reply, ENGLISH.say("settings-people-off"))
    await reply.until(lambda state: ENGLISH.say("settings-people-are-off") in state.text)
    await host.press(reply, ENGLISH.say("settings-spoiler-on"))
    await reply.until(lambda state: ENGLISH.say("settings-spoiler-is-on") in state.text)
    assert await club.rules() == Rules(
        degree=0.4,
        jobs_per_day=10,
        channels=frozenset({club.channel.id, other.id}),
        keep_people=False,
        spoiler=True,
    )
    assert (await club.card()).state.text == reply.state.text


async def test_each_setting_can_be_taken_back(club: Club):
    await Servers(club.stage.bot._store).change(
        club.guild.id, degree=0.4, jobs_per_day=10, channels=frozenset({club.channel.id})
    )
    reply = await club.card()
    await club.host.select(reply, "settings:degree", "none")
    await reply.until(lambda state: ENGLISH.say("settings-degree", degree=1.0) in state.text)
    await club.host.select(reply, "settings:jobs", "none")
    await reply.until(lambda state: ENGLISH.say("settings-no-limit") in state.text)
    await club.host.select(reply, "settings:channels")
    await reply.until(lambda state: ENGLISH.say("settings-everywhere") in state.text)
    assert await club.rules() == Rules()


async def test_who_may_not_manage_the_server_is_not_offered_it(club: Club):
    guest = club.stage.sandbox.person("Guest", channel=club.channel)
    with pytest.raises(RefusedError):
        await guest.run("settings")
    with pytest.raises(RefusedError):
        await club.host.run("settings", channel=club.host.dm)


async def test_who_manages_it_no_more_changes_nothing(club: Club):
    reply = await club.card()
    club.guild.roles_of[club.host.user.id] = []
    told = await (await club.host.press(reply, ENGLISH.say("settings-spoiler-on"))).acknowledged()
    assert told.state.text == ENGLISH.say("settings-not-yours")
    assert await club.rules() == Rules()
