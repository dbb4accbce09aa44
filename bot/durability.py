"""DBOS for one process: where workflows are recorded, and by whose name they are recovered."""

import asyncio
import logging
import secrets
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from pathlib import Path

import sqlalchemy as sa
from dbos import (
    DBOS,
    DBOSConfig,
    _sys_db,  # pyright: ignore[reportPrivateUsage]
)
from dbos._dbos import _get_dbos_instance  # pyright: ignore[reportPrivateUsage]
from dbos._error import DBOSAwaitedWorkflowCancelledError, DBOSWorkflowCancelledError
from sqlalchemy.exc import SQLAlchemyError

from bot.liveness import Presence, Regained
from bot.orphans import Orphans
from bot.settings import Settings
from bot.waking import make_wakeable

log = logging.getLogger(__name__)

# Raised by hand when the steps of a workflow change in a way that recorded runs cannot follow.
# DBOS's own default is a hash of the source, which would strand running jobs at every deploy.
WORKFLOWS_VERSION = "2"

APPLICATION = "colorway"

THREADS = 24
"""For everything that would block the event loop. A job holds one while the database is away."""

FOLDER_SECONDS = 30.0
"""How long to wait for another process to leave the folder: a host starts the next one while the
last one ends."""

_BETWEEN_TRIES_SECONDS = 0.1

_HAND_BACK_SECONDS = 2.0

_PASSING = ("database is locked", "database or disk is full", "disk I/O error")

# How often SQLite is asked for messages that workflows wait for; Postgres tells by itself.
_MESSAGES_SECONDS = 0.1


_CANCELLATIONS = (DBOSWorkflowCancelledError, DBOSAwaitedWorkflowCancelledError)


class DurabilityError(Exception):
    """Nothing can be recorded here; the message is one line that says why."""


@asynccontextmanager
async def durable(
    settings: Settings,
    queues: Sequence[str] | None = None,
    regained: Regained | None = None,
) -> AsyncGenerator[None]:
    """Launch DBOS on the running event loop, and stop it on the way out.

    On SQLite there is one process, and it always has the same name: what it left unfinished is
    resumed from its last recorded step when it starts again, so every module that registers
    workflows must be imported before. On Postgres each process has a name of its own, and holds a
    lock on it: what one left unfinished is resumed by any of the others, or by the next.

    Parameters
    ----------
    queues
        The names of the queues to take work from; all of them if None. Processes that share a
        database but no disk must not take each other's.
    regained
        Is told which workflows are still this process's, after its connection had broken.

    Raises
    ------
    DurabilityError
        When the database or the folder of files cannot be used, or another process uses the latter.
    """
    url = database_url(settings)
    async with AsyncExitStack() as stack:
        presence: Presence | None = None
        executor = settings.executor
        if url.startswith("sqlite"):
            await stack.enter_async_context(_sole_use(settings.storage))
        else:
            _make_folder(settings.storage)
            executor = f"{executor}-{secrets.token_hex(4)}"
            presence = Presence(url, executor, regained)
            stack.push_async_callback(presence.leave)
        try:
            _launch(url, executor, queues, THREADS + settings.jobs_at_once)
            stack.push_async_callback(_stop)
            if presence is not None:
                await presence.enter()
                stack.push_async_callback(_hand_back, executor)
        except (SQLAlchemyError, OSError) as error:
            # The rest of its lines are SQL, and where to read about it.
            reason = str(error).partition("\n")[0]
            raise DurabilityError(f"the database cannot be used: {reason}") from error
        watches = [Orphans(executor).watch()]
        if presence is not None:
            watches.append(presence.watch())
        for watch in watches:
            stack.push_async_callback(_cancel, asyncio.create_task(watch))
        yield


def stop_taking_work() -> None:
    """Take nothing more from any queue, for good: others will."""
    for event in _get_dbos_instance().background_thread_stop_events:
        event.set()


async def _hand_back(executor: str) -> None:
    """Put what this process leaves unfinished back into its queues, for others to take at once.

    What was just being taken from a queue may escape this, and waits for a peer to find it.
    """
    stop_taking_work()
    try:
        async with asyncio.timeout(_HAND_BACK_SECONDS):
            await asyncio.to_thread(DBOS._recover_pending_workflows, [executor])  # noqa: SLF001
    except Exception as error:
        log.warning("unfinished work is left to be found: %s", error)


