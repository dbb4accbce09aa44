"""Fixtures for modules whose tests share one bot and do not test the pace of its edits."""

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from cogs import pace
from tests.stage import Stage, stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    """Run one bot for all tests of a module; each test uses people of its own."""
    async with stage(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let edits of a message follow each other without a pause."""
    monkeypatch.setattr(pace, "SECONDS", 0.0)
