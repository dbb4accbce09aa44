"""Whether Discord knows the commands as they are."""

import copy
from collections.abc import Callable
from typing import Any, cast

import discord
import pytest
from discord import app_commands
from discord.http import Route

from bot.commands import are_alike, are_in_step, payloads
from bot.jobs.places import Places
from bot.sandbox import Sandbox
from bot.store.palettes import SavedPalettes
from cogs.colors import Colors
from cogs.house import House
from cogs.intake import Intake, Limits
from cogs.recolor import Recolor
from cogs.reply import DiscordReplies

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


async def test_translations_are_sent_and_asked_for(monkeypatch: pytest.MonkeyPatch):
    async with Sandbox() as sandbox, discord.Client(intents=discord.Intents.none()) as client:
        monkeypatch.setattr(Route, "BASE", sandbox.api_url)
        await client.login(sandbox.token)
        tree = app_commands.CommandTree(client)
        await tree.set_translator(_Backwards())

        @tree.command(name="paint", description="Paint a picture")
        async def paint(_: discord.Interaction, color: str) -> None:  # pyright: ignore[reportUnusedFunction]
            assert color

        await tree.sync()
        [sent] = await payloads(tree)
        assert sent["name_localizations"] == {"de": "tniap"}
        assert sent["options"][0]["name_localizations"] == {"de": "roloc"}
        assert await are_in_step(tree, client.http, client.application_id)
        await tree.set_translator(None)
        assert not await are_in_step(tree, client.http, client.application_id)
