"""Sends the application commands to Discord when they have changed, as the application allows."""

import logging
from collections.abc import Mapping
from typing import Any, Final, cast

import aiohttp
import discord
from discord import app_commands
from discord.http import HTTPClient, Route

log = logging.getLogger(__name__)

Payload = dict[str, Any]

Installs = frozenset[int]
"""Install types: `GUILD_INSTALL` and `USER_INSTALL`."""

GUILD_INSTALL: Final = 0
USER_INSTALL: Final = 1

INSTALL_NAMES: Final = {GUILD_INSTALL: "Guild Install", USER_INSTALL: "User Install"}
"""The names that the developer portal gives to the install types."""

UNANSWERED: Final = (discord.DiscordException, aiohttp.ClientError, OSError)
"""What a request through discord.py raises when Discord refuses it or cannot be reached."""

_PRIVATE_CHANNEL: Final = 2
"""The interaction context of group DMs and of DMs between people."""

_INVALID_FORM: Final = 50035
_TOO_MANY_CREATES: Final = 30034


async def sync_commands(tree: app_commands.CommandTree[Any]) -> dict[str, int]:
    """Send the tree's commands to Discord if they differ from those that Discord has.

    Returns the ids of the slash commands by their names, as far as they are known. A failure is
    logged and never raised: Discord keeps the commands that it has, and the bot runs.
    """
    known: list[Payload] = []
    try:
        await _sync(tree, known)
    except discord.HTTPException as error:
        log.error(
            "commands: Discord refuses them, and keeps those that it has: %s; what to do: %s",
            _one_line(error),
            _remedy(error),
        )
    except UNANSWERED as error:
        log.error(
            "commands: cannot be sent to Discord: %s; what to do: restart the bot",
            _one_line(error),
        )
    except Exception:
        log.exception("commands: not sent to Discord")
    slash = discord.AppCommandType.chat_input.value
    return {each["name"]: int(each["id"]) for each in known if each.get("type", slash) == slash}


async def _sync(tree: app_commands.CommandTree[Any], known: list[Payload]) -> None:
    """Sync the commands; put those that Discord has into `known`."""
    http = tree.client.http
    application_id = tree.client.application_id
    assert application_id is not None, "the client has not logged in"
    try:
        installs = supported_installs(await fetch_application(http))
    except UNANSWERED as error:
        log.warning("commands: the application's install types are unknown: %s", _one_line(error))
        installs = None
    if installs is not None and (lacking := INSTALL_NAMES.keys() - installs):
        log.warning(
            "commands: not offered by %s, which the application does not support: to change that, "
            "switch it on in the developer portal, under Installation -> Installation Contexts, "
            "and restart the bot",
            " and ".join(INSTALL_NAMES[kind] for kind in sorted(lacking)),
        )
    ours = await payloads(tree, installs)
    try:
        known[:] = await fetch_commands(http, application_id)
        unchanged = are_alike(ours, known)
    except UNANSWERED as error:
        log.info("commands: those that Discord has are unknown: %s", _one_line(error))
        unchanged = False
    if unchanged:
        log.info("commands: unchanged")
        return
    sent = await http.bulk_upsert_global_commands(application_id, cast(Any, ours))
    known[:] = [dict(command) for command in sent]
    log.info("commands: sent %d to Discord", len(ours))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _remedy(error: discord.HTTPException) -> str:
    if error.code == _INVALID_FORM and "integration_types" in str(error):
        return (
            "in the developer portal, under Installation -> Installation Contexts, switch on "
            "User Install and Guild Install, and restart the bot"
        )
    # Discord answers this with 400, not with a rate limit (discord.py issue #9439).
    if error.code == _TOO_MANY_CREATES:
        return "Discord takes 200 new commands a day; restart the bot tomorrow"
    if error.status == 429 or error.status >= 500:
        return "restart the bot in a while"
    return "run `colorway check`"


async def fetch_application(http: HTTPClient) -> Mapping[str, Any]:
    """Ask Discord for the application.

    discord.py asks at ``/oauth2/applications/@me``, whose answer is not documented to hold the
    install types.

    Raises
    ------
    UNANSWERED
        When Discord does not tell.
    """
    return _json(await http.request(Route("GET", "/applications/@me")), dict)


