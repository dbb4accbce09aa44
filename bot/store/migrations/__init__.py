"""Bringing the tables up to date, at every start, and losing nothing on the way.

A migration is a module in `versions`, named by its number: `0002_what_it_does.py` with
``revision = "0002"`` and ``down_revision = "0001"``. It only adds, since for a while processes of
the last version run beside those of this one.
"""

import logging
from importlib.resources import files
from typing import Any, Final

import sqlalchemy as sa

log = logging.getLogger(__name__)

VERSIONS_TABLE: Final = "colorway_version"

# Any number that nobody else locks.
_LOCK: Final = 0x434F4C4F52


def newest() -> str:
    """Return the number of the last migration that this program has."""
    folder = files(__name__) / "versions"
    return max(file.name[:4] for file in folder.iterdir() if file.name[:4].isdigit())


def migrate(engine: sa.Engine, until: str | None = None) -> None:
    """Apply the migrations that are missing, all or none of them.

    Of several processes that start at once, one does it and the others wait. A database that a
    newer program has migrated is left as it is.

    Parameters
    ----------
    until
        The number of the last to apply; the newest if None.
    """
    target = until or newest()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        version = current_version(connection)
        if version is not None and version >= target:
            if version > target:
                log.warning("the database is of a newer version, %s, than %s", version, target)
            return
        _upgrade(connection, target)
    log.info("the database is of version %s now", target)


def current_version(connection: sa.Connection) -> str | None:
    """Return the number of the last migration that a database has, or None for an empty one."""
    if not sa.inspect(connection).has_table(VERSIONS_TABLE):
        return None
    return connection.scalar(sa.text(f"SELECT version_num FROM {VERSIONS_TABLE}"))  # noqa: S608


def _upgrade(connection: sa.Connection, target: str) -> None:
    # Most starts have nothing to migrate, and need not pay the memory for it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(files(__name__)))

    def missing(present: Any, _context: Any) -> Any:
        return scripts._upgrade_revs(target, present)  # noqa: SLF001

    with EnvironmentContext(Config(), scripts, fn=missing, destination_rev=target) as environment:
        environment.configure(connection=connection, version_table=VERSIONS_TABLE)
        environment.run_migrations()
