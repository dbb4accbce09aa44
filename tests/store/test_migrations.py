"""Migrations: at every start, by one process of several, and nobody's palettes are lost."""

import asyncio
from collections.abc import Generator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from bot.store import StoreError, migrations, open_store
from bot.store.database import engine_of
from bot.store.migrations import VERSIONS_TABLE, migrate, newest
from bot.store.schema import metadata

REVISIONS = sorted(
    script.revision
    for script in ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
)


@pytest.fixture
def engine(url: str) -> Generator[sa.Engine]:
    engine = engine_of(url)
    yield engine
    engine.dispose()


def version_of(engine: sa.Engine) -> str | None:
    with engine.begin() as connection:
        return connection.scalar(sa.text(f"SELECT version_num FROM {VERSIONS_TABLE}"))


def test_migrations_follow_each_other_one_by_one():
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS
    assert newest() == REVISIONS[-1]


def test_migrations_make_the_tables_that_the_program_knows(engine: sa.Engine):
    migrate(engine)
    with engine.begin() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSIONS_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_an_upgrade_loses_nobodys_palettes(engine: sa.Engine):
    migrate(engine, REVISIONS[0])
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO palettes (owner_kind, owner_id, key, name, colors) "
                "VALUES ('user', 9223372036854775807, 'meer', 'Meer', '264653,E9C46A')"
            )
        )
        connection.execute(
            sa.text(
                "INSERT INTO servers (server_id, degree, keep_people, channels, jobs_per_day, "
                "spoiler) VALUES (1, 0.5, NULL, '2,3', 4, :no)"
            ),
            {"no": False},
        )
    migrate(engine)
    migrate(engine)
    assert version_of(engine) == newest()
    with engine.begin() as connection:
        [palette] = connection.execute(sa.text("SELECT * FROM palettes")).mappings()
        [server] = connection.execute(sa.text("SELECT * FROM servers")).mappings()
    assert palette["owner_id"] == 2**63 - 1
    assert (palette["name"], palette["colors"]) == ("Meer", "264653,E9C46A")
    assert (server["degree"], server["channels"], server["jobs_per_day"]) == (0.5, "2,3", 4)


def test_a_database_of_a_newer_program_is_left_as_it_is(
    engine: sa.Engine, caplog: pytest.LogCaptureFixture
):
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSIONS_TABLE} SET version_num = '9999'"))
    migrate(engine)
    assert version_of(engine) == "9999"
    assert "newer version" in caplog.text


async def test_of_processes_that_start_at_once_one_migrates_and_the_others_wait(url: str):
    engines = [engine_of(url) for _ in range(4)]
    await asyncio.gather(*(asyncio.to_thread(migrate, engine) for engine in engines))
    assert {version_of(engine) for engine in engines} == {newest()}
    for engine in engines:
        engine.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
):
    with engine.begin() as connection:
        # In the way of one of the tables.
        connection.execute(sa.text("CREATE TABLE counts (x INTEGER)"))
    with pytest.raises(DBAPIError):
        migrate(engine)
    assert sa.inspect(engine).get_table_names() == ["counts"]
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE counts"))
    migrate(engine)
    assert version_of(engine) == newest()


async def test_a_database_that_cannot_be_used_is_said_in_one_line(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError) as raised:
        async with open_store(f"sqlite:///{tmp_path}/folder"):
            pass
    assert "\n" not in str(raised.value)
    assert "cannot be used" in str(raised.value)
