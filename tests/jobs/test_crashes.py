"""A process that is killed at any point of a job: the next one brings its reply to one end."""

import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.sandbox import NoResponseError, Reply, Sandbox
from bot.sandbox.faults import Handler, refusing
from bot.sandbox.rest.bodies import body_of
from cogs.words import ENGLISH
from tests.jobs.crashing import Bot, bot
from tests.jobs.world import until
from tests.stage import Service, has_ended
from tests.test_process import of

UNANSWERED = ENGLISH.say("trouble-submit-unanswered", file="“coffee.jpg”")


class Case:
    """Discord, a service, a database, and the disks of two processes."""

    def __init__(self, sandbox: Sandbox, service: Service, folder: Path, database: str) -> None:
        self.sandbox = sandbox
        self.service = service
        # On Postgres, what a process leaves is taken over by one with another disk.
        self.folders = [folder / "one", folder / ("other" if database else "one")]
        self.environment = {
            **of(sandbox),
            "RECOLOR_API_URL": service.url,
            "RECOLOR_API_KEY": "a key",
            "DATABASE_URL": database,
        }

    async def crash_at(self, point: str, photo: Path) -> Reply:
        """Give a command to a process that dies of it."""
        async with bot(point, self.folders[0], **self.environment) as process:
            await self.sandbox.bot_ready()
            if point == "never":
                self.service.submit = self._killing(process)
            reply = await self.sandbox.person("Ada").run(
                "recolor palette", image=photo, colors="red"
            )
            assert await process.wait() == -signal.SIGKILL
        self.service.submit = self.service.take
        return reply

    def _killing(self, process: Bot):
        async def kill(_: web.Request) -> web.Response:
            process.kill()
            return web.Response()

        return kill

    @asynccontextmanager
    async def successor(self) -> AsyncGenerator[Bot]:
        """Run a process that lives."""
        async with bot("never", self.folders[1], **self.environment) as process:
            yield process

    async def end_of(self, reply: Reply) -> str:
        """Let the next process end the reply, and stop in order; return what it says."""
        async with self.successor() as process:
            # It may have been ended before the crash, and must not be ended again.
            await until(lambda: ": ended: " in process.log.read_text())
            process.send(signal.SIGTERM)
            assert await process.wait() == 0
        ends = [state for state in reply.history if has_ended(state)]
        [end] = ends
        again = ENGLISH.say("button-again") in [button["label"] for button in end.buttons]
        assert again is (end.text == UNANSWERED)
        return end.text


@pytest.fixture(params=["SQLite", "Postgres"])
async def case(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Case]:
    database = ""
    if request.param == "Postgres":
        database = request.getfixturevalue("postgres")
    async with Service().running() as service, Sandbox() as sandbox:
        yield Case(sandbox, service, tmp_path, database)


@pytest.mark.parametrize(
    "point",
    ["acknowledged", "waiting", "downloading", "before the last edit", "after the last edit"],
)
async def test_a_crash_costs_nothing(case: Case, photographs: dict[str, Path], point: str):
    reply = await case.crash_at(point, photographs["coffee"])
    assert (await case.end_of(reply)).startswith("Palette ")
    assert len(case.service.submissions) == 1


async def refusing_files(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse edits with files, and accept others."""
    refusal = refusing(400, 50035, "Invalid Form Body")
    return await (refusal(request, handler) if body_of(request).files else handler(request))


@pytest.mark.parametrize("point", ["before the follow-up", "after the follow-up"])
async def test_a_crash_about_a_follow_up_neither_doubles_nor_loses_it(
    case: Case, photographs: dict[str, Path], point: str
):
    case.sandbox.faults.add("PATCH", "/messages/@original", refusing_files, times=1000)
    reply = await case.crash_at(point, photographs["coffee"])
    assert await case.end_of(reply) == ENGLISH.say("reply-moving")
    assert len(reply.follow_ups) == (point == "after the follow-up")
    [late] = reply.state.buttons
    assert late["label"] == ENGLISH.say("button-late")


@pytest.mark.parametrize("point", ["before the submit", "never", "after the submit"])
async def test_a_crash_about_a_submit_to_somebody_else_is_owned(
    case: Case, photographs: dict[str, Path], point: str
):
    reply = await case.crash_at(point, photographs["coffee"])
    assert await case.end_of(reply) == UNANSWERED
    assert len(case.service.submissions) == (point != "before the submit")


@pytest.mark.parametrize("point", ["before the submit", "never", "after the submit"])
async def test_a_crash_about_a_submit_to_a_server_of_ours_ends_in_a_picture(
    case: Case, photographs: dict[str, Path], point: str
):
    case.service.idempotent = True
    reply = await case.crash_at(point, photographs["coffee"])
    assert (await case.end_of(reply)).startswith("Palette ")
    assert set(case.service.keys) == {str(reply.interaction.id)}


async def test_a_crash_before_the_acknowledgment_costs_no_submit(
    case: Case, photographs: dict[str, Path]
):
    reply = await case.crash_at("recorded", photographs["coffee"])
    case.sandbox.clock.advance(5.0)
    with pytest.raises(NoResponseError):
        await reply.acknowledged()
    async with case.successor() as process:
        await until(lambda: "another process answers" in process.log.read_text())
    assert case.service.submissions == []
