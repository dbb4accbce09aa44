"""A Discord that fails in between: no finished picture is lost, no reply stays without an end."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from aiohttp import web
from dbos import DBOS

from bot.jobs import sizes
from bot.sandbox import Message, NoResponseError, Person, Reply
from bot.sandbox.faults import Fault, Handler, cut, failing, lost, rate_limited, refusing
from bot.sandbox.model import MessageFlag, MessageState
from bot.sandbox.rest.bodies import body_of
from bot.store.servers import Servers
from cogs import pace, reply
from cogs.words import ENGLISH
from tests.jobs.world import until
from tests.stage import Service, Stage, error, results, said, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
EDIT = f"{WEBHOOK}/messages/@original"
MESSAGES = "/channels/{channel_id}/messages"

LATE, DELETE = ENGLISH.say("button-late"), ENGLISH.say("button-delete")
MOVED, MOVING = ENGLISH.say("reply-moved"), ENGLISH.say("reply-moving")


@dataclass
class Setting:
    """A running bot, with a service that takes no time."""

    stage: Stage
    service: Service
    photo: Path

    async def command(self, person: Person | None = None, **options: Any) -> Reply:
        person = person or self.stage.person()
        return await person.run("recolor palette", image=self.photo, colors="red", **options)

    def refuse(self, method: str, route: str, fault: Fault) -> None:
        """Let requests of a route meet a fault from now on."""
        self.stage.sandbox.faults.add(method, route, fault, times=1000)

    async def ending(self, reply: Reply) -> str | None:
        """Return what became of the last message of a job."""
        await reply.acknowledged()
        workflow = await DBOS.retrieve_workflow_async(str(reply.interaction.id))
        return await workflow.get_result(polling_interval_sec=0.02)

    def posts(self, person: Person) -> list[Message]:
        """Return what the bot has posted into a channel of its own accord."""
        return [
            message
            for message in person.channel.messages.values()
            if message.author.bot and message.origin is None
        ]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(
    tmp_path_factory: pytest.TempPathFactory, photographs: dict[str, Path]
) -> AsyncGenerator[Setting]:
    async with (
        Service().running() as service,
        stage(tmp_path_factory.mktemp("data"), api_url=service.url) as bot,
    ):
        yield Setting(bot, service, photographs["coffee"])


@pytest.fixture
def setting(running: Setting, monkeypatch: pytest.MonkeyPatch) -> Setting:
    """The same, without patience."""
    running.service.submit, running.service.query = running.service.take, running.service.done
    running.service.submissions.clear()
    running.service.released.clear()
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    monkeypatch.setattr(reply, "_PAUSES", (0.0, 0.0, 0.0))
    running.stage.sandbox.faults.clear()
    return running


async def misreported(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Do what is asked, and say that it failed."""
    await handler(request)
    return web.Response(status=502, text="<html>", content_type="text/html")


def refusing_files(status: int, code: int) -> Fault:
    """Refuse messages with files, and accept others."""
    refusal = refusing(status, code, "no")

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await (refusal if body_of(request).files else _as_usual)(request, handler)

    return fault


async def _as_usual(request: web.Request, handler: Handler) -> web.StreamResponse:
    return await handler(request)


@pytest.mark.parametrize(
    "fault", [lost(), failing(502), misreported], ids=["lost", "not applied", "misreported"]
)
async def test_an_acknowledgment_without_an_answer_loses_no_reply(setting: Setting, fault: Fault):
    setting.stage.sandbox.faults.add("POST", CALLBACK, fault)
    end = await setting.stage.end_of(await setting.command())
    assert len(results(end)) == 1
    assert len(setting.service.submissions) == 1


async def test_a_private_answer_that_discord_fails_to_confirm_stays_private(setting: Setting):
    async def made_ephemeral_and_lost(request: web.Request, handler: Handler) -> web.StreamResponse:
        body_of(request).payload["data"]["flags"] |= int(MessageFlag.EPHEMERAL)
        return await lost()(request, handler)

    setting.service.query = setting.service.done_when_released
    person = setting.stage.person()
    before = len(setting.posts(person))
    setting.stage.sandbox.faults.add("POST", CALLBACK, made_ephemeral_and_lost)
    sent = await setting.command(person)
    await sent.until(lambda state: said(state) == "Recoloring your picture …")
    setting.stage.sandbox.clock.advance(16 * 60.0)
    setting.service.released.set()
    assert await setting.ending(sent) == "undelivered"
    assert len(setting.posts(person)) == before


