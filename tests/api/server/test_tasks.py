"""A task's life: queued, processed, finished in one of the ways it can, forgotten."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Generator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from dbos import DBOS
from PIL import Image

from bot.api.contract import QUERY_PATH_1_0, QUERY_PATH_1_1
from bot.api.server.render import most_renders
from bot.engine import (
    OversizedPictureError,
    Recoloring,
    UndecodablePictureError,
    UnsupportedFormatError,
)
from tests.api.server.conftest import OTHER_KEY, Answered, Server, encoded, eventually, server_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))
AUTO = {"image": PICTURE, "mode": "AUTO", "degree": "0.4", "color_count": "2"}
DAY = 24 * 3600


class Director:
    """A renderer that does what the test at hand wants."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.error: Exception | None = None
        self.go_on = threading.Event()
        self.go_on.set()
        self.running = 0
        self.most = 0
        self.sources: list[Path] = []
        self._lock = threading.Lock()

    def __call__(self, source: Path, _: Recoloring, destinations: Sequence[Path]) -> None:
        assert source.read_bytes() == PICTURE
        with self._lock:
            self.sources.append(source)
            self.running += 1
            self.most = max(self.most, self.running)
        self.go_on.wait(20)
        with self._lock:
            self.running -= 1
        if self.error is not None:
            raise self.error
        for destination in destinations:
            destination.write_bytes(PICTURE)


directing = Director()


@pytest.fixture
def director() -> Generator[Director]:
    directing.reset()
    yield directing
    directing.go_on.set()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Server]:
    async with server_in(tmp_path_factory.mktemp("server"), directing, render_seconds=1) as server:
        yield server


async def submitted(server: Server) -> str:
    answer = await server.submit(AUTO)
    assert answer.status == 200
    return answer.body["task_id"]


async def in_1_0(server: Server, task_id: str) -> Answered:
    return await server.get(QUERY_PATH_1_0, job_id=task_id, type="HD_COLOUR_MIGRATION")


async def test_a_task_waits_is_processed_and_succeeds(server: Server, director: Director) -> None:
    director.go_on.clear()
    submitted_answer = await server.submit(AUTO)
    task_id = submitted_answer.body["task_id"]
    assert submitted_answer.body["data"] == {"status": "QUEUING"}
    assert submitted_answer.headers["Retry-After"] == "1"
    await eventually(lambda: director.running == 1)

    for processing in (
        await server.get(QUERY_PATH_1_1, task_id=task_id),
        await in_1_0(server, task_id),
    ):
        assert processing.status == 200
        assert processing.body["task_status"] == 1
        assert processing.body["data"] == {"status": "PROCESSING"}
        assert processing.headers["Retry-After"] == "1"

    director.go_on.set()
    done = await server.finished(task_id)
    assert done.body["data"]["status"] == "PROCESS_SUCCESS"
    assert len(done.body["data"]["image_list"]) == 2
    assert "Retry-After" not in done.headers
    assert (await in_1_0(server, task_id)).body["data"] == done.body["data"]
    await eventually(lambda: server.uploads == [])


async def test_a_query_that_prefers_to_wait_is_answered_when_the_task_ends(
    server: Server, director: Director
) -> None:
    director.go_on.clear()
    task_id = await submitted(server)
    await eventually(lambda: director.running == 1)
    new = await server.ask(
        "GET",
        QUERY_PATH_1_1,
        params={"task_id": task_id},
        headers={"Prefer": "wait=20; status=QUEUING"},
    )
    assert new.body["task_status"] == 1
    prefer = {"Prefer": "respond-async, wait=20;status=PROCESSING"}
    waiting = asyncio.create_task(
        server.ask("GET", QUERY_PATH_1_1, params={"task_id": task_id}, headers=prefer)
    )
    # A query that does not wait is answered meanwhile.
    assert (await server.get(QUERY_PATH_1_1, task_id=task_id)).body["task_status"] == 1
    assert not waiting.done()
    director.go_on.set()
    done = await waiting
    assert done.body["task_status"] == 2
    [first, _] = done.body["data"]["image_list"]
    async with server.session.get(first) as result:
        assert await result.read() == PICTURE


@pytest.mark.usefixtures("director")
async def test_a_query_cannot_wait_for_a_task_of_somebody_else(server: Server) -> None:
    task_id = await submitted(server)
    answer = await server.ask(
        "GET",
        QUERY_PATH_1_1,
        OTHER_KEY,
        params={"task_id": task_id},
        headers={"Prefer": "wait=20"},
    )
    assert answer.status == 404
    await server.finished(task_id)


