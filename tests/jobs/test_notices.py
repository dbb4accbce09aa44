"""The last word on jobs that did not have it themselves."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from aiohttp import web
from dbos import DBOS, SetWorkflowID
from dbos._dbos import _get_dbos_instance  # pyright: ignore[reportPrivateUsage]

from bot import durability
from bot.api import client
from bot.jobs import notices
from bot.jobs.acknowledgment import Acknowledgment, tell
from bot.jobs.janitor import STRANDED_SECONDS, sweep
from bot.jobs.queue import JOBS
from bot.jobs.reply import Ending, Seen, State
from bot.jobs.run import run_job, start
from bot.jobs.troubles import Trouble
from bot.jobs.workshop import drain
from tests.jobs.world import World, begin, ending, until, world_in

KEEP_SECONDS = 24 * 3600.0


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[World]:
    monkeypatch.setattr(client, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(notices, "_BETWEEN_LOOKS_SECONDS", 0.01)
    async with world_in(tmp_path) as world:
        world.service.query = world.service.done_when_released
        yield world


async def told(job_id: str) -> str:
    workflow = await DBOS.retrieve_workflow_async(f"{job_id}-notice")
    return await asyncio.wait_for(workflow.get_result(polling_interval_sec=0.02), 30.0)


async def test_a_job_is_cancelled_by_a_process_that_does_not_run_it(world: World):
    job, reply = world.job()
    async with world.process():
        await begin(job)
        await until(lambda: State.RECOLORING in reply.shown)
        await drain(0.0)
    async with world.process(ready=False):
        assert await notices.cancel(job)
        assert await notices.cancel(job)
    async with world.process():
        assert await told(job.id) == Ending.REPLIED
    assert reply.trouble is Trouble.CANCELLED
    assert len(reply.ends) == len(world.service.submissions) == 1


async def test_a_canceled_job_logs_one_line_at_most(world: World, caplog: pytest.LogCaptureFixture):
    job, reply = world.job()
    async with world.process():
        await begin(job)
        await until(lambda: State.RECOLORING in reply.shown)
        assert await notices.cancel(job)
        await until(lambda: not _get_dbos_instance()._workflow_tasks)
    lines = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(lines) <= 1
    assert all(line.exc_info is None for line in lines)


@pytest.mark.parametrize("begun", [True, False])
async def test_a_job_that_discord_made_private_is_told_of_privately(world: World, begun: bool):
    job, reply = world.job(may_post=True)
    async with world.process(ready=begun):
        await start(job)
        await tell(job.id, Acknowledgment.PRIVATE)
        if begun:
            await until(lambda: State.RECOLORING in reply.shown)
        assert await notices.cancel(job)
        await drain(0.0)
    async with world.process():
        assert await told(job.id) == Ending.REPLIED
    assert reply.trouble is Trouble.CANCELLED
    assert world.jobs[job.id] == job.as_private()


async def test_a_job_that_has_ended_is_not_cancelled(world: World):
    world.service.released.set()
    job, reply = world.job()
    async with world.process():
        await begin(job)
        await ending(job)
        assert not await notices.cancel(job)
    assert len(reply.names) == 1


async def test_it_is_too_late_to_cancel_a_job_that_makes_its_last_edit(world: World):
    hanging, go_on = asyncio.Event(), asyncio.Event()

    async def hang(request: web.Request) -> web.Response:
        hanging.set()
        await go_on.wait()
        return await world.service.picture(request)

    world.service.released.set()
    world.service.result = hang
    job, reply = world.job()
    async with world.process():
        await begin(job)
        await hanging.wait()
        assert not await notices.cancel(job)
        go_on.set()
        assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == 1


@pytest.mark.parametrize("seen", [Seen.RUNNING, Seen.ENDED])
async def test_a_job_that_was_given_up_while_it_answered_is_told_of_once(world: World, seen: Seen):
    job, reply = world.job()
    world.service.released.set()

    async def hang(_: web.Request) -> web.Response:
        await asyncio.sleep(30)
        raise AssertionError

    world.service.result = hang
    async with world.process():
        await begin(job)
        await until(lambda: State.UPLOADING in reply.shown)
        await drain(0.0)
        await DBOS.cancel_workflow_async(job.id)
    reply.seen = seen
    async with world.process():
        for _ in range(2):
            await sweep(world.folder, time.time(), KEEP_SECONDS)
        assert await told(job.id) == Ending.REPLIED
    assert len(reply.ends) == (seen is Seen.RUNNING)


async def test_what_is_over_for_a_day_is_forgotten(world: World):
    world.service.released.set()
    job, _ = world.job()
    waiting, _ = world.job()
    (world.folder / "left behind").mkdir(parents=True)
    async with world.process():
        await begin(job)
        await ending(job)
        await start(waiting)
        await sweep(world.folder, time.time() + KEEP_SECONDS - 60, KEEP_SECONDS)
        assert await notices.find(job.id) == job
        await sweep(world.folder, time.time() + KEEP_SECONDS + 60, KEEP_SECONDS)
        assert await notices.find(job.id) is None
        assert await notices.find(waiting.id) == waiting
    assert not (world.folder / "left behind").exists()


async def test_a_job_of_another_version_is_told_of_while_its_reply_can_be_edited(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    job, reply = world.job()
    with monkeypatch.context() as patched:
        patched.setattr(durability, "WORKFLOWS_VERSION", "another")
        async with world.process(ready=False):
            await start(job)
    async with world.process():
        await sweep(world.folder, time.time() + STRANDED_SECONDS - 60, KEEP_SECONDS)
        assert reply.ends == []
        await sweep(world.folder, time.time() + STRANDED_SECONDS + 60, KEEP_SECONDS)
        assert await told(job.id) == Ending.REPLIED
    assert reply.trouble is Trouble.STRANDED


async def test_a_job_that_cannot_be_read_keeps_nobody_from_being_told(world: World):
    broken, _ = world.job()
    job, reply = world.job()
    async with world.process():
        with SetWorkflowID(broken.id):
            await DBOS.enqueue_workflow_async(JOBS, run_job, {"id": broken.id})
        await begin(job)
        await until(lambda: State.RECOLORING in reply.shown)
        await drain(0.0)
        await DBOS.cancel_workflows_async([broken.id, job.id])
    async with world.process():
        await sweep(world.folder, time.time(), KEEP_SECONDS)
        assert await told(job.id) == Ending.REPLIED