@pytest.mark.parametrize(
    "fault",
    [cut(), lost(), rate_limited(0.01, via=False), failing(500)],
    ids=["cut", "lost", "limited by a proxy", "a page of HTML"],
)
async def test_the_last_edit_is_tried_again(setting: Setting, fault: Fault):
    service, faults = setting.service, setting.stage.sandbox.faults
    service.query = service.done_when_released
    sent = await setting.command()
    await sent.until(lambda state: said(state) == "Recoloring your picture …")
    faults.add("PATCH", EDIT, fault, times=2)
    service.released.set()
    end = await setting.stage.end_of(sent)
    assert len(results(end)) == 1
    assert end.text.startswith("Palette ")
    assert len(service.submissions) == 1


async def test_an_edit_is_made_whatever_the_answer_lacks(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    edit = discord.Webhook.edit_message

    async def terse(*arguments: Any, **options: Any) -> None:
        await edit(*arguments, **options)
        raise KeyError("channel_id")

    monkeypatch.setattr(discord.Webhook, "edit_message", terse)
    end = await setting.stage.end_of(await setting.command())
    assert len(results(end)) == 1


def labels(state: MessageState) -> list[str]:
    return [button["label"] for button in state.buttons]


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize(("status", "code"), [(403, 50013), (400, 50035), (403, 0)])
async def test_a_result_that_the_reply_may_not_hold_comes_as_a_follow_up(
    setting: Setting, status: int, code: int, private: bool
):
    setting.refuse("PATCH", EDIT, refusing_files(status, code))
    sent = await setting.command(private=private)
    assert await setting.ending(sent) == "followed_up"
    assert (sent.state.text, sent.state.buttons) == (MOVED, [])
    [follow_up] = sent.follow_ups
    assert len(results(follow_up.state)) == 1
    assert (follow_up.ephemeral, sent.ephemeral) == (private, private)
    assert len(setting.service.submissions) == 1


BLOCKS = [
    (200000, "trouble-blocked-by-automod"),
    (20009, "trouble-blocked-as-explicit"),
    (240000, "trouble-blocked-as-harmful-link"),
]


@pytest.mark.parametrize(("code", "sentence"), BLOCKS)
async def test_what_is_blocked_for_its_content_is_shown_to_the_person_alone(
    setting: Setting, code: int, sentence: str
):
    person = setting.stage.person()
    before = len(setting.posts(person))
    setting.refuse("PATCH", EDIT, refusing_files(400, code))
    sent = await setting.command(person)
    assert await setting.ending(sent) == "followed_up"
    said = f"{ENGLISH.say(sentence)} {ENGLISH.say('sent-privately')}"
    assert (sent.state.text, sent.ephemeral) == (said, False)
    [follow_up] = sent.follow_ups
    assert len(results(follow_up.state)) == 1
    assert follow_up.ephemeral
    assert len(setting.posts(person)) == before
    setting.stage.sandbox.faults.clear()
    begun = await person.press(follow_up, ENGLISH.say("button-softer"))
    assert (await setting.stage.end_of(begun)).ephemeral


@pytest.mark.parametrize(("code", "sentence"), BLOCKS)
async def test_what_is_blocked_everywhere_is_explained_posted_nowhere_and_kept(
    setting: Setting, code: int, sentence: str
):
    person = setting.stage.person()
    before = len(setting.posts(person))
    setting.refuse("PATCH", EDIT, refusing_files(400, code))
    setting.refuse("POST", WEBHOOK, refusing(400, code, "no"))
    sent = await setting.command(person)
    assert await setting.ending(sent) == "undelivered"
    assert (sent.state.text, labels(sent.state)) == (ENGLISH.say(sentence), [LATE, DELETE])
    assert len(setting.posts(person)) == before
    setting.stage.sandbox.faults.clear()
    brought = await (await person.press(sent, LATE)).acknowledged()
    assert results(await setting.stage.end_of(brought))


@pytest.mark.parametrize("fails", [False, True], ids=["a picture", "a failure"])
async def test_where_nobody_may_write_any_more_the_end_comes_to_the_person_alone(
    setting: Setting, fails: bool
):
    person = setting.stage.person()
    if fails:
        setting.service.submit = error(500, "UNKNOWN_ERROR")
    setting.service.query = setting.service.done_when_released
    sent = await setting.command(person)
    await sent.acknowledged()

    async def private_only(request: web.Request, handler: Handler) -> web.StreamResponse:
        flags = (body_of(request).payload or {}).get("flags", 0)
        closed = refusing(403, 50083, "Thread is archived")
        return await (_as_usual if flags & MessageFlag.EPHEMERAL else closed)(request, handler)

    for method, route in (
        ("PATCH", EDIT),
        ("POST", WEBHOOK),
        ("POST", "/channels/{channel_id}/messages"),
    ):
        setting.refuse(method, route, private_only)
    setting.service.released.set()
    assert await setting.ending(sent) == "followed_up"
    [follow_up] = sent.follow_ups
    assert follow_up.ephemeral
    assert bool(results(follow_up.state)) is not fails
    if fails:
        assert ENGLISH.say("trouble-service-failed", file="“coffee.jpg”") in follow_up.text


async def test_a_failure_that_is_blocked_is_said_in_other_words(setting: Setting):
    setting.service.submit = error(500, "UNKNOWN_ERROR")

    async def blocking(request: web.Request, handler: Handler) -> web.StreamResponse:
        blocked = "coffee.jpg" in str(body_of(request).payload)
        return await (refusing(400, 200000, "no") if blocked else _as_usual)(request, handler)

    setting.refuse("PATCH", EDIT, blocking)
    sent = await setting.command()
    assert await setting.ending(sent) == "replied"
    assert sent.state.text == ENGLISH.say("trouble-blocked-by-automod")


async def test_buttons_of_a_follow_up_work(setting: Setting):
    person = setting.stage.person()
    setting.refuse("PATCH", EDIT, refusing_files(400, 50035))
    sent = await setting.command(person)
    await setting.ending(sent)
    setting.stage.sandbox.faults.clear()
    [follow_up] = sent.follow_ups
    begun = await person.press(follow_up, ENGLISH.say("button-softer"))
    assert results(await setting.stage.end_of(begun))
    await (await person.press(follow_up, DELETE)).acknowledged()
    await setting.stage.sandbox.until(lambda: follow_up.deleted)


async def test_a_result_that_no_answer_may_hold_is_posted_for_one_person(setting: Setting):
    person = setting.stage.person()
    before = len(setting.posts(person))
    setting.refuse("PATCH", EDIT, refusing_files(403, 50083))
    setting.refuse("POST", WEBHOOK, refusing(403, 50083, "Thread is archived"))
    sent = await setting.command(person)
    assert await setting.ending(sent) == "posted"
    assert sent.state.text == MOVED
    post = setting.posts(person)[before]
    assert len(results(post.state)) == 1
    allowed = post.state.allowed_mentions
    assert allowed == {"parse": [], "users": [str(person.user.id)]}


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        (400, 200000, "trouble-blocked-by-automod"),
        (400, 20009, "trouble-blocked-as-explicit"),
        (400, 240000, "trouble-blocked-as-harmful-link"),
        (403, 50083, "trouble-thread-closed"),
        (400, 160005, "trouble-thread-closed"),
        (403, 50001, "trouble-not-allowed-here"),
        (403, 50013, "trouble-not-allowed-here"),
        (403, 400001, "trouble-files-limited"),
    ],
)
async def test_a_result_that_may_be_nowhere_is_explained_and_kept(
    setting: Setting, status: int, code: int, sentence: str
):
    person = setting.stage.person()
    setting.refuse("PATCH", EDIT, refusing_files(status, code))
    setting.refuse("POST", WEBHOOK, refusing(status, code, "no"))
    sent = await setting.command(person, private=True)
    assert await setting.ending(sent) == "undelivered"
    assert (sent.state.text, labels(sent.state)) == (ENGLISH.say(sentence), [LATE])
    setting.stage.sandbox.faults.clear()
    brought = await (await person.press(sent, LATE)).acknowledged()
    assert results(await setting.stage.end_of(brought))
    assert len(setting.service.submissions) == 1


