"""The real bot in its process: it comes, is killed, and comes again."""

import os
from pathlib import Path

import pytest

from bot.playground.playground import Playground, playground
from bot.settings import Settings


def times_ready(place: Playground) -> int:
    return sum(event.name == "READY" for event in place.sandbox.events)


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())


async def test_a_killed_bot_comes_back_with_another_process(tmp_path: Path) -> None:
    async with playground(Settings(data=tmp_path), port=0) as place:
        await place.sandbox.bot_ready(60)
        first = place.keeper.pid
        assert first is not None
        before = times_ready(place)
        await place.keeper.restart()
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)
        assert place.keeper.pid not in (None, first)
        await place.sandbox.until(lambda: times_ready(place) > before, 60)
    assert place.keeper.pid is None
    assert is_empty(tmp_path)
