"""Checks what goes over the wire against Discord's own schemas.

REST: Discord's OpenAPI file, closed: a field that it does not list is a violation. Gateway: a JSON
Schema made from discord-api-types.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.sandbox import GatewayEvent, Request
from bot.sandbox.openapi import OpenApi, explained

JSON = dict[str, Any]
SCHEMAS = Path(__file__).parents[2] / "shared" / "discord"
OPENAPI = OpenApi(SCHEMAS / "openapi.json")
_ABSENT = f"Discord's schemas are not beside the checkout ({SCHEMAS.parent.name}/discord)"

needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason=_ABSENT)


def assert_valid(requests: Iterable[Request]) -> None:
    """Fail, naming every violation, if a request or our answer to it is not as Discord has it."""
    if not SCHEMAS.is_dir():
        pytest.skip(_ABSENT)
    found = [line for request in requests for line in OPENAPI.violations(request)]
    assert not found, "against Discord's OpenAPI file:\n" + "\n".join(found)


def assert_valid_events(events: Iterable[GatewayEvent]) -> None:
    """Fail, naming every violation, if something that the gateway sent is not as Discord has it."""
    if not SCHEMAS.is_dir():
        pytest.skip(_ABSENT)
    found = [line for event in events if event.sender == "discord" for line in _of_event(event)]
    assert not found, "against the gateway's types:\n" + "\n".join(found)


@cache
def _gateway() -> JSON:
    definitions: JSON = json.loads((SCHEMAS / "gateway.schema.json").read_text())["definitions"]
    for name in definitions:
        # Flags are sums of bits; the schema was made from an enumeration of single ones.
        if name.endswith("Flags"):
            definitions[name] = {"type": "integer"}
    # Each of a snapshot's fields has become a whole message, of which it is a field.
    message: JSON = definitions["APIMessage"]["properties"]
    snapshot: JSON = definitions["APIMessageSnapshotFields"]
    snapshot["properties"] = {name: message[name] for name in snapshot["properties"]}
    snapshot.pop("required", None)
    return definitions


@cache
def _gateway_validator(definition: str) -> Draft7Validator:
    return Draft7Validator({"$ref": f"#/definitions/{definition}", "definitions": _gateway()})


def _of_event(event: GatewayEvent) -> Iterator[str]:
    definition = _definition(event)
    if definition is None:
        return
    payload = event.data
    if definition in {"Ready", "Hello"}:
        sequence = 1 if event.name else None
        payload = {"op": event.op, "t": event.name, "s": sequence, "d": event.data}
    for line in explained(_gateway_validator(definition), payload):
        yield f"{event.name or 'HELLO'} as {definition}: {line}"


def _definition(event: GatewayEvent) -> str | None:
    if event.op == 10:
        return "Hello"
    if event.name == "READY":
        return "Ready"
    if event.name != "INTERACTION_CREATE":
        return None
    data = event.data["data"]
    match event.data["type"]:
        case 2:
            return {1: "Slash", 3: "MessageMenu"}.get(data["type"])
        case 3:
            return "Button" if data["component_type"] == 2 else None
        case 5:
            return "ModalSubmit"
        case _:
            return None
