"""The recorded tasks as requests meet them: a database that does not answer soon is an error.

DBOS itself waits for a lost database, which is right for a workflow and wrong for a client.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions, WorkflowStatus
from sqlalchemy.exc import SQLAlchemyError

from bot.api.server.orders import Order
from bot.durability import APPLICATION, WORKFLOWS_VERSION, database_url
from bot.settings import Settings

WORKFLOW: Final = "recolor"

ANSWER_SECONDS: Final = 10.0
CONNECT_SECONDS: Final = 5
CONNECTIONS: Final = 2

_UNFINISHED: Final = ["ENQUEUED", "PENDING"]
_FINISHED: Final = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


class RecordsError(Exception):
    """The database cannot be used now; whether a task was recorded is not known."""


class Records:
    """The workflows of tasks. Every method may raise `RecordsError`."""

    def __init__(self, settings: Settings) -> None:
        self._client = DBOSClient(
            system_database_url=_impatient(database_url(settings)),
            system_database_pool_size=CONNECTIONS,
            application_name=APPLICATION,
            lazy=True,
            retry_connection_errors=False,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.destroy()

    async def check(self) -> None:
        """Raise unless the database answers."""
        async with _in_time():
            await self._client.check_connection_async()

    async def add(self, queue: str, task_id: str, order: Order) -> None:
        """Record a task in a queue, unless there is one of that id."""
        options = EnqueueOptions(
            workflow_name=WORKFLOW,
            queue_name=queue,
            workflow_id=task_id,
            app_version=WORKFLOWS_VERSION,
        )
        async with _in_time():
            await self._client.enqueue_async(options, task_id, order)

    async def find(self, task_id: str) -> WorkflowStatus | None:
        """Return the workflow of a task."""
        async with _in_time():
            found = await self._client.list_workflows_async(workflow_ids=[task_id], name=WORKFLOW)
        return found[0] if found else None

    async def unfinished(self) -> set[str]:
        """Return the ids of all tasks that still need their uploads."""
        async with _in_time():
            workflows = await self._client.list_workflows_async(
                name=WORKFLOW, status=_UNFINISHED, load_input=False, load_output=False
            )
        return {workflow.workflow_id for workflow in workflows}

    async def queued(self, queue: str) -> int:
        """Return how many tasks wait in a queue."""
        async with _in_time():
            workflows = await self._client.list_workflows_async(
                name=WORKFLOW,
                queue_name=queue,
                status="ENQUEUED",
                load_input=False,
                load_output=False,
            )
        return len(workflows)

    async def remove_abandoned(self, before: float) -> None:
        """Forget the tasks that were recorded before that time and never ended.

        They wait in the queue of a disk that is gone.
        """
        await self._remove(status=_UNFINISHED, end_time=_written(before))

    async def remove_finished(self, before: float) -> None:
        """Forget the tasks that ended before that time, in seconds since the epoch."""
        await self._remove(status=_FINISHED, completed_before=_written(before))

    async def _remove(self, **which: Any) -> None:
        """Forget the tasks that DBOS lists by these conditions."""
        async with _in_time():
            workflows = await self._client.list_workflows_async(
                name=WORKFLOW, load_input=False, load_output=False, **which
            )
            if workflows:
                await self._client.delete_workflows_async([w.workflow_id for w in workflows])


def _written(seconds: float) -> str:
    """Write a time, in seconds since the epoch, as DBOS takes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _impatient(url: str) -> str:
    """Return a URL of the database whose connections are given up soon."""
    parts = sa.make_url(url)
    if parts.get_backend_name() == "postgresql":
        parts = parts.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
    return parts.render_as_string(hide_password=False)


@asynccontextmanager
async def _in_time() -> AsyncGenerator[None]:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            yield
    except TimeoutError as error:
        raise RecordsError("the database does not answer") from error
    except SQLAlchemyError as error:
        # The rest of its lines are SQL, and where to read about it.
        reason = str(error).partition("\n")[0]
        raise RecordsError(f"the database cannot be used: {reason}") from error
