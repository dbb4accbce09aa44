"""The commands as a host runs them: start, signals, exit statuses."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.api.contract import KEY_HEADER, QUERY_PATH_1_1
from bot.process import _is_refusal
from bot.sandbox import Sandbox
from bot.sandbox.faults import Handler
from tests.api.server.outages import Database
from tests.jobs.crashing import bot
from tests.stage import PROGRESS, Service, has_ended, results, said


@asynccontextmanager
async def colorway(*arguments: str, folder: Path, **environment: str) -> AsyncGenerator[Process]:
    """Run a command in a folder of its own, with nothing in the environment but what is given."""
    inherited = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(Path(__file__).parents[1]), **environment},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def of(sandbox: Sandbox) -> dict[str, str]:
    return {
        "DISCORD_TOKEN": sandbox.token,
        "DISCORD_API_URL": sandbox.api_url,
        "DISCORD_GATEWAY_URL": sandbox.gateway_url,
        "DISCORD_CDN_URL": sandbox.cdn_url,
    }


async def test_sigterm_ends_the_bot_in_order(tmp_path: Path):
    async with Sandbox() as sandbox, colorway("run", folder=tmp_path, **of(sandbox)) as process:
        await sandbox.bot_ready()
        process.send_signal(signal.SIGTERM)
        _, log = await process.communicate()
        assert process.returncode == 0, log.decode()
        assert sandbox.gateway.close_codes == [1000]
        assert "Traceback" not in log.decode()


async def test_sigterm_lets_a_running_job_finish(tmp_path: Path, photographs: dict[str, Path]):
    async with (
        Service().running() as service,
        Sandbox() as sandbox,
        colorway(
            "run",
            folder=tmp_path,
            **of(sandbox),
            RECOLOR_API_URL=service.url,
            RECOLOR_API_KEY="a key",
        ) as process,
    ):
        service.query = service.done_when_released
        await sandbox.bot_ready()
        reply = await sandbox.person("Ada").run(
            "recolor palette", image=photographs["coffee"], colors="red"
        )
        await reply.until(lambda state: said(state) == PROGRESS[2])
        process.send_signal(signal.SIGTERM)
        late = await sandbox.person("Bo").run(
            "recolor palette", image=photographs["coffee"], colors="red"
        )
        await late.acknowledged()
        service.released.set()
        end = await reply.until(has_ended)
        assert len(results(end)) == 1
        assert await process.wait() == 0


async def test_sigterm_ends_a_bot_in_order_whose_server_renders_without_end(
    tmp_path: Path, photographs: dict[str, Path]
):
    async with Sandbox() as sandbox:
        async with bot("rendering without end", tmp_path / "bot", **of(sandbox)) as process:
            await sandbox.bot_ready()
            reply = await sandbox.person("Ada").run(
                "recolor palette", image=photographs["coffee"], colors="red"
            )
            await reply.until(lambda state: said(state) == PROGRESS[2])
            process.send(signal.SIGTERM)
            assert await process.wait() == 0
            assert sandbox.gateway.close_codes == [1000]
            assert "left 1 job(s) to the next process" in process.log.read_text()
        async with bot("never", tmp_path / "bot", **of(sandbox)):
            end = await reply.until(has_ended, 60.0)
    assert len(results(end)) == 1
    assert sum(map(has_ended, reply.history)) == 1


async def test_sigterm_ends_a_bot_in_time_whose_database_is_away(
    tmp_path: Path, postgres: str, photographs: dict[str, Path]
):
    database = Database(postgres)
    async with Sandbox() as sandbox:
        environment = {**of(sandbox), "DATABASE_URL": postgres}
        async with bot("rendering without end", tmp_path / "bot", **environment) as process:
            await sandbox.bot_ready()
            reply = await sandbox.person("Ada").run(
                "recolor palette", image=photographs["coffee"], colors="red"
            )
            await reply.until(lambda state: said(state) == PROGRESS[2])
            database.shut()
            process.send(signal.SIGTERM)
            assert await process.wait() == 0
            assert sandbox.gateway.close_codes == [1000]
        database.open()


async def test_sigterm_ends_a_bot_that_finds_no_gateway(tmp_path: Path):
    async with Sandbox() as sandbox:
        environment = {**of(sandbox), "DISCORD_GATEWAY_URL": "ws://127.0.0.1:1/"}
        async with colorway("run", folder=tmp_path, **environment) as process:
            await sandbox.until(lambda: any("gateway" in r.path for r in sandbox.requests))
            process.send_signal(signal.SIGTERM)
            _, log = await process.communicate()
    assert process.returncode == 0, log.decode()


async def test_sigterm_ends_a_bot_that_discord_does_not_answer(tmp_path: Path):
    asked = asyncio.Event()

    async def silent(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with Sandbox() as sandbox:
        sandbox.faults.add("GET", "/users/@me", silent)
        async with colorway("run", folder=tmp_path, **of(sandbox)) as process:
            await asked.wait()
            process.send_signal(signal.SIGTERM)
            _, log = await process.communicate()
    assert process.returncode == 0, log.decode()


async def test_the_embedded_server_is_beside_the_bot_wherever_the_world_finds_it(
    tmp_path: Path, photographs: dict[str, Path]
):
    async with Sandbox() as sandbox:
        environment = {**of(sandbox), "PUBLIC_URL": "http://127.0.0.1:9"}
        async with colorway("run", folder=tmp_path, **environment):
            await sandbox.bot_ready()
            reply = await sandbox.person("Ada").run(
                "recolor palette", image=photographs["coffee"], colors="red"
            )
            end = await reply.until(has_ended)
    assert len(results(end)) == 1


def test_discord_refuses_a_token_by_rest_or_at_its_gateway():
    def closed(code: int) -> discord.ConnectionClosed:
        socket = cast(Any, SimpleNamespace(close_code=code))
        return discord.ConnectionClosed(socket, shard_id=0)

    assert _is_refusal(discord.LoginFailure("Improper token has been passed."))
    assert _is_refusal(closed(4004))
    assert not _is_refusal(closed(4013))
    assert not _is_refusal(OSError())


async def test_a_missing_token_is_said_in_one_line(tmp_path: Path):
    async with colorway("run", folder=tmp_path) as process:
        _, log = await process.communicate()
    assert process.returncode == 2
    [line] = log.decode().splitlines()
    assert "DISCORD_TOKEN" in line


async def test_a_refused_token_is_said_in_one_line(tmp_path: Path):
    async with Sandbox() as sandbox:
        environment = {**of(sandbox), "DISCORD_TOKEN": "wrong", "LOG_LEVEL": "WARNING"}
        async with colorway("run", folder=tmp_path, **environment) as process:
            _, log = await process.communicate()
    assert process.returncode == 1
    [line] = log.decode().splitlines()
    assert "refuses DISCORD_TOKEN" in line


async def test_commands_are_told_to_discord_only_when_they_changed(tmp_path: Path):
    async with Sandbox() as sandbox:
        for _ in range(2):
            async with colorway("run", folder=tmp_path, **of(sandbox)) as process:
                await sandbox.bot_ready()
                process.send_signal(signal.SIGTERM)
                await process.communicate()
        writes = [r for r in sandbox.requests if r.method == "PUT"]
        assert len(writes) == 1


async def test_serve_needs_to_know_who_may_call(tmp_path: Path):
    async with colorway("serve", folder=tmp_path) as process:
        _, log = await process.communicate()
    assert process.returncode == 2
    [line] = log.decode().splitlines()
    assert "API_KEYS" in line


async def test_serve_answers_and_ends_with_sigterm(tmp_path: Path, unused_tcp_port: int):
    base = f"http://127.0.0.1:{unused_tcp_port}"
    arguments = ("serve", "--host", "127.0.0.1", "--port", str(unused_tcp_port))
    async with (
        colorway(*arguments, folder=tmp_path, API_KEYS="one,two") as process,
        aiohttp.ClientSession() as session,
    ):
        await until_healthy(session, base)
        for key, status in (("two", 404), ("three", 401)):
            async with session.get(
                f"{base}{QUERY_PATH_1_1}?task_id=none", headers={KEY_HEADER: key}
            ) as answer:
                assert answer.status == status
        process.send_signal(signal.SIGTERM)
        _, log = await process.communicate()
        assert process.returncode == 0
        assert "Traceback" not in log.decode()


async def test_a_second_server_waits_until_the_first_has_left_its_folder(
    tmp_path: Path, unused_tcp_port_factory: Callable[[], int]
):
    port = unused_tcp_port_factory()
    first = ("serve", "--host", "127.0.0.1", "--port", str(port))
    next_port = unused_tcp_port_factory()
    second = ("serve", "--host", "127.0.0.1", "--port", str(next_port))
    async with (
        colorway(*first, folder=tmp_path, API_KEYS="one") as one,
        aiohttp.ClientSession() as session,
    ):
        await until_healthy(session, f"http://127.0.0.1:{port}")
        async with colorway(*second, folder=tmp_path, API_KEYS="one") as other:
            assert other.stderr is not None
            line = await other.stderr.readline()
            assert "waiting for the process that uses the folder" in line.decode()
            await until_healthy(session, f"http://127.0.0.1:{port}")
            one.send_signal(signal.SIGTERM)
            await until_healthy(session, f"http://127.0.0.1:{next_port}")


async def test_a_bot_and_a_server_run_side_by_side(
    tmp_path: Path, photographs: dict[str, Path], unused_tcp_port: int
):
    arguments = ("serve", "--host", "127.0.0.1", "--port", str(unused_tcp_port))
    base = f"http://127.0.0.1:{unused_tcp_port}"
    async with (
        Sandbox() as sandbox,
        colorway(*arguments, folder=tmp_path, API_KEYS="one"),
        aiohttp.ClientSession() as session,
    ):
        await until_healthy(session, base)
        environment = {**of(sandbox), "RECOLOR_API_URL": base, "RECOLOR_API_KEY": "one"}
        async with colorway("run", folder=tmp_path, **environment):
            await sandbox.bot_ready()
            reply = await sandbox.person("Ada").run(
                "recolor palette", image=photographs["coffee"], colors="red"
            )
            end = await reply.until(has_ended)
    assert len(results(end)) == 1


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"STORAGE_URL": "file:///dev/null/folder"}, "the folder /dev/null/folder cannot be used"),
        ({"DATABASE_URL": "sqlite:////dev/null/file"}, "the database cannot be used"),
        ({"DATABASE_URL": "sqlite:///no.sqlite"}, "the database cannot be used"),
        (
            {"DATABASE_URL": "postgres://ada:secret@127.0.0.1:1/colors"},
            "the database cannot be used",
        ),
    ],
)
async def test_what_cannot_be_written_to_is_said_in_one_line(
    tmp_path: Path, environment: dict[str, str], reason: str
):
    (tmp_path / "no.sqlite").write_bytes(b"something else" * 100)
    arguments = ("serve", "--host", "127.0.0.1", "--port", "0")
    async with colorway(*arguments, folder=tmp_path, API_KEYS="one", **environment) as process:
        _, log = await process.communicate()
    assert process.returncode == 1
    [line] = log.decode().splitlines()
    assert reason in line
    assert "secret" not in line


async def until_healthy(session: aiohttp.ClientSession, base: str) -> None:
    """Ask for a sign of life until there is one."""
    for _ in range(300):
        try:
            async with session.get(f"{base}/healthz") as answer:
                assert answer.status == 200
                return
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.1)
    raise TimeoutError("the server did not come up")


async def test_a_taken_port_is_said_in_one_line(tmp_path: Path, unused_tcp_port: int):
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", unused_tcp_port)
    async with server:
        arguments = ("serve", "--host", "127.0.0.1", "--port", str(unused_tcp_port))
        environment = {"API_KEYS": "one", "LOG_LEVEL": "WARNING"}
        async with colorway(*arguments, folder=tmp_path, **environment) as process:
            _, log = await process.communicate()
    assert process.returncode == 1
    [line] = log.decode().splitlines()
    assert str(unused_tcp_port) in line


async def test_the_demo_shows_the_replys_life_and_saves_its_pictures(
    tmp_path: Path, photographs: dict[str, Path]
):
    photo = str(photographs["coffee"])
    async with colorway("demo", photo, "--colors", "teal,orange", folder=tmp_path) as process:
        out, log = await process.communicate()
    assert process.returncode == 0, log.decode()
    lines = out.decode()
    assert lines.index(PROGRESS[0]) < lines.index("Palette ")
    assert (tmp_path / "out" / "coffee-recolored.png").is_file()


async def test_a_demo_that_ends_without_a_picture_fails_and_says_why(
    tmp_path: Path,
):
    (tmp_path / "x.png").write_bytes(b"no picture")
    async with colorway("demo", "x.png", "--auto", "2", folder=tmp_path) as process:
        out, _ = await process.communicate()
    assert process.returncode == 1
    assert "is not a picture I can read" in out.decode()


@pytest.mark.parametrize("arguments", [("demo", "none.png", "--auto", "2"), ("paint",), ()])
async def test_what_cannot_be_run_is_said_in_one_line(tmp_path: Path, arguments: tuple[str, ...]):
    async with colorway(*arguments, folder=tmp_path) as process:
        _, log = await process.communicate()
    assert process.returncode == 2
    [line] = log.decode().splitlines()
    assert line.startswith("colorway: ")
