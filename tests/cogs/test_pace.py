"""Edits of one message, on a clock that only the tests move."""

import asyncio
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cogs.pace import PATIENCE_SECONDS, SECONDS, Pace


class Stage:
    """A message, and the time in which it is edited."""

    def __init__(self, edit_seconds: float = 0.0, failing: bool = False) -> None:
        self.time = 100.0
        self.edits: list[tuple[float, str]] = []
        self.failing = failing
        self._edit_seconds = edit_seconds
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        self.pace = Pace(self._edit, "start", now=lambda: self.time, sleep=self._sleep)

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.edits]

    async def _edit(self, text: str) -> None:
        self.edits.append((self.time, text))
        if self._edit_seconds:
            await self._sleep(self._edit_seconds)
        if self.failing:
            raise RuntimeError("no such message")

    async def _sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        woken = asyncio.Event()
        self._sleepers.append((self.time + seconds, woken))
        await woken.wait()

    async def settle(self) -> None:
        """Let everything happen that needs no time."""
        for _ in range(20):
            await asyncio.sleep(0)
            self._wake()

    def _wake(self) -> None:
        for until, woken in self._sleepers:
            if until <= self.time:
                woken.set()
        self._sleepers = [(until, woken) for until, woken in self._sleepers if not woken.is_set()]

    async def advance(self, seconds: float) -> None:
        """Let so much time go by, stopping wherever somebody wakes."""
        end = self.time + seconds
        await self.settle()
        while due := [until for until, _ in self._sleepers if until <= end]:
            self.time = min(due)
            await self.settle()
        self.time = end

    async def show(self, text: str) -> None:
        """Show a text, and wait until it has waited long enough."""
        self.pace.show(text)
        await self.advance(PATIENCE_SECONDS)

    async def finish(self, text: str = "end") -> str:
        """Make the last edit, and return what it returns."""

        async def last() -> str:
            self.edits.append((self.time, text))
            return "finished"

        return await self.pace.finish(last)


async def test_a_text_is_shown_once_it_has_been_the_latest_for_half_a_second():
    stage = Stage()
    stage.pace.show("one")
    await stage.advance(PATIENCE_SECONDS - 0.1)
    assert not stage.edits
    await stage.advance(0.1)
    assert stage.edits == [(100.0 + PATIENCE_SECONDS, "one")]


async def test_a_job_that_ends_soon_shows_its_end_alone_and_at_once():
    stage = Stage()
    for text in ("one", "two", "three"):
        stage.pace.show(text)
        await stage.advance(PATIENCE_SECONDS - 0.1)
    assert await stage.finish() == "finished"
    ended = stage.time
    await stage.advance(10)
    assert stage.edits == [(ended, "end")]


async def test_a_text_that_is_wished_again_waits_no_longer():
    stage = Stage()
    stage.pace.show("one")
    await stage.advance(PATIENCE_SECONDS - 0.1)
    stage.pace.show("one")
    await stage.advance(0.1)
    assert stage.texts == ["one"]


async def test_the_next_text_waits_for_the_pace():
    stage = Stage()
    await stage.show("one")
    first = stage.time
    stage.pace.show("two")
    await stage.advance(SECONDS - 0.1)
    assert stage.texts == ["one"]
    await stage.advance(0.1)
    assert stage.edits == [(first, "one"), (first + SECONDS, "two")]


async def test_of_texts_that_wait_only_the_latest_is_shown():
    stage = Stage()
    await stage.show("one")
    for text in ("two", "three"):
        stage.pace.show(text)
        await stage.settle()
    await stage.advance(10)
    assert stage.texts == ["one", "three"]


async def test_a_text_that_is_shown_already_is_not_sent():
    stage = Stage()
    await stage.show("start")
    await stage.show("one")
    await stage.advance(10)
    await stage.show("one")
    await stage.advance(10)
    assert stage.texts == ["one"]


async def test_a_text_that_changes_back_before_it_is_due_is_not_sent():
    stage = Stage()
    await stage.show("one")
    stage.pace.show("two")
    await stage.settle()
    stage.pace.show("one")
    await stage.advance(10)
    assert stage.texts == ["one"]


async def test_the_pace_counts_from_the_end_of_an_edit():
    stage = Stage(edit_seconds=3)
    await stage.show("one")
    first = stage.time
    stage.pace.show("two")
    await stage.advance(20)
    assert stage.edits == [(first, "one"), (first + 3 + SECONDS, "two")]


async def test_an_edit_that_fails_does_not_stop_the_next():
    stage = Stage(failing=True)
    stage.pace.show("one")
    await stage.advance(10)
    stage.pace.show("two")
    await stage.advance(10)
    assert await stage.finish() == "finished"
    assert stage.texts == ["one", "two", "end"]


async def test_the_last_edit_drops_what_waits_and_does_not_wait_for_the_pace():
    stage = Stage()
    await stage.show("one")
    first = stage.time
    stage.pace.show("two")
    await stage.settle()
    assert await stage.finish() == "finished"
    await stage.advance(10)
    assert stage.edits == [(first, "one"), (first, "end")]


async def test_the_last_edit_waits_for_one_that_is_on_its_way():
    stage = Stage(edit_seconds=3)
    await stage.show("one")
    first = stage.time
    last = asyncio.create_task(stage.finish())
    await stage.advance(20)
    assert await last == "finished"
    assert stage.edits == [(first, "one"), (first + 3, "end")]


async def test_a_last_edit_that_is_made_again_keeps_the_pace():
    stage = Stage()
    await stage.finish("too large")
    again = asyncio.create_task(stage.finish("smaller"))
    await stage.advance(10)
    await again
    assert stage.edits == [(100.0, "too large"), (100.0 + SECONDS, "smaller")]


@given(
    st.lists(st.tuples(st.floats(0, 5), st.sampled_from("abc")), max_size=12),
    st.sampled_from([0.0, 0.3, 3.0]),
    st.booleans(),
)
def test_whatever_happens_edits_keep_their_distance_and_the_last_is_the_end(
    shows: Sequence[tuple[float, str]], edit_seconds: float, failing: bool
):
    async def play() -> Stage:
        stage = Stage(edit_seconds, failing)
        for delay, text in shows:
            await stage.advance(delay)
            stage.pace.show(text)
        last = asyncio.create_task(stage.finish())
        await stage.advance(20)
        assert last.done()
        await last
        return stage

    stage = asyncio.run(play())
    times = [time for time, _ in stage.edits[:-1]]
    assert all(b - a >= SECONDS - 1e-9 for a, b in pairwise(times))
    shown = ["start", *stage.texts]
    assert shown[-1] == "end"
    assert all(a != b for a, b in pairwise(shown))
    wished = iter(text for _, text in shows)
    assert all(text in wished for text in stage.texts[:-1]), "texts come in the order of wishes"


@given(st.lists(st.tuples(st.floats(0, 5), st.sampled_from("abc")), min_size=1, max_size=12))
def test_whatever_is_wished_the_latest_text_is_shown_in_the_end(
    shows: Sequence[tuple[float, str]],
):
    async def play() -> Stage:
        stage = Stage()
        for delay, text in shows:
            await stage.advance(delay)
            stage.pace.show(text)
        await stage.advance(SECONDS)
        return stage

    assert asyncio.run(play()).texts[-1] == shows[-1][1]
