"""The server: its routes, and its start and stop.

The hosted service's ``/api/common/query-credits`` is left out: nothing is billed here, and a
made-up balance would be a lie.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Final

from aiohttp import web

from bot.api.contract import (
    QUERY_PATH_1_0,
    QUERY_PATH_1_1,
    QUERY_TYPE,
    SUBMIT_PATH,
    ContractError,
    ErrorCode,
    Field,
    Version,
)
from bot.api.server.answers import task_answer
from bot.api.server.auth import Keys
from bot.api.server.middleware import AccessLog, answer_errors, unread_log
from bot.api.server.orders import read_order
from bot.api.server.outcomes import Task
from bot.api.server.render import RENDER_SECONDS, Renderer, RenderPool, most_renders
from bot.api.server.results import RESULTS_PATH, Results
from bot.api.server.storage import private_folder, stored_secret
from bot.api.server.tasks import Tasks, new_task_id, render_queue
from bot.api.server.uploads import UPLOAD_SECONDS, Uploads
from bot.engine import recolor
from bot.settings import Settings

log = logging.getLogger(__name__)

HEALTH_PATH: Final = "/healthz"

CLEANING_SECONDS: Final = 3600.0
KEEP_ALIVE_SECONDS: Final = 75.0
LAST_REQUESTS_SECONDS: Final = 5.0
"""How long a server that stops waits for the requests that it has begun to answer."""

RESULT_HEADERS: Final = {"Cache-Control": "private", "X-Content-Type-Options": "nosniff"}


def create_app(
    settings: Settings,
    *,
    keys: tuple[str, ...],
    renderer: Renderer = recolor,
    render_seconds: float = RENDER_SECONDS,
    clock: Callable[[], float] = time.time,
) -> web.Application:
    """Make the application that answers to holders of `keys`.

    DBOS must be launched before it starts, and be destroyed only after it has stopped. A render
    fails after `render_seconds`; `clock` tells the time since the epoch.
    """
    storage = private_folder(settings.storage)
    secret = stored_secret(storage / "signing.key")
    uploads = Uploads(private_folder(storage / "uploads"), settings.max_image_bytes)
    results = Results(private_folder(storage / "results"), secret, clock)
    workers = most_renders()
    tasks = Tasks(
        uploads,
        results,
        RenderPool(renderer, workers, render_seconds),
        queue=render_queue(settings.executor),
        workers=workers,
    )
    service = _Service(settings.public_url, Keys(keys, secret), uploads, results, tasks, clock)
    app = web.Application(middlewares=[answer_errors])
    app.add_routes(
        [
            web.post(SUBMIT_PATH, service.submit),
            web.get(QUERY_PATH_1_0, service.query_1_0),
            web.get(QUERY_PATH_1_1, service.query_1_1),
            web.get(RESULTS_PATH + "{name}", service.result),
            web.get(HEALTH_PATH, service.health),
        ]
    )
    app.cleanup_ctx.append(service.running)
    return app


@contextlib.asynccontextmanager
async def running_server(
    settings: Settings, host: str, port: int, keys: tuple[str, ...]
) -> AsyncGenerator[str]:
    """Serve while the context is open, and give the base URL; port 0 takes any that is free."""
    async with serving(create_app(settings, keys=keys), host, port) as base_url:
        yield base_url


@contextlib.asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncGenerator[str]:
    """Serve an application of `create_app`, and give its base URL."""
    runner = web.AppRunner(
        app,
        access_log_class=AccessLog,
        logger=unread_log,
        keepalive_timeout=KEEP_ALIVE_SECONDS,
        shutdown_timeout=LAST_REQUESTS_SECONDS,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound_host, bound_port = runner.addresses[0][:2]
        yield f"http://{f'[{bound_host}]' if ':' in bound_host else bound_host}:{bound_port}"
    finally:
        await runner.cleanup()


class _Service:
    """The handlers of the routes."""

    def __init__(
        self,
        public_url: str | None,
        keys: Keys,
        uploads: Uploads,
        results: Results,
        tasks: Tasks,
        clock: Callable[[], float],
    ) -> None:
        self._public_url = public_url
        self._keys = keys
        self._uploads = uploads
        self._results = results
        self._tasks = tasks
        self._clock = clock

    async def submit(self, request: web.Request) -> web.Response:
        """Take a picture and make a task of it."""
        owner = self._keys.owner_of(request)  # before anything of the body is read
        async with self._uploads.receive(request, new_task_id()) as upload:
            order = await asyncio.to_thread(read_order, upload, owner)
            task = await self._tasks.enqueue(upload.task_id, order)
            upload.keep()
        log.info("took task %s: %s", task.id, order["mode"])
        return self._answer(request, task, Version.V1_1)

    async def query_1_0(self, request: web.Request) -> web.Response:
        """Tell how a task stands, in version 1.0.0."""
        owner = self._keys.owner_of(request)
        task_id = _parameter(request, Field.JOB_ID)
        if _parameter(request, Field.TYPE) != QUERY_TYPE:
            raise ContractError(
                ErrorCode.UNSUPPORTED_PARAMETER_VALUES, f"{Field.TYPE} must be {QUERY_TYPE}"
            )
        task = await self._tasks.find(task_id, owner, self._clock())
        return self._answer(request, task, Version.V1_0)

    async def query_1_1(self, request: web.Request) -> web.Response:
        """Tell how a task stands, in version 1.1.0."""
        owner = self._keys.owner_of(request)
        task = await self._tasks.find(_parameter(request, Field.TASK_ID), owner, self._clock())
        return self._answer(request, task, Version.V1_1)

    async def result(self, request: web.Request) -> web.FileResponse:
        """Send a result to whoever holds its signed URL."""
        path = self._results.find(
            request.match_info["name"],
            request.query.get("expires", ""),
            request.query.get("signature", ""),
        )
        return web.FileResponse(path, headers=RESULT_HEADERS)

    async def health(self, request: web.Request) -> web.Response:
        """Tell that the server is up."""
        return web.json_response({"status": "ok"})

    async def running(self, app: web.Application) -> AsyncIterator[None]:
        """Work through the queue and clean up, from the server's start to its stop."""
        await self._tasks.start()
        cleaning = asyncio.create_task(self._clean_up_hourly())
        yield
        cleaning.cancel()
        await asyncio.gather(cleaning, return_exceptions=True)
        await self._tasks.stop()

    async def clean_up(self) -> None:
        """Delete what has expired, and the files of uploads that became no task."""
        now = self._clock()
        await self._tasks.remove_expired(now)
        unfinished = await self._tasks.unfinished()
        self._uploads.remove_strays(unfinished, before=now - 2 * UPLOAD_SECONDS)
        self._results.remove_expired()

    async def _clean_up_hourly(self) -> None:
        while True:
            try:
                await self.clean_up()
            except Exception:
                log.exception("cleaning up failed")
            await asyncio.sleep(CLEANING_SECONDS)

    def _answer(self, request: web.Request, task: Task, version: Version) -> web.Response:
        # Whoever asks reached us under this name; behind a proxy, settings know better.
        origin = self._public_url or f"{request.scheme}://{request.host}"
        urls = [self._results.url(origin, name, task.finished_at) for name in task.results]
        return task_answer(request, task, urls, version)


def _parameter(request: web.Request, name: Field) -> str:
    value = request.query.get(name)
    if value is None:
        raise ContractError(ErrorCode.MISSING_PARAMETERS, f"{name} is missing")
    if not value.strip():
        raise ContractError(ErrorCode.PARAMETERS_CANNOT_EMPTY, f"{name} is empty")
    return value
