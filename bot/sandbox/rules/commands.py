"""The rules for application commands.

Source: Discord's reference, "Application commands".
"""

import unicodedata
from collections import Counter
from collections.abc import Collection
from typing import Any

from bot.sandbox.errors import JSON, DiscordError, Form, Path

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN = 1, 2, 3, 4, 5
USER_OPTION, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 6, 7, 8, 9, 10, 11
OPTION_TYPES = range(1, 12)
WITH_CHOICES = (STRING, INTEGER, NUMBER)

MOST = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
MOST_OPTIONS = 25
MOST_CHOICES = 25
MOST_CHARACTERS = 8000
_NOT_IN_MENUS = {
    "description": "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
    "options": "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID",
}
LOCALES = frozenset(
    """
    ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro
    ru sv-SE th tr uk vi zh-CN zh-TW
    """.split()  # noqa: SIM905
)


def valid_name(name: str) -> bool:
    """Return whether a slash command or option may be called `name`.

    Letters, numbers, ``-``, ``_``, ``'``, Devanagari and Thai, 1 to 32 of them, in lower case.
    """
    if not 1 <= len(name) <= 32 or name != name.lower():
        return False
    return all(
        character in "-_'"
        or unicodedata.category(character)[0] in "LN"
        or unicodedata.name(character, "").startswith(("DEVANAGARI", "THAI"))
        for character in name
    )


