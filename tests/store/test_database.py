"""The database beside the event loop."""

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import Store, StoreError, open_store

ONE = sa.text("SELECT 1")


async def test_what_fails_is_undone_and_said_in_one_line(store: Store):
    def work(connection: sa.Connection) -> None:
        connection.execute(sa.text("INSERT INTO counts VALUES (1, 2, 3, 4)"))
        connection.execute(sa.text("SELECT * FROM nowhere"))

    with pytest.raises(StoreError) as raised:
        await store.run(work)
    assert "\n" not in str(raised.value)
    count = sa.text("SELECT count(*) FROM counts")
    assert await store.read(lambda connection: connection.scalar(count)) == 0


async def test_the_loop_goes_on_while_the_database_works(store: Store):
    started, ended = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def work(connection: sa.Connection) -> None:
        loop.call_soon_threadsafe(started.set)
        asyncio.run_coroutine_threadsafe(ended.wait(), loop).result(10)
        connection.execute(ONE)

    running = asyncio.create_task(store.run(work))
    await started.wait()
    ended.set()
    await running


async def test_who_reads_waits_for_nobody_who_writes(store: Store):
    writing, ended = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def write(connection: sa.Connection) -> None:
        connection.execute(sa.text("INSERT INTO counts VALUES (1, 2, 3, 4)"))
        loop.call_soon_threadsafe(writing.set)
        asyncio.run_coroutine_threadsafe(ended.wait(), loop).result(10)

    running = asyncio.create_task(store.run(write))
    await writing.wait()
    count = sa.text("SELECT count(*) FROM counts")
    assert await store.read(lambda connection: connection.scalar(count)) == 0
    ended.set()
    await running
    assert await store.read(lambda connection: connection.scalar(count)) == 1


async def test_a_file_of_sqlite_is_shared_with_the_workflows(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/colorway.sqlite"
    async with open_store(url) as store, open_store(url) as other:
        await store.run(lambda c: c.execute(sa.text("INSERT INTO counts VALUES (1, 2, 3, 4)")))
        count = sa.text("SELECT jobs FROM counts")
        assert await other.read(lambda connection: connection.scalar(count)) == 4
        mode = sa.text("PRAGMA journal_mode")
        assert await other.read(lambda connection: connection.scalar(mode)) == "wal"
