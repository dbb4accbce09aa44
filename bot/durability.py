"""DBOS for one process: where workflows are recorded, and by whose name they are recovered."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig

from bot.settings import Settings

# Raised by hand when the steps of a workflow change in a way that recorded runs cannot follow.
# DBOS's own default is a hash of the source, which would strand running jobs at every deploy.
WORKFLOWS_VERSION = "1"

THREADS = 16


@asynccontextmanager
async def durable(settings: Settings, queues: Sequence[str] | None = None) -> AsyncGenerator[None]:
    """Launch DBOS on the running event loop, and stop it on the way out.

    Workflows that this executor left unfinished are resumed from their last recorded step, so
    every module that registers workflows must be imported before.

    Parameters
    ----------
    queues
        The names of the queues to take work from; all of them if None. Processes that share a
        database but no disk must not take each other's.
    """
    url = database_url(settings)
    if url.startswith("sqlite"):
        settings.data.mkdir(parents=True, exist_ok=True)
        _use_write_ahead_log(url)
    DBOS(
        config=DBOSConfig(
            name="colorway",
            system_database_url=url,
            sys_db_pool_size=3,
            application_version=WORKFLOWS_VERSION,
            executor_id=settings.executor,
            max_executor_threads=THREADS,
            log_level="WARNING",
            run_migrations=True,
        )
    )
    if queues is not None:
        DBOS.listen_queues(queues)
    # DBOS logs through its own handlers; its records belong in ours, with our format.
    logging.getLogger("dbos").handlers.clear()
    logging.getLogger("dbos").propagate = True
    DBOS.launch()
    try:
        yield
    finally:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, thread_name_prefix="stop-workflows") as stopper:
            await loop.run_in_executor(stopper, DBOS.destroy)
        # DBOS had made its pool the loop's default, and has just shut it down.
        loop.set_default_executor(ThreadPoolExecutor(THREADS))


def database_url(settings: Settings) -> str:
    """Return where workflows are recorded: `DATABASE_URL`, or a SQLite file in the data folder."""
    if settings.database_url is None:
        return f"sqlite:///{settings.data / 'colorway.sqlite'}"
    # SQLAlchemy wants the driver named; hosts hand out the bare scheme.
    for scheme in ("postgres://", "postgresql://"):
        if settings.database_url.startswith(scheme):
            return "postgresql+psycopg://" + settings.database_url.removeprefix(scheme)
    return settings.database_url


def _use_write_ahead_log(url: str) -> None:
    """Let readers and the writer of the SQLite file work side by side; the file remembers it."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.execute(sa.text("PRAGMA journal_mode=WAL"))
    engine.dispose()