def check_commands(commands: list[Any], supported: Collection[int]) -> None:
    """Refuse a whole set of commands, as sent to overwrite the old one, if any rule forbids it.

    `supported` are the install types that the application supports.

    Raises
    ------
    DiscordError
        50035 with every fault at its place; 30032 when there are too many.
    """
    form = Form()
    for index, command in enumerate(commands):
        check_command(form, command, supported, (index,))
    form.check()
    counts = Counter(command.get("type") or CHAT_INPUT for command in commands)
    for kind, count in counts.items():
        if count > MOST[kind]:
            message = f"Maximum number of application commands reached ({MOST[kind]})."
            raise DiscordError(400, 30032, message)
    names = Counter((command.get("type") or CHAT_INPUT, command["name"]) for command in commands)
    for index, command in enumerate(commands):
        if names[command.get("type") or CHAT_INPUT, command["name"]] > 1:
            message = "Application command names must be unique"
            form.refuse((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
    form.check()


def check_command(form: Form, command: JSON, supported: Collection[int], path: Path = ()) -> None:
    """Note what is wrong with one command of an application that has `supported` install types."""
    kind = command.get("type") or CHAT_INPUT
    if not form.choice((*path, "type"), kind, (CHAT_INPUT, USER, MESSAGE)):
        return
    if kind == CHAT_INPUT:
        _check_name(form, command, path)
        form.text((*path, "description"), command.get("description"), 100)
        _check_options(form, command, path, depth=0)
        if not form.refused and _size(command) > MOST_CHARACTERS:
            message = f"Command exceeds maximum size ({MOST_CHARACTERS})"
            form.refuse(path, "APPLICATION_COMMAND_TOO_LARGE", message)
    else:
        form.text((*path, "name"), command.get("name"), 32)
        for key, code in _NOT_IN_MENUS.items():
            if command.get(key):
                message = f"Context menu commands cannot have {key}"
                form.refuse((*path, key), code, message)
    _check_localizations(form, command, path, lower=kind == CHAT_INPUT)
    for key, values in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        _check_set(form, command.get(key), (*path, key), values)
    # rule: unsupported-integration-types
    for index, install in enumerate(command.get("integration_types") or ()):
        if install in (0, 1) and install not in supported:
            message = "Integration type is not supported by the application"
            code = "APPLICATION_COMMAND_INTEGRATION_TYPE_UNSUPPORTED"
            form.refuse((*path, "integration_types", index), code, message)
    permissions = command.get("default_member_permissions")
    if permissions is not None and not str(permissions).isdigit():
        message = f'Value "{permissions}" is not a set of permissions.'
        form.refuse((*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", message)


def _check_set(form: Form, chosen: Any, at: Path, values: tuple[int, ...]) -> None:
    if chosen is None:
        return
    items = form.items(at, chosen, len(values), least=1)
    fitting = [
        value for index, value in enumerate(items) if form.choice((*at, index), value, values)
    ]
    if len(set(fitting)) < len(fitting):
        form.refuse(at, "SET_TYPE_ALREADY_CONTAINS_VALUE", "Values must be unique")


def _check_name(form: Form, named: JSON, path: Path) -> None:
    name = named.get("name")
    if form.text((*path, "name"), name, 32) and not valid_name(str(name)):
        message = "Command name is invalid"
        form.refuse((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", message)


def _check_localizations(form: Form, named: JSON, path: Path, *, lower: bool) -> None:
    for key, most in (("name_localizations", 32), ("description_localizations", 100)):
        for locale, text in form.object((*path, key), named.get(key)).items():
            at = (*path, key, locale)
            if not form.choice(at, locale, LOCALES) or not form.text(at, text, most):
                continue
            if key == "name_localizations" and lower and not valid_name(text):
                form.refuse(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_options(form: Form, parent: JSON, path: Path, *, depth: int) -> None:
    path = (*path, "options")
    options = form.objects(path, parent.get("options"), MOST_OPTIONS)
    kinds = {kind for option in options if isinstance(kind := option.get("type"), int)}
    if kinds & {SUBCOMMAND, GROUP} and kinds - {SUBCOMMAND, GROUP}:
        message = "Sub-commands and groups are mutually exclusive to all other types"
        form.refuse(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    names = Counter(str(option.get("name")) for option in options)
    optional_seen = False
    for index, option in enumerate(options):
        at = (*path, index)
        if not form.choice((*at, "type"), option.get("type"), OPTION_TYPES):
            continue
        _check_name(form, option, at)
        form.text((*at, "description"), option.get("description"), 100)
        _check_localizations(form, option, at, lower=True)
        if names[str(option.get("name"))] > 1:
            message = "Option name is already used"
            form.refuse((*at, "name"), "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME", message)
        if option["type"] in (SUBCOMMAND, GROUP):
            _check_nesting(form, option, at, depth)
            continue
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            form.refuse(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")
        _check_choices(form, option, at)
        _check_range(form, option, at)


def _check_nesting(form: Form, option: JSON, at: Path, depth: int) -> None:
    # A group stands in a command; a subcommand in a command or a group; options in either.
    deepest = 0 if option["type"] == GROUP else 1
    if depth > deepest:
        message = "Sub-command groups can only contain sub-commands, sub-commands only options"
        form.refuse((*at, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
        return
    if option["type"] == GROUP:
        inner = form.objects((*at, "options"), option.get("options"), MOST_OPTIONS)
        if any(part.get("type") != SUBCOMMAND for part in inner):
            message = "Sub-command groups can only contain sub-commands"
            form.refuse((*at, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    _check_options(form, option, at, depth=depth + 1 if option["type"] == GROUP else 2)


def _check_choices(form: Form, option: JSON, at: Path) -> None:
    choices = form.objects((*at, "choices"), option.get("choices"), MOST_CHOICES)
    if choices and option["type"] not in WITH_CHOICES:
        message = "This option type cannot have choices"
        form.refuse((*at, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", message)
        return
    if option.get("autocomplete") and (choices or option["type"] not in WITH_CHOICES):
        message = "Autocomplete is for string, integer and number options without choices"
        form.refuse(
            (*at, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message
        )
    check_choices(form, choices, (*at, "choices"), option["type"])


def check_choices(form: Form, choices: list[JSON], at: Path, kind: int) -> None:
    """Note what is wrong with an option's choices, registered or autocompleted."""
    for index, choice in enumerate(choices):
        form.text((*at, index, "name"), choice.get("name"), 100)
        value: Any = choice.get("value")
        place = (*at, index, "value")
        if kind == STRING:
            form.text(place, value, 100, least=0)
        elif form.number(place, value) and kind == INTEGER and not float(value).is_integer():
            form.refuse(place, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')


def _check_range(form: Form, option: JSON, at: Path) -> None:
    bounds = {
        "min_value": (INTEGER, NUMBER),
        "max_value": (INTEGER, NUMBER),
        "min_length": (STRING,),
        "max_length": (STRING,),
        "channel_types": (CHANNEL,),
    }
    for key, kinds in bounds.items():
        if option.get(key) is not None and option["type"] not in kinds:
            message = f"This option type cannot have {key}"
            form.refuse((*at, key), "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID", message)
    for least, most in (("min_value", "max_value"), ("min_length", "max_length")):
        low: Any = option.get(least)
        high: Any = option.get(most)
        floor, ceiling = (0, 6000) if least == "min_length" else (-(2.0**53), 2.0**53)
        fitting = [
            value
            for key, value in ((least, low), (most, high))
            if value is not None and form.number((*at, key), value, floor, ceiling)
        ]
        if len(fitting) == 2 and low > high:
            message = f"{least} must be less than or equal to {most}"
            form.refuse((*at, least), "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID", message)


def _size(named: JSON) -> int:
    """Count the characters that Discord limits: names, descriptions and values, all together."""
    # rule: command-size
    own = _longest(named, "name") + _longest(named, "description")
    for choice in named.get("choices") or []:
        own += _longest(choice, "name") + len(str(choice.get("value")))
    return own + sum(_size(option) for option in named.get("options") or [])


def _longest(named: JSON, key: str) -> int:
    """Return the length of a text in the language where it is longest."""
    texts = [named.get(key) or "", *(named.get(f"{key}_localizations") or {}).values()]
    return max(len(str(text)) for text in texts)
