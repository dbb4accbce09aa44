"""What a disk holds when a process ends, in order or not, is enough for the next one."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dbos import DBOS
from PIL import Image

import bot.api.server.tasks
from bot.api.contract import QUERY_PATH_1_0
from bot.api.server.orders import Order
from bot.api.server.records import Records
from bot.api.server.tasks import MOST_ATTEMPTS
from bot.engine import Recoloring
from bot.settings import Settings
from tests.api.server.conftest import Server, encoded, eventually, server_in

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))
AUTO = {"image": PICTURE, "mode": "AUTO", "degree": "1"}
DAY = 24 * 3600


class Renderer:
    """Renders at once, or waits for `go_on`, and counts."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.begun = 0

    def __call__(self, source: Path, _: Recoloring, destinations: Sequence[Path]) -> None:
        self.begun += 1
        self.go_on.wait(20)
        for destination in destinations:
            destination.write_bytes(source.read_bytes())


@pytest.fixture
def renderer() -> Renderer:
    return Renderer()


async def picture_of(server: Server, url: str) -> bytes:
    parts = urlsplit(url)  # a port of the dead process
    async with server.session.get(f"{server.url}{parts.path}?{parts.query}") as response:
        return await response.read()


async def crash_in(folder: Path) -> tuple[int, str]:
    """Run the crashing server once, and return its exit status and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.api.server.crashing", folder),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=Path(__file__).parents[3],
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode().strip()


async def test_a_task_survives_a_crash_in_the_middle_of_its_render(
    tmp_path: Path, renderer: Renderer
) -> None:
    status, task_id = await crash_in(tmp_path)
    assert status == -signal.SIGKILL
    renderer.go_on.set()
    async with server_in(tmp_path, renderer) as server:
        done = await server.finished(task_id)
        (url,) = done.body["data"]["image_list"]
        assert await picture_of(server, url) != b""
        await eventually(lambda: server.uploads == [])
    assert renderer.begun == 1


async def test_a_picture_that_kills_the_process_again_and_again_is_given_up(
    tmp_path: Path, renderer: Renderer
) -> None:
    _, task_id = await crash_in(tmp_path)
    crashes = 1
    while (await crash_in(tmp_path))[0] == -signal.SIGKILL:
        crashes += 1
    assert crashes == MOST_ATTEMPTS + 1
    async with server_in(tmp_path, renderer) as server:
        given_up = await server.finished(task_id)
        assert (given_up.status, given_up.code) == (500, "PROCESSING_FAILURE")
        told = await server.get(QUERY_PATH_1_0, job_id=task_id, type="HD_COLOUR_MIGRATION")
        assert told.body["data"] == {"status": "LIMIT_RETRY_FAILED"}
    assert renderer.begun == 0


async def test_a_server_that_stops_lets_its_renders_end(tmp_path: Path, renderer: Renderer) -> None:
    async with server_in(tmp_path, renderer) as server:
        task_id = (await server.submit(AUTO)).body["task_id"]
        await eventually(lambda: renderer.begun == 1)
        asyncio.get_running_loop().call_later(0.2, renderer.go_on.set)
    async with server_in(tmp_path, renderer) as server:
        done = await server.finished(task_id)
        (url,) = done.body["data"]["image_list"]
        assert await picture_of(server, url) == PICTURE
    assert renderer.begun == 1


async def test_a_render_that_does_not_end_is_left_to_the_next_start(
    tmp_path: Path, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.api.server.tasks, "LAST_RENDERS_SECONDS", 0.05)
    async with server_in(tmp_path, renderer) as server:
        task_id = (await server.submit(AUTO)).body["task_id"]
        await eventually(lambda: renderer.begun == 1)
    renderer.go_on.set()
    next_renderer = Renderer()
    next_renderer.go_on.set()
    async with server_in(tmp_path, next_renderer) as server:
        assert (await server.finished(task_id)).body["task_status"] == 2
        await eventually(lambda: server.uploads == [])
    assert next_renderer.begun == 1


async def test_what_has_expired_is_removed(tmp_path: Path, renderer: Renderer) -> None:
    renderer.go_on.set()
    async with server_in(tmp_path, renderer) as server:
        task_id = (await server.submit(AUTO)).body["task_id"]
        await server.finished(task_id)
        await eventually(lambda: server.uploads == [])
    uploads, results = tmp_path / "uploads", tmp_path / "results"
    stray, fresh = uploads / "stray.0.image", uploads / "fresh.0.image"
    left_behind = tmp_path / "scratch" / "left-behind"
    left_behind.mkdir()
    for path in (stray, fresh, left_behind / "image"):
        path.write_bytes(PICTURE)
    os.utime(stray, (0, 0))
    os.utime(left_behind, (0, 0))

    async with server_in(tmp_path, renderer) as server:
        await eventually(lambda: not stray.exists())
        assert not left_behind.exists()
        assert fresh.exists()
        assert (await server.finished(task_id)).status == 200

    async with server_in(tmp_path, renderer, ahead=DAY + 60) as server:
        await eventually(lambda: not fresh.exists() and list(results.iterdir()) == [])
        assert await DBOS.list_workflows_async(name="recolor") == []


async def test_a_task_in_the_queue_of_a_disk_that_is_gone_is_forgotten(
    tmp_path: Path, renderer: Renderer
) -> None:
    async with server_in(tmp_path, renderer):
        order = Order(
            owner="nobody",
            originals="",
            mode="AUTO",
            degree=1.0,
            portrait_hold=True,
            colors=(),
            count=1,
        )
        records = Records(Settings(data=tmp_path))
        await records.add("renders-of-a-disk-that-is-gone", "0" * 32, order)
        records.close()
    async with server_in(tmp_path, renderer, ahead=DAY - 60):
        assert len(await DBOS.list_workflows_async(name="recolor")) == 1
    async with server_in(tmp_path, renderer, ahead=DAY + 60):
        async with asyncio.timeout(20):
            while await DBOS.list_workflows_async(name="recolor"):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