async def test_an_error_that_nobody_knows_is_named_by_its_code(setting: Setting):
    setting.refuse("PATCH", EDIT, refusing_files(400, 55555))
    setting.refuse("POST", WEBHOOK, refusing(400, 55555, "no"))
    sent = await setting.command(private=True)
    await setting.ending(sent)
    assert sent.state.text == ENGLISH.say("trouble-not-accepted", code="55555")


async def test_a_refused_failure_is_told_in_a_follow_up(setting: Setting):
    setting.service.submit = error(500, "UNKNOWN_ERROR")

    async def refusing_failures(request: web.Request, handler: Handler) -> web.StreamResponse:
        refused = "coffee.jpg" in str(body_of(request).payload)
        return await (refusing(400, 50035, "no") if refused else _as_usual)(request, handler)

    setting.refuse("PATCH", EDIT, refusing_failures)
    sent = await setting.command()
    assert await setting.ending(sent) == "followed_up"
    [follow_up] = sent.follow_ups
    assert "coffee.jpg" in follow_up.text
    assert sent.state.text == MOVED


@pytest.mark.parametrize("fault", [lost(), cut()], ids=["lost", "cut"])
async def test_a_follow_up_that_may_have_come_is_not_sent_again(setting: Setting, fault: Fault):
    person = setting.stage.person()
    setting.refuse("PATCH", EDIT, refusing_files(400, 50035))
    setting.stage.sandbox.faults.add("POST", WEBHOOK, fault)
    sent = await setting.command(person)
    assert await setting.ending(sent) == "undelivered"
    assert (sent.state.text, labels(sent.state)) == (MOVING, [LATE])
    assert len(sent.follow_ups) <= 1
    setting.stage.sandbox.faults.clear()
    brought = await (await person.press(sent, LATE)).acknowledged()
    assert results(await setting.stage.end_of(brought))
    assert len(setting.service.submissions) == 1


