"""Workflows that are recorded as running and do not run."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from dbos import DBOS, SetWorkflowID
from dbos import _queue as dbos_queue

from bot.durability import durable
from bot.orphans import Orphans
from bot.settings import Settings

QUEUE = "tests of orphans"

running = asyncio.Event()


@DBOS.workflow(name="test of orphans")
async def worked() -> str:
    running.set()
    await asyncio.sleep(0)
    return "done"


async def pending(workflow_id: str) -> None:
    async with asyncio.timeout(20):
        while True:
            status = await DBOS.get_workflow_status_async(workflow_id)
            if status is not None and status.status == "PENDING":
                return
            await asyncio.sleep(0.02)


async def test_what_was_taken_from_its_queue_and_never_run_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run: Any = dbos_queue.execute_dequeued_workflow  # pyright: ignore[reportPrivateImportUsage]
    falls = [True]

    def once_never(*arguments: Any) -> Any:
        if falls:
            falls.clear()
            raise RuntimeError("the database went away")
        return run(*arguments)

    monkeypatch.setattr(dbos_queue, "execute_dequeued_workflow", once_never)
    async with durable(Settings(data=tmp_path), [QUEUE]):
        await DBOS.register_queue_async(QUEUE, polling_interval_sec=0.05)
        with SetWorkflowID("orphan"):
            handle: Any = await DBOS.enqueue_workflow_async(QUEUE, worked)
        await pending("orphan")
        orphans = Orphans("local")
        await orphans.look()
        assert not running.is_set()
        await orphans.look()
        assert await handle.get_result(polling_interval_sec=0.02) == "done"


async def test_what_runs_is_left_alone(tmp_path: Path):
    go_on, runs = asyncio.Event(), [0]

    @DBOS.workflow(name="test of no orphan")
    async def waiting() -> None:
        runs[0] += 1
        await go_on.wait()

    async with durable(Settings(data=tmp_path), [QUEUE]):
        await DBOS.register_queue_async(QUEUE, polling_interval_sec=0.05)
        with SetWorkflowID("no orphan"):
            handle: Any = await DBOS.enqueue_workflow_async(QUEUE, waiting)
        await pending("no orphan")
        orphans = Orphans("local")
        for _ in range(3):
            await orphans.look()
        go_on.set()
        await handle.get_result(polling_interval_sec=0.02)
    assert runs == [1]
