"""The database, off the event loop: a few connections, and as many threads that wait for it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from bot.store.migrations import migrate

Made = TypeVar("Made")

CONNECTIONS: Final = 2
"""Small plans of Postgres allow 20 in all, and others need theirs."""

# How long to wait for another who writes into the SQLite file, or for a connection.
_WAIT_SECONDS: Final = 5

_ANSWER_SECONDS: Final = 1.0

_READS: Final = "colorway_reads"


class StoreError(Exception):
    """The database cannot be used; the message is one line that says why."""


class Store:
    """The database. Each call is a transaction."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="store")

    async def run(self, work: Callable[[sa.Connection], Made]) -> Made:
        """Do `work` in a transaction, in another thread, and return what it returns.

        Raises
        ------
        StoreError
            When the database cannot be used.
        """
        return await self._in_thread(work, reads=False)

    async def read(self, work: Callable[[sa.Connection], Made]) -> Made:
        """Do the same with `work` that changes nothing, and so waits for nobody."""
        return await self._in_thread(work, reads=True)

    async def _in_thread(self, work: Callable[[sa.Connection], Made], *, reads: bool) -> Made:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._transact, work, reads)

    def _transact(self, work: Callable[[sa.Connection], Made], reads: bool) -> Made:
        try:
            engine = self.engine.execution_options(**{_READS: reads})
            with engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise StoreError(_first_line(error)) from error

    def close(self) -> None:
        """Let running transactions end, and close the connections."""
        self._threads.shutdown()
        self.engine.dispose()


async def in_time(work: Awaitable[Made]) -> Made:
    """Return what a call brings while somebody waits for the answer to a command.

    Discord waits three seconds, and some commands make two calls.

    Raises
    ------
    StoreError
        When it takes too long. What it was to change may yet be changed.
    """
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            return await work
    except TimeoutError as error:
        raise StoreError("the database did not answer in time") from error


def one_at_a_time(connection: sa.Connection, what: str) -> None:
    """Let others who change the same thing wait for this transaction to end.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext(what))
        connection.execute(sa.select(lock))


@asynccontextmanager
async def open_store(url: str) -> AsyncGenerator[Store]:
    """Bring the database at an SQLAlchemy URL up to date, and close it on the way out.

    Raises
    ------
    StoreError
        When that cannot be done.
    """
    store = Store(engine_of(url))
    try:
        try:
            await asyncio.to_thread(migrate, store.engine)
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(_first_line(error)) from error
        yield store
    finally:
        await asyncio.to_thread(store.close)


def engine_of(url: str) -> sa.Engine:
    """Return an engine with few connections; on SQLite, one that locks before it writes."""
    if not url.startswith("sqlite"):
        return sa.create_engine(
            url,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=_WAIT_SECONDS,
            # It may have been restarted since.
            pool_pre_ping=True,
        )
    engine = sa.create_engine(
        url, pool_size=CONNECTIONS, max_overflow=0, connect_args={"timeout": _WAIT_SECONDS}
    )
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)
    return engine


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    # Python's driver begins late, and never before a table is changed.
    connection.isolation_level = None
    with contextlib.closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")


def _begin(connection: sa.Connection) -> None:
    # Who reads first and then writes would be refused if another wrote in between.
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _first_line(error: Exception) -> str:
    # The rest of its lines are SQL, and where to read about it.
    return f"the database cannot be used: {str(error).partition(chr(10))[0]}"
