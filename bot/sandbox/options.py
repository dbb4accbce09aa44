"""From what a person types to a command's options, as Discord's own client makes it."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.errors import JSON
from bot.sandbox.resolved import RefusedError, Resolved
from bot.sandbox.rules.commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    CHAT_INPUT,
    GROUP,
    INTEGER,
    MENTIONABLE,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER_OPTION,
)

MOST_TEXT = 6000


def find_command(commands: list[JSON], name: str, kind: int = CHAT_INPUT) -> JSON:
    """Return the offered command that `name` begins with, or is for menus.

    Raises
    ------
    RefusedError
        When none is offered.
    """
    wanted = name.split(" ")[0] if kind == CHAT_INPUT else name
    for command in commands:
        if command["type"] == kind and command["name"] == wanted:
            return command
    names = ", ".join(sorted(c["name"] for c in commands if c["type"] == kind)) or "none"
    raise RefusedError(f"there is no command {wanted!r} here; offered are: {names}")


def find_options(command: JSON, name: str) -> tuple[list[str], list[JSON]]:
    """Return the subcommands' names after the command's, and the options of the last.

    Raises
    ------
    RefusedError
        When there is no such subcommand, or one is missing.
    """
    options: list[JSON] = command.get("options") or []
    path = name.split(" ")[1:]
    for part in path:
        inner = [o for o in options if o["type"] in (SUBCOMMAND, GROUP) and o["name"] == part]
        if not inner:
            raise RefusedError(f"/{command['name']} has no subcommand {part!r}")
        options = inner[0].get("options") or []
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
        names = ", ".join(option["name"] for option in options)
        raise RefusedError(f"/{name} is not complete; it goes on with: {names}")
    return path, options


def fill(offered: list[JSON], values: Mapping[str, Any], resolved: Resolved) -> list[JSON]:
    """Fill in the options of a command; what their ids stand for goes into `resolved`.

    Raises
    ------
    RefusedError
        When a required option is missing, or a value does not fit its option.
    """
    known = {option["name"]: option for option in offered}
    for name in values:
        if name not in known:
            raise RefusedError(f"there is no option {name!r}; there are: {', '.join(known)}")
    filled: list[JSON] = []
    for name, option in known.items():
        value = values.get(name)
        if value is None:
            if option.get("required"):
                raise RefusedError(f"the option {name!r} is required")
            continue
        given = _value(option, value, resolved)
        filled.append({"name": name, "type": option["type"], "value": given})
    return filled


def nest(path: list[str], options: list[JSON]) -> list[JSON]:
    """Wrap `options` in the subcommand, and the group, that they belong to."""
    kinds = (SUBCOMMAND, GROUP)
    for kind, name in zip(kinds, reversed(path), strict=False):
        options = [{"name": name, "type": kind, "options": options}]
    return options


def _value(option: JSON, value: Any, resolved: Resolved) -> Any:
    name, kind = option["name"], option["type"]
    match kind:
        case _ if kind == ATTACHMENT:
            return resolved.file(value)
        case _ if kind == BOOLEAN:
            if not isinstance(value, bool):
                raise RefusedError(f"{name!r} must be true or false")
            return value
        case _ if kind == USER_OPTION:
            return resolved.person(name, value)
        case _ if kind == ROLE:
            return resolved.role(name, value)
        case _ if kind == MENTIONABLE:
            return resolved.mentionable(name, value)
        case _ if kind == CHANNEL:
            return resolved.channel(name, value, option.get("channel_types"))
        case _ if kind == STRING:
            _check_text(option, value)
        case _:
            _check_number(option, value)
    return _chosen(option, value)


def _check_number(option: JSON, value: Any) -> None:
    name = option["name"]
    whole = option["type"] == INTEGER
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        if not isinstance(value, str) or not option.get("choices"):
            raise RefusedError(f"{name!r} must be a {'whole ' if whole else ''}number")
        return
    least, most = option.get("min_value"), option.get("max_value")
    if least is not None and value < least:
        raise RefusedError(f"{name!r} must be at least {least}")
    if most is not None and value > most:
        raise RefusedError(f"{name!r} must be at most {most}")


def _check_text(option: JSON, value: Any) -> None:
    name = option["name"]
    if not isinstance(value, str):
        raise RefusedError(f"{name!r} must be text")
    least, most = option.get("min_length") or 0, option.get("max_length") or MOST_TEXT
    if not least <= len(value) <= most:
        raise RefusedError(f"{name!r} must have {least} to {most} characters")
    if not value:
        raise RefusedError(f"{name!r} must not be empty")


def _chosen(option: JSON, value: Any) -> Any:
    """Return the value of the choice that was named, or given by its value."""
    choices: list[JSON] = option.get("choices") or []
    if not choices:
        return value
    for choice in choices:
        if value in (choice["name"], choice["value"]):
            return choice["value"]
    names = ", ".join(str(choice["name"]) for choice in choices)
    raise RefusedError(f"{option['name']!r} must be one of: {names}")
