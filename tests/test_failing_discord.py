"""A Discord that fails in between: no reply stays without an end."""

from typing import Any

import discord
import pytest
from aiohttp import web
from dbos import DBOS

from bot.jobs import sizes
from bot.sandbox import NoResponseError
from bot.sandbox.faults import Fault, Handler, cut, failing, lost, rate_limited, refusing
from bot.sandbox.model import MessageFlag
from bot.sandbox.rest.bodies import body_of
from bot.store.servers import Servers
from cogs.words import ENGLISH
from tests.failing_discord import (
    CALLBACK,
    EDIT,
    Setting,
    misreported,
    refusing_files,
    running,
    setting,
)
from tests.jobs.world import until
from tests.stage import results, said

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["running", "setting"]


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
