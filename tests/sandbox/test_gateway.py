import asyncio
import json
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox import Person, Sandbox, gateway
from bot.sandbox.gateway import DISPATCH, HELLO, INVALID_SESSION
from tests.discord_schema import assert_valid_events
from tests.sandbox.client import PlainClient, ShardedBot
from tests.sandbox.conftest import Connect, Rest


def identify(token: str, **changes: Any) -> dict[str, Any]:
    return {"op": 2, "d": {"token": token, "intents": 1, "properties": {}, **changes}}


@asynccontextmanager
async def socket(
    sandbox: Sandbox, query: str = "?v=10&encoding=json"
) -> AsyncGenerator[aiohttp.ClientWebSocketResponse]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.gateway_url}{query}") as socket,
    ):
        yield socket


def greeting(client: PlainClient | ShardedBot) -> None:
    @client.tree.command(name="hello", description="Say hello")
    async def hello(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("hello")


async def at_once(*_args: Any, **_kwargs: Any) -> None:
    """Identify at once; discord.py waits five seconds between two times."""


async def test_a_dropped_connection_is_resumed_and_nothing_is_lost(
    sandbox: Sandbox, ada: Person, client: PlainClient, connect: Connect
) -> None:
    greeting(client)
    await connect(client)
    before = len(sandbox.gateway.close_codes)
    await sandbox.gateway.drop(4000)
    reply = await ada.run("hello")
    await reply.until(lambda state: state.content == "hello")
    assert len(sandbox.gateway.close_codes) > before
    names = [event.name for event in sandbox.events if event.op == 0]
    assert names.count("READY") == 1
    assert "RESUMED" in names
    assert_valid_events(sandbox.events)


async def test_a_bot_that_is_asked_to_reconnect_resumes(
    sandbox: Sandbox, ada: Person, connect: Connect
) -> None:
    bot = ShardedBot()
    greeting(bot)
    await connect(bot)
    await sandbox.gateway.ask_to_reconnect()
    reply = await ada.run("hello")
    await reply.until(lambda state: state.content == "hello")
    assert "RESUMED" in [event.name for event in sandbox.events]


async def test_a_forgotten_session_cannot_be_resumed(rest: Rest) -> None:
    sandbox = rest.sandbox
    async with socket(sandbox) as first:
        await first.receive_json()
        await first.send_json(identify(sandbox.token))
        ready = await first.receive_json()
        assert (await first.receive_json())["t"] == "GUILD_CREATE"
        await sandbox.gateway.invalidate()
        assert await first.receive_json() == {
            "op": INVALID_SESSION,
            "d": False,
            "s": None,
            "t": None,
        }
    async with socket(sandbox) as second:
        await second.receive_json()
        resume = {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": 2}
        await second.send_json({"op": 6, "d": resume})
        assert (await second.receive_json())["op"] == INVALID_SESSION


@pytest.mark.parametrize("kind", [PlainClient, ShardedBot])
async def test_the_real_client_identifies_anew_when_its_session_is_forgotten(
    sandbox: Sandbox, ada: Person, connect: Connect, kind: type[PlainClient | ShardedBot]
) -> None:
    bot = kind()
    bot.before_identify_hook = at_once
    greeting(bot)
    await connect(bot)
    await sandbox.gateway.invalidate()
    await sandbox.until(lambda: [event.name for event in sandbox.events].count("READY") == 2)
    await (await ada.run("hello")).until(lambda state: state.content == "hello")


async def test_what_is_not_kept_any_more_cannot_be_resumed(
    rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox, ada = rest.sandbox, rest.sandbox.person("Ada")
    monkeypatch.setattr("bot.sandbox.gateway.REPLAYED", 3)
    async with socket(sandbox) as first:
        await first.receive_json()
        await first.send_json(identify(sandbox.token))
        ready = await first.receive_json()
        await first.close(code=4000)
    for _ in range(4):
        await ada.run("hello")
    for seen, answer in ((1, INVALID_SESSION), (3, DISPATCH)):
        async with socket(sandbox) as again:
            await again.receive_json()
            resume = {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": seen}
            await again.send_json({"op": 6, "d": resume})
            assert (await again.receive_json())["op"] == answer


async def test_a_resume_replays_what_was_missed_and_only_that(rest: Rest) -> None:
    sandbox = rest.sandbox
    async with socket(sandbox) as first:
        await first.receive_json()
        await first.send_json(identify(sandbox.token))
        ready = await first.receive_json()
        await first.receive_json()
        await first.close(code=4000)
    ada = sandbox.person("Ada")
    missed = await ada.run("hello")
    async with socket(sandbox) as second:
        await second.receive_json()
        resume = {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": 2}
        await second.send_json({"op": 6, "d": resume})
        replayed = await second.receive_json()
        assert (replayed["t"], replayed["s"]) == ("INTERACTION_CREATE", 3)
        assert replayed["d"]["id"] == str(missed.interaction.id)
        assert (await second.receive_json())["t"] == "RESUMED"
        await second.close()
    async with socket(sandbox) as third:
        # 1000 was a goodbye: that session is over.
        await third.receive_json()
        await third.send_json({"op": 6, "d": resume})
        assert (await third.receive_json())["op"] == INVALID_SESSION


async def test_a_wrong_token_ends_the_login(sandbox: Sandbox, client: PlainClient) -> None:
    with pytest.raises(discord.LoginFailure):
        await client.start("wrong.token.here")
    assert sandbox.requests[-1].status == 401
    assert sandbox.requests[-1].response == {"message": "401: Unauthorized", "code": 0}


async def test_a_token_that_changed_after_the_login_closes_with_4004(
    sandbox: Sandbox, client: PlainClient
) -> None:
    async def forget() -> None:
        client.http.token = "old"

    client.setup_hook = forget
    with pytest.raises(discord.ConnectionClosed) as caught:
        await client.start(sandbox.token)
    assert caught.value.code == 4004


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (identify("wrong"), 4004),
        (identify("", intents=None), 4004),
        ({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 0}}, 4004),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 77, "d": {}}, 4001),
        ("no json", 4002),
        ([], 4002),
    ],
)
async def test_what_closes_a_connection(rest: Rest, payload: Any, code: int) -> None:
    async with socket(rest.sandbox) as connection:
        assert (await connection.receive_json())["op"] == HELLO
        text = payload if isinstance(payload, str) else json.dumps(payload)
        await connection.send_str(text)
        message = await connection.receive()
        assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, code)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"shard": [2, 2]}, 4010),
        ({"intents": 1 << 40}, 4013),
        ({"intents": None}, 4013),
        ({"intents": 1 << 15}, 4014),
    ],
)
async def test_what_identify_is_refused_for(rest: Rest, changes: Any, code: int) -> None:
    async with socket(rest.sandbox) as connection:
        await connection.receive_json()
        await connection.send_json(identify(rest.sandbox.token, **changes))
        message = await connection.receive()
        assert message.data == code