async def _stop() -> None:
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, thread_name_prefix="stop-workflows") as stopper:
        await loop.run_in_executor(stopper, DBOS.destroy)
    # DBOS had made its pool the loop's default, and has just shut it down.
    loop.set_default_executor(ThreadPoolExecutor(THREADS))


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _launch(url: str, executor: str, queues: Sequence[str] | None, threads: int) -> None:
    if url.startswith("sqlite"):
        _use_write_ahead_log(url)
        _sys_db.retriable_sqlite_exception = _passes  # pyright: ignore[reportPrivateImportUsage]
    DBOS(
        config=DBOSConfig(
            name=APPLICATION,
            system_database_url=url,
            sys_db_pool_size=3,
            application_version=WORKFLOWS_VERSION,
            executor_id=executor,
            max_executor_threads=threads,
            notification_listener_polling_interval_sec=_MESSAGES_SECONDS,
            log_level="WARNING",
            run_migrations=True,
        )
    )
    if queues is not None:
        DBOS.listen_queues(queues)
    # DBOS logs through its own handlers; its records belong in ours, with our format.
    its_log = logging.getLogger("dbos")
    its_log.handlers.clear()
    its_log.propagate = True
    its_log.addFilter(_is_no_cancellation)
    # What keeps it from starting is raised, and said by whoever catches it.
    level = its_log.level
    its_log.setLevel(logging.CRITICAL)
    try:
        DBOS.launch()
    finally:
        its_log.setLevel(level)
    for stop in _get_dbos_instance().background_thread_stop_events:
        make_wakeable(stop)


def _is_no_cancellation(record: logging.LogRecord) -> bool:
    """Tell whether a record is about anything but the exception that ends a canceled workflow.

    DBOS logs that exception as an error, with its traceback, after a line that says the same.
    """
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, _CANCELLATIONS)


@asynccontextmanager
async def _sole_use(folder: Path) -> AsyncGenerator[None]:
    """Keep other processes out of a folder until this one leaves it, or dies.

    Two in one folder would take the workflows that the other runs for ones that were left behind.
    The lock is SQLite's, which every system has.
    """
    with closing(_lock_of(folder)) as lock:
        try:
            if not _taken(lock):
                log.warning("waiting for the process that uses the folder %s to end", folder)
                await _wait_for(lock)
        except TimeoutError:
            raise DurabilityError(f"the folder {folder} is used by another process") from None
        except sqlite3.Error as error:
            raise DurabilityError(f"the folder {folder} cannot be used: {error}") from error
        yield


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DurabilityError(f"the folder {folder} cannot be used: {error}") from error


def _lock_of(folder: Path) -> sqlite3.Connection:
    _make_folder(folder)
    try:
        return sqlite3.connect(folder / "in-use.lock", timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise DurabilityError(f"the folder {folder} cannot be used: {error}") from error


async def _wait_for(lock: sqlite3.Connection) -> None:
    async with asyncio.timeout(FOLDER_SECONDS):
        # Nothing tells when another process ends.
        while not _taken(lock):  # noqa: ASYNC110
            await asyncio.sleep(_BETWEEN_TRIES_SECONDS)


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def database_url(settings: Settings) -> str:
    """Return where workflows are recorded: `DATABASE_URL`, or a SQLite file in the data folder."""
    if settings.database_url is None:
        return f"sqlite:///{settings.data / 'colorway.sqlite'}"
    # SQLAlchemy wants the driver named; hosts hand out the bare scheme.
    for scheme in ("postgres://", "postgresql://"):
        if settings.database_url.startswith(scheme):
            return "postgresql+psycopg://" + settings.database_url.removeprefix(scheme)
    return settings.database_url


def _passes(error: Exception) -> bool:
    """Tell whether SQLite may take what it has refused, if it is asked again after a while.

    DBOS asks until it does, but by itself knows of locks only, and gives a workflow up whose step
    a full disk does not record.
    """
    reason = str(getattr(error, "orig", None) or error)
    return any(text in reason for text in _PASSING)


def _use_write_ahead_log(url: str) -> None:
    """Let readers and the writer of the SQLite file work side by side; the file remembers it."""
    Path(sa.make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.execute(sa.text("PRAGMA journal_mode=WAL"))
    engine.dispose()
