"""Members' counts of a day."""

import asyncio

import sqlalchemy as sa

from bot.store import Store
from bot.store.counts import Counts, today
from bot.store.schema import counts as table


async def test_jobs_are_counted_up_to_the_most(store: Store):
    counts = Counts(store)
    assert await counts.of(1, 10) == 0
    assert [await counts.add(1, 10, 2, most=5) for _ in range(3)] == [True, True, False]
    assert await counts.of(1, 10) == 4
    assert await counts.add(1, 10, 1, most=5)


async def test_everybody_is_counted_apart_in_every_server(store: Store):
    counts = Counts(store)
    await counts.add(1, 10, 1, most=1)
    assert await counts.add(1, 11, 1, most=1)
    assert await counts.add(2, 10, 1, most=1)
    assert not await counts.add(1, 10, 1, most=1)


async def test_nobody_gets_more_by_asking_at_once(store: Store):
    counts = Counts(store)
    taken = await asyncio.gather(*(counts.add(1, 10, 1, most=3) for _ in range(8)))
    assert sum(taken) == 3


async def test_what_came_to_nothing_is_given_back(store: Store):
    counts = Counts(store)
    await counts.add(1, 10, 1, most=1)
    await counts.add(1, 10, -1, most=1)
    assert await counts.of(1, 10) == 0
    assert await counts.add(1, 10, 1, most=1)


async def test_a_new_day_begins_at_nothing_and_forgets_the_last(store: Store):
    day = today()
    counts = Counts(store, lambda: day)
    await counts.add(1, 10, 1, most=1)
    day += 1
    assert await counts.of(1, 10) == 0
    assert await counts.add(1, 11, 1, most=1)
    rows = await store.run(lambda connection: connection.execute(sa.select(table)).all())
    assert [row.user_id for row in rows] == [11]


async def test_a_persons_counts_can_be_forgotten(store: Store):
    counts = Counts(store)
    for server, user in ((1, 10), (2, 10), (1, 11)):
        await counts.add(server, user, 1, most=1)
    await counts.delete_all(10)
    assert [await counts.of(1, 10), await counts.of(2, 10), await counts.of(1, 11)] == [0, 0, 1]
