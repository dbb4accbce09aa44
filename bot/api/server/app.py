"""The server: its routes, and its start and stop.

The hosted service's ``/api/common/query-credits`` is left out: nothing is billed here, and a
made-up balance would be a lie.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from functools import cache, partial
from typing import Final

from aiohttp import web

from bot.api.contract import (
    IDEMPOTENCY_HEADER,
    MOST_IDEMPOTENCY_KEY,
    MOST_WAIT_SECONDS,
    PREFER_HEADER,
    QUERY_PATH_1_0,
    QUERY_PATH_1_1,
    QUERY_TYPE,
    SUBMIT_PATH,
    ContractError,
    ErrorCode,
    Field,
    Version,
)
from bot.api.server.answers import REPEATED_HEADERS, task_answer
from bot.api.server.auth import Keys
from bot.api.server.bucket import Bucket
from bot.api.server.colors import MainColors
from bot.api.server.folder import Folder
from bot.api.server.janitor import Janitor
from bot.api.server.middleware import AccessLog, answer_errors, count_answers, unread_log
from bot.api.server.operations import HEALTH_PATH, METRICS_PATH, READY_PATH, Operations
from bot.api.server.orders import pictures_of, read_order
from bot.api.server.originals import Originals
from bot.api.server.outcomes import Task
from bot.api.server.records import Records
from bot.api.server.render import RENDER_SECONDS, Renderer, RenderPool, most_renders
from bot.api.server.results import RESULTS_PATH, Results
from bot.api.server.scratch import Scratch
from bot.api.server.storage import Storage, patiently, stored_secret
from bot.api.server.tables import LookupTables
from bot.api.server.tasks import Tasks, new_task_id, render_queue, task_id_of
from bot.api.server.uploads import Uploads
from bot.engine import recolor, warm_up
from bot.settings import Settings

log = logging.getLogger(__name__)

KEEP_ALIVE_SECONDS: Final = 75.0
LAST_REQUESTS_SECONDS: Final = 3.0
"""How long a server that stops waits for the requests that it has begun to answer."""
START_SECONDS: Final = 20.0
"""How long a server that starts waits for its storage."""

RESULT_HEADERS: Final = {"Cache-Control": "private", "X-Content-Type-Options": "nosniff"}


def open_storage(settings: Settings) -> Storage:
    """Return the storage that the settings name."""
    bucket = settings.bucket
    return Folder(settings.storage) if bucket is None else Bucket(bucket)


async def kept_secret(storage: Storage, name: str) -> bytes:
    """Return a secret of the storage, which may still be coming up.

    Raises
    ------
    StorageError
        When it does not for too long.
    """
    return await patiently(lambda: stored_secret(storage, name), START_SECONDS)


async def create_app(
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

    Raises
    ------
    StorageError
        When the storage cannot be used.
    """
    storage = open_storage(settings)
    secret = await kept_secret(storage, "signing.key")
    scratch = Scratch(settings.storage / "scratch")
    records = Records(settings)
    originals = Originals(storage)
    results = Results(storage, secret, clock, settings.result_seconds)
    workers = most_renders()
    queue = render_queue(settings)
    pool = RenderPool(renderer, workers, render_seconds)
    tasks = Tasks(records, originals, results, scratch, pool, queue=queue, workers=workers)
    janitor = Janitor(records, originals, results, scratch, clock, settings.result_seconds)
    uploads = Uploads(scratch, settings.max_image_bytes)
    holders = Keys(keys, secret)
    service = _Service(settings.public_url, holders, secret, uploads, results, tasks)
    operations = Operations(records, storage, scratch, queue)

    async def running(app: web.Application) -> AsyncIterator[None]:
        await tasks.start()
        cleaning = asyncio.create_task(janitor.work())
        yield
        cleaning.cancel()
        await asyncio.gather(cleaning, return_exceptions=True)
        await tasks.stop()
        await asyncio.to_thread(records.close)

    async def answer_waiting(app: web.Application) -> None:
        tasks.answer_waiting()

    app = web.Application(middlewares=[count_answers, answer_errors])
    app.add_routes(
        [
            web.post(SUBMIT_PATH, service.submit),
            web.get(QUERY_PATH_1_0, service.query_1_0),
            web.get(QUERY_PATH_1_1, service.query_1_1),
            web.get(RESULTS_PATH + "{name}", service.result),
            web.get(HEALTH_PATH, operations.health),
            web.get(READY_PATH, operations.ready),
            web.get(METRICS_PATH, operations.metrics),
            *LookupTables(holders, uploads).routes(),
            *MainColors(holders, uploads).routes(),
        ]
    )
    app.cleanup_ctx.append(running)
    app.on_shutdown.append(answer_waiting)
    return app


