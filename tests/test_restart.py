"""What people still see of a job when the bot has been restarted since."""

from pathlib import Path

import pytest

from bot.process import running_bot
from bot.sandbox import Sandbox
from bot.settings import Settings
from cogs import pace
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
