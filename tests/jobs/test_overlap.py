"""Two bots while one takes the other's place: Discord tells both of everything, one answers."""

import signal
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox import Person, Reply, Sandbox
from cogs.words import ENGLISH
from tests.jobs.crashing import Bot, bot
from tests.jobs.world import until
from tests.stage import Service, has_ended, said
from tests.test_process import of

RECOLORING = ENGLISH.say("state-recoloring")


@dataclass
class Overlap:
    """An old process and a new one, each with a database of its own, or with one in common."""

    sandbox: Sandbox
    service: Service
    old: Bot
    new: Bot
    photo: Path
    person: Person

    async def command(self) -> Reply:
        return await self.person.run("recolor palette", image=self.photo, colors="red")

    async def end_of(self, reply: Reply) -> str:
        """Return what the reply ends with; it must end once."""
        await reply.until(has_ended)
        [end] = [state for state in reply.history if has_ended(state)]
        return end.text


@pytest.fixture(params=["own databases", "one database"])
async def overlap(
    request: pytest.FixtureRequest, tmp_path: Path, photographs: dict[str, Path]
) -> AsyncGenerator[Overlap]:
    database = ""
    if request.param == "one database":
        database = request.getfixturevalue("postgres")
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(Service().running())
        sandbox = await stack.enter_async_context(Sandbox())
        service.query = service.done_when_released
        environment = {
            **of(sandbox),
            "RECOLOR_API_URL": service.url,
            "RECOLOR_API_KEY": "a key",
            "DATABASE_URL": database,
        }
        old, new = [
            await stack.enter_async_context(bot("never", tmp_path / name, **environment))
            for name in ("old", "new")
        ]
        await sandbox.until(
            lambda: sum(event.name == "READY" for event in sandbox.events) == 2, 60.0
        )
        yield Overlap(sandbox, service, old, new, photographs["coffee"], sandbox.person("Ada"))


async def test_what_both_are_told_of_is_done_once(overlap: Overlap):
    overlap.service.released.set()
    replies = [await overlap.command() for _ in range(4)]
    for reply in replies:
        assert (await overlap.end_of(reply)).startswith("Palette ")
    assert len(overlap.service.submissions) == len(replies)


async def test_the_new_one_answers_while_the_old_one_finishes(overlap: Overlap):
    old = overlap.old
    running = await overlap.command()
    await running.until(lambda state: said(state) == RECOLORING)
    old.send(signal.SIGTERM)
    await until(lambda: "stopping" in old.log.read_text())
    late = await overlap.command()
    await late.until(lambda state: said(state) == RECOLORING)
    overlap.service.released.set()
    for reply in (running, late):
        assert (await overlap.end_of(reply)).startswith("Palette ")
    assert await old.wait() == 0
    assert len(overlap.service.submissions) == 2


async def test_a_job_is_cancelled_by_whoever_knows_it(overlap: Overlap):
    overlap.old.send(signal.SIGSTOP)
    reply = await overlap.command()
    await reply.until(lambda state: said(state) == RECOLORING)
    overlap.old.send(signal.SIGCONT)
    press = await overlap.person.press(reply, ENGLISH.say("button-cancel"))
    assert await overlap.end_of(reply) == ENGLISH.say("trouble-cancelled")
    assert not press.ephemeral
