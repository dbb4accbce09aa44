"""Whether Discord knows the commands as they are."""

import asyncio
import copy
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import discord
import pytest
from discord import app_commands
from discord.http import Route

from bot.commands import (
    are_alike,
    fetch_commands,
    payloads,
    supported_installs,
    sync_commands,
)
from bot.jobs.places import Places
from bot.process import running_bot
from bot.sandbox import Sandbox
from bot.sandbox.faults import Fault, cut, failing, held, rate_limited, refusing
from bot.sandbox.record import Request
from bot.settings import Settings
from bot.store.palettes import SavedPalettes
from cogs.colors import Colors
from cogs.house import House
from cogs.intake import Intake, Limits
from cogs.recolor import Recolor
from cogs.reply import DiscordReplies
from tests.portal import set_portal
from tests.stage import Service

Command = dict[str, Any]
Change = Callable[[Command], object]


@pytest.fixture
def ours() -> list[Command]:
    """The bot's own commands, as they are sent."""
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)
    replies = DiscordReplies(client)
    store = cast(Any, None)
    house, limits = House(store), Limits(per_user=1, waiting=1)
    intake = Intake(replies, Places(replies), house, limits)
    group = Recolor(intake, house, Colors(SavedPalettes(store)), 1).app_command
    assert group is not None
    tree.add_command(group)
    return [command.to_dict(tree) for command in tree.get_commands()]


def as_discord_says_it(commands: list[Command]) -> list[Command]:
    """Return the commands with what Discord adds, and without what it leaves out."""
    theirs = copy.deepcopy(commands)
    for number, command in enumerate(theirs):
        command |= {
            "id": str(number),
            "application_id": "1",
            "version": "2",
            "nsfw": False,
            "dm_permission": True,
            "default_member_permissions": None,
            "name_localizations": None,
            "description_localizations": None,
        }
        command.setdefault("contexts", None)
        command.setdefault("integration_types", [0])
        for option in _all_options(command):
            option |= {"name_localizations": None, "description_localizations": None}
            if not option.get("required"):
                option.pop("required", None)
            if "min_value" in option:
                option["min_value"] = int(option["min_value"])
    return theirs


def _all_options(command: Command) -> list[Command]:
    options: list[Command] = command.get("options", [])
    return [*options, *(inner for option in options for inner in _all_options(option))]


def test_what_discord_adds_is_no_change(ours: list[Command]):
    assert are_alike(ours, as_discord_says_it(ours))


def test_the_order_of_commands_is_no_change(ours: list[Command]):
    both = [*ours, {"name": "other", "description": "Another", "type": 1}]
    assert are_alike(both, as_discord_says_it(both)[::-1])


def test_where_discord_leaves_out_what_is_the_default_nothing_has_changed(ours: list[Command]):
    for command in ours:
        del command["contexts"], command["integration_types"]
    theirs = as_discord_says_it(ours)
    for command in theirs:
        for name in ("nsfw", "dm_permission", "contexts", "integration_types"):
            del command[name]
    assert are_alike(ours, theirs)


def test_what_discord_writes_otherwise_is_no_change():
    ours: list[Command] = [
        {"name": "settings", "description": "Rules", "type": 1, "default_member_permissions": 32},
        {"name": "Recolor", "type": 3},
    ]
    theirs = [{**ours[0], "default_member_permissions": "32"}, {**ours[1], "description": ""}]
    assert are_alike(ours, theirs)


def test_commands_are_offered_everywhere(ours: list[Command]):
    for command in ours:
        assert (command["integration_types"], command["contexts"]) == ([0, 1], [0, 1, 2])


def _palette(command: Command) -> Command:
    return command["options"][0]


def _degree(command: Command) -> Command:
    [option] = [o for o in _palette(command)["options"] if o["name"] == "degree"]
    return option


