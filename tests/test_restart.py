"""What people still see of a job when the bot has been restarted since."""

import asyncio
from pathlib import Path

import pytest

from bot import app
from bot.process import running_bot
from bot.sandbox import Sandbox
from bot.sandbox.faults import held
from bot.settings import Settings
from cogs import pace
from cogs.words import ENGLISH
from tests.stage import has_ended, results, said
from tests.test_presses import label


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS", 0.0)


async def test_buttons_work_after_a_restart(tmp_path: Path, photographs: dict[str, Path]):
    async with Sandbox() as sandbox:
        settings = Settings(
            discord_token=sandbox.token,
            discord_api_url=sandbox.api_url,
            discord_gateway_url=sandbox.gateway_url,
            discord_cdn_url=sandbox.cdn_url,
            data=tmp_path,
        )
        person = sandbox.person("Ada")
        async with running_bot(settings):
            await sandbox.bot_ready()
            reply = await person.run(
                "recolor palette", image=photographs["coffee"], colors="teal orange"
            )
            await reply.until(has_ended, 60.0)
            form = await (await person.press(reply, label("recolor"))).acknowledged()
        async with running_bot(settings):
            await sandbox.until(lambda: sandbox.gateway.ready)
            begun = await (await person.press(reply, label("softer"))).acknowledged()
            assert results(await begun.until(has_ended, 60.0))
            # A form that was open meanwhile is still good.
            sent = await (await person.submit_modal(form, colors="navy")).acknowledged()
            assert "`#000080`" in said(await sent.until(has_ended, 60.0))


async def test_a_search_for_colors_goes_on_after_a_restart(
    tmp_path: Path, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(app, "DRAIN_SECONDS", 0.05)
    async with Sandbox() as sandbox:
        settings = Settings(
            discord_token=sandbox.token,
            discord_api_url=sandbox.api_url,
            discord_gateway_url=sandbox.gateway_url,
            discord_cdn_url=sandbox.cdn_url,
            data=tmp_path,
        )
        fetched = asyncio.Event()
        person = sandbox.person("Ada")
        async with running_bot(settings):
            await sandbox.bot_ready()
            sandbox.faults.add("GET", "/{filename}", held(fetched.wait()))
            reply = await person.run("palette extract", image=photographs["coffee"], count=3)
            await reply.until(lambda state: ENGLISH.say("state-making") in state.text, 60.0)
        fetched.set()
        sandbox.faults.clear()
        assert not has_ended(reply.state)
        async with running_bot(settings):
            end = await reply.until(has_ended, 60.0)
            assert said(end) == "### Colors of “coffee.jpg”"
            assert end.text.count("`#") == 3