@contextlib.asynccontextmanager
async def running_server(
    settings: Settings, host: str, port: int, keys: tuple[str, ...]
) -> AsyncGenerator[str]:
    """Serve while the context is open, and give the base URL; port 0 takes any that is free.

    The engine is warmed up meanwhile.
    """
    renderer = partial(recolor, threads=settings.render_threads)
    app = await create_app(settings, keys=keys, renderer=renderer)
    async with serving(app, host, port) as base_url:
        warming = asyncio.create_task(asyncio.to_thread(_warm_up_once))
        try:
            yield base_url
        finally:
            await warming


@cache
def _warm_up_once() -> None:
    try:
        warm_up()
    except Exception:
        # The first task loads what is missing, or says why it cannot.
        log.exception("the engine could not be warmed up")


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
    """The handlers of the contract's routes."""

    def __init__(
        self,
        public_url: str | None,
        keys: Keys,
        secret: bytes,
        uploads: Uploads,
        results: Results,
        tasks: Tasks,
    ) -> None:
        self._public_url = public_url
        self._keys = keys
        self._secret = secret
        self._uploads = uploads
        self._results = results
        self._tasks = tasks

    async def submit(self, request: web.Request) -> web.Response:
        """Take a picture and make a task of it, or find the one that was made of it before."""
        key = _idempotency_key(request)
        owner = self._keys.owner_of(request)  # before anything of the body is read
        if key is None:
            task_id = new_task_id()
        else:
            task_id = task_id_of(owner, key, self._secret)
            if task := await self._tasks.seek(task_id, owner):
                log.info("task %s is asked for again", task_id)
                return self._answer(request, task, Version.V1_0)
        async with self._uploads.receive(request) as upload:
            order = await asyncio.to_thread(read_order, upload, owner)
            pictures = [upload.files[field] for field in pictures_of(order)]
            task = await self._tasks.take(task_id, order, pictures)
        log.info("took task %s: %s", task.id, order["mode"])
        # Version 1.0.0 tells of a task that has failed since as of one that was taken.
        return self._answer(request, task, Version.V1_0)

    async def query_1_0(self, request: web.Request) -> web.Response:
        """Tell how a task stands, in version 1.0.0."""
        owner = self._keys.owner_of(request)
        task_id = _parameter(request, Field.JOB_ID)
        if _parameter(request, Field.TYPE) != QUERY_TYPE:
            raise ContractError(
                ErrorCode.UNSUPPORTED_PARAMETER_VALUES, f"{Field.TYPE} must be {QUERY_TYPE}"
            )
        return self._answer(request, await self._task(request, task_id, owner), Version.V1_0)

    async def query_1_1(self, request: web.Request) -> web.Response:
        """Tell how a task stands, in version 1.1.0."""
        owner = self._keys.owner_of(request)
        task_id = _parameter(request, Field.TASK_ID)
        return self._answer(request, await self._task(request, task_id, owner), Version.V1_1)

    async def result(self, request: web.Request) -> web.FileResponse:
        """Send a result to whoever holds its signed URL."""
        path = self._results.find(
            request.match_info["name"],
            request.query.get("expires", ""),
            request.query.get("signature", ""),
        )
        return web.FileResponse(path, headers=RESULT_HEADERS)

    async def _task(self, request: web.Request, task_id: str, owner: str) -> Task:
        task = await self._tasks.seek_change(task_id, owner, *_preferred_wait(request))
        if task is None or (task.status.finished and self._results.has_expired(task.finished_at)):
            raise ContractError(ErrorCode.ERROR_RESOURCE_NOT_FOUND, "there is no such task")
        return task

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


def _preferred_wait(request: web.Request) -> tuple[float, str | None]:
    """Return how many seconds a query may wait, 0 if it does not say so, and the status it knows.

    Source: RFC 7240, sections 2 and 4.3.
    """
    for preference in ",".join(request.headers.getall(PREFER_HEADER, ())).split(","):
        pairs = [pair.partition("=") for pair in preference.split(";")]
        [(name, seconds), *parameters] = [(pair[0].strip(), pair[2].strip()) for pair in pairs]
        if name.lower() == "wait" and seconds.isdecimal():
            return min(float(seconds), MOST_WAIT_SECONDS), dict(parameters).get("status")
    return 0.0, None


def _idempotency_key(request: web.Request) -> str | None:
    """Return the key under which a submission may be repeated, and have the answer tell it."""
    key = request.headers.get(IDEMPOTENCY_HEADER)
    if key is None:
        return None
    if not (0 < len(key) <= MOST_IDEMPOTENCY_KEY and key.isascii() and key.isprintable()):
        raise ContractError(
            ErrorCode.ERROR_INVALID_PARAMETER,
            f"{IDEMPOTENCY_HEADER} must be 1 to {MOST_IDEMPOTENCY_KEY} printable characters",
        )
    request[REPEATED_HEADERS] = {IDEMPOTENCY_HEADER: key}
    return key
