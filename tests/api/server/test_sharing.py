"""Servers that share a database and a bucket share their tasks, whatever becomes of one."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from dbos import DBOS
from PIL import Image

from bot.api.contract import QUERY_PATH_1_1
from bot.api.server.bucket import Bucket
from bot.api.server.render import most_renders
from bot.engine import Recoloring
from tests.api.server.conftest import (
    Server,
    bucket_settings,
    encoded,
    server_of,
    settings_with,
)

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))
AUTO = {"image": PICTURE, "mode": "AUTO", "degree": "1"}
DAY = 24 * 3600


def give_back(source: Path, _: Recoloring, destinations: Sequence[Path]) -> None:
    for destination in destinations:
        destination.write_bytes(source.read_bytes())


class Member:
    """A server in a process of its own, whose renders do not end."""

    def __init__(self, process: asyncio.subprocess.Process, server: Server) -> None:
        self.process = process
        self.server = server

    async def begun(self) -> str:
        """Return the next task whose render has begun."""
        assert self.process.stdout is not None
        return (await self.process.stdout.readline()).decode().strip()

    async def die(self) -> None:
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def member(folder: Path, s3: str, postgres: str) -> AsyncGenerator[Member]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.api.server.member", folder, s3, postgres),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=Path(__file__).parents[3],
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    try:
        async with aiohttp.ClientSession() as session:
            yield Member(process, Server(url, folder, session))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_task_of_a_server_that_died_is_finished_by_another(
    tmp_path: Path, s3: str, postgres: str
) -> None:
    bucket = Bucket(bucket_settings(s3))
    async with member(tmp_path / "one", s3, postgres) as one:
        tasks: list[str] = []
        # More than it can render at once: the last ones wait for whoever has room.
        for number in range(most_renders() + 2):
            key = {"Idempotency-Key": str(number)}
            tasks.append((await one.server.submit(AUTO, headers=key)).body["task_id"])
        running = {await one.begun() for _ in range(most_renders())}

        async with server_of(settings_with(tmp_path / "two", s3, postgres), give_back) as two:
            for task_id in set(tasks) - running:
                assert (await two.finished(task_id)).body["task_status"] == 2
            for task_id in running:
                processing = await two.get(QUERY_PATH_1_1, task_id=task_id)
                assert processing.body["data"] == {"status": "PROCESSING"}
            again = await two.submit(AUTO, headers={"Idempotency-Key": "0"})
            assert again.body["task_id"] == tasks[0]

            await one.die()
            await asyncio.to_thread(DBOS._recover_pending_workflows, ["one"])
            for task_id in tasks:
                done = await two.finished(task_id)
                [url] = done.body["data"]["image_list"]
                assert url.startswith(f"{s3}/colorway/some/prefix/results/{task_id}-1.png?")
                async with two.session.get(url) as response:
                    assert await response.read() == PICTURE
            assert len(await bucket.stored("results")) == len(tasks)
            assert await bucket.stored("uploads") == []


async def test_a_bucket_is_cleaned_up(tmp_path: Path, s3: str, postgres: str) -> None:
    bucket = Bucket(bucket_settings(s3))
    stray = tmp_path / "stray"
    stray.write_bytes(PICTURE)
    await bucket.put(stray, "uploads/0.0.image")
    settings = settings_with(tmp_path / "one", s3, postgres)
    async with server_of(settings, give_back) as server:
        await server.finished((await server.submit(AUTO)).body["task_id"])
        assert [s.name for s in await bucket.stored("uploads")] == ["uploads/0.0.image"]
        assert len(await bucket.stored("results")) == 1
    async with server_of(settings, give_back, ahead=DAY + 60):
        await eventually_empty(bucket, "results")
        assert await bucket.stored("uploads") == []
        assert await DBOS.list_workflows_async(name="recolor") == []


async def eventually_empty(bucket: Bucket, folder: str) -> None:
    async with asyncio.timeout(20):
        while await bucket.stored(folder):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
