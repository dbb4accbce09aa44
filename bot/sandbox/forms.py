"""Filling in a modal, as Discord's own client lets a person do it."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.errors import JSON
from bot.sandbox.resolved import RefusedError, Resolved
from bot.sandbox.rules.components import AUTO_SELECTS, ROW, STRING_SELECT, TEXT
from bot.sandbox.rules.modals import CHECKBOX, CHECKBOXES, FILE_UPLOAD, RADIO, TEXT_INPUT


def submission(modal: JSON, values: Mapping[str, Any], resolved: Resolved) -> JSON:
    """Return what Discord sends when a person submits `modal` with `values` by custom id.

    What ids among the values stand for goes into `resolved`.

    Raises
    ------
    RefusedError
        When a required field is empty, a value does not fit, or a field does not exist.
    """
    fields = {field["custom_id"] for field in _fields(modal)}
    for name in values:
        if name not in fields:
            raise RefusedError(
                f"the form has no field {name!r}; it has: {', '.join(sorted(fields))}"
            )
    components: list[JSON] = []
    for number, part in enumerate(modal["components"], start=1):
        place: JSON = {"type": part["type"], "id": part.get("id") or number * 2 - 1}
        if part["type"] == ROW:
            place["components"] = [
                _fill(inner, values, resolved) | {"id": inner.get("id") or number * 2}
                for inner in part["components"]
            ]
        elif part["type"] != TEXT:
            inner = part["component"]
            filled = _fill(inner, values, resolved)
            place["component"] = filled | {"id": inner.get("id") or number * 2}
        components.append(place)
    data: JSON = {"custom_id": modal["custom_id"], "components": components}
    return data | ({"resolved": resolved.data} if resolved.data else {})


def _fields(modal: JSON) -> list[JSON]:
    fields: list[JSON] = []
    for part in modal["components"]:
        fields += part["components"] if part["type"] == ROW else []
        fields += [part["component"]] if "component" in part else []
    return fields


def _fill(field: JSON, values: Mapping[str, Any], resolved: Resolved) -> JSON:
    name, kind = field["custom_id"], field["type"]
    value = values.get(name)
    written: JSON = {"type": kind, "custom_id": name}
    required = field.get("required", True) is not False
    if kind == TEXT_INPUT:
        return written | {"value": _text(field, value, required=required)}
    if kind == CHECKBOX:
        return written | {"value": bool(field.get("default") if value is None else value)}
    if kind == RADIO:
        return written | {"value": _radio(field, value, required=required)}
    if kind == FILE_UPLOAD:
        chosen = _list(field, value, required=required)
        return written | {"values": [resolved.file(file) for file in chosen]}
    chosen = _list(field, value, required=required)
    if kind in AUTO_SELECTS:
        return written | {"values": [resolved.selected(field, choice) for choice in chosen]}
    assert kind in (STRING_SELECT, CHECKBOXES), kind
    return written | {"values": [_option(field, choice) for choice in chosen]}


def _text(field: JSON, value: Any, *, required: bool) -> str:
    name = field["custom_id"]
    text = (field.get("value") or "") if value is None else value
    if not isinstance(text, str):
        raise RefusedError(f"{name!r} must be text")
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if required and not text:
        raise RefusedError(f"{name!r} is required")
    if text and not least <= len(text) <= most:
        raise RefusedError(f"{name!r} must have {least} to {most} characters")
    return text


def _radio(field: JSON, value: Any, *, required: bool) -> str | None:
    if value is not None:
        return _option(field, value)
    preset = [option["value"] for option in field["options"] if option.get("default")]
    if required and not preset:
        raise RefusedError(f"{field['custom_id']!r} is required")
    return preset[0] if preset else None


def _list(field: JSON, value: Any, *, required: bool) -> list[Any]:
    name = field["custom_id"]
    if value is None:
        chosen = [o["value"] for o in field.get("options") or [] if o.get("default")]
        chosen += [str(default["id"]) for default in field.get("default_values") or []]
    else:
        chosen = list(value) if isinstance(value, list | tuple) else [value]
    least, most = field.get("min_values"), field.get("max_values")
    least = (1 if least is None else least) if required or chosen else 0
    if not least <= len(chosen) <= (1 if most is None else most):
        raise RefusedError(f"{name!r} takes {least} to {most or 1} values")
    return chosen


def _option(field: JSON, choice: Any) -> str:
    for option in field["options"]:
        if choice in (option["label"], option["value"]):
            return option["value"]
    labels = ", ".join(option["label"] for option in field["options"])
    raise RefusedError(f"{field['custom_id']!r} must be one of: {labels}")
