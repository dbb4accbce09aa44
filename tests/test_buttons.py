"""Stopping a job, trying again, waiting one's turn: from end to end."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import pytest_asyncio

from bot.api import client
from bot.jobs import places
from bot.sandbox import Person, Reply
from bot.sandbox.faults import failing
from cogs import intake, pace
from cogs.running_jobs import may_cancel
from cogs.sentences import place_text
from cogs.words import ENGLISH
from tests.stage import Service, Stage, error, results, said, stage
from tests.test_failing_service import hang_up

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANCEL, AGAIN = ENGLISH.say("button-cancel"), ENGLISH.say("button-again")
DELETE = ENGLISH.say("button-delete")
RECOLORING, STOPPED = ENGLISH.say("state-recoloring"), ENGLISH.say("trouble-cancelled")


@dataclass
class Setting:
    """A running bot that works on one picture of each person, and a service."""

    stage: Stage
    service: Service
    photo: Path

    async def command(self, person: Person) -> Reply:
        reply = await person.run("recolor palette", image=self.photo, colors="red")
        return await reply.acknowledged()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(
    tmp_path_factory: pytest.TempPathFactory, photographs: dict[str, Path]
) -> AsyncGenerator[Setting]:
    async with (
        Service().running() as service,
        stage(
            tmp_path_factory.mktemp("data"),
            api_url=service.url,
            jobs_per_user=1,
            waiting_per_user=2,
        ) as bot,
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


async def test_a_running_job_is_stopped_and_its_reply_loses_the_button(setting: Setting):
    person = setting.stage.person()
    reply = await setting.command(person)
    await reply.until(lambda state: said(state) == RECOLORING)
    await person.press(reply, CANCEL)
    end = await setting.stage.end_of(reply)
    assert (end.text, [button["label"] for button in end.buttons]) == (STOPPED, [DELETE])
    again = await setting.command(person)
    setting.service.released.set()
    assert (await setting.stage.end_of(again)).attachments
    assert reply.state.text == STOPPED


async def test_a_waiting_job_tells_its_place_and_is_stopped_at_once(setting: Setting):
    person = setting.stage.person()
    first, second, third = [await setting.command(person) for _ in range(3)]
    await second.until(lambda state: said(state) == place_text(0, ENGLISH))
    await third.until(lambda state: said(state) == place_text(1, ENGLISH))
    await person.press(second, CANCEL)
    assert (await setting.stage.end_of(second)).text == STOPPED
    await third.until(lambda state: said(state) == place_text(0, ENGLISH))
    setting.service.released.set()
    for reply in (first, third):
        assert (await setting.stage.end_of(reply)).attachments
    assert len(setting.service.submissions) == 2


async def test_who_asks_for_too_much_is_told_so_privately(setting: Setting):
    person = setting.stage.person()
    replies = [await setting.command(person) for _ in range(3)]
    refused = await setting.command(person)
    assert refused.ephemeral
    assert refused.state.text == ENGLISH.say("limit-reached", count=3)
    other = await setting.command(setting.stage.person())
    setting.service.released.set()
    for reply in (*replies, other):
        assert (await setting.stage.end_of(reply)).attachments


async def test_who_asks_for_everything_at_once_gets_no_more_than_others(setting: Setting):
    person = setting.stage.person()
    replies = await asyncio.gather(*(setting.command(person) for _ in range(6)))
    refused = [reply for reply in replies if reply.ephemeral]
    assert {reply.state.text for reply in refused} == {ENGLISH.say("limit-reached", count=3)}
    setting.service.released.set()
    for reply in set(replies) - set(refused):
        assert (await setting.stage.end_of(reply)).attachments
    assert len(setting.service.submissions) == 3


async def test_who_would_wait_behind_too_many_is_told_so_privately(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    recolor: Any = setting.stage.bot.get_cog("Recolor")
    monkeypatch.setattr(recolor._intake, "_limits", intake.Limits(per_user=3, waiting=1))
    person = setting.stage.person()
    replies = [await setting.command(person)]
    await replies[0].until(lambda state: said(state) == RECOLORING)
    replies.append(await setting.command(person))
    refused = await setting.command(setting.stage.person())
    assert (refused.ephemeral, refused.state.text) == (True, ENGLISH.say("limit-all", count=1))
    setting.service.released.set()
    for reply in replies:
        assert (await setting.stage.end_of(reply)).attachments


async def test_nobody_else_can_stop_a_job(setting: Setting):
    reply = await setting.command(setting.stage.person())
    stranger = setting.stage.sandbox.person("Eve")
    told = await (await stranger.press(reply, CANCEL)).acknowledged()
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("cancel-not-yours"))
    setting.service.released.set()
    assert (await setting.stage.end_of(reply)).attachments


@pytest.mark.parametrize(
    ("user", "moderates", "may"), [(1, False, True), (2, True, True), (2, False, False)]
)
async def test_who_asked_and_who_moderates_may_stop_a_job(user: int, moderates: bool, may: bool):
    interaction: Any = SimpleNamespace(
        user=SimpleNamespace(id=user), permissions=discord.Permissions(manage_messages=moderates)
    )
    job: Any = SimpleNamespace(user_id=1)
    assert may_cancel(interaction, job) is may


async def test_an_unanswered_submission_is_tried_again_in_the_same_message(setting: Setting):
    setting.service.submit = hang_up
    person, stranger = setting.stage.person(), setting.stage.sandbox.person("Eve")
    reply = await setting.command(person)
    end = await setting.stage.end_of(reply)
    assert end.text == ENGLISH.say("trouble-submit-unanswered", file="“coffee.jpg”")
    told = await (await stranger.press(reply, AGAIN)).acknowledged()
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("again-not-yours"))
    setting.service.submit = setting.service.take
    setting.service.released.set()
    again = await person.press(reply, AGAIN)
    await again.acknowledged()
    end = await setting.stage.end_of(again)
    assert again.message is reply.message
    assert len(results(end)) == 1
    assert AGAIN not in [button["label"] for button in end.buttons]
    assert len(setting.service.submissions) == 2


async def test_trying_again_says_so_if_discord_has_forgotten_the_picture(setting: Setting):
    setting.service.submit = hang_up
    person = setting.stage.person()
    reply = await setting.command(person)
    await setting.stage.end_of(reply)
    setting.stage.sandbox.faults.add("GET", "/{filename}", failing(404))
    again = await person.press(reply, AGAIN)
    await again.acknowledged()
    end = await setting.stage.end_of(again)
    setting.stage.sandbox.faults.clear()
    assert ENGLISH.say("trouble-attachment-gone", file="“coffee.jpg”") in end.text
    assert len(setting.service.submissions) == 1


async def test_another_failure_can_only_be_deleted_by_who_asked(setting: Setting):
    setting.service.submit = error(500, "SERVICE_INTERNAL_ERROR")
    person = setting.stage.person()
    reply = await setting.command(person)
    end = await setting.stage.end_of(reply)
    assert [button["label"] for button in end.buttons] == [DELETE]
    told = await (await setting.stage.person().press(reply, DELETE)).acknowledged()
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("delete-not-yours"))
    await (await person.press(reply, DELETE)).acknowledged()
    await setting.stage.sandbox.until(lambda: reply.message.deleted)
