"""The queue of jobs: first come, first served, with limits for each person and each process.

A job is recorded in the backlog, which no process takes jobs from. There it gets a place behind
all jobs that were asked for earlier, recorded as its DBOS priority. It moves to the queue at once,
unless as many jobs of the same person as may run are in the queue already; then it moves when one
of them ends. Processes take the job with the lowest place in the queue. A job in the backlog
therefore holds up nobody, and keeps its place.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

import sqlalchemy as sa
from dbos import DBOS
from dbos import error as dbos_errors
from dbos._dbos import _get_dbos_instance  # pyright: ignore[reportPrivateUsage]
from sqlalchemy.exc import SQLAlchemyError

from bot.waking import wake_queue

log = logging.getLogger(__name__)

JOBS: Final = "jobs"
BACKLOG: Final = "jobs in the backlog"
NOTICES: Final = "notices"
QUEUES: Final = (JOBS, NOTICES)
"""What a process that runs jobs takes its work from."""

JOB: Final = "job"
NOTICE: Final = "notice"
"""The workflows' names."""

UNFINISHED: Final = ("ENQUEUED", "PENDING")

NO_PLACE: Final = 2**31 - 1
"""The priority of a job that has no place yet: the largest number that DBOS accepts."""

_POLL_SECONDS: Final = 0.25
_NOTICE_POLL_SECONDS: Final = 0.5
_NOTICES_AT_ONCE: Final = 8

# Any number that nothing else in the database uses for an advisory lock.
_PROMOTION_LOCK: Final = 0x636F6C6F72

# How long a promotion waits for another one, and how long Postgres lets a process that stopped in
# the midst of one hold up the others.
_LOCK_TIMEOUT: Final = "5s"


@dataclass
class _Promotion:
    """What decides which jobs of a person move from the backlog to the queue."""

    per_user: int = 1
    # DBOS records the end of a job's workflow some milliseconds after the job has ended. An id
    # that stays here longer does no harm: no other job ever has it.
    ended: deque[str] = field(default_factory=lambda: deque[str](maxlen=1000))


_promotion = _Promotion()


async def open_queues(*, per_user: int, at_once: int) -> None:
    """Begin to take work.

    Parameters
    ----------
    per_user
        How many jobs of one person run at once, in all processes.
    at_once
        How many jobs run at once in this process.
    """
    _promotion.per_user = per_user
    _promotion.ended.clear()
    await DBOS.register_queue_async(
        JOBS,
        worker_concurrency=at_once,
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
    ).where(_is_unfinished(jobs), jobs.workflow_uuid != job_id)
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
        _is_unfinished(jobs), jobs.queue_partition_key == str(user_id)
    )
    return [job_id for (job_id,) in await rows(query)]


