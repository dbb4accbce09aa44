"""Members' counts of a day."""

import asyncio

import sqlalchemy as sa

from bot.store import Store
from bot.store.counts import Counts, today
from bot.store.schema import counts as table


async def test_everybody_is_counted_apart_in_every_server(store: Store):
    counts = Counts(store)
    for server, user in ((1, 10), (1, 10), (2, 10), (1, 11)):
        await counts.add(server, user)
    assert [await counts.of(1, 10), await counts.of(2, 10), await counts.of(1, 11)] == [2, 1, 1]
    assert await counts.of(3, 10) == 0


async def test_of_jobs_at_once_each_is_counted(store: Store):
    counts = Counts(store)
    await asyncio.gather(*(counts.add(1, 10) for _ in range(8)))
    assert await counts.of(1, 10) == 8


async def test_what_is_taken_back_is_not_counted(store: Store):
    counts = Counts(store)
    await counts.take_back(1, 10)
    await counts.add(1, 10)
    await counts.add(1, 10)
    await counts.take_back(1, 10)
    assert await counts.of(1, 10) == 1


async def test_a_new_day_begins_at_nothing_and_forgets_the_last(store: Store):
    day = today()
    counts = Counts(store, lambda: day)
    await counts.add(1, 10)
    day += 1
    assert await counts.of(1, 10) == 0
    await counts.add(1, 11)
    await counts.delete_older()
    rows = await store.read(lambda connection: connection.execute(sa.select(table)).all())
    assert [row.user_id for row in rows] == [11]
