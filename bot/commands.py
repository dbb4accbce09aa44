"""Whether Discord knows the commands as they are, so that they are sent only when changed."""

import logging
from typing import Any

import discord
from discord import app_commands
from discord.http import HTTPClient, Route

log = logging.getLogger(__name__)

_Payload = dict[str, Any]


async def are_in_step(
    tree: app_commands.CommandTree[Any], http: HTTPClient, application_id: int | None
) -> bool:
    """Ask Discord for its commands and compare them with the tree's.

    What cannot be asked counts as changed.
    """
    if application_id is None:
        return False
    try:
        theirs = await http.request(_known(application_id), params={"with_localizations": "true"})
    except discord.HTTPException as error:
        log.info("Discord's commands cannot be compared: %s", error)
        return False
    return are_alike(await payloads(tree), [dict(command) for command in theirs])


async def payloads(tree: app_commands.CommandTree[Any]) -> list[_Payload]:
    """Return the tree's commands as they are sent, in all languages that its translator knows."""
    translator = tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in tree.get_commands()]
    return [
        await command.get_translated_payload(tree, translator) for command in tree.get_commands()
    ]


def _known(application_id: int) -> Route:
    # discord.py's own asks without the translations, which then are left out.
    return Route("GET", "/applications/{application_id}/commands", application_id=application_id)


def are_alike(ours: list[_Payload], theirs: list[_Payload]) -> bool:
    """Compare commands by what can be sent; Discord adds ids, versions and defaults."""

    def by_name(commands: list[_Payload]) -> dict[Any, _Payload]:
        return {(command.get("type", 1), command["name"]): command for command in commands}

    mine, other = by_name(ours), by_name(theirs)
    return mine.keys() == other.keys() and all(_is_alike(mine[key], other[key]) for key in mine)


# See https://discord.com/developers/docs/interactions/application-commands, "Structure".
_SENT = frozenset(
    {"name", "name_localizations", "description", "description_localizations"}
    | {"type", "options", "choices", "value", "required", "autocomplete", "channel_types"}
    | {"min_value", "max_value", "min_length", "max_length"}
    | {"nsfw", "dm_permission", "default_member_permissions", "contexts", "integration_types"}
)
# Where we leave these open, Discord fills in what the application allows.
_FILLED_IN = ("contexts", "integration_types")


def _is_alike(ours: _Payload, theirs: _Payload) -> bool:
    said, known = _meaning(ours), _meaning(theirs)
    for name in _FILLED_IN:
        if name not in said:
            known.pop(name, None)
    return said == known


def _meaning(payload: _Payload) -> _Payload:
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
