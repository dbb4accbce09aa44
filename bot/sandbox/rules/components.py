"""The rules for message components, both the rows of old and Components V2.

Source: Discord's component reference.
"""

from collections.abc import Collection
from typing import Any

from bot.sandbox.errors import JSON, Form, Path
from bot.sandbox.model import walk

ROW, BUTTON, STRING_SELECT = 1, 2, 3
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
AUTO_SELECTS = (USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
SELECTS = (STRING_SELECT, *AUTO_SELECTS)
DEFAULT_TYPES = {
    USER_SELECT: ("user",),
    ROLE_SELECT: ("role",),
    MENTIONABLE_SELECT: ("user", "role"),
    CHANNEL_SELECT: ("channel",),
}
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LINK, PREMIUM = 5, 6
ATTACHMENT_SCHEME = "attachment://"

IN_V2 = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)

MOST_COMPONENTS = 40
MOST_CHARACTERS = 4000
MOST_ROWS = 5
MOST_IN_ROW = 5
CUSTOM_ID = 100
_LINK_WITH_ID = "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"
_INVALID = {"custom_id": "COMPONENT_CUSTOM_ID_INVALID", "id": "COMPONENT_ID_INVALID"}
_DUPLICATED = {"custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED", "id": "COMPONENT_ID_DUPLICATED"}
ALT_TEXT = 1024


def check_components(
    form: Form, components: list[JSON], *, v2: bool, files: Collection[str], path: Path = ()
) -> None:
    """Note what is wrong with a message's `components`; `files` are the attachments' names."""
    path = (*path, "components")
    if not v2 and len(components) > MOST_ROWS:
        message = f"Must be {MOST_ROWS} or fewer in length."
        form.refuse(path, "BASE_TYPE_MAX_LENGTH", message)
    for index, component in enumerate(components):
        at = (*path, index)
        allowed = IN_V2 if v2 else (ROW,)
        if form.choice((*at, "type"), component.get("type"), allowed):
            _check(form, component, at, files)
    if not form.refused:
        _check_as_a_whole(form, components, path)


