"""``colorway check`` as people run it: its lines, its exit status, and what it leaves alone."""

import asyncio
from pathlib import Path

import psycopg

from bot.sandbox import Sandbox
from tests.check.lines import NAMES, marks, read, run
from tests.portal import answering, set_portal
from tests.stage import Service
from tests.test_process import colorway, of


async def test_all_is_right_beside_a_running_bot_which_notices_nothing(tmp_path: Path):
    async with Sandbox() as sandbox, colorway("run", folder=tmp_path, **of(sandbox)):
        await sandbox.bot_ready(60.0)
        before, events = list(sandbox.requests), len(sandbox.events)
        status, output = await run(tmp_path, **of(sandbox))
        assert status == 0, output
        assert {mark for mark, _ in read(output).values()} == {"ok"}
        assert {request.method for request in sandbox.requests[len(before) :]} == {"GET"}
        identified = [event for event in sandbox.events[events:] if event.name == "IDENTIFY"]
        assert not identified
    assert sandbox.token not in output


async def test_all_is_right_with_a_postgres_a_bucket_and_another_service(
    tmp_path: Path, postgres: str, s3: str
):
    async with Service().running() as service, Sandbox() as sandbox:
        environment = {
            **of(sandbox),
            "DATABASE_URL": postgres,
            "STORAGE_URL": "s3://colorway/files",
            "AWS_ENDPOINT_URL": s3,
            "AWS_ACCESS_KEY_ID": "access-key-id",
            "AWS_SECRET_ACCESS_KEY": "secret-access-key",
            "RECOLOR_API_URL": service.url,
            "RECOLOR_API_KEY": "service-key",
        }
        async with colorway("run", folder=tmp_path, **environment):
            await sandbox.bot_ready(60.0)
            status, output = await run(tmp_path, **environment)
        assert status == 0, output
        assert {mark for mark, _ in read(output).values()} == {"ok"}
        assert not service.submissions
    for secret in ("access-key-id", "secret-access-key", "service-key", sandbox.token):
        assert secret not in output
    with psycopg.connect(postgres) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables").fetchall()
    assert not any("check" in name for (name,) in tables)


async def test_every_wrong_switch_of_the_portal_has_its_line(tmp_path: Path):
    async with Sandbox() as sandbox:
        set_portal(
            sandbox,
            bot_public=False,
            bot_require_code_grant=True,
            interactions_endpoint_url="https://example.com/interactions",
            integration_types_config={
                "0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "2048"}}
            },
        )
        status, output = await run(tmp_path, **of(sandbox))
        assert not sandbox.registry.all()
    assert status == 1
    lines = read(output)
    wrong = {"installs", "endpoint", "code-grant", "install-link", "commands"}
    assert {name for name, mark in marks(lines).items() if mark == "FAIL"} == wrong, output
    assert "User Install" in lines["installs"][1]
    assert "Guild Install" not in lines["installs"][1]


async def test_what_the_check_itself_did_not_expect_is_a_line_and_the_others_come(
    tmp_path: Path,
):
    async with Sandbox() as sandbox:
        sandbox.faults.add("GET", "/oauth2/applications/@me", answering({"id": "1"}))
        status, output = await run(tmp_path, **of(sandbox))
    assert status == 1
    lines = read(output)
    assert lines["token"][0] == "FAIL"
    assert "cannot be checked: KeyError" in lines["token"][1]
    assert lines["service"][0] == "ok"


async def test_a_setting_that_cannot_be_used_is_a_line_like_others(tmp_path: Path):
    (tmp_path / ".env").write_text("DATABASE_URL=mysql://ada:secret@localhost/colors\n")
    status, output = await run(tmp_path)
    assert status == 1
    lines = read(output)
    mark, text = lines.pop("settings")
    assert (mark, text.split()[0]) == ("FAIL", "DATABASE_URL")
    assert set(marks(lines).values()) == {"skip"}
    assert "secret" not in output


async def test_without_a_token_all_else_is_checked(tmp_path: Path):
    status, output = await run(tmp_path)
    assert status == 1
    found = marks(read(output))
    at_discord = NAMES[NAMES.index("token") : NAMES.index("database")]
    assert found.pop("token") == "FAIL"
    assert {found.pop(name) for name in at_discord[1:]} == {"skip"}
    assert set(found.values()) == {"ok"}


async def test_what_accepts_connections_and_never_answers_has_a_line_all_the_same(tmp_path: Path):
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with server:
        place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        # Minutes are far beyond what it may take, and less than a hanging test would.
        async with asyncio.timeout(120):
            status, output = await run(
                tmp_path,
                DISCORD_TOKEN="token-of-the-bot",
                DISCORD_API_URL=f"http://{place}",
                DATABASE_URL=f"postgres://ada:password-of-ada@{place}/colors",
                STORAGE_URL="s3://colorway",
                AWS_ENDPOINT_URL=f"http://{place}",
                AWS_ACCESS_KEY_ID="access-key-id",
                AWS_SECRET_ACCESS_KEY="secret-access-key",
                RECOLOR_API_URL=f"http://{place}",
                RECOLOR_API_KEY="service-key",
            )
    assert status == 1
    lines = read(output)
    for name in ("token", "database", "bucket", "service"):
        assert lines[name][0] == "FAIL", output
    assert lines["folder"][0] == "ok"
    for secret in ("token-of-the-bot", "password-of-ada", "secret-access-key", "service-key"):
        assert secret not in output


async def test_a_terminal_without_unicode_shows_every_line(tmp_path: Path):
    async with Sandbox() as sandbox:
        sandbox.add_guild("画室\nok    commands: all is well")
        environment = {**of(sandbox), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        guilds = [
            {"id": str(guild.id), "name": guild.name, "permissions": "0"}
            for guild in sandbox.world.guilds.values()
        ]
        sandbox.faults.add("GET", "/users/@me/guilds", answering(guilds))
        status, output = await run(tmp_path, **environment)
    assert status == 1
    mark, text = read(output)["permissions"]
    assert mark == "FAIL"
    assert "?? ok commands: all is well (View Channels, Send Messages" in text