async def waiting() -> list[str]:
    """Return the ids of the jobs that wait, in the order of their places.

    A job in the backlog may be passed by later jobs of other people.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    jobs = _recorded().c
    query = (
        sa.select(jobs.workflow_uuid)
        .where(jobs.queue_name.in_((JOBS, BACKLOG)), jobs.status == "ENQUEUED")
        .order_by(jobs.priority)
    )
    return [job_id for (job_id,) in await rows(query)]


async def promote(ended: str | None = None) -> None:
    """Give places to the jobs in the backlog, and move those to the queue whose turn may come.

    What cannot be done now is only logged: it is done with the next job that is recorded or ends,
    when the places of waiting jobs are shown, or by the janitor.

    Parameters
    ----------
    ended
        A job that has made its last edit. It leaves room for another one of the same person,
        though its workflow is not recorded as ended yet.
    """
    if ended is not None:
        _promotion.ended.append(ended)
    try:
        with recording():
            has_moved = await asyncio.to_thread(_promote)
    except RecordsError as error:
        log.warning("jobs stay in the backlog for now: %s", error)
    else:
        # A new job is taken once its acknowledgment is told, which wakes the queue.
        if has_moved and ended is not None:
            wake_queue(JOBS)


def _promote() -> bool:
    """Tell whether jobs have moved to the queue."""
    jobs = _recorded().c
    in_backlog = sa.and_(jobs.queue_name == BACKLOG, jobs.status == "ENQUEUED")
    with _get_dbos_instance()._sys_db.engine.connect() as connection:  # noqa: SLF001
        if connection.execute(sa.select(sa.literal(1)).where(in_backlog).limit(1)).first() is None:
            return False
    has_moved = False
    with _exclusive() as connection:
        _place(connection, jobs)
        backlog = connection.execute(
            sa.select(jobs.workflow_uuid, jobs.queue_partition_key)
            .where(in_backlog)
            .order_by(jobs.priority)
        ).all()
        people = sa.select(jobs.queue_partition_key).where(in_backlog)
        in_queue = connection.execute(
            sa.select(jobs.workflow_uuid, jobs.queue_partition_key).where(
                jobs.queue_name == JOBS,
                jobs.status.in_(UNFINISHED),
                jobs.queue_partition_key.in_(people),
            )
        ).all()
        ended = frozenset(_promotion.ended)
        taken = Counter(person for job_id, person in in_queue if job_id not in ended)
        for job_id, person in backlog:
            if taken[person] < _promotion.per_user:
                taken[person] += 1
                has_moved = True
                _change(connection, job_id, queue_name=JOBS)
    return has_moved


def _place(connection: sa.Connection, jobs: Any) -> None:
    """Give places to new jobs, so that those who asked first have the lowest ones.

    An interaction whose job took longer to record than that of a later one gets its place, and
    the later one, if it still waits, the next. Discord's ids grow with time. DBOS's own times of
    recording do not serve: on SQLite they have a resolution of one second.
    """
    age = (sa.func.length(jobs.workflow_uuid), jobs.workflow_uuid)
    waits = sa.and_(jobs.queue_name.in_((JOBS, BACKLOG)), jobs.status == "ENQUEUED")
    oldest = connection.scalar(
        sa.select(jobs.workflow_uuid)
        .where(waits, jobs.priority == NO_PLACE)
        .order_by(*age)
        .limit(1)
    )
    if oldest is None:
        return
    last_place = connection.scalar(
        sa.select(sa.func.max(jobs.priority)).where(_is_unfinished(jobs), jobs.priority != NO_PLACE)
    )
    since = sa.tuple_(sa.literal(len(oldest)), sa.literal(oldest))
    by_age = connection.execute(
        sa.select(jobs.workflow_uuid, jobs.priority)
        .where(waits, sa.tuple_(*age) >= since)
        .order_by(*age)
    ).all()
    new_places = count((last_place or 0) + 1)
    places = sorted(next(new_places) if place == NO_PLACE else place for _, place in by_age)
    for (job_id, old_place), place in zip(by_age, places, strict=True):
        if place != old_place:
            _change(connection, job_id, priority=place)


def _change(connection: sa.Connection, job_id: str, **values: str | int) -> None:
    """Change the record of a job, unless it has ceased to wait meanwhile."""
    table = _recorded()
    waits = sa.and_(table.c.workflow_uuid == job_id, table.c.status == "ENQUEUED")
    connection.execute(sa.update(table).where(waits).values(values))


@contextmanager
def _exclusive() -> Generator[sa.Connection]:
    """Begin a transaction that no other promotion runs beside, of this process or another."""
    with _get_dbos_instance()._sys_db.engine.begin() as connection:  # noqa: SLF001
        if connection.dialect.name == "sqlite":
            # The driver would begin a transaction only before the first change.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            for setting in ("lock_timeout", "idle_in_transaction_session_timeout"):
                connection.execute(sa.select(sa.func.set_config(setting, _LOCK_TIMEOUT, True)))
            lock = sa.literal(_PROMOTION_LOCK, sa.BigInteger)
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))
        yield connection


def _recorded() -> sa.Table:
    return _get_dbos_instance()._sys_db.tables.workflow_status  # noqa: SLF001


def _is_unfinished(jobs: Any) -> sa.ColumnElement[bool]:
    return sa.and_(jobs.queue_name.in_((JOBS, BACKLOG)), jobs.status.in_(UNFINISHED))


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
