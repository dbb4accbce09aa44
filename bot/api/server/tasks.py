"""Tasks: each is a durable workflow whose id is the task's, and whose output is its outcome.

A crash in the middle of a render leaves the workflow unfinished, and the next start of the same
process takes it up again, or another process does where they share work. Rendering is repeatable,
so at-least-once is enough: results have the same names again and take the place of themselves, and
the outcome is recorded before the originals are deleted.
"""

import asyncio
import errno
import hashlib
import hmac
import logging
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dbos import DBOS, WorkflowStatus

from bot.api.contract import ErrorCode, Field, TaskStatus
from bot.api.server.changes import Changes
from bot.api.server.folder import name_of
from bot.api.server.orders import Order, pictures_of, recoloring_of
from bot.api.server.originals import Originals
from bot.api.server.outcomes import Outcome, Task, ended, failed, succeeded, task_of, unusable
from bot.api.server.records import WORKFLOW, Records, RecordsError
from bot.api.server.render import RenderPool
from bot.api.server.results import Results
from bot.api.server.scratch import Scratch
from bot.api.server.storage import PATIENCE_SECONDS, StorageError, patiently
from bot.engine import PictureError
from bot.engine.recoloring import Recoloring
from bot.logs import about
from bot.metrics import TASKS
from bot.settings import Settings
from bot.waking import find_new_queues, wake_queue

log = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 3
"""How many crashes a task may cause or live through before it is given up."""
QUEUE_POLL_SECONDS: Final = 0.25
LAST_RENDERS_SECONDS: Final = 4.0
"""How long a server that stops waits for the renders that it has begun."""

_ID_LENGTH: Final = 32


def render_queue(settings: Settings) -> str:
    """Return the name of the queue that a process takes tasks from.

    It is that of all where all find what is stored; else it is the folder's: not the process's
    name, which a process that takes another's place on another disk has too.

    Raises
    ------
    StorageError
        When the folder cannot be used.
    """
    if settings.shares_work:
        return "renders"
    if settings.records_alone:
        return f"renders-{settings.executor}"
    return f"renders-{name_of(settings.storage)}"


def new_task_id() -> str:
    """Return an id that nobody can guess."""
    return uuid.uuid4().hex


def task_id_of(owner: str, idempotency_key: str, secret: bytes) -> str:
    """Return the id of the task that an owner's key stands for: the same wherever it is asked."""
    message = f"task\n{owner}\n{idempotency_key}".encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:_ID_LENGTH]


