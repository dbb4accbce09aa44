"""A gateway of one's own is used at all times, and may say less than Discord's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yarl
from discord.gateway import DiscordWebSocket

from bot.gateway import forgive_omissions, use_gateway
from bot.process import running_bot
from bot.sandbox import Sandbox
from bot.settings import Settings


@pytest.fixture
def untouched() -> Iterator[None]:
    """Put back what is changed for the whole process."""
    before = dict(vars(DiscordWebSocket))
    yield
    for name in ("DEFAULT_GATEWAY", "gateway"):
        if name in before:
            setattr(DiscordWebSocket, name, before[name])
        elif name in vars(DiscordWebSocket):
            delattr(DiscordWebSocket, name)


@pytest.mark.usefixtures("untouched")
def test_a_session_is_resumed_where_it_began_whatever_the_gateway_names():
    use_gateway("ws://127.0.0.1:5/")
    socket = DiscordWebSocket(cast(Any, None), loop=cast(Any, None))
    socket.gateway = yarl.URL("wss://gateway.discord.gg")
    assert socket.gateway == DiscordWebSocket.DEFAULT_GATEWAY == yarl.URL("ws://127.0.0.1:5/")


@pytest.mark.usefixtures("untouched")
async def test_a_session_begins_at_the_gateway_of_the_settings_whatever_discord_names(
    tmp_path: Path,
):
    async with Sandbox() as sandbox:
        settings = Settings(
            discord_token=sandbox.token,
            discord_api_url=sandbox.api_url,
            discord_gateway_url=sandbox.gateway_url,
            discord_cdn_url=sandbox.cdn_url,
            data=tmp_path,
        )
        # What GET /gateway/bot answers. Nobody listens there.
        sandbox.gateway.url = "ws://127.0.0.1:9/gateway"
        async with running_bot(settings):
            await sandbox.bot_ready()


def test_what_is_left_out_is_filled_in_and_what_is_said_stays():
    seen: list[dict[str, Any]] = []
    parsers = {"READY": seen.append, "INTERACTION_CREATE": seen.append}
    forgive_omissions(parsers)
    parsers["READY"]({"user": "it"})
    parsers["READY"]({"shard": [2, 4]})
    parsers["INTERACTION_CREATE"]({})
    assert seen == [
        {"shard": [0, 1], "user": "it"},
        {"shard": [2, 4]},
        {"attachment_size_limit": 10 * 1024 * 1024},
    ]
