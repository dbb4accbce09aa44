import asyncio

import pytest

from bot.sandbox import NoResponseError
from tests.sandbox.conftest import Rest


async def test_history_and_timestamps(rest: Rest) -> None:
    clock = rest.sandbox.clock
    reply = await rest.sandbox.person("Ada").run("hello")
    assert reply.history == []
    await rest.callback(reply, 5)
    clock.advance(60)
    await rest("PATCH", rest.original(reply), {"content": "a", "allowed_mentions": {"parse": []}})
    clock.advance(60)
    await rest("PATCH", rest.original(reply), {"content": "b"})
    thinking, first, second = reply.history
    assert (thinking.thinking, first.thinking) == (True, False)
    assert first.allowed_mentions == {"parse": []}
    assert first.at - thinking.at >= 60
    assert second.at - first.at >= 60
    assert reply.state is second


async def test_until_looks_at_every_state_that_came_meanwhile(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, 4, {"content": "0"})
    waiting = asyncio.create_task(reply.until(lambda state: state.content == "2"))
    for number in range(1, 5):
        await rest("PATCH", rest.original(reply), {"content": str(number)})
    assert (await waiting).content == "2"
    assert (await reply.until(lambda state: state.content == "4")).content == "4"


async def test_a_wait_in_vain_tells_what_there_was(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, 4, {"content": "hello"})
    with pytest.raises(TimeoutError, match="'hello'"):
        await reply.until(lambda state: state.content == "bye", timeout=0.01)


async def test_finished_is_when_nothing_changes_any_more(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, 5)
    with pytest.raises(TimeoutError):
        await reply.finished(quiet=0.01, timeout=0.02)
    waiting = asyncio.create_task(reply.finished(quiet=0.5))
    for content in ("a", "b", "c"):
        await rest("PATCH", rest.original(reply), {"content": content})
        await asyncio.sleep(0)
        assert not waiting.done()
    assert (await waiting).content == "c"


async def test_silence_fails(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    waiting = asyncio.create_task(reply.finished())
    await asyncio.sleep(0)
    rest.sandbox.clock.advance(4)
    with pytest.raises(NoResponseError):
        await waiting
    assert reply.failed
