"""Ends that come when a reply cannot be edited any more, where the bot may not post them."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from aiohttp import web
from dbos import DBOS

from bot.api import client
from bot.jobs import job, places, sizes
from bot.sandbox import Message, Person, Reply
from bot.sandbox.faults import Handler
from bot.sandbox.model import MessageFlag, Permission
from bot.sandbox.rest.bodies import body_of
from bot.store.servers import Servers
from cogs import pace
from cogs.words import ENGLISH
from tests.stage import Service, Stage, results, said, stage
from tests.test_failing_service import hang_up

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANCEL, AGAIN, LATE = (ENGLISH.say(f"button-{key}") for key in ("cancel", "again", "late"))
SOFTER = ENGLISH.say("button-softer")
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
RECOLORING, STOPPED = ENGLISH.say("state-recoloring"), ENGLISH.say("trouble-cancelled")
QUARTER = 16 * 60.0


@dataclass
class Setting:
    """A running bot that works on one picture of each person, and a service."""

    stage: Stage
    service: Service
    photo: Path

    def stranger_to_servers(self) -> Person:
        """Return somebody in a server that the bot is no member of."""
        guild = self.stage.sandbox.add_guild("Elsewhere", installed=False)
        channel = self.stage.sandbox.add_channel(guild, "there")
        return self.stage.sandbox.person("Dee", app_installed=True, channel=channel)

    async def command(self, person: Person, command: str = "palette", **options: Any) -> Reply:
        given: dict[str, Any] = {"colors": "red", **options} if command == "palette" else options
        reply = await person.run(f"recolor {command}", image=self.photo, **given)
        return await reply.acknowledged()

    async def after_its_end(self, reply: Reply, ending: str = "undelivered") -> None:
        """Let the reply's quarter of an hour pass, and then the job end."""
        self.stage.sandbox.clock.advance(QUARTER)
        self.service.released.set()
        workflow = await DBOS.retrieve_workflow_async(str(reply.interaction.id))
        assert await workflow.get_result(polling_interval_sec=0.05) == ending

    def posts(self, person: Person) -> list[Message]:
        """Return what the bot has posted into a channel of its own accord."""
        return [
            message
            for message in person.channel.messages.values()
            if message.author.bot and message.origin is None
        ]

    async def pressed(self, person: Person, message: Message | Reply, button: str) -> Reply:
        return await (await person.press(message, button)).acknowledged()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(
    tmp_path_factory: pytest.TempPathFactory, photographs: dict[str, Path]
) -> AsyncGenerator[Setting]:
    async with (
        Service().running() as service,
        stage(tmp_path_factory.mktemp("data"), api_url=service.url, jobs_per_user=1) as bot,
    ):
        yield Setting(bot, service, photographs["coffee"])


@pytest.fixture
def setting(running: Setting, monkeypatch: pytest.MonkeyPatch) -> Setting:
    """The same with a service whose tasks run until they are released."""
    service = running.service
    service.submit, service.query = service.take, service.done_when_released
    service.submissions.clear()
    service.released.clear()
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    monkeypatch.setattr(places, "SECONDS", 0.05)
    monkeypatch.setattr(client, "POLL_SECONDS", 0.01)
    return running


@pytest.mark.parametrize("where", ["private", "elsewhere"])
async def test_a_press_brings_the_result_without_its_being_billed_again(
    setting: Setting, where: str
):
    person = setting.stage.person() if where == "private" else setting.stranger_to_servers()
    reply = await setting.command(person, private=where == "private")
    await reply.until(lambda state: said(state) == RECOLORING)
    await setting.after_its_end(reply)
    brought = await setting.pressed(person, reply, CANCEL)
    end = await setting.stage.end_of(brought)
    assert brought.message is reply.message
    assert len(results(end)) == 1
    assert end.ephemeral is (where == "private")
    assert len(setting.service.submissions) == 1


async def test_what_comes_late_is_counted_once_among_a_days_pictures(setting: Setting):
    person = setting.stage.person()
    servers = Servers(setting.stage.bot._store)
    guild = setting.stage.sandbox.guild.id
    await servers.change(guild, jobs_per_day=1)
    try:
        reply = await setting.command(person, private=True)
        await reply.until(lambda state: said(state) == RECOLORING)
        await setting.after_its_end(reply)
        end = await setting.stage.end_of(await setting.pressed(person, reply, CANCEL))
        assert len(results(end)) == 1
        refused = await setting.command(person)
        assert refused.state.text == ENGLISH.say("house-enough", most=1)
    finally:
        await servers.change(guild, jobs_per_day=None)


async def test_what_the_service_may_have_billed_is_not_sent_again_unasked(setting: Setting):
    person = setting.stage.person()
    setting.service.submit = hang_up
    setting.stage.sandbox.interactions.token_life = 0.0
    reply = await setting.command(person, private=True)
    await setting.after_its_end(reply)
    setting.stage.sandbox.interactions.token_life = 15 * 60.0
    end = await setting.stage.end_of(await setting.pressed(person, reply, CANCEL))
    assert end.text == ENGLISH.say("trouble-submit-unanswered", file="“coffee.jpg”")
    assert len(setting.service.submissions) == 1
    setting.service.submit = setting.service.take
    end = await setting.stage.end_of(await setting.pressed(person, reply, AGAIN))
    assert len(results(end)) == 1
    assert len(setting.service.submissions) == 2


