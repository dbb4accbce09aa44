"""The bot's account: token, permissions in servers, commands; each right and each kind of wrong."""

from pathlib import Path

import pytest

from bot.check import account
from bot.check.permissions import NEEDED
from bot.process import running_bot
from bot.sandbox import Sandbox
from bot.sandbox.faults import Fault, failing, rate_limited, refusing
from bot.settings import Settings
from tests.check.lines import checked, marks
from tests.portal import ANY_NUMBER, answering, set_portal
from tests.stage import Service


def settings_of(sandbox: Sandbox, folder: Path, **changes: object) -> Settings:
    fields = {
        "discord_token": sandbox.token,
        "discord_api_url": sandbox.api_url,
        "discord_gateway_url": sandbox.gateway_url,
        "data": folder,
    }
    return Settings(**fields | changes)  # pyright: ignore[reportArgumentType]


async def test_a_token_that_discord_refuses(tmp_path: Path):
    async with Sandbox() as sandbox:
        lines = await checked(settings_of(sandbox, tmp_path, discord_token="wrong-token"))
    mark, text = lines["token"]
    assert mark == "FAIL"
    assert text.startswith("Discord refuses DISCORD_TOKEN. In the developer portal, under Bot")
    assert "wrong-token" not in text
    assert {marks(lines)[name] for name in account.NAMES[1:]} == {"skip"}


async def test_a_token_that_no_header_can_hold(tmp_path: Path):
    async with Sandbox() as sandbox:
        lines = await checked(settings_of(sandbox, tmp_path, discord_token="two\nlines"))
    mark, text = lines["token"]
    assert (mark, "characters that no token has" in text) == ("FAIL", True)
    assert "lines" not in text


@pytest.mark.parametrize(
    "fault", [failing(503), rate_limited(5.0, via=False), refusing(403, 40333, "Blocked")]
)
async def test_a_discord_that_does_not_let_the_bot_in(tmp_path: Path, fault: Fault):
    async with Sandbox() as sandbox:
        sandbox.faults.add("GET", "/users/@me", fault, times=ANY_NUMBER)
        lines = await checked(settings_of(sandbox, tmp_path))
    mark, text = lines["token"]
    assert (mark, "discordstatus.com" in text) == ("FAIL", True)


async def test_a_discord_that_cannot_be_reached(tmp_path: Path):
    async with Sandbox() as sandbox:
        settings = settings_of(sandbox, tmp_path, discord_api_url="http://127.0.0.1:1")
        lines = await checked(settings)
    mark, text = lines["token"]
    assert (mark, "DISCORD_API_URL" in text) == ("FAIL", True)


async def test_what_discord_refuses_later_costs_only_its_own_line_and_those_behind(tmp_path: Path):
    async with Sandbox() as sandbox:
        sandbox.faults.add("GET", "/users/@me/guilds", refusing(403, 50001, "Missing Access"))
        lines = await checked(settings_of(sandbox, tmp_path))
    assert "Missing Access" in lines["permissions"][1]
    found = marks(lines)
    assert (found["token"], found["installs"]) == ("ok", "ok")
    assert (found["permissions"], found["commands"]) == ("FAIL", "skip")


async def test_servers_where_a_permission_is_missing_are_named(tmp_path: Path):
    guilds = [
        {"id": "1", "name": "Studio", "permissions": str(NEEDED.value)},
        {"id": "2", "name": "Kitchen", "permissions": str(NEEDED.value & ~(1 << 16))},
        {"id": "3", "name": "Castle", "permissions": "8"},
    ]
    async with Sandbox() as sandbox:
        sandbox.faults.add("GET", "/users/@me/guilds", answering(guilds))
        lines = await checked(settings_of(sandbox, tmp_path))
    mark, text = lines["permissions"]
    assert mark == "FAIL"
    assert "in 1 of 3 servers the bot lacks permissions: Kitchen (Read Message History)" in text
    assert f"permissions={NEEDED.value}" in text


async def test_many_servers_are_asked_for_page_by_page_and_not_all_named(tmp_path: Path):
    def page(first: int, count: int) -> list[dict[str, str]]:
        return [
            {"id": str(number), "name": f"Server {number}", "permissions": "0"}
            for number in range(first, first + count)
        ]

    async with Sandbox() as sandbox:
        for guilds in (page(1, 200), page(201, 7)):
            sandbox.faults.add("GET", "/users/@me/guilds", answering(guilds))
        lines = await checked(settings_of(sandbox, tmp_path))
        pages = [r.query for r in sandbox.requests if r.path == "/users/@me/guilds"]
    assert [query.get("after") for query in pages] == [None, "200"]
    assert "in 207 of 207 servers" in lines["permissions"][1]
    assert " and 202 more" in lines["permissions"][1]


async def test_a_bot_in_no_server_is_told_how_to_get_into_one(tmp_path: Path):
    async with Sandbox() as sandbox:
        sandbox.faults.add("GET", "/users/@me/guilds", answering([]))
        lines = await checked(settings_of(sandbox, tmp_path))
        application_id = sandbox.world.application_id
    mark, text = lines["permissions"]
    assert mark == "ok"
    assert f"client_id={application_id}&scope=bot+applications.commands" in text


async def test_commands_are_compared_with_those_that_the_bot_would_send(tmp_path: Path):
    async with Service().running() as service, Sandbox() as sandbox:
        own = settings_of(sandbox, tmp_path, recolor_api_url=service.url, recolor_api_key="a key")
        # Sent for servers alone, they are as they are to be for servers alone.
        set_portal(sandbox, integration_types_config={"0": {}})
        assert (await checked(own))["commands"] == (
            "FAIL",
            f"Discord has none of the bot's {await sent_by(own, sandbox)} commands. Start the "
            "bot, which sends them; if Discord refuses them, the bot's log says why.",
        )
        assert marks(await checked(own))["commands"] == "ok"
        sandbox.faults.clear()
        mark, text = (await checked(own))["commands"]
        assert (mark, "Discord's differ from the bot's: " in text) == ("FAIL", True)
        # This one is for servers anyway.
        assert "settings" not in text
        assert sandbox.registry.writes == 1


async def sent_by(settings: Settings, sandbox: Sandbox) -> int:
    """Run the bot until it has sent its commands, and return how many they are."""
    async with running_bot(settings):
        await sandbox.bot_ready()
    return len(sandbox.registry.all())
