"""What the proxy passes on, and what it keeps of it, before a Discord that does as it is told."""

import json
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import WSMsgType, web

from tests.recorder.proxy import Proxy
from tests.recorder.scene import Scene
from tests.recorder.script import Act, Probe, Step
from tests.recorder.session import record

JSON = dict[str, Any]


class FakeDiscord:
    """A gateway and a REST API."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.answers: list[web.Response] = []
        self.speak: Callable[[web.WebSocketResponse], Awaitable[None]]

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        assert request.query["compress"] == "zlib-stream"
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self.speak(socket)
        return socket

    async def rest(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        return self.answers.pop(0)


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    yield FakeDiscord()


@pytest.fixture
async def proxy(discord: FakeDiscord) -> AsyncIterator[Proxy]:
    """A proxy before the fake Discord."""
    app = web.Application()
    app.router.add_get("/gateway", discord.gateway)
    app.router.add_route("*", "/{path:.*}", discord.rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    async with Proxy(f"http://{host}:{port}", f"ws://{host}:{port}/gateway") as proxy:
        yield proxy
    await runner.cleanup()


def interaction(number: int, kind: int = 2) -> JSON:
    return {
        "op": 0,
        "t": "INTERACTION_CREATE",
        "d": {
            "id": str(number),
            "type": kind,
            "token": f"token{number}",
            "channel_id": "5",
            "user": {"id": "6"},
            "data": {},
        },
    }


async def heard(proxy: Proxy) -> tuple[list[JSON], int | None]:
    """Return what a bot hears from the gateway until it is closed, and the code of that."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{proxy.gateway_url}?v=10&encoding=json") as socket,
    ):
        payloads = [json.loads(m.data) async for m in socket if m.type is WSMsgType.TEXT]
        return payloads, socket.close_code


async def test_payloads_in_several_frames_and_the_close_code_reach_the_bot(
    discord: FakeDiscord, proxy: Proxy
) -> None:
    payloads = [{"op": 10, "t": None, "d": {"heartbeat_interval": 1}}, interaction(1)]

    async def speak(socket: web.WebSocketResponse) -> None:
        deflate = zlib.compressobj()
        for payload in payloads:
            data = deflate.compress(json.dumps(payload).encode())
            data += deflate.flush(zlib.Z_SYNC_FLUSH)
            await socket.send_bytes(data[:5])
            await socket.send_bytes(data[5:])
        await socket.close(code=4009)

    discord.speak = speak
    assert await heard(proxy) == (payloads, 4009)
    assert [entry["data"]["id"] for entry in proxy.entries] == ["1"]


async def test_what_is_held_back_and_what_is_not_recorded(
    discord: FakeDiscord, proxy: Proxy
) -> None:
    async def speak(socket: web.WebSocketResponse) -> None:
        for payload in (interaction(11), interaction(22, kind=4)):
            await socket.send_str(json.dumps(payload))
        await socket.close()

    discord.speak = speak
    proxy.holds_back = True
    passed, _ = await heard(proxy)
    assert [payload["d"]["id"] for payload in passed] == ["22"]
    assert proxy.held_back.get_nowait()["id"] == "11"
    discord.answers.append(web.Response(status=204))
    await proxy.send("POST", "/interactions/22/token22/callback", {"type": 8})
    assert [entry["data"]["id"] for entry in proxy.entries] == ["11"]


async def test_a_multipart_request_passes_unchanged_and_is_described(
    discord: FakeDiscord, proxy: Proxy
) -> None:
    content = b"\r\n\r\n--x\r\n\0" * 10
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps({"content": "ä"}))
    form.add_field("files[0]", content, filename="a.png", content_type="image/png")
    headers = {"Content-Type": "application/json", "Via": "1.1 google", "X-RateLimit-Limit": "5"}
    discord.answers.append(web.Response(body=b'{"id": "7"}', status=201, headers=headers))
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{proxy.url}/api/v10/channels/5/messages", data=form) as response,
    ):
        assert response.status == 201
        assert await response.json() == {"id": "7"}
        # discord.py takes an answer without Via for a ban, and one with a charset for a text.
        assert response.headers["Via"] == "1.1 google"
        assert response.headers["Content-Type"] == "application/json"
    assert content in discord.bodies[0]
    (entry,) = proxy.entries
    assert entry["body"] == {"content": "ä"}
    file = {"field": "files[0]", "filename": "a.png", "size": 100, "content_type": "image/png"}
    assert len(content) == 100
    assert entry["files"] == [file]
    assert (entry["status"], entry["answer"]) == (201, {"id": "7"})


async def test_a_probe_is_sent_again_after_a_rate_limit_and_recorded_once(
    discord: FakeDiscord, proxy: Proxy
) -> None:
    discord.answers += [
        web.json_response({"retry_after": 0.0}, status=429),
        web.json_response({"id": "7"}),
    ]
    step = Step("a-step", (), (Act("Do it.", _nothing, sends=(Probe("GET", "/users/@me"),)),))

    async def ask(_: Act) -> None:
        return None

    entries = await record(step, proxy, ask)
    assert entries[0] == {"act": 0}
    assert [entry["status"] for entry in entries[1:]] == [200]


async def _nothing(_: Scene) -> None:
    return None
