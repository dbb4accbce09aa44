"""A submission that carries a key makes one task, however often and wherever it is sent."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.api.contract import QUERY_PATH_1_1, SUBMIT_PATH
from bot.engine import Recoloring, UndecodablePictureError
from tests.api.server.conftest import (
    KEY,
    OTHER_KEY,
    Answered,
    Server,
    encoded,
    eventually,
    server_in,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))
OTHER_PICTURE = encoded(Image.effect_noise((90, 70), 60).convert("RGB"))
BROKEN_PICTURE = encoded(Image.effect_noise((99, 70), 60).convert("RGB"))
AUTO = {"image": PICTURE, "mode": "AUTO", "degree": "1"}


rendered: list[str] = []
"""The tasks in the order of their renders."""


def give_back(source: Path, _: Recoloring, destinations: Sequence[Path]) -> None:
    """Render nothing, but fail where a render of the broken picture would."""
    rendered.append(destinations[0].name.partition("-")[0])
    if source.read_bytes() == BROKEN_PICTURE:
        raise UndecodablePictureError(source, "internals")
    for destination in destinations:
        destination.write_bytes(source.read_bytes())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Server]:
    async with server_in(tmp_path_factory.mktemp("server"), give_back) as server:
        yield server


async def submit(
    server: Server, idempotency_key: str, key: str = KEY, image: bytes = PICTURE
) -> Answered:
    return await server.submit(
        AUTO | {"image": image}, key, headers={"Idempotency-Key": idempotency_key}
    )


async def picture_of(server: Server, done: Answered) -> bytes:
    async with server.session.get(done.body["data"]["image_list"][0]) as response:
        return await response.read()


async def test_a_repetition_is_answered_with_the_first_task_whatever_its_state(
    server: Server,
) -> None:
    first = await submit(server, "job 1")
    task_id = first.body["task_id"]
    done = await server.finished(task_id)
    again = await submit(server, "job 1", image=OTHER_PICTURE)
    assert again.status == 200
    assert again.body["task_id"] == task_id
    assert again.body["data"] == done.body["data"]
    assert rendered.count(task_id) == 1
    assert await picture_of(server, done) == PICTURE


async def test_every_answer_to_a_submission_tells_the_key(server: Server) -> None:
    key = 'any "printable" ~ characters!'
    assert (await submit(server, key)).headers["Idempotency-Key"] == key
    for refused in (await submit(server, key, "wrong"), await submit(server, key, image=b"x")):
        assert refused.headers["Idempotency-Key"] == key
    assert "Idempotency-Key" not in (await server.submit(AUTO)).headers


async def test_a_repetition_is_told_its_task_before_its_body_has_arrived(server: Server) -> None:
    task_id = (await submit(server, "job 2")).body["task_id"]

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x"
            await asyncio.sleep(0.01)

    answer = await server.ask(
        "POST",
        SUBMIT_PATH,
        data=endless(),
        headers={"Idempotency-Key": "job 2", "Content-Type": "multipart/form-data; boundary=b"},
    )
    assert answer.body["task_id"] == task_id


async def test_many_at_once_make_one_task_of_one_of_them(
    server: Server,
) -> None:
    pictures = [PICTURE, OTHER_PICTURE] * 4
    answers = await asyncio.gather(*(submit(server, "job 3", image=p) for p in pictures))
    assert {answer.status for answer in answers} == {200}
    [task_id] = {answer.body["task_id"] for answer in answers}
    done = await server.finished(task_id)
    assert await picture_of(server, done) in pictures
    assert rendered.count(task_id) == 1
    await eventually(lambda: not any(task_id in path.name for path in server.uploads))


async def test_keys_are_their_owners_alone(server: Server) -> None:
    mine, yours = await submit(server, "job 4"), await submit(server, "job 4", OTHER_KEY)
    assert mine.body["task_id"] != yours.body["task_id"]
    query = await server.get(QUERY_PATH_1_1, OTHER_KEY, task_id=mine.body["task_id"])
    assert query.status == 404


async def test_a_refused_submission_is_no_task(server: Server) -> None:
    assert (await submit(server, "job 5", image=b"no picture")).status == 415
    assert (await submit(server, "job 5")).status == 200


async def test_a_task_that_failed_is_told_as_one_that_was_taken(
    server: Server,
) -> None:
    task_id = (await submit(server, "job 6", image=BROKEN_PICTURE)).body["task_id"]
    await server.finished(task_id)
    again = await submit(server, "job 6")
    assert (again.status, again.body["error_code"]) == (200, 0)
    assert (again.body["task_id"], again.code) == (task_id, "FILE_DECODING_FAILURE")
    assert again.body["data"] == {"status": "PROCESS_FAILED"}
    assert rendered.count(task_id) == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "schlüssel", "a\tb"])
async def test_what_is_no_key_is_refused(server: Server, key: str) -> None:
    answer = await submit(server, key)
    assert (answer.status, answer.code) == (400, "ERROR_INVALID_PARAMETER")
