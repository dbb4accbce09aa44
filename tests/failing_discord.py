"""A running bot and a Discord that refuses what it is told to refuse."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from dbos import DBOS

from bot.sandbox import Message, Person, Reply
from bot.sandbox.faults import Fault, Handler, refusing
from bot.sandbox.rest.bodies import body_of
from cogs import pace, reply
from cogs.words import ENGLISH
from tests.stage import Service, Stage, stage

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
EDIT = f"{WEBHOOK}/messages/@original"
MESSAGES = "/channels/{channel_id}/messages"

LATE, DELETE = ENGLISH.say("button-late"), ENGLISH.say("button-delete")
MOVED, MOVING = ENGLISH.say("reply-moved"), ENGLISH.say("reply-moving")


@dataclass
class Setting:
    """A running bot, with a service that takes no time."""

    stage: Stage
    service: Service
    photo: Path

    async def command(self, person: Person | None = None, **options: Any) -> Reply:
        person = person or self.stage.person()
        return await person.run("recolor palette", image=self.photo, colors="red", **options)

    def refuse(self, method: str, route: str, fault: Fault) -> None:
        """Let requests of a route meet a fault from now on."""
        self.stage.sandbox.faults.add(method, route, fault, times=1000)

    async def ending(self, reply: Reply) -> str | None:
        """Return what became of the last message of a job."""
        await reply.acknowledged()
        workflow = await DBOS.retrieve_workflow_async(str(reply.interaction.id))
        return await workflow.get_result(polling_interval_sec=0.02)

    def posts(self, person: Person) -> list[Message]:
        """Return what the bot has posted into a channel of its own accord."""
        return [
            message
            for message in person.channel.messages.values()
            if message.author.bot and message.origin is None
        ]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(
    tmp_path_factory: pytest.TempPathFactory, photographs: dict[str, Path]
) -> AsyncGenerator[Setting]:
    async with (
        Service().running() as service,
        stage(tmp_path_factory.mktemp("data"), api_url=service.url) as bot,
    ):
        yield Setting(bot, service, photographs["coffee"])


@pytest.fixture
def setting(running: Setting, monkeypatch: pytest.MonkeyPatch) -> Setting:
    """The same, without patience."""
    running.service.submit, running.service.query = running.service.take, running.service.done
    running.service.submissions.clear()
    running.service.released.clear()
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    monkeypatch.setattr(reply, "_PAUSES", (0.0, 0.0, 0.0))
    running.stage.sandbox.faults.clear()
    return running


async def misreported(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Do what is asked, and say that it failed."""
    await handler(request)
    return web.Response(status=502, text="<html>", content_type="text/html")


def refusing_files(status: int, code: int) -> Fault:
    """Refuse messages with files, and accept others."""
    refusal = refusing(status, code, "no")

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await (refusal if body_of(request).files else as_usual)(request, handler)

    return fault


async def as_usual(request: web.Request, handler: Handler) -> web.StreamResponse:
    return await handler(request)
