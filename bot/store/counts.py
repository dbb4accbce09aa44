"""How many pictures the members of a server had recolored today."""

from collections.abc import Callable
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Store
from bot.store.schema import counts


def today() -> int:
    """Return the number of the day since the epoch, in UTC."""
    return (datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days


class Counts:
    """The counts of all members. Every method may raise `StoreError`."""

    def __init__(self, store: Store, today: Callable[[], int] = today) -> None:
        self._store = store
        self._today = today

    async def of(self, server_id: int, user_id: int) -> int:
        """Return how many a member had today."""
        this = _is_of(server_id, user_id, self._today())
        query = sa.select(counts.c.jobs).where(this)
        return await self._store.read(lambda connection: connection.scalar(query) or 0)

    async def add(self, server_id: int, user_id: int) -> None:
        """Count a further one of a member."""
        day = self._today()
        first = {"server_id": server_id, "user_id": user_id, "day": day, "jobs": 0}
        more = counts.update().where(_is_of(server_id, user_id, day))

        def work(connection: sa.Connection) -> None:
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            connection.execute(insert(counts).values(first).on_conflict_do_nothing())
            connection.execute(more.values(jobs=counts.c.jobs + 1))

        await self._store.run(work)

    async def take_back(self, server_id: int, user_id: int) -> None:
        """Count one less of a member."""
        this = counts.update().where(_is_of(server_id, user_id, self._today()), counts.c.jobs > 0)
        fewer = this.values(jobs=counts.c.jobs - 1)
        await self._store.run(lambda connection: connection.execute(fewer))

    async def delete_older(self) -> None:
        """Forget the counts of the days before."""
        gone = counts.delete().where(counts.c.day < self._today())
        await self._store.run(lambda connection: connection.execute(gone))


def _is_of(server_id: int, user_id: int, day: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        counts.c.server_id == server_id, counts.c.user_id == user_id, counts.c.day == day
    )