@pytest.mark.parametrize(("status", "code"), [(401, 50027), (404, 10015)])
async def test_a_dead_token_is_told_by_its_code(setting: Setting, status: int, code: int):
    person = setting.stage.person()
    before = len(setting.posts(person))
    setting.refuse("PATCH", EDIT, refusing_files(status, code))
    sent = await setting.command(person)
    assert await setting.ending(sent) == "posted"
    assert len(setting.posts(person)) == before + 1
    assert sent.follow_ups == []


async def test_nothing_follows_a_reply_that_was_deleted(setting: Setting):
    person = setting.stage.person()
    before = len(setting.posts(person))
    setting.refuse("PATCH", EDIT, refusing_files(404, 10008))
    sent = await setting.command(person)
    assert await setting.ending(sent) == "undelivered"
    assert (sent.follow_ups, len(setting.posts(person))) == ([], before)


@pytest.mark.parametrize(("status", "code"), [(413, 40005), (400, 50045), (413, 0)])
async def test_what_is_too_large_comes_smaller_and_says_so(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, status: int, code: int
):
    monkeypatch.setattr(sizes, "TOTALS", (300_000, 150_000))
    refused: list[int] = []

    async def refusing_once(request: web.Request, handler: Handler) -> web.StreamResponse:
        if body_of(request).files and not refused:
            refused.append(code)
            return await refusing(status, code, "no")(request, handler)
        return await handler(request)

    setting.refuse("PATCH", EDIT, refusing_once)
    sent = await setting.command()
    end = await setting.stage.end_of(sent)
    assert refused == [code]
    assert sum(file.size for file in end.attachments) < 300_000
    assert ENGLISH.say("note-resized") in end.text
    assert sent.follow_ups == []


async def test_a_command_that_discord_lets_nobody_answer_costs_nothing(setting: Setting):
    person = setting.stage.person()
    servers = Servers(setting.stage.bot._store)
    guild = setting.stage.sandbox.guild.id
    await servers.change(guild, jobs_per_day=1)
    try:
        setting.stage.sandbox.faults.add("POST", CALLBACK, refusing(403, 50083, "archived"))
        told = await (await setting.command(person)).acknowledged()
        assert told.ephemeral
        assert told.state.text == ENGLISH.say("trouble-thread-closed")
        assert await setting.ending(told) is None
        assert setting.service.submissions == []
        assert results(await setting.stage.end_of(await setting.command(person)))
    finally:
        await servers.change(guild, jobs_per_day=None)


async def test_where_discord_accepts_no_answer_at_all_nothing_is_made(setting: Setting):
    refused = 0

    async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal refused
        refused += 1
        return await refusing(403, 50083, "Thread is archived")(request, handler)

    setting.refuse("POST", CALLBACK, refuse)
    sent = await setting.command()
    await until(lambda: refused == 2)
    setting.stage.sandbox.clock.advance(5.0)
    with pytest.raises(NoResponseError):
        await sent.acknowledged()
    workflow = await DBOS.retrieve_workflow_async(str(sent.interaction.id))
    assert await workflow.get_result(polling_interval_sec=0.02) is None
    assert setting.service.submissions == []
