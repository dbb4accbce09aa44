"""Bodies that no well-behaved client would send."""

import asyncio
import errno
import gzip
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.api.contract import SUBMIT_PATH, ContractError
from bot.api.server.scratch import Scratch
from bot.api.server.storage import StorageError
from bot.api.server.uploads import Uploads
from tests.api.server.conftest import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

MULTIPART = {"Content-Type": "multipart/form-data; boundary=b"}


class Receiver:
    """The upload's part of the server alone, with short time limits; it says what arrived."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self.uploads = Uploads(Scratch(folder), 1000, silence_seconds=0.2, upload_seconds=0.5)

    async def answer(self, request: web.Request) -> web.Response:
        try:
            async with self.uploads.receive(request) as upload:
                files = {name: path.read_bytes().decode() for name, path in upload.files.items()}
                return web.json_response({**upload.texts, **files})
        except ContractError as error:
            return web.json_response({"code": str(error.code)}, status=error.code.http_status)
        except StorageError as error:
            return web.json_response({"unavailable": str(error)})

    @property
    def left(self) -> list[Path]:
        return list(self.folder.iterdir())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def receiver(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Receiver]:
    receiver = Receiver(tmp_path_factory.mktemp("uploads"))
    app = web.Application()
    app.router.add_post(SUBMIT_PATH, receiver.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    receiver.url = f"http://{host}:{port}"
    yield receiver
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def session() -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def part(name: str, value: str, more: str = "") -> str:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


async def post(
    receiver: Receiver,
    session: aiohttp.ClientSession,
    body: object,
    headers: dict[str, str] = MULTIPART,
) -> dict[str, str]:
    data = body.encode() if isinstance(body, str) else body
    async with session.post(receiver.url + SUBMIT_PATH, data=data, headers=headers) as response:
        return await response.json()


async def test_texts_and_files_arrive_whatever_their_order_and_names(
    receiver: Receiver, session: aiohttp.ClientSession
) -> None:
    body = (
        part("image", "bytes of it", '; filename="../../etc/passwd"')
        + part("mode", "AUTO")
        + part("ref", "other bytes")
        + part("unknown", "ignored")
        + "--b--\r\n"
    )
    answer = await post(receiver, session, body)
    assert answer == {"image": "bytes of it", "mode": "AUTO", "ref": "other bytes"}
    assert receiver.left == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/mixed; boundary=b"},
        {"Content-Type": "multipart/form-data"},
        {"Content-Type": "multipart/form-data; boundary=" + "b" * 100},
        {"Content-Type": "text/plain, multipart/form-data; boundary=b"},
    ],
)
async def test_only_a_multipart_form_is_read(
    receiver: Receiver, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    body = part("mode", "AUTO") + "--b--\r\n"
    assert await post(receiver, session, body, headers) == {"code": "ERROR_PARAMETERS"}
    assert receiver.left == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no boundary at all",
        b"--c\r\n\r\n--c--\r\n",
        part("mode", "AUTO"),
        part("image", "cut off")[:-2],
        part("image", "cut off")[:20],
        "--b\r\n" + "X-Header: x\r\n" * 500 + "\r\n--b--\r\n",
        "--b\r\n" + "X-Header: " + "x" * 100_000 + "\r\n\r\n--b--\r\n",
        "--b\r\nno header\r\n\r\nx\r\n--b--\r\n",
        "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--\r\n",
        part("_charset_", "x" * 100) + part("mode", "AUTO") + "--b--\r\n",
        b'--b\r\nContent-Disposition: form-data; name="mode"\r\n\r\n\xff\xfe\r\n--b--\r\n',
        "x" * 200_000,
    ],
)
async def test_a_malformed_body_is_refused(
    receiver: Receiver, session: aiohttp.ClientSession, body: str | bytes
) -> None:
    assert await post(receiver, session, body) == {"code": "ERROR_PARAMETERS"}
    assert receiver.left == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (part("image", "x" * 1001), "FILE_SIZE_EXCEEDS_LIMIT"),
        (part("image", "1") + part("image", "2"), "ERROR_TOO_MANY_FILES"),
        (part("mode", "AUTO") + part("mode", "AUTO"), "ERROR_INVALID_PARAMETER"),
        (part("mode", "x" * 5000), "ERROR_REQUEST_BODY_TOO_LARGE"),
        ("".join(part(f"x{n}", "") for n in range(33)), "ERROR_REQUEST_BODY_TOO_LARGE"),
    ],
)
async def test_limits_hold_while_the_body_streams_in(
    receiver: Receiver, session: aiohttp.ClientSession, body: str, code: str
) -> None:
    assert await post(receiver, session, body + "--b--\r\n") == {"code": code}
    assert receiver.left == []


async def test_a_compressed_bomb_meets_the_same_limits(
    receiver: Receiver, session: aiohttp.ClientSession
) -> None:
    body = gzip.compress((part("image", "x" * 50_000_000) + "--b--\r\n").encode())
    headers = MULTIPART | {"Content-Encoding": "gzip"}
    assert await post(receiver, session, body, headers) == {"code": "FILE_SIZE_EXCEEDS_LIMIT"}
    assert receiver.left == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_body_that_only_claims_to_be_compressed_is_refused(
    receiver: Receiver, session: aiohttp.ClientSession, encoding: str
) -> None:
    body = part("mode", "AUTO") + "--b--\r\n"
    headers = MULTIPART | {"Content-Encoding": encoding}
    assert await post(receiver, session, body, headers) == {"code": "ERROR_PARAMETERS"}


@pytest.mark.parametrize("pause", [0.05, 30.0])
async def test_a_body_that_drips_is_not_waited_for(
    receiver: Receiver, session: aiohttp.ClientSession, pause: float
) -> None:
    async def drip() -> AsyncIterator[bytes]:
        yield part("image", "").encode()
        while True:
            yield b"x"
            await asyncio.sleep(pause)

    assert await post(receiver, session, drip()) == {"code": "ERROR_FILE_DOWNLOAD_TIMEOUT"}
    assert receiver.left == []


async def test_a_client_that_hangs_up_leaves_nothing(receiver: Receiver) -> None:
    host, port = receiver.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"POST {SUBMIT_PATH} HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n"
        f"Content-Type: {MULTIPART['Content-Type']}\r\n\r\n"
    )
    writer.write((head + part("image", "beginning of it")).encode())
    await writer.drain()
    await eventually(lambda: receiver.left != [])
    writer.transport.abort()
    await eventually(lambda: receiver.left == [])


async def test_a_full_disk_is_no_fault_of_the_client(
    receiver: Receiver, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.api.server.uploads._write", full)
    body = part("image", "bytes") + "--b--\r\n"
    answer = await post(receiver, session, body)
    assert answer == {"unavailable": "the disk cannot be used: No space left on device"}
    assert receiver.left == []


@given(
    st.lists(
        st.sampled_from(
            [
                b"--b",
                b"--b--",
                b"\r\n",
                b"\r\n\r\n",
                b'Content-Disposition: form-data; name="image"',
                b"Content-Disposition: form-data; name*=utf-8''mode",
                b"Content-Transfer-Encoding: base64",
                b"Content-Length: 7",
                b"Content-Length: x",
                b"Content-Encoding: br",
            ]
        )
        | st.binary(max_size=20),
        max_size=20,
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_body_is_read_or_refused(
    receiver: Receiver, session: aiohttp.ClientSession, pieces: list[bytes]
) -> None:
    async with session.post(
        receiver.url + SUBMIT_PATH, data=b"".join(pieces), headers=MULTIPART
    ) as response:
        assert response.status < 500
    assert receiver.left == []
