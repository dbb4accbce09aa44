"""Palettes that people and servers have saved under names."""

from dataclasses import dataclass
from typing import Final, Literal

import sqlalchemy as sa

from bot.store.database import Store, one_at_a_time
from bot.store.schema import palettes

MOST: Final = 100
"""Palettes of one owner."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose palettes they are."""

    kind: Literal["user", "server"]
    id: int


@dataclass(frozen=True, slots=True)
class SavedPalette:
    """Colors with a name; `key` is what the name is found by."""

    key: str
    name: str
    colors: tuple[str, ...]


class FullError(Exception):
    """The owner has as many palettes as one may have."""


class SavedPalettes:
    """All palettes that are saved. Every method may raise `StoreError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, *owners: Owner) -> list[SavedPalette]:
        """Return the palettes of owners: those of the first before those of the second."""
        wanted = sa.or_(False, *(_is_of(owner) for owner in owners))
        query = sa.select(palettes).where(wanted).order_by(palettes.c.key)
        rows = await self._store.read(lambda connection: connection.execute(query).all())
        order = {(owner.kind, owner.id): place for place, owner in enumerate(owners)}
        ordered = sorted(rows, key=lambda row: order[row.owner_kind, row.owner_id])
        return [SavedPalette(row.key, row.name, tuple(row.colors.split(","))) for row in ordered]

    async def save(self, owner: Owner, palette: SavedPalette) -> bool:
        """Keep a palette in place of one with the same key; return whether there was one.

        Raises
        ------
        FullError
            When the owner has `MOST` others.
        """
        values = {"name": palette.name, "colors": ",".join(palette.colors)}
        this = _is_of(owner) & (palettes.c.key == palette.key)

        def work(connection: sa.Connection) -> bool:
            one_at_a_time(connection, f"palettes of {owner.kind} {owner.id}")
            if connection.execute(palettes.update().where(this).values(values)).rowcount:
                return True
            count = sa.select(sa.func.count()).select_from(palettes).where(_is_of(owner))
            if connection.execute(count).scalar_one() >= MOST:
                raise FullError
            row = {"owner_kind": owner.kind, "owner_id": owner.id, "key": palette.key, **values}
            connection.execute(palettes.insert().values(row))
            return False

        return await self._store.run(work)

    async def delete(self, owner: Owner, key: str) -> bool:
        """Forget a palette; return whether there was one."""
        gone = palettes.delete().where(_is_of(owner), palettes.c.key == key)
        return await self._store.run(lambda connection: connection.execute(gone).rowcount > 0)

    async def delete_all(self, owner: Owner) -> int:
        """Forget the owner's palettes; return how many there were."""
        gone = palettes.delete().where(_is_of(owner))
        return await self._store.run(lambda connection: connection.execute(gone).rowcount)


def _is_of(owner: Owner) -> sa.ColumnElement[bool]:
    return sa.and_(palettes.c.owner_kind == owner.kind, palettes.c.owner_id == owner.id)
