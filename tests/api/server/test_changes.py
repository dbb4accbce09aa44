"""Queries that wait for a change: from a first reading until another status is known."""

import asyncio

import pytest

from bot.api.contract import TaskStatus
from bot.api.server import changes
from bot.api.server.changes import Changes
from bot.api.server.outcomes import Task

QUEUING = Task("t")
PROCESSING = Task("t", TaskStatus.PROCESSING)
DONE = Task("t", TaskStatus.PROCESS_SUCCESS, ("t-1.png",))
LONG = 3600.0


class Records:
    """The records of one task: what each further reading finds, the last for ever."""

    def __init__(self, *found: Task | None) -> None:
        self.readings = 0
        self._found = list(found)

    async def read(self) -> Task | None:
        self.readings += 1
        return self._found.pop(0) if len(self._found) > 1 else self._found[0]


@pytest.mark.parametrize("task", [None, DONE])
async def test_a_task_that_is_over_or_unknown_is_not_waited_for(task: Task | None) -> None:
    records = Records(task)
    assert await Changes().wait("t", records.read, LONG) is task
    assert records.readings == 1


async def test_what_happens_here_is_told_without_another_reading() -> None:
    told, records = Changes(), Records(PROCESSING)
    waiting = asyncio.create_task(told.wait("t", records.read, LONG))
    await asyncio.sleep(0)
    told.tell(PROCESSING)
    told.tell(Task("another", TaskStatus.PROCESS_SUCCESS))
    await asyncio.sleep(0)
    assert not waiting.done()
    told.tell(DONE)
    assert await waiting is DONE
    assert records.readings == 1


async def test_a_change_during_the_first_reading_is_not_missed() -> None:
    told = Changes()

    async def read() -> Task:
        told.tell(DONE)
        return QUEUING

    assert await told.wait("t", read, LONG) is DONE


async def test_a_status_that_is_not_the_known_one_is_told_at_once() -> None:
    records = Records(PROCESSING)
    assert await Changes().wait("t", records.read, LONG, "QUEUING") is PROCESSING
    assert records.readings == 1


async def test_what_another_process_does_is_read_from_the_records(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changes, "READ_AGAIN_SECONDS", 0.01)
    records = Records(QUEUING, QUEUING, PROCESSING)
    assert await Changes().wait("t", records.read, LONG) is PROCESSING
    assert records.readings == 3


async def test_nothing_is_waited_for_longer_than_asked() -> None:
    records = Records(QUEUING)
    assert await Changes().wait("t", records.read, 0.0) is QUEUING
    assert records.readings == 1


async def test_a_server_that_stops_answers_all_who_wait() -> None:
    told, records = Changes(), Records(QUEUING)
    waiting = asyncio.create_task(told.wait("t", records.read, LONG))
    await asyncio.sleep(0)
    told.close()
    assert await waiting is QUEUING
    assert await told.wait("t", records.read, LONG) is QUEUING
