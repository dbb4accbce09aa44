"""Jobs begin in the order in which people asked for them, within the limits for each person."""

import asyncio
import random
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.api import client
from bot.api.contract import Field
from bot.jobs import janitor, notices, queue, run
from bot.jobs.job import Job
from tests.jobs.world import World, begin, ending, until, world_in

PEOPLE = 24


@pytest.fixture(params=["SQLite", "Postgres"])
async def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[World]:
    """Jobs, two of a person at once, and a service that works until it is released."""
    monkeypatch.setattr(client, "POLL_SECONDS", 0.01)
    async with world_in(tmp_path) as world:
        if request.param == "Postgres":
            database = request.getfixturevalue("postgres")
            world.settings = replace(world.settings, database_url=database)
        world.service.query = world.service.done_when_released
        yield world


def jobs_of(world: World, *people: int) -> list[Job]:
    """Return a job for each number of a person; its color tells it from the others."""
    return [
        world.job(user_id=1000 + person, colors=(f"{number:06x}",))[0]
        for number, person in enumerate(people)
    ]


def begun(world: World) -> list[str]:
    """Return the colors of the jobs that have begun, in that order."""
    return [form[Field.COLOR_TEMPLATE] for form in world.service.submissions]


async def has_begun(world: World, count: int) -> None:
    await until(lambda: len(world.service.submissions) == count)


def colors(jobs: list[Job]) -> list[str]:
    return [job.colors[0] for job in jobs]


async def test_people_are_served_in_the_order_of_asking(world: World):
    jobs = jobs_of(world, *range(PEOPLE))
    async with world.process(at_once=1):
        await begin(jobs[0])
        await has_begun(world, 1)
        # Recording one takes longer than recording another.
        later = jobs[1:]
        random.Random(7).shuffle(later)
        await asyncio.gather(*(begin(job) for job in later))
        assert await queue.waiting() == [job.id for job in jobs[1:]]
        world.service.released.set()
        for job in jobs:
            await ending(job)
    assert begun(world) == colors(jobs)


async def test_the_surplus_of_one_person_holds_up_nobody_and_keeps_its_place(world: World):
    ada, bob = [1, 1, 1, 1], 2
    jobs = jobs_of(world, *ada, bob)
    async with world.process():
        for job in jobs:
            await begin(job)
        await has_begun(world, 3)
        assert set(begun(world)) == set(colors([jobs[0], jobs[1], jobs[4]]))
        assert await queue.waiting() == [jobs[2].id, jobs[3].id]
        world.service.released.set()
        for job in jobs:
            await ending(job)
        assert await queue.waiting() == []


async def test_a_place_only_falls(world: World):
    jobs = jobs_of(world, 1, 1, 1, 2, 1, 3, 4, 2, 2, 2, 5)
    seen: dict[str, list[int]] = {job.id: [] for job in jobs}
    async with world.process(at_once=1):
        for job in jobs:
            await begin(job)
        world.service.released.set()
        while waiting := await queue.waiting():
            for place, job_id in enumerate(waiting):
                seen[job_id].append(place)
        for job in jobs:
            await ending(job)
    assert max(map(max, filter(None, seen.values()))) >= len(jobs) - 2
    for places in seen.values():
        assert places == sorted(places, reverse=True)


async def test_a_job_that_is_recorded_late_keeps_the_place_of_its_interaction(world: World):
    first, second, third = jobs_of(world, 1, 2, 3)
    async with world.process(at_once=1):
        await begin(first)
        await has_begun(world, 1)
        await begin(third)
        await begin(second)
        assert await queue.waiting() == [second.id, third.id]
        world.service.released.set()
        for job in (first, second, third):
            await ending(job)
    assert begun(world) == colors([first, second, third])


async def test_two_jobs_that_end_at_once_make_room_for_two(world: World):
    jobs = jobs_of(world, 1, 1, 1, 1)
    async with world.process():
        for job in jobs:
            await begin(job)
        await has_begun(world, 2)
        # Neither's workflow is recorded as ended yet.
        await queue.promote(ended=jobs[0].id)
        await queue.promote(ended=jobs[1].id)
        await has_begun(world, 4)
        world.service.released.set()
        for job in jobs:
            await ending(job)


async def test_a_process_that_stops_in_a_promotion_does_not_hold_up_the_others(
    tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(queue, "_LOCK_TIMEOUT", "500ms")
    async with world_in(tmp_path) as world:
        world.settings = replace(world.settings, database_url=postgres)
        [job] = jobs_of(world, 1)
        async with world.process():
            with (
                pytest.raises(SQLAlchemyError, match="idle-in-transaction timeout"),
                queue._exclusive(),
            ):
                await begin(job)
                # The first promotion may have given up just before Postgres let go.
                await queue.promote()
                await ending(job)


async def test_a_job_that_is_stopped_makes_room_at_once(world: World):
    jobs = jobs_of(world, 1, 1, 1)
    async with world.process():
        for job in jobs:
            await begin(job)
        await has_begun(world, 2)
        assert await notices.cancel(jobs[0])
        await has_begun(world, 3)
        world.service.released.set()
        for job in jobs[1:]:
            await ending(job)


async def test_the_janitor_finds_a_job_whose_process_died_before_it_had_a_place(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    [job] = jobs_of(world, 1)
    world.service.released.set()

    async def die(ended: str | None = None) -> None:
        return

    async with world.process():
        with monkeypatch.context() as patch:
            patch.setattr(run, "promote", die)
            await begin(job)
        assert await queue.waiting() == [job.id]
        assert (await queue.beside("another", job.user_id)).of_person == 1
        await janitor.sweep(world.folder, 0.0, 0.0)
        await ending(job)
