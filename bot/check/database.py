"""The database: whether it can be reached and written to, and of which version its tables are."""

import asyncio
import secrets
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bot.check.finding import Finding, fail, ok, one_line
from bot.durability import database_url
from bot.settings import Settings
from bot.store.migrations import current_version, newest

NAMES: Final = ("database",)

REMEDY: Final = "Check that the database runs, and that DATABASE_URL names it"
"""What to do when the database does not answer."""

_SECONDS: Final = 5
"""How long to wait for a connection, for a lock, and for a statement."""


async def database_findings(settings: Settings) -> AsyncGenerator[Finding]:
    """Yield a finding for each of `NAMES`."""
    try:
        url = sa.make_url(database_url(settings))
    except (SQLAlchemyError, ValueError):
        # The error would quote the URL, password and all.
        yield fail(
            "database",
            "DATABASE_URL cannot be read",
            "Write it as postgres://user:password@host/name, with special characters as %XX",
        )
        return
    yield await asyncio.to_thread(_database, url)


def _database(url: sa.URL) -> Finding:
    place = _place_of(url)
    try:
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
            _try_to_write(Path(url.database or "").absolute().parent)
            return ok("database", f"{place} can be made; the first start does it")
        version = _try_to_use(url)
    except (SQLAlchemyError, OSError) as error:
        reason = one_line(getattr(error, "orig", None) or error)
        return fail("database", f"{place} cannot be used: {reason}", REMEDY)
    if version is None:
        return ok("database", f"{place} can be written to; the first start makes the tables")
    if version < newest():
        return ok(
            "database",
            f"{place} can be written to; the next start migrates it from version {version} to "
            f"{newest()}",
        )
    if version > newest():
        return fail(
            "database",
            f"{place} is of version {version}, newer than this program's {newest()}",
            "Update the program",
        )
    return ok("database", f"{place} can be written to, and is of version {version}")


def _place_of(url: sa.URL) -> str:
    if url.get_backend_name() == "sqlite":
        return f"the SQLite file {url.database}"
    host = url.host or url.query.get("host") or "its socket"
    port = f":{url.port}" if url.port else ""
    return f"the Postgres database {url.database} at {host}{port}"


def _try_to_write(folder: Path) -> None:
    """Make a file in a folder, or in the one that it would be made in, and let it vanish."""
    while not folder.exists():
        folder = folder.parent
    with tempfile.TemporaryFile(dir=folder):
        pass


def _try_to_use(url: sa.URL) -> str | None:
    """Write into a table, take that back, and return the version of the bot's tables, if any.

    The transaction does not last, and a bot beside waits for it no longer than for its own.
    """
    on_disk = url.get_backend_name() == "sqlite"
    limit: dict[str, Any] = {"timeout" if on_disk else "connect_timeout": _SECONDS}
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=limit)
    table = f"colorway_check_{secrets.token_hex(4)}"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not on_disk:
            connection.exec_driver_sql(f"SET statement_timeout = '{_SECONDS}s'")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if on_disk else "BEGIN")
        connection.exec_driver_sql(f"CREATE TABLE {table} (written INTEGER)")
        connection.exec_driver_sql(f"INSERT INTO {table} VALUES (1)")  # noqa: S608
        version = current_version(connection)
        connection.exec_driver_sql("ROLLBACK")
        return version
