"""Processes that share a Postgres: who is gone is noticed, whose connection breaks comes back."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from dbos import DBOS, SetWorkflowID

from bot import liveness
from bot.durability import durable
from bot.liveness import Presence
from bot.settings import Settings

QUEUE = "tests of liveness"


@DBOS.workflow(name="test of liveness")
async def endless() -> None:
    await asyncio.Event().wait()


@pytest.fixture
def settings(tmp_path: Path, postgres: str) -> Settings:
    return Settings(data=tmp_path, database_url=postgres)


@pytest.fixture
async def gone(settings: Settings) -> AsyncGenerator[str]:
    """Leave a workflow behind as that of an executor without a lock; return its id."""
    async with durable(settings, [QUEUE]):
        await DBOS.register_queue_async(QUEUE, polling_interval_sec=0.05)
        with SetWorkflowID("left"):
            await DBOS.enqueue_workflow_async(QUEUE, endless)
        await recorded("PENDING")
        await record_as(settings, "gone")
        # It runs here still, as it does in a process that is cut off from the database.
        yield "gone"


async def recorded(state: str) -> Any:
    while True:
        status = await DBOS.get_workflow_status_async("left")
        if status is not None and status.status == state:
            return status
        await asyncio.sleep(0.02)


async def record_as(settings: Settings, executor: str) -> None:
    await ask(settings, f"UPDATE dbos.workflow_status SET executor_id = '{executor}'")


async def ask(settings: Settings, query: Any) -> None:
    assert settings.database_url is not None
    connection = await psycopg.AsyncConnection.connect(settings.database_url, autocommit=True)
    async with connection:
        await connection.execute(query)


async def test_what_an_executor_left_is_taken_over_at_the_second_look(
    settings: Settings, gone: str, monkeypatch: pytest.MonkeyPatch
):
    assert settings.database_url is not None
    peer = Presence(settings.database_url, "peer")
    await peer.enter()
    await peer.look()
    assert (await recorded("PENDING")).executor_id == gone
    monkeypatch.setattr(liveness, "LOOK_SECONDS", 0.0)
    await peer.look()
    async with asyncio.timeout(10):
        while (await recorded("PENDING")).executor_id != DBOS.executor_id:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await peer.leave()


async def test_what_an_executor_that_lives_runs_is_left_alone(
    settings: Settings, gone: str, monkeypatch: pytest.MonkeyPatch
):
    assert settings.database_url is not None
    monkeypatch.setattr(liveness, "LOOK_SECONDS", 0.0)
    living, peer = (Presence(settings.database_url, name) for name in (gone, "peer"))
    await living.enter()
    await peer.enter()
    for _ in range(3):
        await peer.look()
    assert (await recorded("PENDING")).executor_id == gone
    await living.leave()
    await peer.leave()


async def test_a_process_whose_connection_broke_comes_back_and_learns_what_it_still_has(
    settings: Settings, gone: str, monkeypatch: pytest.MonkeyPatch
):
    assert settings.database_url is not None
    monkeypatch.setattr(liveness, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(liveness, "_BETWEEN_TRIES_SECONDS", 0.01)
    regained: asyncio.Queue[frozenset[str]] = asyncio.Queue()
    presence = Presence(settings.database_url, gone, regained.put)
    await presence.enter()
    watching = asyncio.create_task(presence.watch())
    await ask(
        settings,
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND"
        " pid <> pg_backend_pid()",
    )
    async with asyncio.timeout(20):
        assert await regained.get() in ({"left"}, set())
    watching.cancel()
    await presence.leave()
