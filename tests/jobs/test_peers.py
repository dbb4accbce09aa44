"""Bots that share a Postgres: every interaction reaches each of them, and one of them dies."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import psycopg

from bot.jobs.queue import JOB
from bot.sandbox import Person, Reply, Sandbox
from cogs.words import ENGLISH
from tests.jobs.crashing import bot
from tests.jobs.world import until
from tests.stage import Service, has_ended, results, said
from tests.test_process import of

PROCESSES, PEOPLE, JOBS_EACH = 3, 6, 2
IN_A_ROW = 21


async def test_what_a_dead_peer_leaves_is_done_once_by_the_others(
    tmp_path: Path, postgres: str, photographs: dict[str, Path]
):
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(Service().running())
        sandbox = await stack.enter_async_context(Sandbox())
        service.query = service.done_when_released
        environment = {
            **of(sandbox),
            "RECOLOR_API_URL": service.url,
            "RECOLOR_API_KEY": "a key",
            "DATABASE_URL": postgres,
        }
        processes = [
            await stack.enter_async_context(bot("never", tmp_path / str(number), **environment))
            for number in range(PROCESSES)
        ]
        await sandbox.until(
            lambda: sum(event.name == "READY" for event in sandbox.events) == PROCESSES, 60.0
        )
        replies = [
            await person.run("recolor palette", image=photographs["coffee"], colors="red")
            for person in [sandbox.person(f"P{number}") for number in range(PEOPLE)]
            for _ in range(JOBS_EACH)
        ]
        for reply in replies:
            await reply.until(lambda state: said(state) == ENGLISH.say("state-recoloring"), 60.0)
        processes[0].kill()
        await processes[0].wait()
        service.released.set()
        await asyncio.gather(*(reply.until(has_ended, 90.0) for reply in replies))
    for reply in replies:
        [end] = [state for state in reply.history if has_ended(state)]
        assert len(results(end)) == 1
    assert len(service.submissions) == len(replies)


async def test_peers_serve_people_in_the_order_of_asking(
    tmp_path: Path, postgres: str, photographs: dict[str, Path]
):
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(Service().running())
        sandbox = await stack.enter_async_context(Sandbox())
        service.query = service.done_when_released
        environment = {
            **of(sandbox),
            "RECOLOR_API_URL": service.url,
            "RECOLOR_API_KEY": "a key",
            "DATABASE_URL": postgres,
            "JOBS_AT_ONCE": "1",
            "JOBS_PER_USER": "1",
        }
        for number in range(PROCESSES):
            folder = tmp_path / str(number)
            await stack.enter_async_context(bot("never", folder, **environment))
        await sandbox.until(
            lambda: sum(event.name == "READY" for event in sandbox.events) == PROCESSES, 60.0
        )

        async def command(person: Person) -> Reply:
            reply = await person.run("recolor palette", image=photographs["coffee"], colors="red")
            return await reply.acknowledged()

        running = [await command(sandbox.person(f"R{number}")) for number in range(PROCESSES)]
        await until(lambda: len(service.submissions) == PROCESSES)
        ada, people = sandbox.person("Ada"), [sandbox.person(f"P{n}") for n in range(IN_A_ROW)]
        replies = [await command(person) for person in (ada, ada, ada, *people)]
        service.released.set()
        await asyncio.gather(*(reply.until(has_ended, 90.0) for reply in (*running, *replies)))
    taken = _taken_at(postgres)
    adas, others = [
        [taken[str(reply.interaction.id)] for reply in part] for part in (replies[:3], replies[3:])
    ]
    places = [sorted(others).index(time) for time in others]
    assert max(abs(place - rank) for rank, place in enumerate(places)) <= 2 * PROCESSES
    assert adas == sorted(adas)


def _taken_at(database: str) -> dict[str, int]:
    """Return when each job was taken from the queue, in milliseconds."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT workflow_uuid, started_at_epoch_ms FROM dbos.workflow_status WHERE name = %s",
            (JOB,),
        ).fetchall()
    return dict(rows)


async def test_servers_on_different_disks_leave_each_others_tasks_alone(
    tmp_path: Path, postgres: str, photographs: dict[str, Path]
):
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox())
        # The one that takes another's place has its name.
        environment = {**of(sandbox), "DATABASE_URL": postgres, "DYNO": "worker.1"}
        for name in ("old", "new"):
            await stack.enter_async_context(bot("never", tmp_path / name, **environment))
        await sandbox.until(
            lambda: sum(event.name == "READY" for event in sandbox.events) == 2, 60.0
        )
        replies = [
            await sandbox.person(f"P{number}").run(
                "recolor palette", image=photographs["coffee"], colors="red"
            )
            for number in range(8)
        ]
        await asyncio.gather(*(reply.until(has_ended, 90.0) for reply in replies))
    for reply in replies:
        [end] = [state for state in reply.history if has_ended(state)]
        assert len(results(end)) == 1