CHANGES: dict[str, Change] = {
    "a translated name": lambda c: c.update(name_localizations={"de": "malen"}),
    "a description": lambda c: c.update(description="Paint it black"),
    "an option's description": lambda c: _degree(c).update(description="How much"),
    "a new option": lambda c: _palette(c)["options"].append(
        {"type": 3, "name": "mood", "description": "Any", "required": False}
    ),
    "a removed option": lambda c: _palette(c)["options"].pop(),
    "a removed subcommand": lambda c: c["options"].pop(),
    "another order of options": lambda c: _palette(c)["options"].reverse(),
    "another type": lambda c: _degree(c).update(type=3),
    "an option now required": lambda c: _degree(c).update(required=True),
    "another limit": lambda c: _degree(c).update(max_value=2.0),
    "a limit of zero instead of none": lambda c: _degree(c).update(max_value=0),
    "a removed limit": lambda c: _degree(c).pop("min_value"),
    "new choices": lambda c: _degree(c).update(choices=[{"name": "half", "value": 0.5}]),
    "for adults": lambda c: c.update(nsfw=True),
    "not in private": lambda c: c.update(dm_permission=False),
    "other contexts": lambda c: c.update(contexts=[0]),
    "for servers alone": lambda c: c.update(integration_types=[0]),
    "permissions": lambda c: c.update(default_member_permissions=8),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_ours_is_seen(ours: list[Command], change: Change):
    theirs = as_discord_says_it(ours)
    change(ours[0])
    assert not are_alike(ours, theirs)


@pytest.mark.parametrize(
    "change",
    CHANGES.values(),
    ids=CHANGES,
)
def test_what_discord_still_has_and_we_have_not_is_seen(ours: list[Command], change: Change):
    theirs = as_discord_says_it(ours)
    change(theirs[0])
    assert not are_alike(ours, theirs)


@pytest.mark.parametrize(
    ("choices", "others"),
    [
        ([{"name": "a", "value": "a"}], [{"name": "a", "value": "b"}]),
        ([{"name": "a", "value": "a"}], []),
        ([{"name": "a", "value": "a"}], [{"name": "a", "value": "a"}, {"name": "b", "value": "b"}]),
    ],
)
def test_changed_choices_are_seen_both_ways(choices: list[Command], others: list[Command]):
    def command(choices: list[Command]) -> Command:
        option = {"type": 3, "name": "mood", "description": "Any", "choices": choices}
        return {"name": "paint", "description": "Paint", "options": [option]}

    assert not are_alike([command(choices)], [command(others)])
    assert not are_alike([command(others)], [command(choices)])


def test_a_removed_and_a_new_command_are_seen(ours: list[Command]):
    theirs = as_discord_says_it(ours)
    assert not are_alike([], theirs)
    assert not are_alike(ours, [])
    renamed = [{**command, "name": "color"} for command in theirs]
    assert not are_alike(ours, renamed)


def test_a_command_of_the_same_name_and_another_type_is_another(ours: list[Command]):
    assert not are_alike(ours, [{**command, "type": 3} for command in as_discord_says_it(ours)])


class _Backwards(app_commands.Translator):
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],
    ) -> str | None:
        return string.message[::-1] if locale is discord.Locale.german else None


