"""A picture's colors over HTTP: asked for by the client, found by the engine."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.api.client import MigrationClient
from bot.api.contract import LOOKUP_TABLE_PATH, MAIN_COLORS_PATH
from bot.api.failures import KeyRefusedError, RequestRejectedError, ServiceGoneError
from bot.engine.extraction import main_colors
from tests.api.server.conftest import KEY, Server, server_in
from tests.stage import Service

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Server]:
    async with server_in(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def client(server: Server) -> MigrationClient:
    return MigrationClient(server.session, server.url, KEY, max_result_bytes=1_000_000)


async def test_the_colors_are_those_that_the_engine_finds(
    client: MigrationClient, photographs: dict[str, Path]
):
    colors = await client.main_colors(photographs["coffee"], 5)
    found = main_colors(photographs["coffee"], 5)
    assert [tuple(bytes.fromhex(color)) for color in colors] == found
    assert len(colors) == 5


async def test_what_is_no_picture_is_rejected(client: MigrationClient, tmp_path: Path):
    text = tmp_path / "text.png"
    text.write_text("hello")
    with pytest.raises(RequestRejectedError):
        await client.main_colors(text, 5)


async def test_a_stranger_gets_none(server: Server, photographs: dict[str, Path]):
    client = MigrationClient(server.session, server.url, "wrong", max_result_bytes=1)
    with pytest.raises(KeyRefusedError):
        await client.main_colors(photographs["coffee"], 5)


async def test_somebody_elses_service_does_not_offer_it(
    server: Server, photographs: dict[str, Path]
):
    async with Service().running() as service:
        client = MigrationClient(server.session, service.url, "a key", max_result_bytes=1)
        with pytest.raises(ServiceGoneError):
            await client.main_colors(photographs["coffee"], 5)


async def test_nothing_of_a_request_stays(
    server: Server, client: MigrationClient, photographs: dict[str, Path]
):
    await client.main_colors(photographs["coffee"], 3)
    assert not [path for path in (server.storage / "scratch").rglob("*") if path.is_file()]


FORM = {"Content-Type": "multipart/form-data; boundary=x"}
ONLY_A_MODE = b'--x\r\nContent-Disposition: form-data; name="mode"\r\n\r\nAUTO\r\n--x--\r\n'


@pytest.mark.parametrize("path", [MAIN_COLORS_PATH, LOOKUP_TABLE_PATH])
@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"key": None}, 401, "ERROR_APPLICATIONS_NOT_EXISTS"),
        ({"method": "GET"}, 405, "ERROR_ILLEGAL_OPERATION"),
        ({"data": b"nonsense"}, 400, "ERROR_PARAMETERS"),
        ({"json": {"image": "a.png"}}, 400, "ERROR_PARAMETERS"),
        ({"data": b"", "headers": FORM}, 400, "ERROR_PARAMETERS"),
        ({"data": ONLY_A_MODE, "headers": FORM}, 400, "MISSING_PARAMETERS"),
    ],
)
async def test_what_is_wrong_is_answered_in_the_contracts_envelope(
    server: Server, path: str, changes: dict[str, Any], status: int, code: str
):
    answer = await server.ask(**{"method": "POST", "path": path} | changes)
    assert (answer.status, answer.code) == (status, code)
    assert {"error_code", "error_msg", "log_id"} <= set(answer.body)