async def test_an_old_version_is_refused(rest: Rest) -> None:
    async with socket(rest.sandbox, "?v=6") as connection:
        assert (await connection.receive()).data == 4012


async def test_compression_is_one_stream_over_all_messages(rest: Rest) -> None:
    async with socket(rest.sandbox, "?v=10&encoding=json&compress=zlib-stream") as connection:
        stream = zlib.decompressobj()

        async def receive() -> Any:
            data = await connection.receive_bytes()
            assert data.endswith(b"\x00\x00\xff\xff")
            return json.loads(stream.decompress(data))

        assert (await receive())["op"] == HELLO
        await connection.send_json({"op": 1, "d": None})
        assert (await receive())["op"] == 11
        await connection.send_json(identify(rest.sandbox.token))
        assert (await receive())["t"] == "READY"
        await connection.send_json(identify(rest.sandbox.token))
        assert (await receive())["t"] == "GUILD_CREATE"
        assert (await connection.receive()).data == 4005


async def test_the_answer_to_a_heartbeat_is_under_way_for_a_while(
    rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "WAY_SECONDS", 1.0)
    async with socket(rest.sandbox) as connection:
        assert (await connection.receive_json())["op"] == HELLO
        await connection.send_json({"op": 1, "d": None})
        await connection.send_json(identify(rest.sandbox.token))
        assert (await connection.receive_json())["t"] == "READY"


async def test_shards_see_their_guilds_and_the_first_sees_private_messages(rest: Rest) -> None:
    sandbox = rest.sandbox
    sandbox.gateway.shards = 2
    guilds = [sandbox.guild, *(sandbox.add_guild(f"G{n}") for n in range(20))]
    ada = sandbox.person("Ada")
    async with socket(sandbox) as zero, socket(sandbox) as one:
        seen: list[set[str]] = []
        for shard, connection in enumerate((zero, one)):
            await connection.receive_json()
            await connection.send_json(identify(sandbox.token, shard=[shard, 2]))
            ready = await connection.receive_json()
            here = {guild["id"] for guild in ready["d"]["guilds"]}
            created = {(await connection.receive_json())["d"]["id"] for _ in here}
            assert created == here
            seen.append(here)
        await sandbox.bot_ready()
        assert seen[0] | seen[1] == {str(guild.id) for guild in guilds}
        assert not seen[0] & seen[1]
        await ada.run("hello", channel=ada.dm)
        assert (await zero.receive_json())["t"] == "INTERACTION_CREATE"


async def test_the_real_client_runs_two_shards(
    sandbox: Sandbox, ada: Person, connect: Connect
) -> None:
    sandbox.gateway.shards = 2
    bot = ShardedBot()
    greeting(bot)
    bot.before_identify_hook = at_once
    await connect(bot)
    for channel in (ada.channel, ada.dm):
        reply = await (await ada.run("hello", channel=channel)).acknowledged()
        assert reply.state.content == "hello"


async def test_two_sessions_overlap_and_one_answers(
    sandbox: Sandbox, ada: Person, client: PlainClient, connect: Connect
) -> None:
    other = PlainClient()
    for bot in (client, other):

        @bot.tree.command(name="hello", description="Say hello")
        async def hello(interaction: discord.Interaction[Any]) -> None:
            with suppress(discord.HTTPException):
                await interaction.response.send_message("hello")

    await asyncio.gather(connect(client), connect(other))
    await sandbox.until(lambda: [event.name for event in sandbox.events].count("READY") == 2)
    reply = await (await ada.run("hello")).acknowledged()
    await sandbox.until(lambda: sandbox.requests[-1].status == 400)
    assert reply.state.content == "hello"
    assert sandbox.requests[-1].response["code"] == 40060


async def test_a_closed_bot_says_goodbye(sandbox: Sandbox, ada: Person, connect: Connect) -> None:
    bot = ShardedBot()
    greeting(bot)
    await connect(bot)
    await (await ada.run("hello")).acknowledged()
    assert sandbox.gateway.ready
    await bot.close()
    assert sandbox.gateway.close_codes[-1] == 1000
    assert not sandbox.gateway.ready


async def test_a_bot_without_a_connection_is_not_ready(rest: Rest) -> None:
    with pytest.raises(TimeoutError):
        await rest.sandbox.bot_ready(timeout=0.01)
    async with socket(rest.sandbox) as connection:
        await connection.send_json(identify(rest.sandbox.token))
        await rest.sandbox.bot_ready()
