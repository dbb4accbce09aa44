"""Checks what goes over the wire against Discord's own schemas.

REST: Discord's OpenAPI file, closed: a field that it does not list is a violation. Gateway: a JSON
Schema made from discord-api-types.
"""

import copy
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.sandbox import GatewayEvent, Request
from bot.sandbox.model import walk

JSON = dict[str, Any]
SCHEMAS = Path(__file__).parents[2] / "shared" / "discord"
_ABSENT = f"Discord's schemas are not beside the checkout ({SCHEMAS.parent.name}/discord)"

# A refused body may well be invalid: that is what it was refused for.
_REFUSED = {400, 413}

needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason=_ABSENT)


def assert_valid(requests: Iterable[Request]) -> None:
    """Fail, naming every violation, if a request or our answer to it is not as Discord has it."""
    if not SCHEMAS.is_dir():
        pytest.skip(_ABSENT)
    found = [line for request in requests for line in violations(request)]
    assert not found, "against Discord's OpenAPI file:\n" + "\n".join(found)


def assert_valid_events(events: Iterable[GatewayEvent]) -> None:
    """Fail, naming every violation, if something that the gateway sent is not as Discord has it."""
    if not SCHEMAS.is_dir():
        pytest.skip(_ABSENT)
    found = [line for event in events if event.sender == "discord" for line in _of_event(event)]
    assert not found, "against the gateway's types:\n" + "\n".join(found)


def violations(request: Request) -> list[str]:
    """Return what is wrong with one request and its answer, a line each."""
    operation = _operation(request.method, request.path)
    if operation is None:
        return [f"{request}: Discord has no such operation"]
    route, about = operation
    lines: list[str] = []
    if request.payload is not None:
        content = about.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            lines.append(f"{request}: Discord expects no body")
        elif request.status not in _REFUSED:
            validator = _body_validator(request.method.lower(), route)
            payload = _allowed(request, route)
            lines += [f"{request}, body: {line}" for line in _explained(validator, payload)]
    if request.response is not None:
        status = _answer_key(about, request.status)
        if status is None:
            lines.append(f"{request}: Discord does not answer {request.status}")
        else:
            validator = _answer_validator(request.method.lower(), route, status)
            answers = _explained(validator, request.response)
            lines += [f"{request}, answer: {line}" for line in answers]
    return lines


def _allowed(request: Request, route: str) -> Any:
    """Return the payload without what discord.py legally sends beyond the file."""
    payload = copy.deepcopy(request.payload)
    if request.method == "PUT" and route.endswith("/commands"):
        for command in payload:
            command.pop("nsfw", None)
        return payload
    if request.method == "PATCH":
        payload.pop("tts", None)
    data: JSON = payload.get("data") or {} if route.endswith("/callback") else payload
    if route.endswith("/callback") and payload["type"] == 7:
        # An edit too, in the form of a callback.
        data.pop("tts", None)
    for menu in walk(data.get("components") or []):
        for default in menu.get("default_values") or []:
            default["id"] = str(default["id"])
    if request.multipart:
        for attachment in data.get("attachments") or []:
            if type(attachment["id"]) is int:
                attachment["id"] = str(attachment["id"])
    return payload


@cache
def _document() -> JSON:
    document: JSON = json.loads((SCHEMAS / "openapi.json").read_text())
    # The file says that the codes in `errors` are numbers; Discord documents and sends names.
    error = {"type": "object", "required": ["code", "message"]}
    document["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]["items"] = error
    return document


@cache
def _closed() -> JSON:
    document = copy.deepcopy(_document()["components"])
    for schema in document["schemas"].values():
        _close(schema)
    return document


def _close(schema: Any) -> None:
    if isinstance(schema, list):
        for inner in schema:
            _close(inner)
    elif isinstance(schema, dict):
        for inner in schema.values():
            _close(inner)
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)


@cache
def _routes() -> list[tuple[list[str], str]]:
    return [(route.split("/"), route) for route in _document()["paths"]]


@cache
def _operation(method: str, path: str) -> tuple[str, JSON] | None:
    """Return the route that a path belongs to, and what the file says of the method."""
    parts = path.split("/")
    fitting = [
        (sum(part.startswith("{") for part in route), name)
        for route, name in _routes()
        if len(route) == len(parts)
        and all(a == b or a.startswith("{") for a, b in zip(route, parts, strict=True))
    ]
    for _, route in sorted(fitting):
        operation = _document()["paths"][route].get(method.lower())
        if operation is not None:
            return route, operation
    return None


@cache
def _body_validator(method: str, route: str) -> Draft202012Validator:
    operation = _document()["paths"][route][method]
    schema = copy.deepcopy(operation["requestBody"]["content"]["application/json"]["schema"])
    _close(schema)
    return Draft202012Validator({**schema, "components": _closed()})


@cache
def _answer_validator(method: str, route: str, status: str) -> Draft202012Validator:
    answer = _document()["paths"][route][method]["responses"][status]
    components = _closed()
    if "$ref" in answer:
        # Errors are put together of several schemas (allOf), which cannot be closed one by one.
        answer = _document()["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
        components = _document()["components"]
    schema = copy.deepcopy(answer.get("content", {}).get("application/json", {}).get("schema", {}))
    _close(schema)
    return Draft202012Validator({**schema, "components": components})


def _answer_key(operation: JSON, status: int) -> str | None:
    wanted = (str(status), f"{status // 100}XX")
    return next((key for key in wanted if key in operation["responses"]), None)


@cache
def _gateway() -> JSON:
    definitions: JSON = json.loads((SCHEMAS / "gateway.schema.json").read_text())["definitions"]
    for name in definitions:
        # Flags are sums of bits; the schema was made from an enumeration of single ones.
        if name.endswith("Flags"):
            definitions[name] = {"type": "integer"}
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
    for line in _explained(_gateway_validator(definition), payload):
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


def _explained(validator: Draft7Validator | Draft202012Validator, payload: Any) -> list[str]:
    return [_line(error) for error in validator.iter_errors(payload)]


def _line(error: ValidationError) -> str:
    """Return where the fault is and what, following a union into the branch that was meant."""
    while error.validator in {"oneOf", "anyOf"} and error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        error = min(branches.values(), key=_wrongness)[0]
    where = error.json_path.removeprefix("$").lstrip(".") or "the whole"
    message = error.message if len(error.message) < 300 else f"{error.message[:300]}…"
    return f"{where}: {message}"


def _wrongness(branch: list[ValidationError]) -> tuple[bool, bool, int]:
    """Rank a union's branches: one for another `type`, or for null, was not meant."""
    other_type = any(list(error.path)[-1:] == ["type"] for error in branch)
    return other_type, branch[0].validator_value == "null", len(branch)
