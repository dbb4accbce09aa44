"""The server as `colorway serve` and the bot start it."""

from pathlib import Path

import aiohttp
import pytest

from bot.api.client import MigrationClient, Submission
from bot.api.contract import Mode
from bot.api.reading import TaskState
from bot.api.server import running_server
from bot.durability import durable
from bot.settings import Settings
from tests.api.server.conftest import KEY, permissions_in


async def ignore(_: TaskState) -> None:
    pass


async def test_it_serves_under_its_public_name_until_it_is_stopped(
    tmp_path: Path, photographs: dict[str, Path]
) -> None:
    settings = Settings(data=tmp_path, public_url="https://colors.example")
    async with durable(settings), aiohttp.ClientSession() as session:
        async with running_server(settings, "127.0.0.1", 0, (KEY,)) as url:
            assert url.startswith("http://127.0.0.1:")
            client = MigrationClient(session, url, KEY, max_result_bytes=1)
            asked = Submission(image=photographs["coffee"], mode=Mode.AUTO, degree=0)
            (result,) = await client.wait(await client.submit(asked), ignore, 60)
            assert result.startswith("https://colors.example/results/")
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(url + "/healthz")
    permitted = permissions_in(tmp_path)
    assert permitted["uploads"] == permitted["results"] == 0o700
    assert permitted["signing.key"] == 0o600


async def test_a_loopback_address_of_either_kind_will_do(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    async with durable(settings), aiohttp.ClientSession() as session:
        try:
            async with running_server(settings, "::1", 0, (KEY,)) as url:
                assert url.startswith("http://[::1]:")
                async with session.get(url + "/healthz") as response:
                    assert response.status == 200
        except OSError:
            pytest.skip("this machine has no IPv6")
