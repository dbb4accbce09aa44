"""What those who manage a server have set for it."""

from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from bot.store.database import Store, one_at_a_time
from bot.store.schema import servers


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the bot is used in a server. As they are made, they are those of nobody."""

    degree: float | None = None
    """How far colors move where a command does not say; None for all the way."""
    keep_people: bool | None = None
    """Whether people keep their colors where a command does not say; None for yes."""
    channels: frozenset[int] = frozenset()
    """Where pictures may be recolored; everywhere if empty."""
    jobs_per_day: int | None = None
    """Of one member; None for as many as they like."""
    spoiler: bool = False
    """Whether results are always hidden until they are clicked."""


class Servers:
    """The rules of all servers. Every method may raise `StoreError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def rules_of(self, server_id: int | None) -> Rules:
        """Return the rules of a server; those of nobody where None is given."""
        if server_id is None:
            return Rules()
        return await self._store.read(lambda connection: _read(connection, server_id))

    async def change(self, server_id: int, **changes: Any) -> Rules:
        """Set some of the fields of `Rules` for a server; return all of its rules."""

        def work(connection: sa.Connection) -> Rules:
            one_at_a_time(connection, f"rules of {server_id}")
            rules = Rules(**(asdict(_read(connection, server_id)) | changes))
            values = asdict(rules) | {"channels": ",".join(map(str, sorted(rules.channels)))}
            gone = servers.delete().where(servers.c.server_id == server_id)
            connection.execute(gone)
            connection.execute(servers.insert().values(server_id=server_id, **values))
            return rules

        return await self._store.run(work)


def _read(connection: sa.Connection, server_id: int) -> Rules:
    query = sa.select(servers).where(servers.c.server_id == server_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return Rules()
    return Rules(
        degree=row.degree,
        keep_people=row.keep_people,
        channels=frozenset(int(channel) for channel in row.channels.split(",") if channel),
        jobs_per_day=row.jobs_per_day,
        spoiler=row.spoiler,
    )
