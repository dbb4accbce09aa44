import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import JSON, DiscordError
from bot.sandbox.rules.commands import check_commands, valid_name
from tests.sandbox.conftest import HELLO, Rest

BOTH = (0, 1)
"""The install types that the application supports."""


def option(**changes: object) -> JSON:
    return {"type": 3, "name": "text", "description": "Some text", **changes}


def command(*options: JSON, **changes: object) -> JSON:
    return {"name": "do", "description": "Do it", "options": list(options), **changes}


CHOICE = {"name": "One", "value": "1"}
SUBCOMMAND = option(type=1, name="sub")
GROUP = option(type=2, name="group", options=[SUBCOMMAND])

REFUSED = {
    "upper case": (command(name="Do"), "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
    "a space": (command(name="do it"), "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
    "long name": (command(name="d" * 33), "0.name", "BASE_TYPE_BAD_LENGTH"),
    "no name": (command(name=None), "0.name", "BASE_TYPE_REQUIRED"),
    "no description": (command(description=""), "0.description", "BASE_TYPE_REQUIRED"),
    "long description": (command(description="x" * 101), "0.description", "BASE_TYPE_BAD_LENGTH"),
    "unknown type": (command(type=9), "0.type", "BASE_TYPE_CHOICES"),
    "many options": (
        command(*(option(name=f"o{n}") for n in range(26))),
        "0.options",
        "BASE_TYPE_MAX_LENGTH",
    ),
    "required last": (
        command(option(), option(name="b", required=True)),
        "0.options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    "twice": (
        command(option(), option()),
        "0.options.0.name",
        "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME",
    ),
    "upper-case option": (
        command(option(name="Text")),
        "0.options.0.name",
        "APPLICATION_COMMAND_INVALID_NAME",
    ),
    "many choices": (
        command(option(choices=[CHOICE] * 26)),
        "0.options.0.choices",
        "BASE_TYPE_MAX_LENGTH",
    ),
    "choice of a wrong type": (
        command(option(type=10, choices=[CHOICE])),
        "0.options.0.choices.0.value",
        "NUMBER_TYPE_COERCE",
    ),
    "choices of a file": (
        command(option(type=11, choices=[CHOICE])),
        "0.options.0.choices",
        "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
    ),
    "choices and autocomplete": (
        command(option(choices=[CHOICE], autocomplete=True)),
        "0.options.0.autocomplete",
        "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
    ),
    "a range of text": (
        command(option(min_value=1)),
        "0.options.0.min_value",
        "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID",
    ),
    "an empty range": (
        command(option(type=4, min_value=2, max_value=1)),
        "0.options.0.min_value",
        "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID",
    ),
    "a range without numbers": (
        command(option(type=4, min_value="low")),
        "0.options.0.min_value",
        "NUMBER_TYPE_COERCE",
    ),
    "subcommands beside options": (
        command(SUBCOMMAND, option()),
        "0.options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    "a group in a group": (
        command(option(type=2, name="outer", options=[GROUP])),
        "0.options.0.options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    "a subcommand in a subcommand": (
        command(option(type=1, name="outer", options=[SUBCOMMAND])),
        "0.options.0.options.0.type",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    "too large": (
        command(
            *(
                option(name=f"o{n}", choices=[{"name": "n" * 90, "value": "v" * 90}] * 20)
                for n in range(3)
            )
        ),
        "0",
        "APPLICATION_COMMAND_TOO_LARGE",
    ),
    "unknown context": (command(contexts=[3]), "0.contexts.0", "BASE_TYPE_CHOICES"),
    "no context": (command(contexts=[]), "0.contexts", "BASE_TYPE_BAD_LENGTH"),
    "context twice": (command(contexts=[0, 0]), "0.contexts", "SET_TYPE_ALREADY_CONTAINS_VALUE"),
    "unknown install": (
        command(integration_types=["guild"]),
        "0.integration_types.0",
        "BASE_TYPE_CHOICES",
    ),
    "no permissions": (
        command(default_member_permissions="all"),
        "0.default_member_permissions",
        "NUMBER_TYPE_COERCE",
    ),
    "unknown locale": (
        command(name_localizations={"tlh": "do"}),
        "0.name_localizations.tlh",
        "BASE_TYPE_CHOICES",
    ),
    "upper case abroad": (
        command(name_localizations={"de": "Mach"}),
        "0.name_localizations.de",
        "APPLICATION_COMMAND_INVALID_NAME",
    ),
    "a described menu": (
        {"name": "Do it", "type": 3, "description": "x"},
        "0.description",
        "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
    ),
}


def at(errors: JSON | None, path: str) -> JSON:
    place = errors or {}
    for key in path.split("."):
        place = place[key]
    return place


@pytest.mark.parametrize("case", REFUSED)
def test_what_discord_refuses(case: str) -> None:
    body, path, code = REFUSED[case]
    with pytest.raises(DiscordError) as caught:
        check_commands([body], BOTH)
    assert (caught.value.status, caught.value.code) == (400, 50035)
    assert code in [error["code"] for error in at(caught.value.errors, path)["_errors"]]


@pytest.mark.parametrize(
    "body",
    [
        command(option(required=True), option(name="b"), option(name="c", type=11)),
        command(option(type=10, min_value=0, max_value=1), option(type=4, name="n", min_value=1)),
        command(option(choices=[CHOICE]), option(name="b", min_length=1, max_length=6000)),
        command(SUBCOMMAND, GROUP),
        command(name="färben-1", name_localizations={"de": "färben"}, contexts=[0, 1, 2]),
        {"name": "Recolor This", "type": 3, "description": ""},
    ],
)
def test_what_discord_accepts(body: JSON) -> None:
    check_commands([body], BOTH)


def test_names_are_unique_and_their_number_limited() -> None:
    with pytest.raises(DiscordError) as twice:
        check_commands([command(), command()], BOTH)
    error = at(twice.value.errors, "1.name")["_errors"][0]
    assert error["code"] == "APPLICATION_COMMANDS_DUPLICATE_NAME"
    check_commands([command(), {"name": "do", "type": 2}], BOTH)
    with pytest.raises(DiscordError) as many:
        check_commands([{"name": f"m{n}", "type": 3} for n in range(16)], BOTH)
    assert many.value.code == 30032


@given(st.text(max_size=40))
def test_a_valid_name_is_short_lower_case_and_without_spaces(name: str) -> None:
    if valid_name(name):
        assert 1 <= len(name) <= 32
        assert name == name.lower()
        assert not any(character.isspace() or character == "/" for character in name)


@pytest.mark.parametrize("name", ["recolor", "färben", "色", "a-b_c'd", "คำสั่ง", "x1"])
def test_names_in_many_scripts_are_valid(name: str) -> None:
    assert valid_name(name)


async def test_the_resource_over_http(rest: Rest) -> None:
    base = f"/applications/{rest.application}/commands"
    _, (hello,) = await rest("GET", base)
    status, created = await rest("POST", base, command(option()))
    assert status == 201
    status, again = await rest("POST", base, command(description="Do it again"))
    assert (status, again["id"]) == (200, created["id"])
    status, changed = await rest("PATCH", f"{base}/{created['id']}", {"description": "Other"})
    assert (status, changed["description"]) == (200, "Other")
    _, kept = await rest("PUT", base, [HELLO | {"description": "Say hi"}])
    assert [c["id"] for c in kept] == [hello["id"]]
    assert kept[0]["version"] != hello["version"]
    status, error = await rest("GET", f"{base}/{created['id']}")
    assert (status, error) == (404, {"message": "Unknown application command", "code": 10063})
    assert await rest("DELETE", f"{base}/{hello['id']}") == (204, None)
    assert await rest("GET", base) == (200, [])
    other = "/applications/1/commands"
    assert (await rest("GET", other))[1] == {"message": "Missing Access", "code": 50001}


async def test_commands_of_a_guild_hide_global_ones_there(rest: Rest) -> None:
    guild = rest.sandbox.guild
    base = f"/applications/{rest.application}/guilds/{guild.id}/commands"
    status, (own,) = await rest("PUT", base, [HELLO])
    assert (status, own["guild_id"]) == (200, str(guild.id))
    ada = rest.sandbox.person("Ada")
    assert [c["id"] for c in ada.commands()] == [own["id"]]
    assert [c.get("guild_id") for c in ada.commands(ada.dm)] == [None]


async def test_localizations_are_told_when_asked_for(rest: Rest) -> None:
    base = f"/applications/{rest.application}/commands"
    await rest("PUT", base, [HELLO | {"name_localizations": {"de": "hallo"}}])
    _, (short,) = await rest("GET", base)
    _, (full,) = await rest("GET", f"{base}?with_localizations=true")
    assert "name_localizations" not in short
    assert full["name_localizations"] == {"de": "hallo"}


def long_command(**localizations: JSON) -> JSON:
    """Return a command of 7957 characters, 5 of them in its description."""
    choices = [{"name": "x" * 90, "value": "y" * 9 + str(n)} for n in range(10, 25)]
    options = [option(name=f"o{n:02}", choices=choices, description="z" * 72) for n in range(5)]
    return command(*options, **localizations)


def test_the_longest_localization_counts() -> None:
    check_commands([long_command()], BOTH)
    # 5 characters become 48: the longest counts, and not the sum.
    short = {"de": "x" * 40, "fr": "x" * 48}
    check_commands([long_command(description_localizations=short)], BOTH)
    with pytest.raises(DiscordError) as caught:
        check_commands([long_command(description_localizations={"de": "x" * 49})], BOTH)
    assert "APPLICATION_COMMAND_TOO_LARGE" in str(caught.value.errors)
    check_commands([long_command(name_localizations={"de": "x" * 32})], BOTH)


def test_install_types_that_the_application_does_not_support() -> None:
    both = command(integration_types=[0, 1])
    check_commands([both], BOTH)
    with pytest.raises(DiscordError) as caught:
        check_commands([both], (0,))
    assert list((caught.value.errors or {})["0"]) == ["integration_types"]


async def test_a_command_has_the_applications_install_types(rest: Rest) -> None:
    _, (registered,) = await rest("GET", f"/applications/{rest.application}/commands")
    assert registered["integration_types"] == [0, 1]
