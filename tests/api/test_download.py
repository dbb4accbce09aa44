import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from PIL import Image

from bot.api.client import MigrationClient
from bot.api.failures import MigrationError, ServiceFailedError, TaskUnknownError
from tests.api.conftest import (
    FakeTime,
    Play,
    StandIn,
    breaks_off,
    html,
    redirects,
    resets,
    sends,
)


@pytest.fixture
def picture(photographs: dict[str, Path]) -> bytes:
    return photographs["chelsea"].read_bytes()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "result.png"


def content(path: Path) -> bytes:
    return path.read_bytes()


async def test_a_result_arrives_whole_and_without_the_key(
    service: StandIn, client: MigrationClient, picture: bytes, target: Path
) -> None:
    service.will(sends(picture))
    await client.download(f"{service.url}/1.png?signature=s", target)
    assert content(target) == picture
    assert [path.name for path in target.parent.iterdir()] == ["result.png"]
    assert "ailabapi-api-key" not in service.seen[0].headers


async def test_a_result_may_live_on_another_host(
    service: StandIn, other_host: StandIn, client: MigrationClient, picture: bytes, target: Path
) -> None:
    other_host.will(sends(picture))
    service.will(redirects(f"{other_host.url}/1.png"))
    await client.download(f"{service.url}/1.png", target)
    assert content(target) == picture
    assert "ailabapi-api-key" not in other_host.seen[0].headers


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
async def test_pictures_are_known_by_their_bytes(
    service: StandIn, client: MigrationClient, tmp_path: Path, target: Path, form: str
) -> None:
    Image.new("RGB", (80, 80)).save(tmp_path / "made", form)
    service.will(sends(content(tmp_path / "made"), **{"Content-Type": "text/plain"}))
    await client.download(f"{service.url}/1.png", target)
    assert content(target) == content(tmp_path / "made")


@pytest.mark.parametrize("play", [resets, breaks_off, html(500), html(503), html(429)])
async def test_what_may_pass_is_tried_again(
    service: StandIn,
    client: MigrationClient,
    picture: bytes,
    target: Path,
    fake_time: FakeTime,
    play: Play,
) -> None:
    service.will(play, play, sends(picture))
    await client.download(f"{service.url}/1.png", target)
    assert content(target) == picture
    # After a reset, aiohttp itself asks once more.
    assert fake_time.pauses == ([1] if play is resets else [1, 2])


async def endless(request: web.Request) -> web.StreamResponse:
    """Send a picture that never ends, and never say how long it is."""
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b"\x89PNG\r\n\x1a\n")
    try:
        while True:
            await response.write(bytes(65536))
            await asyncio.sleep(0)
    except ConnectionError:
        return response


@pytest.mark.parametrize(
    "play",
    [
        endless,
        sends(b"\x89PNG\r\n\x1a\n" + bytes(1_000_001)),
        sends(b"GIF89a" + bytes(100)),
        sends(b""),
        sends(b"\x89PNG"),
        html(200),
        html(400),
        redirects("file:///etc/passwd"),
        redirects("ftp://127.0.0.1/1.png"),
        redirects("/again"),
    ],
)
async def test_what_is_no_picture_of_a_fair_size_is_refused_and_leaves_nothing(
    service: StandIn, client: MigrationClient, target: Path, fake_time: FakeTime, play: Play
) -> None:
    service.will(play)
    with pytest.raises(MigrationError):
        await client.download(f"{service.url}/1.png", target)
    assert not fake_time.pauses
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_dead_url_is_told_as_such(
    service: StandIn, client: MigrationClient, target: Path, status: int
) -> None:
    service.will(html(status))
    with pytest.raises(TaskUnknownError):
        await client.download(f"{service.url}/1.png", target)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://host/1.png", "1.png", ""])
async def test_only_http_is_spoken(client: MigrationClient, target: Path, url: str) -> None:
    with pytest.raises(ServiceFailedError):
        await client.download(url, target)


@pytest.mark.parametrize("url", ["http://[", "http://", "http://127.0.0.1:99999/"])
async def test_a_url_that_is_none_is_a_typed_error(
    session: aiohttp.ClientSession, client: MigrationClient, target: Path, url: str
) -> None:
    with pytest.raises(MigrationError):
        await client.download(url, target)
    assert list(target.parent.iterdir()) == []
