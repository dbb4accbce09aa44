"""The queue of jobs: in their order, with limits for each person and for each process."""

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from dbos import DBOS
from dbos import error as dbos_errors
from dbos._dbos import _get_dbos_instance  # pyright: ignore[reportPrivateUsage]
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
    jobs = _recorded().c
    query = sa.select(
        sa.func.count().filter(jobs.queue_partition_key == str(user_id)),
        sa.func.count().filter(jobs.status == "ENQUEUED"),
    ).where(jobs.queue_name == JOBS, jobs.status.in_(UNFINISHED), jobs.workflow_uuid != job_id)
    [(of_person, waiting)] = await rows(query)
    return Crowd(of_person, waiting)


async def unfinished_of(user_id: int) -> list[str]:
    """Return the ids of the jobs of a person that wait or run.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    jobs = _recorded().c
    query = sa.select(jobs.workflow_uuid).where(
        jobs.queue_name == JOBS,
        jobs.status.in_(UNFINISHED),
        jobs.queue_partition_key == str(user_id),
    )
    return [job_id for (job_id,) in await rows(query)]


async def waiting() -> list[str]:
    """Return the ids of the jobs that wait, the one that came first at the head.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    jobs = _recorded().c
    query = (
        sa.select(jobs.workflow_uuid)
        .where(jobs.queue_name == JOBS, jobs.status == "ENQUEUED")
        .order_by(jobs.created_at)
    )
    return [job_id for (job_id,) in await rows(query)]


def _recorded() -> sa.Table:
    return _get_dbos_instance()._sys_db.tables.workflow_status  # noqa: SLF001


async def rows(query: sa.Executable) -> Sequence[Any]:
    """Return what a query finds in DBOS's own tables: DBOS would load every waiting job whole.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    engine = _get_dbos_instance()._sys_db.engine  # noqa: SLF001

    def read() -> Sequence[Any]:
        with engine.connect() as connection:
            return connection.execute(query).all()

    with recording():
        return await asyncio.to_thread(read)
