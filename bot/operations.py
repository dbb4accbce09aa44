"""What operators and their tools ask of a running bot, on a port of its own."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Callable
from types import SimpleNamespace
from typing import Final

import aiohttp
from aiohttp import web

from bot.jobs import queue
from bot.metrics import CONTENT_TYPE, DISCORD_FAILURES, JOBS_WAITING, exposition

log = logging.getLogger(__name__)

HOST: Final = "0.0.0.0"  # noqa: S104
"""Prometheus comes from another machine."""

_ANSWER_SECONDS: Final = 5.0


@contextlib.asynccontextmanager
async def telling(port: int | None, is_connected: Callable[[], bool]) -> AsyncGenerator[None]:
    """Serve ``/healthz``, ``/readyz`` and ``/metrics`` while the context is open, if on any port.

    `is_connected` tells whether Discord's gateway has said that it is ready.

    Raises
    ------
    OSError
        When the port is taken.
    """
    if port is None:
        yield
        return
    app = web.Application()

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_: web.Request) -> web.Response:
        unavailable = [] if is_connected() else ["discord"]
        if await _waiting() is None:
            unavailable.append("database")
        if unavailable:
            return web.json_response(
                {"status": "unavailable", "unavailable": unavailable}, status=503
            )
        return web.json_response({"status": "ready"})

    async def metrics(_: web.Request) -> web.Response:
        waiting = await _waiting()
        JOBS_WAITING.set(float("nan") if waiting is None else waiting)
        return web.Response(body=exposition(), headers={"Content-Type": CONTENT_TYPE})

    app.add_routes(
        [
            web.get("/healthz", health),
            web.get("/readyz", ready),
            web.get("/metrics", metrics),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        log.info("metrics are on port %d", runner.addresses[0][1])
        yield
    finally:
        await runner.cleanup()


async def _waiting() -> int | None:
    """Return how many jobs wait, or None if the database does not say so in time."""
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            return len(await queue.waiting())
    except (TimeoutError, queue.RecordsError) as error:
        log.warning("the database does not answer: %s", error or "no answer in time")
        return None


def discord_trace() -> aiohttp.TraceConfig:
    """Return what counts the requests to Discord that fail, for discord.py's session."""

    async def ended(
        _: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        if end.response.status >= 400:
            DISCORD_FAILURES.labels(end.method, str(end.response.status)).inc()

    async def failed(
        _: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestExceptionParams
    ) -> None:
        DISCORD_FAILURES.labels(end.method, "none").inc()

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(failed)
    return trace
