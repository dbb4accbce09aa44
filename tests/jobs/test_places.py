"""Places in the queue are told to those who wait, and to not too many at once."""

from typing import Any

import pytest

from bot.jobs import queue
from bot.jobs.job import Job
from bot.jobs.places import MOST_SHOWN, Places
from tests.jobs.world import Played

JOBS = [str(number) for number in range(40)]


class Line:
    """A queue that moves on when it is told to."""

    def __init__(self) -> None:
        self.waiting = list(JOBS)
        self.replies = {job_id: Played() for job_id in JOBS}
        self.places = Places(lambda job: self.replies[job.id])

    async def ids(self) -> list[str]:
        return self.waiting

    def told(self) -> dict[str, int]:
        """Return the last place that each was told."""
        return {job_id: reply.places[-1] for job_id, reply in self.replies.items() if reply.places}

    def count(self) -> int:
        return sum(len(reply.places) for reply in self.replies.values())


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    line = Line()
    monkeypatch.setattr(queue, "waiting", line.ids)
    for job_id in JOBS:
        job: Any = object.__new__(Job)
        object.__setattr__(job, "id", job_id)
        object.__setattr__(job, "may_post", True)
        line.places.add(job)
    return line


async def test_everybody_is_told_soon_and_few_at_once(line: Line):
    for look in range(1, 5):
        await line.places._show()
        assert line.count() == min(look * MOST_SHOWN, len(JOBS))
    assert line.told() == {job_id: place for place, job_id in enumerate(JOBS)}


async def test_a_place_is_told_again_only_when_it_has_changed(line: Line):
    for _ in range(10):
        await line.places._show()
    assert line.count() == len(JOBS)


async def test_those_who_are_next_hear_of_it_first(line: Line):
    for _ in range(4):
        await line.places._show()
    del line.waiting[0]
    await line.places._show()
    told = line.told()
    assert [told[job_id] for job_id in JOBS[1 : MOST_SHOWN + 1]] == list(range(MOST_SHOWN))
    assert told[JOBS[-1]] == len(JOBS) - 1


async def test_who_began_is_told_nothing_more(line: Line):
    await line.places._show()
    line.waiting.clear()
    before = line.count()
    await line.places._show()
    assert line.count() == before


async def test_no_place_is_told_that_has_risen(line: Line):
    for _ in range(4):
        await line.places._show()
    # The process that ran it has died: it waits again, before all others.
    line.waiting.insert(0, "of a process that died")
    before = line.count()
    for _ in range(4):
        await line.places._show()
    assert line.count() == before
    del line.waiting[:2]
    await line.places._show()
    assert line.told()[JOBS[1]] == 0
