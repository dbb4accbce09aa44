"""The database is tried out, and left as it was."""

from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from bot.settings import Settings
from bot.store.database import open_store
from bot.store.migrations import newest
from tests.check.lines import checked, files_in

VERSIONS = "colorway_version"


async def line(url: str | None, data: Path) -> tuple[str, str]:
    return (await checked(Settings(database_url=url, data=data)))["database"]


def with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


async def test_a_sqlite_file_that_is_not_there_is_not_made(tmp_path: Path):
    mark, text = await line(None, tmp_path / "data")
    assert (mark, "the first start does it" in text) == ("ok", True)
    assert not files_in(tmp_path, "*.sqlite*")


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("sqlite:////dev/null/colors.sqlite", "Not a directory"),
        ("sqlite:///{folder}/text.sqlite", "file is not a database"),
        ("sqlite:///{folder}", "unable to open database file"),
    ],
)
async def test_a_sqlite_file_that_cannot_be_used(tmp_path: Path, url: str, part: str):
    (tmp_path / "text.sqlite").write_bytes(b"something else" * 100)
    mark, text = await line(url.format(folder=tmp_path), tmp_path / "data")
    assert mark == "FAIL"
    assert part in text
    assert "DATABASE_URL" in text


async def test_a_sqlite_file_that_another_writes_into_for_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.check.database._SECONDS", 0)
    url = f"sqlite:///{tmp_path / 'colors.sqlite'}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        mark, text = await line(url, tmp_path)
        connection.exec_driver_sql("ROLLBACK")
    assert (mark, "database is locked" in text) == ("FAIL", True)
    assert (await line(url, tmp_path))[0] == "ok"


@pytest.mark.parametrize(
    ("version", "mark", "part"),
    [
        (newest(), "ok", f"is of version {newest()}"),
        ("0000", "ok", f"migrates it from version 0000 to {newest()}"),
        ("9999", "FAIL", "newer than this program's"),
    ],
)
async def test_the_version_of_the_tables_is_told(
    postgres: str, tmp_path: Path, version: str, mark: str, part: str
):
    async with open_store(with_driver(postgres)):
        pass
    with psycopg.connect(postgres) as connection:
        connection.execute(f"UPDATE {VERSIONS} SET version_num = %s", [version])  # pyright: ignore
    found = await line(postgres, tmp_path)
    assert found[0] == mark
    assert part in found[1]


async def test_an_empty_postgres_stays_empty(postgres: str, tmp_path: Path):
    mark, text = await line(postgres, tmp_path)
    assert (mark, "the first start makes the tables" in text) == ("ok", True)
    with psycopg.connect(postgres) as connection:
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchall() == []


async def test_a_postgres_that_only_reads(postgres: str, tmp_path: Path):
    name = sa.make_url(postgres).database
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")  # pyright: ignore
    mark, text = await line(postgres, tmp_path)
    assert (mark, "read-only transaction" in text) == ("FAIL", True)


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("postgres://ada:pass-word@127.0.0.1:1/colors", "Connection refused"),
        ("postgres://ada:pass-word@127.0.0.1:x/colors", "cannot be read"),
    ],
)
async def test_a_postgres_that_cannot_be_reached_keeps_its_password(
    tmp_path: Path, url: str, part: str
):
    mark, text = await line(url, tmp_path)
    assert mark == "FAIL"
    assert part in text
    assert "pass-word" not in text


async def test_a_postgres_without_that_database(postgres: str, tmp_path: Path):
    missing = sa.make_url(postgres).set(database="nothing")
    mark, text = await line(missing.render_as_string(hide_password=False), tmp_path)
    assert (mark, '"nothing" does not exist' in text) == ("FAIL", True)
