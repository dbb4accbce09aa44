import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import Clock, iso
from bot.sandbox.snowflakes import Snowflakes, moment


async def test_whoever_sleeps_wakes_when_the_clock_is_moved() -> None:
    clock = Clock()
    sleeper = asyncio.create_task(clock.sleep_until(clock.now() + 900))
    await asyncio.sleep(0)
    clock.advance(899)
    await asyncio.sleep(0.01)
    assert not sleeper.done()
    clock.advance(2)
    await asyncio.wait_for(sleeper, 5)


def test_time_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="does not go back"):
        Clock().advance(-1)


@given(st.floats(1_420_070_400, 4_000_000_000))
def test_snowflakes_carry_the_time_and_grow(now: float) -> None:
    snowflakes = Snowflakes(Clock(lambda: now))
    first, second = snowflakes.next(), snowflakes.next()
    assert first < second
    assert abs(moment(first) - now) <= 0.001


def test_times_are_written_as_discord_does() -> None:
    assert iso(1_790_000_000.5) == "2026-09-21T14:13:20.500000+00:00"
