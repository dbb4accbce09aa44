"""Fetching attachments from a real server, which is as bad as servers get."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.jobs import attachment
from bot.jobs.attachment import DISCORD_CDN, AttachmentSource, origin
from bot.jobs.job import Attachment
from bot.jobs.troubles import JobError, Trouble
from tests.jobs.world import noise

PNG = noise()
MOST_BYTES = 100_000

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Cdn:
    """A file server. It plays its `answers` in turn, the last one for ever."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list[Answer])
    asked: list[str] = field(default_factory=list[str])

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return await answer(request)


def sends(body: bytes, status: int = 200, **headers: str) -> Answer:
    async def answer(_: web.Request) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=body, status=status, headers=named)

    return answer


async def hangs_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(len(PNG))})
    await response.prepare(request)
    await response.write(PNG[:10_000])
    assert request.transport is not None
    request.transport.close()
    return response


async def falls_silent(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(len(PNG))})
    await response.prepare(request)
    await response.write(PNG[:10_000])
    await asyncio.Event().wait()
    raise AssertionError


@pytest.fixture
async def cdn() -> AsyncGenerator[Cdn]:
    cdn = Cdn()
    app = web.Application()
    app.router.add_get("/{path:.*}", cdn.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    cdn.url = f"http://{host}:{port}"
    try:
        yield cdn
    finally:
        await runner.cleanup()


@pytest.fixture
async def source(cdn: Cdn) -> AsyncGenerator[AttachmentSource]:
    async with aiohttp.ClientSession() as session:
        yield AttachmentSource(session, frozenset({origin(cdn.url)}), MOST_BYTES, pause=0.0)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "image"


def size_of(file: Path) -> int:
    return file.stat().st_size


def attached(url: str) -> Attachment:
    # What the uploader claims of the size is not what counts.
    return Attachment(url=url, filename="cat.png")


async def trouble_with(source: AttachmentSource, url: str, target: Path) -> Trouble:
    with pytest.raises(JobError) as caught:
        await source.fetch(attached(url), target)
    assert caught.value.details["file"] == "cat.png"
    assert not list(target.parent.glob("*.png"))
    return caught.value.trouble


async def test_a_picture_arrives_as_it_is_by_the_link_as_it_is(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    cdn.answers = [sends(PNG)]
    path = "/ephemeral-attachments/1/2/a%20cat.png?ex=1&is=2&hm=3&"
    file = await source.fetch(attached(cdn.url + path), target)
    assert file == target.with_suffix(".png")
    assert file.read_bytes() == PNG
    assert cdn.asked == [path]


async def test_a_picture_that_the_service_does_not_take_is_converted(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    buffer = BytesIO()
    Image.new("RGB", (100, 80), "teal").save(buffer, "WEBP")
    cdn.answers = [sends(buffer.getvalue())]
    file = await source.fetch(attached(f"{cdn.url}/a.webp"), target)
    with Image.open(file) as picture:
        assert (picture.format, picture.size) == ("PNG", (100, 80))


async def test_a_file_of_an_earlier_try_is_overwritten(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    await asyncio.to_thread(target.write_bytes, PNG * 2)
    await asyncio.to_thread(target.with_suffix(".png").write_bytes, PNG[:100])
    cdn.answers = [sends(PNG)]
    assert (await source.fetch(attached(f"{cdn.url}/a.png"), target)).read_bytes() == PNG


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_dead_link_is_tried_once(
    cdn: Cdn, source: AttachmentSource, target: Path, status: int
):
    cdn.answers = [sends(b"This content is no longer available.", status), sends(PNG)]
    assert await trouble_with(source, f"{cdn.url}/a.png", target) is Trouble.ATTACHMENT_GONE
    assert len(cdn.asked) == 1


@pytest.mark.parametrize(
    "failure",
    [
        sends(b"", 500),
        sends(b"<html>bad gateway</html>", 502),
        sends(b"", 429),
        hangs_up,
        breaks_off,
    ],
    ids=["500", "502", "429", "hangs up", "breaks off"],
)
async def test_what_may_pass_is_tried_again(
    cdn: Cdn, source: AttachmentSource, target: Path, failure: Answer
):
    cdn.answers = [failure, failure, sends(PNG)]
    file = await source.fetch(attached(f"{cdn.url}/a.png"), target)
    assert file.read_bytes() == PNG
    assert len(cdn.asked) == 3


async def test_what_does_not_pass_is_given_up_after_a_few_tries(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    cdn.answers = [sends(b"", 503)]
    trouble = await trouble_with(source, f"{cdn.url}/a.png", target)
    assert trouble is Trouble.ATTACHMENT_UNREACHABLE
    assert 1 < len(cdn.asked) < 10


async def test_a_server_that_falls_silent_is_tried_again(
    cdn: Cdn, source: AttachmentSource, target: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attachment, "_TIMEOUT", aiohttp.ClientTimeout(sock_read=0.1))
    cdn.answers = [falls_silent, sends(PNG)]
    file = await source.fetch(attached(f"{cdn.url}/a.png"), target)
    assert file.read_bytes() == PNG


async def test_a_server_that_is_not_there_is_said_to_be_unreachable(
    source: AttachmentSource, target: Path, unused_tcp_port: int
):
    here = f"http://127.0.0.1:{unused_tcp_port}"
    source = AttachmentSource(source.session, frozenset({here}), MOST_BYTES, pause=0.0)
    trouble = await trouble_with(source, f"{here}/a.png", target)
    assert trouble is Trouble.ATTACHMENT_UNREACHABLE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed_even_to_the_same_server(
    cdn: Cdn, source: AttachmentSource, target: Path, status: int
):
    cdn.answers = [sends(b"", status, Location="/private.png"), sends(b"", status, Location="/")]
    trouble = await trouble_with(source, f"{cdn.url}/a.png", target)
    assert trouble is Trouble.ATTACHMENT_UNREACHABLE
    assert set(cdn.asked) == {"/a.png"}


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a.png",
        "https://cdn.discordapp.com.example.com/a.png",
        "https://cdn.discordapp.com@example.com/a.png",
        "https://cdn.discordapp.com:8443/a.png",
        "http://cdn.discordapp.com/a.png",
        "http://localhost:{port}/a.png",
        "http://127.0.0.1/a.png",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]:{port}/a.png",
        "https://127.0.0.1:{port}/a.png",
        "http://user@127.0.0.1:{port}/a.png",
        "file:///etc/passwd",
        "//127.0.0.1:{port}/a.png",
        "a.png",
        "",
        "http://[broken/a.png",
    ],
)
async def test_a_link_to_anywhere_else_is_not_followed(
    cdn: Cdn, source: AttachmentSource, target: Path, url: str
):
    cdn.answers = [sends(PNG)]
    own = AttachmentSource(source.session, source.origins | {*DISCORD_CDN}, MOST_BYTES, pause=0.0)
    port = cdn.url.rpartition(":")[2]
    trouble = await trouble_with(own, url.replace("{port}", port), target)
    assert trouble is Trouble.ATTACHMENT_FOREIGN
    assert cdn.asked == []


async def test_a_file_may_be_as_large_as_the_limit(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    cdn.answers = [sends(PNG + bytes(MOST_BYTES - len(PNG)))]
    file = await source.fetch(attached(f"{cdn.url}/a.png"), target)
    assert size_of(file) == MOST_BYTES


async def test_a_file_one_byte_larger_is_refused_with_the_limit(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    cdn.answers = [sends(PNG + bytes(MOST_BYTES + 1 - len(PNG)))]
    with pytest.raises(JobError) as caught:
        await source.fetch(attached(f"{cdn.url}/a.png"), target)
    assert caught.value.trouble is Trouble.FILE_TOO_LARGE
    assert caught.value.details == {"file": "cat.png", "limit": MOST_BYTES}
    assert len(cdn.asked) == 1


async def test_a_file_without_an_end_is_refused_while_it_comes(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(PNG)

    cdn.answers = [endless]
    assert await trouble_with(source, f"{cdn.url}/a.png", target) is Trouble.FILE_TOO_LARGE
    assert size_of(target) <= MOST_BYTES


async def test_a_file_that_unpacks_beyond_the_limit_is_refused(
    cdn: Cdn, source: AttachmentSource, target: Path
):
    async def packed(request: web.Request) -> web.StreamResponse:
        response = web.Response(body=bytes(20 * MOST_BYTES))
        response.enable_compression(web.ContentCoding.gzip)
        return response

    cdn.answers = [packed]
    assert await trouble_with(source, f"{cdn.url}/a.png", target) is Trouble.FILE_TOO_LARGE
    assert size_of(target) <= MOST_BYTES


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>please log in</body></html>", b"%PDF-1.7", b"\x89PN"]
)
async def test_what_is_no_picture_is_not_taken_for_one(
    cdn: Cdn, source: AttachmentSource, target: Path, body: bytes
):
    cdn.answers = [sends(body, Content_Type="image/png")]
    assert await trouble_with(source, f"{cdn.url}/a.png", target) is Trouble.NOT_A_PICTURE


@pytest.mark.parametrize("host", DISCORD_CDN)
async def test_files_of_discord_are_looked_for_at_the_cdn_of_the_settings(
    cdn: Cdn, source: AttachmentSource, target: Path, host: str
):
    origins = source.origins | {*DISCORD_CDN}
    proxied = AttachmentSource(source.session, origins, MOST_BYTES, f"{cdn.url}/proxy", pause=0.0)
    for path in ("/emojis/7.png", "/attachments/1/2/a%20b.png?ex=1&is=2&hm=3&"):
        cdn.answers = [sends(PNG)]
        await proxied.fetch(attached(host + path), target)
        assert cdn.asked[-1] == f"/proxy{path}"
    cdn.answers = [sends(PNG)]
    await proxied.fetch(attached(f"{cdn.url}/own.png"), target)
    assert cdn.asked[-1] == "/own.png"


@pytest.mark.parametrize(
    ("url", "whose"),
    [
        ("https://cdn.discordapp.com/attachments/1/2/a.png?ex=1", "https://cdn.discordapp.com"),
        ("HTTPS://CDN.DiscordApp.com/a.png", "https://cdn.discordapp.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://a@b.example", "https://a@b.example"),
        ("https://[broken/a.png", ""),
    ],
)
def test_the_origin_of_a_link_is_its_scheme_and_host(url: str, whose: str):
    assert origin(url) == whose


@given(st.text())
def test_no_text_after_a_foreign_host_makes_it_ours(text: str):
    assert origin(f"https://example.com/{text}") not in DISCORD_CDN
    assert origin(f"https://example.com?{text}") not in DISCORD_CDN
    assert origin(f"https://example.com#{text}") not in DISCORD_CDN