@asynccontextmanager
async def logged_in(sandbox: Sandbox) -> AsyncGenerator[app_commands.CommandTree[Any]]:
    """A client of the sandbox with two commands, one of them for servers only."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Route, "BASE", sandbox.api_url)
            await client.login(sandbox.token)
            tree = app_commands.CommandTree(client)

            @tree.command(name="paint", description="Paint a picture")
            @app_commands.allowed_installs(guilds=True, users=True)
            @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
            async def paint(_: discord.Interaction, color: str) -> None:  # pyright: ignore[reportUnusedFunction]
                assert color

            @tree.command(name="rules", description="Set the rules")
            @app_commands.allowed_installs(guilds=True, users=False)
            @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
            async def rules(_: discord.Interaction) -> None:  # pyright: ignore[reportUnusedFunction]
                pass

            yield tree


def writes(sandbox: Sandbox) -> list[Request]:
    return [request for request in sandbox.requests if request.method == "PUT"]


async def test_translations_are_sent_and_asked_for():
    async with Sandbox() as sandbox, logged_in(sandbox) as tree:
        await tree.set_translator(_Backwards())
        await sync_commands(tree)
        [paint, _] = await payloads(tree)
        assert paint["name_localizations"] == {"de": "tniap"}
        assert paint["options"][0]["name_localizations"] == {"de": "roloc"}
        await sync_commands(tree)
        assert len(writes(sandbox)) == 1
        await tree.set_translator(None)
        await sync_commands(tree)
        assert len(writes(sandbox)) == 2


@pytest.mark.parametrize(
    ("config", "sent"),
    [
        # Two commands, each with its install types and its contexts.
        ({"0": {}, "1": {}}, {"paint": ([0, 1], [0, 1, 2]), "rules": ([0], [0])}),
        ({"0": {}}, {"paint": ([0], [0, 1]), "rules": ([0], [0])}),
        ({"1": {}}, {"paint": ([1], [0, 1, 2])}),
        ({}, {"paint": ([0, 1], [0, 1, 2]), "rules": ([0], [0])}),
        (None, {"paint": ([0, 1], [0, 1, 2]), "rules": ([0], [0])}),
    ],
)
async def test_commands_name_only_the_install_types_that_the_application_supports(
    config: dict[str, Any] | None, sent: dict[str, tuple[list[int], list[int]]]
):
    async with Sandbox() as sandbox, logged_in(sandbox) as tree:
        set_portal(sandbox, integration_types_config=config)
        await sync_commands(tree)
        [write] = writes(sandbox)
        assert {
            command["name"]: (command["integration_types"], command["contexts"])
            for command in write.payload
        } == sent
        await sync_commands(tree)
        assert len(writes(sandbox)) == 1, "compared with what was sent"


@pytest.mark.parametrize(("config", "lacking"), [({"0": {}}, "User"), ({"1": {}}, "Guild")])
async def test_an_install_type_that_is_off_is_logged_with_where_to_switch_it_on(
    config: dict[str, Any], lacking: str, caplog: pytest.LogCaptureFixture
):
    async with Sandbox() as sandbox, logged_in(sandbox) as tree:
        set_portal(sandbox, integration_types_config=config)
        with caplog.at_level("WARNING", "bot.commands"):
            await sync_commands(tree)
        [record] = [record for record in caplog.records if record.name == "bot.commands"]
        assert f"not offered by {lacking} Install," in record.getMessage()
        assert "Installation -> Installation Contexts" in record.getMessage()


async def test_once_the_portal_allows_user_installs_the_commands_are_sent_again():
    async with Sandbox() as sandbox, logged_in(sandbox) as tree:
        set_portal(sandbox, integration_types_config={"0": {}})
        await sync_commands(tree)
        sandbox.faults.clear()
        await sync_commands(tree)
        assert len(writes(sandbox)) == 2
        assert tree.client.application_id is not None
        commands = await fetch_commands(tree.client.http, tree.client.application_id)
        assert commands[0]["integration_types"] == [0, 1]


def test_install_types_that_are_not_known_yet_are_kept():
    assert supported_installs({"integration_types_config": {"0": {}, "7": None}}) == {0, 7}
    assert supported_installs({"integration_types_config": None}) is None


UNSUPPORTED = "Invalid Form Body\nIn 0.integration_types.1: not supported by the application"


@pytest.mark.parametrize(
    ("fault", "remedy"),
    [
        (refusing(400, 50035, UNSUPPORTED), "Installation Contexts, switch on User Install"),
        (refusing(400, 30034, "Max number of daily creates"), "restart the bot tomorrow"),
        (refusing(403, 20012, "You are not authorized"), "colorway check"),
        (rate_limited(5.0, via=False), "restart the bot in a while"),
        (failing(503), "restart the bot in a while"),
        (cut(), "restart the bot"),
    ],
)
async def test_a_refused_sync_is_logged_with_what_to_do(
    fault: Fault, remedy: str, caplog: pytest.LogCaptureFixture
):
    async with Sandbox() as sandbox, logged_in(sandbox) as tree:
        # aiohttp sends a request again whose connection broke.
        sandbox.faults.add("PUT", "/commands", fault, times=2)
        with caplog.at_level("ERROR", "bot.commands"):
            await sync_commands(tree)
        sandbox.faults.clear()
        [record] = [record for record in caplog.records if record.name == "bot.commands"]
        assert remedy in record.getMessage()
        assert "\n" not in record.getMessage()
        await sync_commands(tree)
        assert sandbox.registry.all()


async def test_what_a_proxy_answers_instead_of_discord_ends_nothing(
    caplog: pytest.LogCaptureFixture,
):
    async with Sandbox() as sandbox, logged_in(sandbox) as tree:
        for route in ("/applications/@me", "/commands"):
            sandbox.faults.add("GET", route, failing(200))
        with caplog.at_level("WARNING", "bot.commands"):
            await sync_commands(tree)
        assert "install types are unknown" in caplog.text
        assert len(writes(sandbox)) == 1


async def test_the_bot_starts_while_discord_keeps_it_waiting_for_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.app._SYNC_SECONDS", 0.0)
    release = asyncio.Event()
    async with Service().running() as service, Sandbox() as sandbox:
        sandbox.faults.add("PUT", "/commands", held(release.wait()))
        settings = Settings(
            discord_token=sandbox.token,
            discord_api_url=sandbox.api_url,
            discord_gateway_url=sandbox.gateway_url,
            recolor_api_url=service.url,
            data=tmp_path,
        )
        async with running_bot(settings):
            await sandbox.until(lambda: sandbox.gateway.ready)
            assert not sandbox.registry.all()
            release.set()
            await sandbox.until(lambda: sandbox.registry.writes > 0)
