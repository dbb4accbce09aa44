"""The queue of jobs: in their order, with limits for each person and for each process."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from dbos import DBOS, WorkflowStatus
from dbos import error as dbos_errors
from sqlalchemy.exc import SQLAlchemyError

JOBS: Final = "jobs"
NOTICES: Final = "notices"
QUEUES: Final = (JOBS, NOTICES)
"""What a process that runs jobs takes its work from."""

JOB: Final = "job"
NOTICE: Final = "notice"
"""The workflows' names."""

UNFINISHED: Final = ("ENQUEUED", "PENDING")

_POLL_SECONDS: Final = 0.25
_NOTICE_POLL_SECONDS: Final = 0.5
_NOTICES_AT_ONCE: Final = 8


async def open_queues(*, per_user: int, at_once: int) -> None:
    """Begin to take work: so many jobs of one person in all, and so many in this process."""
    await DBOS.register_queue_async(
        JOBS,
        worker_concurrency=at_once,
        partition_concurrency=per_user,
        polling_interval_sec=_POLL_SECONDS,
        on_conflict="always_update",
    )
    await DBOS.register_queue_async(
        NOTICES,
        worker_concurrency=_NOTICES_AT_ONCE,
        polling_interval_sec=_NOTICE_POLL_SECONDS,
        on_conflict="always_update",
    )


class RecordsError(Exception):
    """The database cannot be used now; the message is one line."""


@contextmanager
def recording() -> Generator[None]:
    """Raise what the database refuses as a `RecordsError`."""
    try:
        yield
    except (SQLAlchemyError, dbos_errors.DBOSException) as error:
        # The rest of its lines are SQL, and where to read about it.
        raise RecordsError(str(error).partition("\n")[0]) from error


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many jobs are unfinished beside one."""

    of_person: int
    waiting: int
    """Of anybody."""


async def beside(job_id: str, user_id: int) -> Crowd:
    """Return how many jobs of a person wait or run, and how many wait in all, without this one.

    Where processes share an interaction, another one may have recorded it already.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    with recording():
        others = [job for job in await _listed(UNFINISHED) if job.workflow_id != job_id]
    return Crowd(
        of_person=sum(job.queue_partition_key == str(user_id) for job in others),
        waiting=sum(job.status == "ENQUEUED" for job in others),
    )


async def waiting() -> list[str]:
    """Return the ids of the jobs that wait, the one that came first at the head.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    with recording():
        return [job.workflow_id for job in await _listed(("ENQUEUED",))]


async def _listed(states: Sequence[str]) -> list[WorkflowStatus]:
    return await DBOS.list_workflows_async(
        queue_name=JOBS, status=list(states), load_input=False, load_output=False
    )