async def test_the_rest_queue_while_every_core_renders_and_the_server_answers(
    server: Server, director: Director
) -> None:
    director.go_on.clear()
    tasks = [await submitted(server) for _ in range(most_renders() + 2)]
    await eventually(lambda: director.running == most_renders())
    assert (await server.ask("GET", "/healthz", None)).status == 200
    statuses = [
        (await server.get(QUERY_PATH_1_1, task_id=task)).body["task_status"] for task in tasks
    ]
    assert sorted(statuses) == [0, 0] + [1] * most_renders()
    director.go_on.set()
    for task in tasks:
        assert (await server.finished(task)).body["task_status"] == 2
    assert director.most == most_renders()


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UndecodablePictureError(Path("image"), "internals"), 422, "FILE_DECODING_FAILURE"),
        (OversizedPictureError(Path("image"), "internals"), 413, "ERROR_HIGH_RESOLUTION"),
        (UnsupportedFormatError(Path("ref"), "internals"), 415, "UNSUPPORTED_FILE_TYPES"),
        (ZeroDivisionError("internals"), 500, "PROCESSING_FAILURE"),
        (MemoryError(), 500, "PROCESSING_FAILURE"),
    ],
)
async def test_a_failed_task_is_a_status_in_1_0_and_an_error_in_1_1(
    server: Server, director: Director, error: Exception, status: int, code: str
) -> None:
    director.error = error
    task_id = await submitted(server)
    failed = await server.finished(task_id)
    assert (failed.status, failed.body["error_code"], failed.code) == (status, status, code)
    assert failed.body["error_detail"]["code"] == code
    assert "task_status" not in failed.body

    told = await in_1_0(server, task_id)
    assert (told.status, told.body["error_code"]) == (200, 0)
    assert told.body["data"] == {"status": "PROCESS_FAILED"}
    assert told.code == code
    assert told.body["error_msg"]
    assert "internals" not in told.body["error_msg"]
    await eventually(lambda: server.uploads == [])


async def test_a_render_that_takes_too_long_times_out(server: Server, director: Director) -> None:
    director.go_on.clear()
    task_id = await submitted(server)
    late = await server.finished(task_id)
    assert (late.status, late.code) == (504, "AI_SERVICE_TIMEOUT")
    assert (await in_1_0(server, task_id)).body["data"] == {"status": "TIMEOUT_FAILED"}
    await eventually(lambda: server.uploads == [])
    director.go_on.set()
    await eventually(lambda: director.running == 0)
    assert not list((server.storage / "results").glob(f"{task_id}*"))


async def test_a_task_that_was_cancelled_has_stopped(server: Server, director: Director) -> None:
    director.go_on.clear()
    blocking = [await submitted(server) for _ in range(most_renders())]
    await eventually(lambda: director.running == most_renders())
    task_id = await submitted(server)
    await DBOS.cancel_workflow_async(task_id)
    stopped = await server.finished(task_id)
    assert (stopped.status, stopped.code) == (409, "ERROR_TASK_STOPPED_PROCESSING")
    assert (await in_1_0(server, task_id)).body["data"] == {"status": "PROCESS_FAILED"}
    director.go_on.set()
    for task in blocking:
        await server.finished(task)


async def test_a_task_is_its_owners_alone(server: Server, director: Director) -> None:
    task_id = await submitted(server)
    other = await server.get(QUERY_PATH_1_1, OTHER_KEY, task_id=task_id)
    assert (other.status, other.code) == (404, "ERROR_RESOURCE_NOT_FOUND")
    assert (await server.finished(task_id)).status == 200


@DBOS.workflow(name="some other workflow")
async def other_workflow() -> str:
    return "not a task"


async def test_only_tasks_are_found(server: Server) -> None:
    other = await DBOS.start_workflow_async(other_workflow)
    await other.get_result()
    for task_id in (other.workflow_id, other.workflow_id.replace("-", ""), "0" * 32, "x", "é" * 32):
        answer = await server.get(QUERY_PATH_1_1, task_id=task_id)
        assert (answer.status, answer.code) == (404, "ERROR_RESOURCE_NOT_FOUND")


async def test_neither_keys_nor_pictures_are_recorded(server: Server, director: Director) -> None:
    task_id = await submitted(server)
    await server.finished(task_id)
    recorded = await DBOS.get_workflow_status_async(task_id)
    assert recorded is not None
    assert len(repr(recorded.input)) < 500
    for secret in ("first-key", "PNG"):
        assert secret not in repr(recorded.input)


async def test_a_task_can_be_queried_for_24_hours(server: Server, director: Director) -> None:
    task_id = await submitted(server)
    done = await server.finished(task_id)
    (url, _) = done.body["data"]["image_list"]
    try:
        server.clock.ahead = DAY - 60
        assert (await server.get(QUERY_PATH_1_1, task_id=task_id)).body["data"] == done.body["data"]
        server.clock.ahead = DAY + 60
        gone = await server.get(QUERY_PATH_1_1, task_id=task_id)
        assert (gone.status, gone.code) == (404, "ERROR_RESOURCE_NOT_FOUND")
        expired = await server.ask("GET", url.removeprefix(server.url), None)
        assert (expired.status, expired.code) == (410, "ERROR_RESOURCE_RECLAIMED")
    finally:
        server.clock.ahead = 0
