"""A disk or a database that fails for a while delays jobs, and loses none."""

import errno
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import pyvips
from aiohttp import web
from dbos._dbos import _get_dbos_instance
from PIL import Image
from sqlalchemy import event

from bot.api import client
from bot.jobs import disk, results
from bot.jobs.attachment import AttachmentSource
from bot.jobs.pictures import make_acceptable
from bot.jobs.reply import Ending, State
from tests.jobs.world import World, begin, ending, until, world_in


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    async with world_in(tmp_path) as world:
        yield world


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "PAUSE_SECONDS", 0.01)


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


async def test_a_disk_that_is_full_delays_the_picture_on_its_way_in(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    fetch, failures = AttachmentSource.fetch, [full_disk(), full_disk()]

    async def fetched(*arguments: Any) -> Path:
        if failures:
            raise failures.pop()
        return await fetch(*arguments)

    monkeypatch.setattr(AttachmentSource, "fetch", fetched)
    job, reply = world.job()
    async with world.process():
        await begin(job)
        assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == len(world.service.submissions) == 1


async def test_a_disk_that_is_full_delays_the_picture_on_its_way_out(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    # libvips has no error numbers.
    fit, failures = results.fit, [full_disk(), pyvips.Error("unix error: No space left on device")]

    def fitted(*arguments: Any) -> Any:
        if failures:
            raise failures.pop()
        return fit(*arguments)

    monkeypatch.setattr(results, "fit", fitted)
    job, reply = world.job()
    async with world.process():
        await begin(job)
        assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == len(world.service.submissions) == 1


def test_a_full_disk_is_no_damage_to_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: Any, **__: Any) -> None:
        raise full_disk()

    Image.new("RGB", (80, 80)).save(tmp_path / "image", "BMP")
    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(OSError, match="No space left") as raised:
        make_acceptable(tmp_path / "image", "a.bmp", 10**6)
    assert disk.is_full(raised.value)


async def test_a_disk_that_stays_full_ends_the_job_in_a_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    async def full(*_: Any) -> Path:
        raise full_disk()

    monkeypatch.setattr(AttachmentSource, "fetch", full)
    monkeypatch.setattr(disk, "PATIENCE_SECONDS", 0.05)
    job, reply = world.job()
    async with world.process():
        await begin(job)
        assert await ending(job) == Ending.REPLIED
    assert reply.trouble == "bug"


@contextmanager
def no_room_for_the_database() -> Generator[list[str]]:
    """Have SQLite find no room for what is to be recorded; give what it refuses."""
    refused: list[str] = []
    engine = _get_dbos_instance()._sys_db.engine

    def full(_: object, statement: str, *__: object) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            refused.append(statement)
            raise sqlite3.OperationalError("database or disk is full")

    event.listen(engine, "do_execute", full)
    try:
        yield refused
    finally:
        event.remove(engine, "do_execute", full)


async def test_a_database_without_room_delays_jobs_and_repeats_nothing(world: World):
    world.service.query = world.service.done_when_released
    jobs = [world.job() for _ in range(3)]
    async with world.process():
        for job, _ in jobs:
            await begin(job)
        for _, reply in jobs:
            await until(lambda reply=reply: State.RECOLORING in reply.shown)
        with no_room_for_the_database() as refused:
            world.service.released.set()
            # That is how DBOS begins to record a step.
            await until(lambda: sum("SET owner_xid" in r for r in refused) >= len(jobs))
        for job, _ in jobs:
            assert await ending(job) == Ending.REPLIED
    for _, reply in jobs:
        assert len(reply.names) == 1
    assert len(world.service.submissions) == len(jobs)


@pytest.mark.parametrize("edge", ["submit", "query", "result"])
async def test_a_server_of_ours_that_is_away_for_a_while_delays_the_picture(
    world: World, monkeypatch: pytest.MonkeyPatch, edge: str
):
    monkeypatch.setattr(client, "FIRST_BACKOFF", 0.001)
    monkeypatch.setattr(client, "MOST_BACKOFF", 0.01)
    answer, failures = getattr(world.service, edge), 2 * client.MOST_FAILURES

    async def away(request: web.Request) -> web.StreamResponse:
        nonlocal failures
        failures -= 1
        if failures >= client.MOST_FAILURES:
            return web.Response(status=503)
        if failures > 0:
            assert request.transport is not None
            request.transport.abort()
        return await answer(request)

    setattr(world.service, edge, away)
    world.service.idempotent = True
    job, reply = world.job()
    async with world.process():
        await begin(job)
        assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == 1
    assert set(world.service.keys) == {job.id}
