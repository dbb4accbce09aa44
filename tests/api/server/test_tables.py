"""Look-up tables over HTTP: asked for by the client, made by the engine."""

from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from bot.api.client import MigrationClient, Submission
from bot.api.contract import LOOKUP_TABLE_PATH, Mode
from bot.api.failures import KeyRefusedError, RequestRejectedError
from bot.engine.lut import Lut
from tests.api.server.conftest import KEY, Server, server_in

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Server]:
    async with server_in(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def client(server: Server) -> MigrationClient:
    return MigrationClient(server.session, server.url, KEY, max_result_bytes=1_000_000)


def grid(cube: str) -> np.ndarray:
    values = [line.split() for line in cube.splitlines() if line[0].isdigit()]
    size = round(len(values) ** (1 / 3))
    return np.array(values, np.float32).reshape(size, size, size, 3).transpose(2, 1, 0, 3)


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


async def test_a_table_does_what_the_recoloring_does(
    server: Server, client: MigrationClient, photographs: dict[str, Path], tmp_path: Path
):
    asked = Submission(
        image=photographs["coffee"], mode=Mode.TEMPLATE, colors=("264653", "E9C46A", "E76F51")
    )
    table = await client.lookup_table(asked)
    assert 0 <= table.mean_error <= table.tail_error
    assert table.mean_error < 5
    before = pixels(photographs["coffee"])
    after = Lut(grid(table.cube)).apply(before).astype(int)
    assert np.abs(after - before).mean() > 10


async def test_each_colorway_has_a_table_of_its_own(
    client: MigrationClient, photographs: dict[str, Path]
):
    asked = Submission(image=photographs["coffee"], mode=Mode.AUTO, count=2)
    one, two = [await client.lookup_table(asked, number) for number in (1, 2)]
    assert np.abs(grid(one.cube) - grid(two.cube)).mean() > 0.01
    with pytest.raises(RequestRejectedError, match="from 1 to 2"):
        await client.lookup_table(asked, 3)


@pytest.mark.parametrize("number", ["0", "3", "-1", "00011", "1.0", "², ", "", "9" * 5000])
async def test_a_number_that_is_none_is_refused(
    server: Server, photographs: dict[str, Path], number: str
):
    with Submission(image=photographs["coffee"], mode=Mode.AUTO, count=2).form() as form:
        answer = await server.ask("POST", LOOKUP_TABLE_PATH, data=form, params={"number": number})
    assert answer.status == 400
    assert "from 1 to 2" in answer.body["error_msg"]


async def test_a_damaged_picture_is_rejected(
    client: MigrationClient, photographs: dict[str, Path], tmp_path: Path
):
    cut = tmp_path / "cut.png"
    cut.write_bytes(photographs["astronaut"].read_bytes()[:50_000])
    with pytest.raises(RequestRejectedError, match="damaged"):
        await client.lookup_table(Submission(image=cut, mode=Mode.AUTO))


async def test_a_stranger_gets_none(server: Server, photographs: dict[str, Path]):
    client = MigrationClient(server.session, server.url, "wrong", max_result_bytes=1)
    with pytest.raises(KeyRefusedError):
        await client.lookup_table(Submission(image=photographs["coffee"], mode=Mode.AUTO))


async def test_nothing_of_a_request_stays(
    server: Server, client: MigrationClient, photographs: dict[str, Path]
):
    await client.lookup_table(Submission(image=photographs["coffee"], mode=Mode.AUTO, degree=0))
    assert not [path for path in (server.storage / "scratch").rglob("*") if path.is_file()]
    answer = await server.ask("POST", LOOKUP_TABLE_PATH, data=b"nonsense")
    assert answer.status == 400
