"""What the buttons of cards need to know, for as long as they are to work."""

import json
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Store
from bot.store.schema import cards

KEEP_SECONDS: Final = 30 * 24 * 3600
"""How long a card is kept."""

Record = dict[str, Any]


class CardRecords:
    """The records of all cards, by the ids of their jobs. Every method may raise `StoreError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, card_id: int, user_id: int, created: float, record: Record) -> None:
        """Keep the record of a card, in place of the one that is there."""
        values = {"user_id": user_id, "created": int(created), "record": json.dumps(record)}

        def work(connection: sa.Connection) -> None:
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            connection.execute(
                insert(cards)
                .values(id=card_id, **values)
                .on_conflict_do_update(index_elements=[cards.c.id], set_=values)
            )

        await self._store.run(work)

    async def find(self, card_id: int) -> Record | None:
        """Return the record of a card, if there is one."""
        query = sa.select(cards.c.record).where(cards.c.id == card_id)
        found = await self._store.read(lambda connection: connection.scalar(query))
        return None if found is None else json.loads(found)

    async def delete(self, card_id: int) -> None:
        """Forget a card."""
        gone = cards.delete().where(cards.c.id == card_id)
        await self._store.run(lambda connection: connection.execute(gone))

    async def delete_all(self, user_id: int) -> None:
        """Forget all cards of a person."""
        gone = cards.delete().where(cards.c.user_id == user_id)
        await self._store.run(lambda connection: connection.execute(gone))

    async def delete_older(self, before: float) -> None:
        """Forget the cards from before a time, in seconds since the epoch."""
        gone = cards.delete().where(cards.c.created < int(before))
        await self._store.run(lambda connection: connection.execute(gone))
