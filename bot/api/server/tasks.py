"""Tasks: each is a durable workflow whose id is the task's, and whose output is its outcome.

A crash in the middle of a render leaves the workflow unfinished, and the next start of the same
process takes it up again. Rendering is repeatable, so at-least-once is enough: its step is recorded
before the upload is deleted, and results take their place by renaming.
"""

import asyncio
import logging
import time
import uuid
from typing import Final

from dbos import DBOS, SetWorkflowID, WorkflowStatus

from bot.api.contract import RESULT_SECONDS, ContractError, ErrorCode, Field, TaskStatus
from bot.api.server.orders import Order, recoloring_of
from bot.api.server.outcomes import Outcome, Task, failed, finished_at, succeeded, task_of, unusable
from bot.api.server.render import RenderPool
from bot.api.server.results import Results
from bot.api.server.uploads import Uploads
from bot.engine import PictureError
from bot.logs import about

log = logging.getLogger(__name__)

WORKFLOW: Final = "recolor"
MOST_ATTEMPTS: Final = 3
"""How many crashes a task may cause or live through before it is given up."""
QUEUE_POLL_SECONDS: Final = 0.25
LAST_RENDERS_SECONDS: Final = 6.0
"""How long a server that stops waits for the renders that it has begun."""


def render_queue(executor: str) -> str:
    """Return the name of a process's queue: uploads lie on its disk, where no other finds them."""
    return f"renders-{executor}"


def new_task_id() -> str:
    """Return an id that nobody can guess."""
    return uuid.uuid4().hex


class Tasks:
    """The tasks of one server. DBOS must be launched before they start, and outlive their stop."""

    def __init__(
        self, uploads: Uploads, results: Results, pool: RenderPool, *, queue: str, workers: int
    ) -> None:
        self._uploads = uploads
        self._results = results
        self._pool = pool
        self._queue = queue
        self._workers = workers
        self._running: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Begin to work through the queue, and through what an earlier process left in it."""
        await DBOS.register_queue_async(
            self._queue,
            worker_concurrency=self._workers,
            polling_interval_sec=QUEUE_POLL_SECONDS,
        )
        _here.tasks = self

    async def stop(self) -> None:
        """Let the renders end that have begun, for a while; the rest is left to the next start."""
        _here.tasks = None
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=LAST_RENDERS_SECONDS)
            for run in late:
                run.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._pool.close()

    async def enqueue(self, task_id: str, order: Order) -> Task:
        """Record a task for an upload that is in place."""
        with SetWorkflowID(task_id):
            await DBOS.enqueue_workflow_async(self._queue, _recolor, task_id, order)
        return Task(task_id)

    async def find(self, task_id: str, owner: str, now: float) -> Task:
        """Return where a task of this owner stands.

        Raises
        ------
        ContractError
            When there is no such task, it is someone else's, or it was finished too long ago.
        """
        unknown = ContractError(ErrorCode.ERROR_RESOURCE_NOT_FOUND, "there is no such task")
        if len(task_id) != 32 or not task_id.isascii() or not task_id.isalnum():
            raise unknown
        workflow = await DBOS.get_workflow_status_async(task_id)
        if workflow is None or workflow.name != WORKFLOW or _owner(workflow) != owner:
            raise unknown
        task = task_of(workflow)
        if task.status.finished and now >= task.finished_at + RESULT_SECONDS:
            raise unknown
        return task

    async def unfinished(self) -> set[str]:
        """Return the ids of all tasks that still need their uploads."""
        workflows = await DBOS.list_workflows_async(
            name=WORKFLOW, status=["ENQUEUED", "PENDING"], load_input=False, load_output=False
        )
        return {workflow.workflow_id for workflow in workflows}

    async def remove_expired(self, now: float) -> None:
        """Forget the tasks that nobody can query any more."""
        workflows = await DBOS.list_workflows_async(
            name=WORKFLOW,
            status=["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
            load_input=False,
            load_output=False,
        )
        expired = [
            workflow.workflow_id
            for workflow in workflows
            if now >= finished_at(workflow) + RESULT_SECONDS
        ]
        if expired:
            await DBOS.delete_workflows_async(expired)

    async def run(self, task_id: str, order: Order) -> Outcome:
        """Render, record the outcome, and only then delete the upload."""
        run = asyncio.current_task()
        assert run is not None
        self._running.add(run)
        run.add_done_callback(self._running.discard)
        with about(task=task_id):
            outcome = await DBOS.run_step_async({"name": "render"}, self._render, task_id, order)
            self._uploads.remove(task_id)
        return outcome

    async def _render(self, task_id: str, order: Order) -> Outcome:
        folder = self._uploads.folder_of(task_id)
        recoloring = recoloring_of(order, folder)
        names = [f"{task_id}-{number}.png" for number in range(1, recoloring.count + 1)]
        drafts = [folder / name for name in names]
        started = time.monotonic()
        try:
            await self._pool.render(folder / Field.IMAGE, recoloring, drafts)
            self._results.publish(zip(drafts, names, strict=True))
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
        except Exception:
            log.exception("the render failed")
            return failed(
                TaskStatus.PROCESS_FAILED,
                ErrorCode.PROCESSING_FAILURE,
                "the picture could not be processed",
            )
        log.info("rendered %d in %.2f s", len(names), time.monotonic() - started)
        return succeeded(names)


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


def _owner(workflow: WorkflowStatus) -> str | None:
    if workflow.input is None:
        return None
    _, order = workflow.input["args"]
    return order["owner"]
