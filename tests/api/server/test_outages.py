"""A storage, a disk or a database that goes away delays tasks, and loses none."""

import errno
import threading
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.api.contract import QUERY_PATH_1_1
from bot.api.server.bucket import Bucket
from bot.engine import Recoloring
from tests.api.server.conftest import (
    Answered,
    Server,
    bucket_settings,
    encoded,
    eventually,
    server_in,
    server_of,
    settings_with,
)
from tests.api.server.outages import Database, Store, store_before

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))
AUTO = {"image": PICTURE, "mode": "AUTO", "degree": "1", "color_count": "2"}
KEYED = {"Idempotency-Key": "job"}


class Renderer:
    """Gives pictures back once it may, after as many full disks as a test wants."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.go_on.set()
        self.begun = 0
        self.full_disks = 0

    def __call__(self, source: Path, _: Recoloring, destinations: Sequence[Path]) -> None:
        self.begun += 1
        self.go_on.wait(20)
        if self.full_disks:
            self.full_disks -= 1
            raise OSError(errno.ENOSPC, "No space left on device")
        for destination in destinations:
            destination.write_bytes(source.read_bytes())


@pytest.fixture
def renderer() -> Renderer:
    return Renderer()


@pytest_asyncio.fixture
async def store(s3: str) -> AsyncGenerator[Store]:
    async with store_before(s3) as store:
        yield store


async def pictures_of(server: Server, done: Answered) -> list[bytes]:
    pictures: list[bytes] = []
    for url in done.body["data"]["image_list"]:
        async with server.session.get(url) as response:
            assert response.status == 200
            pictures.append(await response.read())
    return pictures


def assert_unavailable(answer: Answered) -> None:
    assert (answer.status, answer.code) == (503, "ERROR_RESOURCE_UNAVAILABLE")
    assert answer.headers["Retry-After"] == "5"
    assert "127.0.0.1" not in answer.body["error_msg"]


async def test_a_store_that_is_away_refuses_submissions_and_delays_results(
    store: Store, tmp_path: Path, renderer: Renderer
) -> None:
    async with server_of(settings_with(tmp_path, store.url), renderer) as server:
        assert (await server.ask("GET", "/readyz", None)).body == {"status": "ready"}
        renderer.go_on.clear()
        task_id = (await server.submit(AUTO)).body["task_id"]
        await eventually(lambda: renderer.begun == 1)

        store.away = True
        assert_unavailable(await server.submit(AUTO, headers=KEYED))
        ready = await server.ask("GET", "/readyz", None)
        assert (ready.status, ready.body["unavailable"]) == (503, ["storage"])
        assert (await server.ask("GET", "/healthz", None)).status == 200
        refused = store.refused
        renderer.go_on.set()
        # Three tries, and one more: the result is waiting for the store.
        await eventually(lambda: store.refused > refused + 3)
        processing = await server.get(QUERY_PATH_1_1, task_id=task_id)
        assert processing.body["task_status"] == 1

        store.away = False
        done = await server.finished(task_id)
        assert await pictures_of(server, done) == [PICTURE, PICTURE]
        assert renderer.begun == 1
        assert (await server.submit(AUTO, headers=KEYED)).status == 200
        bucket = Bucket(bucket_settings(store.url))
        assert all(task_id not in stored.name for stored in await bucket.stored("uploads"))


async def test_a_store_that_is_away_before_the_render_delays_it(
    store: Store, tmp_path: Path, renderer: Renderer
) -> None:
    async with server_of(settings_with(tmp_path, store.url), renderer) as server:
        task_id = (await server.submit(AUTO)).body["task_id"]
        store.away = True
        await eventually(lambda: store.refused > 0)
        store.away = False
        assert (await server.finished(task_id)).body["task_status"] == 2


async def test_a_disk_that_fills_up_in_a_render_delays_it(
    tmp_path: Path, renderer: Renderer
) -> None:
    renderer.full_disks = 2
    async with server_in(tmp_path, renderer) as server:
        done = await server.finished((await server.submit(AUTO)).body["task_id"])
        assert await pictures_of(server, done) == [PICTURE, PICTURE]
    assert renderer.begun == 3


async def test_a_full_disk_refuses_submissions(
    tmp_path: Path, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with server_in(tmp_path, renderer) as server:
        with monkeypatch.context() as patched:
            patched.setattr("bot.api.server.uploads._write", full)
            assert_unavailable(await server.submit(AUTO))
        with monkeypatch.context() as patched:
            patched.setattr("bot.api.server.scratch.mkdtemp", full)
            ready = await server.ask("GET", "/readyz", None)
            assert (ready.status, ready.body["unavailable"]) == (503, ["storage"])
        assert (await server.submit(AUTO)).status == 200


async def test_a_database_that_goes_away_loses_no_task(
    postgres: str, s3: str, tmp_path: Path, renderer: Renderer
) -> None:
    database = Database(postgres)
    async with server_of(settings_with(tmp_path, s3, database.url), renderer) as server:
        renderer.go_on.clear()
        task_id = (await server.submit(AUTO)).body["task_id"]
        await eventually(lambda: renderer.begun == 1)

        database.shut()
        assert_unavailable(await server.submit(AUTO, headers=KEYED))
        assert_unavailable(await server.get(QUERY_PATH_1_1, task_id=task_id))
        ready = await server.ask("GET", "/readyz", None)
        assert (ready.status, ready.body["unavailable"]) == (503, ["database"])
        renderer.go_on.set()

        database.open()
        assert (await server.finished(task_id)).body["task_status"] == 2
        kept = await server.submit(AUTO, headers=KEYED)
        assert (await server.finished(kept.body["task_id"])).body["task_status"] == 2
    assert renderer.begun == 2