async def fetch_commands(http: HTTPClient, application_id: int) -> list[Payload]:
    """Ask Discord for the global commands that it has, with their translations.

    Raises
    ------
    UNANSWERED
        When Discord does not tell.
    """
    # discord.py's own method leaves the translations out.
    route = Route("GET", "/applications/{application_id}/commands", application_id=application_id)
    answer = await http.request(route, params={"with_localizations": "true"})
    return [_json(command, dict) for command in _json(answer, list)]


def _json(answer: object, kind: type[Any]) -> Any:
    # A proxy on the way to Discord may answer with a page of its own.
    if not isinstance(answer, kind):
        raise OSError("the answer is not Discord's")
    return answer


def supported_installs(application: Mapping[str, Any]) -> Installs | None:
    """Return the install types that an application supports, or None if Discord names none.

    See https://discord.com/developers/docs/resources/application, "Application Structure":
    ``integration_types_config`` has a key for each supported type.
    """
    supported: Mapping[str, Any] = application.get("integration_types_config") or {}
    return frozenset(int(kind) for kind in supported if kind.isdigit()) or None


async def payloads(
    tree: app_commands.CommandTree[Any], installs: Installs | None = None
) -> list[Payload]:
    """Return the tree's commands as they are sent, in all languages that its translator knows.

    With `installs`, each command names only those install types, and a command that would have
    none is left out.
    """
    translator = tree.translator
    commands = [
        command.to_dict(tree)
        if translator is None
        else await command.get_translated_payload(tree, translator)
        for command in tree.get_commands()
    ]
    if installs is None:
        return commands
    fitting = (_restricted(command, installs) for command in commands)
    return [command for command in fitting if command is not None]


def _restricted(command: Payload, installs: Installs) -> Payload | None:
    """Return a command for certain install types, or None if it is for none of them.

    A command may name only types that the application supports; see
    https://discord.com/developers/docs/interactions/application-commands, "Installation Context".
    What Discord answers otherwise is not documented; that it is 50035 is a guess. The same page,
    "Interaction Contexts", says that private channels mean something for user installs only.
    """
    restricted = dict(command)
    if command.get("integration_types") is not None:
        restricted["integration_types"] = [
            kind for kind in command["integration_types"] if kind in installs
        ]
    if command.get("contexts") is not None and USER_INSTALL not in installs:
        restricted["contexts"] = [
            context for context in command["contexts"] if context != _PRIVATE_CHANNEL
        ]
    if [] in (restricted.get("integration_types"), restricted.get("contexts")):
        return None
    return restricted


def are_alike(ours: list[Payload], theirs: list[Payload]) -> bool:
    """Compare commands by what can be sent; Discord adds ids, versions and defaults."""
    return not differing(ours, theirs)


def differing(ours: list[Payload], theirs: list[Payload]) -> list[str]:
    """Return the names of the commands that only one side has, or that differ."""

    def by_name(commands: list[Payload]) -> dict[tuple[int, str], Payload]:
        return {(command.get("type", 1), command["name"]): command for command in commands}

    mine, other = by_name(ours), by_name(theirs)
    return sorted(
        name
        for kind, name in mine.keys() | other.keys()
        if (kind, name) not in mine
        or (kind, name) not in other
        or not _is_alike(mine[kind, name], other[kind, name])
    )


# See https://discord.com/developers/docs/interactions/application-commands, "Structure".
_SENT = frozenset(
    {"name", "name_localizations", "description", "description_localizations"}
    | {"type", "options", "choices", "value", "required", "autocomplete", "channel_types"}
    | {"min_value", "max_value", "min_length", "max_length"}
    | {"nsfw", "dm_permission", "default_member_permissions", "contexts", "integration_types"}
)
# Where we leave these open, Discord fills in what the application allows.
_FILLED_IN = ("contexts", "integration_types")


def _is_alike(ours: Payload, theirs: Payload) -> bool:
    said, known = _meaning(ours), _meaning(theirs)
    for name in _FILLED_IN:
        if name not in said:
            known.pop(name, None)
    return said == known


def _meaning(payload: Payload) -> Payload:
    """Return what is sent of it, but for what may as well be left out."""
    meaning = {
        name: [_meaning(item) for item in value] if name in {"options", "choices"} else value
        for name, value in payload.items()
        if name in _SENT and not _is_default(name, value)
    }
    if "default_member_permissions" in meaning:
        # Sent as a number, and given back as a text.
        meaning["default_member_permissions"] = str(meaning["default_member_permissions"])
    return meaning


def _is_default(name: str, value: Any) -> bool:
    # Zero is a limit like any other. Apps commands have an empty description.
    return value is (name == "dm_permission") or value in (None, [], {}, "")
