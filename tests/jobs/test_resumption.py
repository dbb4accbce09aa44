"""Jobs that a process leaves unfinished, and what the next one makes of them."""

import asyncio
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from aiohttp import web

from bot.api import client
from bot.jobs import workshop
from bot.jobs.job import Work
from bot.jobs.reply import Done, Ending, Seen, State
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import drain, open_workshop
from bot.sandbox import Sandbox
from cogs.words import ENGLISH
from tests.jobs.world import World, begin, ending, until, world_in
from tests.stage import Service, has_ended, results, said
from tests.test_process import colorway, of


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[World]:
    monkeypatch.setattr(client, "POLL_SECONDS", 0.01)
    async with world_in(tmp_path) as world:
        yield world


async def test_a_job_that_is_there_before_the_process_is_ready_runs_once_it_is(world: World):
    job, reply = world.job()
    async with world.process(ready=False):
        await begin(job)
        await until(lambda: bool(workshop._bench.running))
        open_workshop(world.workshop())
        assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == 1


@pytest.mark.parametrize("disk", ["kept", "lost"])
async def test_a_job_that_was_waiting_is_not_submitted_again(world: World, disk: str):
    world.service.query = world.service.done_when_released
    job, reply = world.job()
    async with world.process():
        await begin(job)
        await until(lambda: State.RECOLORING in reply.shown)
        assert await drain(0.0) == 1
    assert reply.ends == []
    if disk == "lost":
        shutil.rmtree(world.folder)
    world.service.released.set()
    async with world.process():
        assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == 1
    assert len(world.service.submissions) == 1


@pytest.mark.parametrize("disk", ["kept", "lost"])
async def test_a_job_that_was_submitting_is_not_submitted_again_but_explained(
    world: World, disk: str
):
    async def silence(_: web.Request) -> web.Response:
        await asyncio.sleep(30.0)
        return web.Response()

    world.service.submit = silence
    job, reply = world.job()
    async with world.process():
        await begin(job)
        await until(lambda: bool(world.service.submissions))
        assert await drain(0.0) == 1
    if disk == "lost":
        shutil.rmtree(world.folder)
    async with world.process():
        assert await ending(job) == Ending.REPLIED
    assert reply.trouble is Trouble.SUBMIT_UNANSWERED
    assert len(world.service.submissions) == 1


async def test_a_job_that_was_delivering_is_delivered_again(world: World):
    job, reply = world.job()
    async with world.process():
        hanging = asyncio.Event()

        async def hang(_: web.Request) -> web.Response:
            hanging.set()
            await asyncio.sleep(30.0)
            return web.Response()

        world.service.result = hang
        await begin(job)
        await hanging.wait()
        await drain(0.0)
    world.service.result = world.service.picture
    async with world.process():
        assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == 1
    assert len(world.service.submissions) == 1


async def test_a_comparison_that_was_shown_is_not_covered_by_progress(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    job, reply = world.job(work=Work.COMPARE, results=(world.attachment("a cat-recolored.png"),))
    finish, shown = reply.finish, asyncio.Event()

    async def hang(end: Done | JobError) -> Ending:
        await finish(end)
        shown.set()
        await asyncio.sleep(30.0)
        raise AssertionError

    with monkeypatch.context() as patched:
        patched.setattr(reply, "finish", hang)
        async with world.process():
            await begin(job)
            await shown.wait()
            await drain(0.0)
    reply.seen = Seen.ENDED
    async with world.process():
        assert await ending(job) == Ending.REPLIED
    assert reply.shown == [State.MAKING]
    assert len(reply.names) == 1


async def test_a_killed_bot_comes_back_and_finishes_its_reply(
    tmp_path: Path, photographs: dict[str, Path]
):
    async with Service().running() as service, Sandbox() as sandbox:
        service.query = service.done_when_released
        own = {"RECOLOR_API_URL": service.url, "RECOLOR_API_KEY": "a key"}
        async with colorway("run", folder=tmp_path, **of(sandbox), **own) as process:
            await sandbox.bot_ready()
            reply = await sandbox.person("Ada").run(
                "recolor palette", image=photographs["coffee"], colors="red"
            )
            await reply.until(lambda state: said(state) == ENGLISH.say("state-recoloring"))
            process.kill()
            await process.wait()
        service.released.set()
        async with colorway("run", folder=tmp_path, **of(sandbox), **own):
            end = await reply.until(has_ended, 60.0)
    assert len(results(end)) == 1
    assert len(service.submissions) == 1