async def test_who_waits_for_long_is_offered_a_button_for_the_result(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    person = setting.stage.person()
    first = await setting.command(person, private=True)
    await first.until(lambda state: said(state) == RECOLORING)
    second = await setting.command(person, "auto", count=1, private=True)
    await second.until(lambda state: said(state) == ENGLISH.say("place-next"))
    assert [button["label"] for button in second.state.buttons] == [CANCEL]
    monkeypatch.setattr(job, "LATE_SECONDS", 0.0)
    await second.until(lambda state: LATE in [button["label"] for button in state.buttons])
    assert ENGLISH.say("progress-late") in second.state.text
    told = await setting.pressed(person, second, LATE)
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("late-not-yet"))
    await setting.after_its_end(second)
    monkeypatch.undo()
    brought = await setting.pressed(person, second, LATE)
    assert results(await setting.stage.end_of(brought))


async def test_a_job_that_is_stopped_late_says_so_in_its_message(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    person = setting.stage.person()
    reply = await setting.command(person, private=True)
    await reply.until(lambda state: said(state) == RECOLORING)
    monkeypatch.setattr(job, "LATE_SECONDS", 0.0)
    setting.stage.sandbox.clock.advance(QUARTER)
    await setting.pressed(person, reply, CANCEL)
    end = await setting.stage.end_of(reply)
    assert (end.text, end.buttons) == (STOPPED, [])


async def test_only_who_asked_is_brought_the_result(setting: Setting):
    person = setting.stranger_to_servers()
    reply = await setting.command(person)
    await reply.until(lambda state: said(state) == RECOLORING)
    await setting.after_its_end(reply)
    eve = setting.stage.sandbox.person("Eve", channel=person.channel)
    told = await setting.pressed(eve, reply, CANCEL)
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("cancel-not-yours"))
    assert results(await setting.stage.end_of(await setting.pressed(person, reply, CANCEL)))


async def test_what_was_posted_into_the_channel_is_said_to_be_there(setting: Setting):
    person = setting.stage.person()
    reply = await setting.command(person)
    await reply.until(lambda state: said(state) == RECOLORING)
    await setting.after_its_end(reply, "posted")
    told = await setting.pressed(person, reply, CANCEL)
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("late-elsewhere"))


async def test_a_late_post_notifies_the_person_and_nobody_else(setting: Setting):
    person = setting.stage.person()
    reply = await setting.command(person)
    await reply.until(lambda state: said(state) == RECOLORING)
    await setting.after_its_end(reply, "posted")
    post = setting.posts(person)[-1]
    assert f"<@{person.user.id}>" in post.text
    assert post.state.allowed_mentions == {"parse": [], "users": [str(person.user.id)]}


@pytest.mark.parametrize(
    "denied", [Permission.SEND_MESSAGES, Permission.VIEW_CHANNEL, Permission.ATTACH_FILES]
)
async def test_where_the_bot_may_not_post_the_result_waits_for_a_press(
    setting: Setting, denied: Permission
):
    sandbox = setting.stage.sandbox
    channel = sandbox.add_channel(sandbox.guild, "read only", denied=denied)
    person = sandbox.person("Bo", channel=channel)
    reply = await setting.command(person)
    await reply.until(lambda state: said(state) == RECOLORING)
    await setting.after_its_end(reply)
    assert setting.posts(person) == []
    assert results(await setting.stage.end_of(await setting.pressed(person, reply, CANCEL)))


async def made_ephemeral(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Make the answer ephemeral, as Discord does where the person may not send messages."""
    data = body_of(request).payload["data"]
    data["flags"] = data.get("flags", 0) | int(MessageFlag.EPHEMERAL)
    return await handler(request)


async def test_what_discord_makes_private_never_becomes_public(setting: Setting):
    person = setting.stage.person()
    before = len(setting.posts(person))
    setting.stage.sandbox.faults.add("POST", CALLBACK, made_ephemeral)
    reply = await setting.command(person)
    assert reply.ephemeral
    await reply.until(lambda state: said(state) == RECOLORING)
    await setting.after_its_end(reply)
    assert len(setting.posts(person)) == before
    end = await setting.stage.end_of(await setting.pressed(person, reply, CANCEL))
    assert results(end)
    softer = await setting.pressed(person, reply, SOFTER)
    assert softer.ephemeral
    assert results(await setting.stage.end_of(softer))


async def test_who_waits_for_what_became_private_is_offered_a_button(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    person = setting.stage.person()
    setting.stage.sandbox.faults.add("POST", CALLBACK, made_ephemeral)
    reply = await setting.command(person)
    monkeypatch.setattr(job, "LATE_SECONDS", 0.0)
    await reply.until(lambda state: LATE in [button["label"] for button in state.buttons])
    setting.service.released.set()
    assert results(await setting.stage.end_of(reply))


async def test_a_late_post_keeps_to_the_limit_of_the_server(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    limit = 300_000
    monkeypatch.setattr(discord.Guild, "filesize_limit", limit)
    monkeypatch.setattr(sizes, "TOTALS", (limit, limit // 2))
    person = setting.stage.person()
    reply = await setting.command(person)
    await reply.until(lambda state: said(state) == RECOLORING)
    await setting.after_its_end(reply, "posted")
    [result] = results(setting.posts(person)[-1].state)
    assert result.size <= limit
