"""Whether Discord knows the commands as they are, so that they are sent only when changed."""

import logging
from typing import Any, cast

import discord
from discord import app_commands
from discord.http import HTTPClient

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
        theirs = await http.get_global_commands(application_id)
    except discord.HTTPException as error:
        log.info("Discord's commands cannot be compared: %s", error)
        return False
    ours = [command.to_dict(tree) for command in tree.get_commands()]
    return are_alike(ours, [dict(command) for command in theirs])


def are_alike(ours: list[_Payload], theirs: list[_Payload]) -> bool:
    """Compare commands by what we would send; Discord adds ids, versions and defaults."""

    def by_name(commands: list[_Payload]) -> dict[Any, _Payload]:
        return {(command.get("type", 1), command["name"]): command for command in commands}

    mine, other = by_name(ours), by_name(theirs)
    return mine.keys() == other.keys() and all(_covers(other[key], mine[key]) for key in mine)


# Where we leave these open, Discord fills in its defaults.
_FILLED_IN = frozenset({"contexts", "integration_types"})


def _covers(theirs: Any, ours: Any) -> bool:
    """Tell whether `theirs` says what `ours` says; what is empty or false may be left out."""
    if isinstance(ours, dict):
        said = cast(_Payload, ours)
        known = cast(_Payload, theirs or {})
        return all(
            _covers(known.get(key), value)
            for key, value in said.items()
            if value or key not in _FILLED_IN
        )
    if isinstance(ours, list):
        items, known_items = cast(list[Any], ours), cast(list[Any], theirs or [])
        return len(items) == len(known_items) and all(map(_covers, known_items, items))
    return theirs == ours or (theirs is None and not ours)
