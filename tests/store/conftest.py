"""The store on both databases that it can be in."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.durability import database_url
from bot.settings import Settings
from bot.store import Store, open_store


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database."""
    if request.param == "sqlite":
        return database_url(Settings(data=tmp_path))
    return database_url(Settings(database_url=request.getfixturevalue("postgres")))


@pytest_asyncio.fixture
async def store(url: str) -> AsyncGenerator[Store]:
    """Open a store in it."""
    async with open_store(url) as store:
        yield store
