"""A store and a database that can be told to fail."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
import psycopg
from aiohttp import web
from psycopg import sql


@dataclass
class Store:
    """A way to an S3 server that answers 503 while it is `away`."""

    url: str = ""
    away: bool = False
    refused: int = 0


@asynccontextmanager
async def store_before(s3: str) -> AsyncGenerator[Store]:
    """Stand before an S3 server."""
    store = Store()

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        if store.away:
            store.refused += 1
            return web.Response(status=503, text="<Error><Code>SlowDown</Code></Error>")
        async with session.request(
            request.method,
            s3 + request.raw_path,
            data=body,
            headers={k: v for k, v in request.headers.items() if k != "Host"},
            skip_auto_headers={"Content-Type"},
        ) as reply:
            content = await reply.read()
            headers = {
                name: reply.headers[name]
                for name in ("ETag", "Content-Type", "Last-Modified")
                if name in reply.headers
            }
            return web.Response(status=reply.status, body=content, headers=headers)

    app = web.Application(client_max_size=64 * 1024**2)
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    store.url = f"http://{host}:{port}"
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        yield store
    await runner.cleanup()


@dataclass
class Database:
    """A database of a Postgres server, which can be shut and opened again."""

    url: str

    def shut(self) -> None:
        """End all connections, and take no new one."""
        self._allow_connections(False)
        with self._server() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [self._name],
            )

    def open(self) -> None:
        """Take connections again."""
        self._allow_connections(True)

    @property
    def _name(self) -> str:
        return urlsplit(self.url).path.removeprefix("/")

    def _allow_connections(self, allowed: bool) -> None:
        command = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        with self._server() as connection:
            connection.execute(command.format(sql.Identifier(self._name), sql.Literal(allowed)))

    def _server(self) -> psycopg.Connection:
        other = urlsplit(self.url)._replace(path="/postgres").geturl()
        return psycopg.connect(other, autocommit=True)
