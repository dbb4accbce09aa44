"""Results that Discord does not take in the reply: none is lost, none goes where it may not."""

import pytest
from aiohttp import web

from bot.sandbox.faults import Fault, Handler, cut, lost, refusing
from bot.sandbox.model import MessageFlag, MessageState
from bot.sandbox.rest.bodies import body_of
from cogs.words import ENGLISH
from tests.failing_discord import (
    DELETE,
    EDIT,
    LATE,
    MOVED,
    MOVING,
    WEBHOOK,
    Setting,
    as_usual,
    refusing_files,
    running,
    setting,
)
from tests.stage import error, results

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["running", "setting"]


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
        return await (as_usual if flags & MessageFlag.EPHEMERAL else closed)(request, handler)

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
        return await (refusing(400, 200000, "no") if blocked else as_usual)(request, handler)

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
        return await (refusing(400, 50035, "no") if refused else as_usual)(request, handler)

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