class Tasks:
    """The tasks of one server. DBOS must be launched before they start, and outlive their stop."""

    def __init__(
        self,
        records: Records,
        originals: Originals,
        results: Results,
        scratch: Scratch,
        pool: RenderPool,
        *,
        queue: str,
        workers: int,
    ) -> None:
        self._records = records
        self._originals = originals
        self._results = results
        self._scratch = scratch
        self._pool = pool
        self._queue = queue
        self._workers = workers
        self._running: set[asyncio.Task[object]] = set()
        self._changes = Changes()

    async def start(self) -> None:
        """Begin to work through the queue, and through what an earlier process left in it."""
        await DBOS.register_queue_async(
            self._queue,
            worker_concurrency=self._workers,
            polling_interval_sec=QUEUE_POLL_SECONDS,
        )
        find_new_queues()
        _here.tasks = self

    def answer_waiting(self) -> None:
        """Answer all queries that wait, and let no further one wait."""
        self._changes.close()

    async def stop(self) -> None:
        """Let the renders end that have begun, for a while; the rest is left to the next start."""
        _here.tasks = None
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=LAST_RENDERS_SECONDS)
            for run in late:
                run.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._pool.close()

    async def take(self, task_id: str, order: Order, pictures: Sequence[Path]) -> Task:
        """Record a task for a submission, unless it is there already: then return that one.

        The pictures are named after their fields.

        Raises
        ------
        StorageError
            When the pictures cannot be stored.
        RecordsError
            When the database does not say whether it has recorded the task. The originals stay
            then: for the task, or for the janitor.
        """
        ours = order.copy()
        ours["originals"] = await self._originals.put(task_id, pictures)
        await self._records.add(self._queue, task_id, ours)
        wake_queue(self._queue)
        try:
            workflow = await self._records.find(task_id)
        except RecordsError:
            # Recorded it is, by us or by another; no client may hear the contrary.
            workflow = None
        if workflow is None or _order_of(workflow)["originals"] == ours["originals"]:
            return Task(task_id)
        await self._remove_originals(ours)
        return task_of(workflow)

    async def seek(self, task_id: str, owner: str) -> Task | None:
        """Return where a task of this owner stands, if there is one.

        Raises
        ------
        RecordsError
            When the database cannot be used.
        """
        if len(task_id) != _ID_LENGTH or not task_id.isascii() or not task_id.isalnum():
            return None
        workflow = await self._records.find(task_id)
        if workflow is None or _order_of(workflow)["owner"] != owner:
            return None
        return task_of(workflow)

    async def seek_change(
        self, task_id: str, owner: str, seconds: float, known: str | None
    ) -> Task | None:
        """Wait until a task's status changes, or for so many seconds; return what `seek` returns.

        It has changed if it is not the `known` one, or not the present one.

        Raises
        ------
        RecordsError
            When the database cannot be used.
        """
        return await self._changes.wait(task_id, lambda: self.seek(task_id, owner), seconds, known)

    async def run(self, task_id: str, order: Order) -> Outcome:
        """Render, record the outcome, and only then delete the originals."""
        run = asyncio.current_task()
        assert run is not None
        self._running.add(run)
        run.add_done_callback(self._end)
        self._changes.tell(Task(task_id, TaskStatus.PROCESSING))
        with about(task=task_id):
            outcome = await DBOS.run_step_async({"name": "render"}, self._render, task_id, order)
            # The step's outcome is recorded: whatever happens now, the task will end with it.
            self._changes.tell(ended(task_id, outcome, time.time()))
            await self._remove_originals(order)
        TASKS.labels(outcome["status"], outcome["code"]).inc()
        return outcome

    def _end(self, run: asyncio.Task[object]) -> None:
        if len(self._running) >= self._workers:
            # Further tasks may wait for the place that this one leaves.
            wake_queue(self._queue)
        self._running.discard(run)

    async def _render(self, task_id: str, order: Order) -> Outcome:
        started = time.monotonic()
        try:
            names = await self._results_of(task_id, order)
        except TimeoutError:
            log.error("the render was given up after %.1f s", time.monotonic() - started)
            return failed(
                TaskStatus.TIMEOUT_FAILED,
                ErrorCode.AI_SERVICE_TIMEOUT,
                "the picture took too long",
            )
        except PictureError as error:
            log.info("the picture cannot be taken: %s", error)
            return unusable(error)
        except FileNotFoundError:
            log.error("the upload is gone")
            return failed(
                TaskStatus.PROCESS_FAILED, ErrorCode.ERROR_FILE_NOT_FOUND, "the upload is gone"
            )
        except StorageError as error:
            log.error("the storage could not be used for too long: %s", error)
            return failed(
                TaskStatus.PROCESS_FAILED,
                ErrorCode.FILE_SERVICE_ERROR,
                "the pictures could not be stored",
            )
        except Exception:
            log.exception("the render failed")
            return failed(
                TaskStatus.PROCESS_FAILED,
                ErrorCode.PROCESSING_FAILURE,
                "the picture could not be processed",
            )
        log.info("rendered %d in %.2f s", len(names), time.monotonic() - started)
        return succeeded(names)

    async def _results_of(self, task_id: str, order: Order) -> list[str]:
        """Make and store the results; wait for a storage or a disk that cannot be used."""
        async with self._scratch.folder(PATIENCE_SECONDS) as folder:
            recoloring = recoloring_of(order, folder)
            names = [f"{task_id}-{number}.png" for number in range(1, recoloring.count + 1)]
            drafts = [folder / name for name in names]
            originals, fields = order["originals"], pictures_of(order)
            await patiently(lambda: self._originals.fetch(originals, fields, folder))
            await patiently(lambda: self._drawn(folder / Field.IMAGE, recoloring, drafts))
            for draft in drafts:
                await patiently(lambda draft=draft: self._results.publish(draft))
        return names

    async def _drawn(self, image: Path, recoloring: Recoloring, drafts: Sequence[Path]) -> None:
        try:
            await self._pool.render(image, recoloring, drafts)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise StorageError("the disk is full") from error
            raise

    async def _remove_originals(self, order: Order) -> None:
        try:
            await self._originals.remove(order["originals"], pictures_of(order))
        except StorageError as error:
            log.warning("the originals are left to the janitor: %s", error)


class _Here:
    """The server that runs in this process, if one does."""

    tasks: Tasks | None = None


_here = _Here()


@DBOS.workflow(name=WORKFLOW, max_recovery_attempts=MOST_ATTEMPTS)
async def _recolor(task_id: str, order: Order) -> Outcome:
    # A task of an earlier run can be here before the server is up. An event would not do: it
    # belongs to one loop, and workflows are functions of a module.
    while (tasks := _here.tasks) is None:  # noqa: ASYNC110
        await asyncio.sleep(QUEUE_POLL_SECONDS)
    return await tasks.run(task_id, order)


def _order_of(workflow: WorkflowStatus) -> Order:
    """Return the order that a workflow was recorded with."""
    assert workflow.input is not None
    _, order = workflow.input["args"]
    return order
