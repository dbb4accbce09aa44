"""The server as a client of either version of the contract meets it, with the real engine."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.api.client import MigrationClient, Submission
from bot.api.contract import QUERY_PATH_1_0, QUERY_PATH_1_1, SUBMIT_PATH, Mode, TaskStatus
from bot.api.failures import KeyRefusedError, RequestRejectedError
from bot.api.reading import TaskState
from tests.api.server.conftest import KEY, Server, encoded, server_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEMPLATE = {"mode": "TEMPLATE", "degree": "1", "color_template": "264653,E9C46A,E76F51"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Server]:
    async with server_in(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def client(server: Server) -> MigrationClient:
    return MigrationClient(server.session, server.url, KEY, max_result_bytes=20_000_000)


def content(path: Path) -> bytes:
    return path.read_bytes()


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture))


async def fetched(server: Server, url: str) -> tuple[bytes, str]:
    async with server.session.get(url) as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "private"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert int(response.headers["Content-Length"]) == response.content_length
        return await response.read(), response.headers["Content-Type"]


async def test_version_1_1_from_submission_to_picture(
    server: Server, photographs: dict[str, Path]
) -> None:
    photograph = content(photographs["coffee"])
    submitted = await server.submit({"task_type": "async", "image": photograph, **TEMPLATE})
    assert submitted.status == 200
    assert submitted.body == {
        "request_id": submitted.body["task_id"],
        "log_id": submitted.body["log_id"],
        "error_code": 0,
        "error_code_str": "",
        "error_msg": "",
        "error_detail": {"status_code": 200, "code": "", "code_message": "", "message": ""},
        "task_type": "async",
        "task_id": submitted.body["task_id"],
        "task_status": 0,
        "data": {"status": "QUEUING"},
    }
    done = await server.finished(submitted.body["task_id"])
    assert done.body["task_status"] == 2
    (url,) = done.body["data"]["image_list"]
    assert url.startswith(f"{server.url}/results/")
    picture, kind = await fetched(server, url)
    assert kind == "image/png"
    assert opened(picture).format == "PNG"
    assert opened(picture).size == opened(photograph).size
    assert opened(picture).tobytes() != opened(photograph).tobytes()
    assert server.uploads == []


async def test_version_1_0_from_submission_to_pictures(
    server: Server, photographs: dict[str, Path]
) -> None:
    photograph = content(photographs["chelsea"])
    submitted = await server.submit(
        {"image": photograph, "mode": "AUTO", "degree": "0.8", "color_count": "3"}
    )
    assert submitted.body["data"]["status"] == "QUEUING"
    request_id = submitted.body["request_id"]
    async with asyncio.timeout(60):
        while True:
            answer = await server.get(QUERY_PATH_1_0, job_id=request_id, type="HD_COLOUR_MIGRATION")
            assert answer.body["error_code"] == 0
            if answer.body["data"]["status"] == "PROCESS_SUCCESS":
                break
            await asyncio.sleep(0.1)
    pictures = {(await fetched(server, url))[0] for url in answer.body["data"]["image_list"]}
    assert len(pictures) == 3
    assert {opened(picture).size for picture in pictures} == {opened(photograph).size}


@pytest.mark.parametrize("mode", Mode)
async def test_our_client_and_our_server_understand_each_other(
    server: Server,
    client: MigrationClient,
    photographs: dict[str, Path],
    tmp_path: Path,
    mode: Mode,
) -> None:
    told: list[TaskStatus] = []

    async def on_state(state: TaskState) -> None:
        told.append(state.status)

    ticket = await client.submit(
        Submission(
            image=photographs["coffee"],
            mode=mode,
            degree=0.9,
            colors=("264653", "E9C46A"),
            count=2,
            ref=photographs["china"],
            portrait_hold=False,
        )
    )
    urls = await client.wait(ticket, on_state, 60)
    assert len(urls) == (2 if mode is Mode.AUTO else 1)
    assert told[-1] is TaskStatus.PROCESS_SUCCESS
    await client.download(urls[0], tmp_path / "result.png")
    with Image.open(tmp_path / "result.png") as result:
        result.load()
        assert result.size == (600, 400)


async def test_degree_0_gives_the_pixels_back(server: Server, photographs: dict[str, Path]) -> None:
    photograph = content(photographs["astronaut"])
    submitted = await server.submit({"image": photograph, **TEMPLATE, "degree": "0"})
    done = await server.finished(submitted.body["task_id"])
    picture, _ = await fetched(server, done.body["data"]["image_list"][0])
    assert opened(picture).tobytes() == opened(photograph).tobytes()


@pytest.mark.parametrize(
    ("mode", "form"), [("L", "PNG"), ("I;16", "PNG"), ("RGBA", "PNG"), ("CMYK", "JPEG")]
)
async def test_unusual_pixels_are_taken(server: Server, mode: str, form: str) -> None:
    noise = Image.effect_noise((80, 70), 60)
    if mode == "I;16":
        picture = Image.new(mode, (80, 70), 30_000)
    else:
        picture = noise.convert("RGB").convert(mode)
    submitted = await server.submit({"image": encoded(picture, form), **TEMPLATE})
    assert (await server.finished(submitted.body["task_id"])).body["task_status"] == 2


async def test_damage_inside_a_picture_fails_its_task(
    server: Server, photographs: dict[str, Path]
) -> None:
    damaged = bytearray(content(photographs["astronaut"]))
    damaged[len(damaged) // 2 : len(damaged) // 2 + 5000] = bytes(5000)
    submitted = await server.submit({"image": bytes(damaged), **TEMPLATE})
    failed = await server.finished(submitted.body["task_id"])
    assert (failed.status, failed.code) == (422, "FILE_DECODING_FAILURE")


async def test_a_refusal_reaches_our_client_while_it_still_sends(
    client: MigrationClient, tmp_path: Path
) -> None:
    image = tmp_path / "image.png"
    image.write_bytes(bytes(20_000_000))
    with pytest.raises(RequestRejectedError, match="FILE_SIZE_EXCEEDS_LIMIT"):
        await client.submit(Submission(image=image, mode=Mode.AUTO))


async def test_a_wrong_key_is_refused_before_the_body_is_read(server: Server) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x"
            await asyncio.sleep(0.01)

    for key in ("wrong", "", None):
        answer = await server.ask(
            "POST",
            SUBMIT_PATH,
            key,
            data=endless(),
            headers={"Content-Type": "multipart/form-data; boundary=b"},
        )
        assert (answer.status, answer.code) == (401, "ERROR_APPLICATIONS_NOT_EXISTS")


async def test_a_key_of_any_bytes_is_refused(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"GET {QUERY_PATH_1_1} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n".encode()
        + b"ailabapi-api-key: \xff\xfe\r\n\r\n"
    )
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize("header", [b"ailabapi-api-key : %s", b"ailabapi-api-key: %s\x01"])
async def test_what_is_no_http_is_told_in_one_line_and_without_its_key(
    server: Server, caplog: pytest.LogCaptureFixture, header: bytes
) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET / HTTP/1.1\r\nHost: h\r\n" + header % KEY.encode() + b"\r\n\r\n")
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.0 400 ")
    [record] = caplog.records
    assert record.getMessage() == "Error handling request from 127.0.0.1"
    assert KEY not in caplog.text


@pytest.mark.parametrize("path", [QUERY_PATH_1_0, QUERY_PATH_1_1])
async def test_queries_need_a_key(server: Server, path: str) -> None:
    answer = await server.get(path, "wrong", task_id="x", job_id="x")
    assert (answer.status, answer.code) == (401, "ERROR_APPLICATIONS_NOT_EXISTS")


async def test_our_client_tells_a_refused_key(server: Server, photographs: dict[str, Path]) -> None:
    client = MigrationClient(server.session, server.url, "wrong", max_result_bytes=1)
    with pytest.raises(KeyRefusedError):
        await client.submit(Submission(image=photographs["coffee"], mode=Mode.AUTO))


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        (QUERY_PATH_1_1, {}, 400, "MISSING_PARAMETERS"),
        (QUERY_PATH_1_1, {"task_id": ""}, 400, "PARAMETERS_CANNOT_EMPTY"),
        (QUERY_PATH_1_1, {"task_id": "nobody's"}, 404, "ERROR_RESOURCE_NOT_FOUND"),
        (QUERY_PATH_1_1, {"task_id": "\0" * 32}, 404, "ERROR_RESOURCE_NOT_FOUND"),
        (QUERY_PATH_1_0, {"type": "HD_COLOUR_MIGRATION"}, 400, "MISSING_PARAMETERS"),
        (QUERY_PATH_1_0, {"job_id": "0" * 32}, 400, "MISSING_PARAMETERS"),
        (QUERY_PATH_1_0, {"job_id": "0" * 32, "type": "X"}, 400, "UNSUPPORTED_PARAMETER_VALUES"),
        (
            QUERY_PATH_1_0,
            {"job_id": "0" * 32, "type": "HD_COLOUR_MIGRATION"},
            404,
            "ERROR_RESOURCE_NOT_FOUND",
        ),
        ("/api/common/query-credits", {}, 404, "ERROR_AI_NOT_EXISTS"),
        ("/", {}, 404, "ERROR_AI_NOT_EXISTS"),
        (SUBMIT_PATH, {}, 405, "ERROR_ILLEGAL_OPERATION"),
        ("/results/x.png", {}, 403, "ERROR_ILLEGAL_OPERATION"),
        ("/results/..%2Fsigning.key", {}, 403, "ERROR_ILLEGAL_OPERATION"),
        ("/results/", {}, 404, "ERROR_AI_NOT_EXISTS"),
    ],
)
async def test_every_error_has_the_contracts_shape(
    server: Server, path: str, query: dict[str, str], status: int, code: str
) -> None:
    answer = await server.get(path, **query)
    message = answer.body["error_msg"]
    assert answer.status == status
    assert answer.body == {
        "request_id": answer.body["request_id"],
        "log_id": answer.body["log_id"],
        "error_code": status,
        "error_code_str": code,
        "error_msg": message,
        "error_detail": {
            "status_code": status,
            "code": code,
            "code_message": answer.body["error_detail"]["code_message"],
            "message": message,
        },
    }
    assert message


async def test_a_wrong_method_is_told_the_right_one(server: Server) -> None:
    assert (await server.get(SUBMIT_PATH)).headers["Allow"] == "POST"


async def test_results_need_their_signature_and_no_key(
    server: Server, photographs: dict[str, Path]
) -> None:
    submitted = await server.submit({"image": content(photographs["coffee"]), **TEMPLATE})
    done = await server.finished(submitted.body["task_id"])
    (url,) = done.body["data"]["image_list"]
    path = url.removeprefix(server.url)
    for tampered in (
        path[:-1] + ("0" if path[-1] != "0" else "1"),
        path.split("?")[0],
        path.replace("-1.png", "-2.png"),
        path.replace("expires=", "expires=9"),
    ):
        answer = await server.ask("GET", tampered, KEY)
        assert (answer.status, answer.code) == (403, "ERROR_ILLEGAL_OPERATION")
    (server.storage / "results" / path.split("?")[0].removeprefix("/results/")).unlink()
    gone = await server.ask("GET", path, None)
    assert (gone.status, gone.code) == (404, "ERROR_FILE_NOT_FOUND")


async def test_urls_carry_the_name_by_which_the_client_reached_us(
    server: Server, photographs: dict[str, Path]
) -> None:
    submitted = await server.submit({"image": content(photographs["coffee"]), **TEMPLATE})
    await server.finished(submitted.body["task_id"])
    answer = await server.ask(
        "GET",
        QUERY_PATH_1_1,
        params={"task_id": submitted.body["task_id"]},
        headers={"Host": "colors.example:8080"},
    )
    assert answer.body["data"]["image_list"][0].startswith("http://colors.example:8080/results/")


async def test_the_server_tells_that_it_is_up(server: Server) -> None:
    answer = await server.ask("GET", "/healthz", None)
    assert answer.status == 200
    assert answer.body == {
        "status": "ok",
        "idempotent_submissions": True,
        "waiting_queries": True,
    }


async def test_a_bug_is_logged_under_the_log_id_that_is_answered(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def buggy(*_: object) -> None:
        raise ZeroDivisionError("internals")

    monkeypatch.setattr("bot.api.server.tasks.Tasks.seek", buggy)
    answer = await server.get(QUERY_PATH_1_1, task_id="0" * 32)
    assert (answer.status, answer.code) == (500, "SERVICE_INTERNAL_ERROR")
    assert "internals" not in str(answer.body)
    assert "ZeroDivisionError: internals" in caplog.text


async def test_the_log_holds_neither_keys_nor_signatures(
    server: Server, photographs: dict[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    submitted = await server.submit({"image": content(photographs["coffee"]), **TEMPLATE})
    done = await server.finished(submitted.body["task_id"])
    (url,) = done.body["data"]["image_list"]
    await fetched(server, url)
    with contextlib.suppress(ValueError):
        await server.get(QUERY_PATH_1_1, "wrong-key", task_id="x")
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("bot")
    )
    assert submitted.body["log_id"] in ours
    assert url.split("?")[0].removeprefix(server.url) in ours
    for secret in (KEY, "wrong-key", "signature"):
        assert secret not in ours


async def test_every_answer_has_a_log_id_of_its_own(server: Server) -> None:
    ids = {(await server.get("/")).body["log_id"] for _ in range(5)}
    assert len(ids) == 5
