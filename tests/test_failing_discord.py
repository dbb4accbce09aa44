"""A Discord that fails in between: no finished picture is lost, no reply stays without an end."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from aiohttp import web

from bot.sandbox import Reply
from bot.sandbox.faults import Fault, Handler, cut, failing, lost, rate_limited
from cogs import pace, reply
from tests.stage import Service, Stage, results, said, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
EDIT = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"


@dataclass
class Setting:
    """A running bot, with a service that takes no time."""

    stage: Stage
    service: Service
    photo: Path

    async def command(self) -> Reply:
        return await self.stage.person().run("recolor palette", image=self.photo, colors="red")


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
    running.service.query = running.service.done
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


@pytest.mark.parametrize(
    "fault", [lost(), failing(502), misreported], ids=["lost", "not applied", "misreported"]
)
async def test_an_acknowledgment_without_an_answer_loses_no_reply(setting: Setting, fault: Fault):
    setting.stage.sandbox.faults.add("POST", CALLBACK, fault)
    end = await setting.stage.end_of(await setting.command())
    assert len(results(end)) == 1
    assert len(setting.service.submissions) == 1


@pytest.mark.parametrize(
    "fault",
    [cut(), lost(), rate_limited(0.01, via=False), failing(500)],
    ids=["cut", "lost", "limited by a proxy", "a page of HTML"],
)
async def test_the_last_edit_is_tried_again(setting: Setting, fault: Fault):
    service, faults = setting.service, setting.stage.sandbox.faults
    service.query = service.done_when_released
    sent = await setting.command()
    await sent.until(lambda state: said(state) == "Recoloring your picture …")
    faults.add("PATCH", EDIT, fault, times=2)
    service.released.set()
    end = await setting.stage.end_of(sent)
    assert len(results(end)) == 1
    assert end.text.startswith("Palette ")
    assert len(service.submissions) == 1


async def test_an_edit_is_made_whatever_the_answer_lacks(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    edit = discord.Webhook.edit_message

    async def terse(*arguments: Any, **options: Any) -> None:
        await edit(*arguments, **options)
        raise KeyError("channel_id")

    monkeypatch.setattr(discord.Webhook, "edit_message", terse)
    end = await setting.stage.end_of(await setting.command())
    assert len(results(end)) == 1
