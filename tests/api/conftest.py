"""A service that answers as it is told, and time that passes only when someone sleeps."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

import bot.api.client
from bot.api.client import MigrationClient, Submission
from bot.api.contract import Mode, Version
from bot.api.reading import TaskState, Ticket

Play = Callable[[web.Request], Awaitable[web.StreamResponse]]

KEY = "the-key"
TICKET = Ticket("t1", Version.V1_1)


@dataclass
class Seen:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    fields: Mapping[str, object]


@dataclass
class StandIn:
    """A real HTTP server on loopback. It plays its `plays` in turn, the last one for ever."""

    url: str = ""
    plays: list[Play] = field(default_factory=list[Play])
    seen: list[Seen] = field(default_factory=list[Seen])

    def will(self, *plays: Play) -> None:
        self.plays = list(plays)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        form = await request.post() if request.method == "POST" else {}
        fields = {
            name: value.file.read() if isinstance(value, web.FileField) else value
            for name, value in form.items()
        }
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.seen.append(Seen(request.method, request.path, request.query, headers, fields))
        play = self.plays.pop(0) if len(self.plays) > 1 else self.plays[0]
        return await play(request)


@dataclass
class FakeTime:
    now: float = 0.0
    pauses: list[float] = field(default_factory=list[float])

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def says(body: object, status: int = 200, **headers: str) -> Play:
    async def play(_: web.Request) -> web.Response:
        return web.json_response(
            body, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )

    return play


def success(**fields: Any) -> Play:
    return says({"error_code": 0, "error_code_str": "", "error_msg": "", "log_id": "l"} | fields)


DONE = success(task_status=2, data={"image_list": ["http://host/1.png"]})


def refuses(status: int, code: str, **headers: str) -> Play:
    detail = {"status_code": status, "code": code, "code_message": "", "message": "because"}
    return says({"error_code": status, "error_detail": detail}, status, **headers)


def html(status: int = 200) -> Play:
    async def play(_: web.Request) -> web.Response:
        return web.Response(text="<html>gateway</html>", content_type="text/html", status=status)

    return play


def sends(body: bytes, **headers: str) -> Play:
    async def play(_: web.Request) -> web.Response:
        return web.Response(body=body, headers=headers)

    return play


def redirects(location: str) -> Play:
    async def play(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location})

    return play


async def resets(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def says_nothing(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError


async def breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"error_code": 0, "task_st')
    assert request.transport is not None
    request.transport.abort()
    return response


async def ignore(_: TaskState) -> None:
    pass


@contextlib.asynccontextmanager
async def stand_in_server() -> AsyncGenerator[StandIn]:
    stand_in = StandIn()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", stand_in.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    stand_in.url = f"http://{host}:{port}"
    try:
        yield stand_in
    finally:
        await runner.cleanup()


@pytest.fixture
async def service() -> AsyncGenerator[StandIn]:
    async with stand_in_server() as stand_in:
        yield stand_in


@pytest.fixture
async def other_host() -> AsyncGenerator[StandIn]:
    async with stand_in_server() as stand_in:
        yield stand_in


@pytest.fixture
async def session() -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def client(
    service: StandIn, session: aiohttp.ClientSession, fake_time: FakeTime
) -> MigrationClient:
    return MigrationClient(
        session,
        service.url,
        KEY,
        max_result_bytes=1_000_000,
        sleep=fake_time.sleep,
        clock=lambda: fake_time.now,
        jitter=lambda: 1.0,
    )


@pytest.fixture
def submission(photographs: dict[str, Path]) -> Submission:
    return Submission(
        image=photographs["coffee"], mode=Mode.TEMPLATE, degree=0.4, colors=("264653", "E9C46A")
    )


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.api.client, "SUBMIT_SECONDS", 0.05)
    monkeypatch.setattr(bot.api.client, "QUERY_SECONDS", 0.05)