def _check_as_a_whole(form: Form, components: list[JSON], path: Path) -> None:
    everything = walk(components)
    if len(everything) > MOST_COMPONENTS:
        message = f"The total number of components exceeds the maximum of {MOST_COMPONENTS}."
        form.refuse(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    characters = sum(len(str(c.get("content", ""))) for c in everything if c.get("type") == TEXT)
    if characters > MOST_CHARACTERS:
        message = f"The total displayable text exceeds the maximum of {MOST_CHARACTERS}."
        form.refuse(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    check_unique(form, everything, path, "custom_id")
    check_unique(form, everything, path, "id")


def check_unique(form: Form, components: list[JSON], path: Path, key: str) -> None:
    """Note a `key` (``custom_id`` or ``id``) that two components share."""
    seen: set[str | int] = set()
    for component in components:
        value = component.get(key)
        if not value:
            continue
        if not isinstance(value, str | int):
            form.refuse(path, _INVALID[key], f"Invalid component {key}")
            continue
        if value in seen:
            message = f"Component {key.replace('_', ' ')} cannot be duplicated"
            form.refuse(path, _DUPLICATED[key], message)
        seen.add(value)


def _check(form: Form, component: JSON, at: Path, files: Collection[str]) -> None:
    match component["type"]:
        case 1:
            _check_row(form, component, at)
        case 9:
            _check_section(form, component, at, files)
        case 10:
            form.text((*at, "content"), component.get("content"), MOST_CHARACTERS)
        case 11:
            _check_media(form, component.get("media"), (*at, "media"), files)
            _check_alt_text(form, component, at)
        case 12:
            items = form.objects((*at, "items"), component.get("items"), 10, least=1)
            for index, item in enumerate(items):
                place = (*at, "items", index)
                _check_media(form, item.get("media"), (*place, "media"), files)
                _check_alt_text(form, item, place)
        case 13:
            _check_file(form, component, at, files)
        case 14:
            if component.get("spacing") is not None:
                form.choice((*at, "spacing"), component["spacing"], (1, 2))
        case _:
            inner = form.objects((*at, "components"), component.get("components"), 40, least=1)
            for index, part in enumerate(inner):
                place = (*at, "components", index)
                if form.choice((*place, "type"), part.get("type"), IN_CONTAINER):
                    _check(form, part, place, files)


def _check_row(form: Form, row: JSON, at: Path) -> None:
    inner = form.objects((*at, "components"), row.get("components"), MOST_IN_ROW, least=1)
    selects = [part for part in inner if part.get("type") in SELECTS]
    if selects and len(inner) > 1:
        message = "The specified component exceeds the maximum width"
        form.refuse((*at, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)
    for index, part in enumerate(inner):
        place = (*at, "components", index)
        if not form.choice((*place, "type"), part.get("type"), (BUTTON, *SELECTS)):
            continue
        if part["type"] == BUTTON:
            check_button(form, part, place)
        else:
            check_select(form, part, place)


def check_button(form: Form, button: JSON, at: Path) -> None:
    """Note what is wrong with a button."""
    if not form.choice((*at, "style"), button.get("style"), (1, 2, 3, 4, LINK, PREMIUM)):
        return
    if button["style"] == LINK:
        form.text((*at, "url"), button.get("url"), 512)
        if button.get("custom_id"):
            message = "A custom id and url cannot both be specified"
            form.refuse((*at, "custom_id"), _LINK_WITH_ID, message)
    elif button["style"] != PREMIUM:
        form.text((*at, "custom_id"), button.get("custom_id"), CUSTOM_ID)
        if button.get("url"):
            message = "A custom id and url cannot both be specified"
            form.refuse((*at, "url"), _LINK_WITH_ID, message)
    if button.get("label"):
        form.text((*at, "label"), button["label"], 80)
    elif not button.get("emoji") and button["style"] != PREMIUM:
        message = "A button must have a label or an emoji"
        form.refuse(at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message)


def check_select(form: Form, select: JSON, at: Path) -> None:
    """Note what is wrong with a select menu, in a message or a modal."""
    form.text((*at, "custom_id"), select.get("custom_id"), CUSTOM_ID)
    if select.get("placeholder"):
        form.text((*at, "placeholder"), select["placeholder"], 150)
    least, most = select.get("min_values"), select.get("max_values")
    fits = least is None or form.number((*at, "min_values"), least, 0, 25)
    fits &= most is None or form.number((*at, "max_values"), most, 1, 25)
    if select["type"] != STRING_SELECT:
        _check_defaults(form, select, at)
        return
    options = form.objects((*at, "options"), select.get("options"), 25, least=1)
    if fits and ((least or 0) > len(options) or (most or 1) > max(len(options), 1)):
        message = "The number of values cannot exceed the number of options"
        form.refuse((*at, "options"), "SELECT_COMPONENT_OPTIONS_TOO_FEW", message)
    check_options(form, options, (*at, "options"))


def _check_defaults(form: Form, select: JSON, at: Path) -> None:
    at = (*at, "default_values")
    chosen = form.objects(at, select.get("default_values"), 25)
    for index, default in enumerate(chosen):
        form.choice((*at, index, "type"), default.get("type"), DEFAULT_TYPES[select["type"]])
        if not str(default.get("id")).isdigit():
            message = f'Value "{default.get("id")}" is not snowflake.'
            form.refuse((*at, index, "id"), "NUMBER_TYPE_COERCE", message)
    most = select.get("max_values") or 1
    if chosen and isinstance(most, int) and len(chosen) > most:
        message = "The number of default values cannot exceed the number of values"
        form.refuse(at, "SELECT_COMPONENT_DEFAULT_VALUES_TOO_MANY", message)


def check_options(form: Form, options: list[JSON], at: Path) -> None:
    """Note what is wrong with the options that a component offers."""
    seen: set[str] = set()
    for index, option in enumerate(options):
        form.text((*at, index, "label"), option.get("label"), 100)
        if option.get("description"):
            form.text((*at, index, "description"), option["description"], 100)
        if form.text((*at, index, "value"), option.get("value"), 100):
            if option["value"] in seen:
                message = "The specified option value is already used"
                form.refuse(
                    (*at, index, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message
                )
            seen.add(option["value"])


def _check_section(form: Form, section: JSON, at: Path, files: Collection[str]) -> None:
    texts = form.objects((*at, "components"), section.get("components"), 3, least=1)
    for index, text in enumerate(texts):
        place = (*at, "components", index)
        if form.choice((*place, "type"), text.get("type"), (TEXT,)):
            form.text((*place, "content"), text.get("content"), MOST_CHARACTERS)
    place = (*at, "accessory")
    accessory = form.object(place, section.get("accessory"))
    if not accessory:
        form.refuse(place, "BASE_TYPE_REQUIRED", "This field is required")
    elif form.choice((*place, "type"), accessory.get("type"), (BUTTON, THUMBNAIL)):
        if accessory["type"] == BUTTON:
            check_button(form, accessory, place)
        else:
            _check(form, accessory, place, files)


def _check_file(form: Form, component: JSON, at: Path, files: Collection[str]) -> None:
    url = form.object((*at, "file"), component.get("file")).get("url", "")
    if not str(url).startswith(ATTACHMENT_SCHEME):
        message = "The file component only supports attachment references"
        form.refuse((*at, "file", "url"), "UNFURLED_MEDIA_ITEM_ATTACHMENT_REQUIRED", message)
    else:
        _check_media(form, component.get("file"), (*at, "file"), files)


def _check_media(form: Form, media: Any, at: Path, files: Collection[str]) -> None:
    url = form.object(at, media).get("url")
    if not form.text((*at, "url"), url, 2048):
        return
    scheme, separator, name = str(url).partition("://")
    if not separator or scheme not in {"http", "https", "attachment"}:
        message = "Scheme must be one of ('http', 'https', 'attachment')."
        form.refuse((*at, "url"), "URL_TYPE_INVALID_SCHEME", message)
    elif scheme == "attachment" and name not in files:
        message = "The referenced attachment in the unfurled media item was not found"
        form.refuse(at, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)


def _check_alt_text(form: Form, component: JSON, at: Path) -> None:
    if component.get("description") is not None:
        form.text((*at, "description"), component["description"], ALT_TEXT)


def with_ids(components: list[JSON]) -> tuple[JSON, ...]:
    """Return the components as Discord keeps them: each with an id, defaults filled in."""
    taken = {part["id"] for part in walk(components) if part.get("id")}
    free = (number for number in range(1, 1000) if number not in taken)

    def complete(part: JSON) -> JSON:
        kept: JSON = {key: value for key, value in part.items() if value is not None}
        kept["id"] = part.get("id") or next(free)
        if part["type"] in SELECTS:
            kept = {"min_values": 1, "max_values": 1} | kept
            # Only a modal's menu can be required.
            kept.pop("required", None)
            if "default_values" in kept:
                # Ids are accepted as numbers too.
                kept["default_values"] = [d | {"id": str(d["id"])} for d in kept["default_values"]]
        elif part["type"] == SEPARATOR:
            kept = {"spacing": 1, "divider": True} | kept
        elif part["type"] == CONTAINER:
            kept = {"accent_color": None, "spoiler": False} | kept
        elif part["type"] == FILE:
            kept = {"spoiler": False} | kept
        elif part["type"] == THUMBNAIL:
            kept = {"spoiler": False, "description": None} | kept
        if "items" in kept:
            kept["items"] = [{"description": None, "spoiler": False} | i for i in kept["items"]]
        if "components" in kept:
            kept["components"] = [complete(inner) for inner in kept["components"]]
        if "accessory" in kept:
            kept["accessory"] = complete(kept["accessory"])
        return kept

    return tuple(complete(part) for part in components)
