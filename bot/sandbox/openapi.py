"""Holds requests, and the answers to them, against Discord's own OpenAPI file.

The file is closed first: a field that it does not list is a violation. It is not part of this
project; neither is ``jsonschema``, which this needs, part of what the bot needs.
"""

import copy
import json
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.sandbox.errors import JSON
from bot.sandbox.model import walk
from bot.sandbox.record import Request

# Discord serves these, and neither its documentation nor the file lists them.
_UNLISTED_OPERATIONS = {("POST", "/attachments/refresh-urls")}
# Discord's documentation lists these fields of a media item, the file does not.
_MEDIA_FIELDS: JSON = {
    "flags": {"type": "integer"},
    "placeholder": {"type": "string"},
    "placeholder_version": {"type": "integer"},
}
# What discord.py sends of an attachment that a message keeps; Discord ignores it.
_KEPT_FILE_FIELDS = ("content_type", "height", "proxy_url", "size", "spoiler", "url", "width")
# A refused body may well be invalid: that is what it was refused for.
_REFUSED = {400, 413}


class InvalidFileError(ValueError):
    """A file that is not Discord's OpenAPI file; the message says why, for people."""


class OpenApi:
    """Discord's OpenAPI 3.1 file, read from a path when it is first needed."""

    @classmethod
    def read(cls, path: Path) -> "OpenApi":
        """Return the file, read at once.

        Raises
        ------
        InvalidFileError
            When it cannot be read, or is something else.
        """
        file = cls(path)
        try:
            title = file._document["info"]["title"]
        except OSError as error:
            raise InvalidFileError(f"{path} cannot be read: {error.strerror}") from error
        except (ValueError, LookupError, TypeError) as error:
            raise InvalidFileError(f"{path} is not Discord's OpenAPI file") from error
        if "Discord" not in title:
            raise InvalidFileError(f"{path} is about {title}, not Discord's OpenAPI file")
        return file

    def __init__(self, path: Path) -> None:
        self.path = path
        self._operations: dict[tuple[str, str], tuple[str, JSON] | None] = {}
        self._validators: dict[tuple[str, ...], Draft202012Validator] = {}

    def violations(self, request: Request) -> list[str]:
        """Return what is wrong with one request and its answer, a line each."""
        if (request.method, request.path) in _UNLISTED_OPERATIONS:
            return []
        operation = self._operation(request.method, request.path)
        if operation is None:
            return [f"{request}: Discord has no such operation"]
        route, about = operation
        lines: list[str] = []
        if request.payload is not None:
            content = about.get("requestBody", {}).get("content", {})
            if "application/json" not in content:
                lines.append(f"{request}: Discord expects no body")
            elif request.status not in _REFUSED:
                validator = self._body_validator(request.method.lower(), route)
                payload = _allowed(request, route)
                lines += [f"{request}, body: {line}" for line in explained(validator, payload)]
        if request.response is not None:
            status = _answer_key(about, request.status)
            if status is None:
                lines.append(f"{request}: Discord does not answer {request.status}")
            else:
                validator = self._answer_validator(request.method.lower(), route, status)
                answers = explained(validator, request.response)
                lines += [f"{request}, answer: {line}" for line in answers]
        return lines

    @cached_property
    def _document(self) -> JSON:
        document: JSON = json.loads(self.path.read_text(encoding="utf-8"))
        # The file says that the codes in `errors` are numbers; Discord documents and sends names.
        error = {"type": "object", "required": ["code", "message"]}
        document["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]["items"] = error
        schemas = document["components"]["schemas"]
        schemas["UnfurledMediaResponse"]["properties"] |= _MEDIA_FIELDS
        # The documentation lists FORWARD (1) too.
        schemas["MessageReferenceType"] = {"type": "integer", "enum": [0, 1]}
        return document

    @cached_property
    def _closed(self) -> JSON:
        document = copy.deepcopy(self._document["components"])
        for schema in document["schemas"].values():
            _close(schema)
        return document

    def _operation(self, method: str, path: str) -> tuple[str, JSON] | None:
        """Return the route that a path belongs to, and what the file says of the method."""
        key = (method, path)
        if key not in self._operations:
            self._operations[key] = self._find(method, path.split("/"))
        return self._operations[key]

    def _find(self, method: str, parts: list[str]) -> tuple[str, JSON] | None:
        paths: JSON = self._document["paths"]
        fitting = [
            (sum(part.startswith("{") for part in route.split("/")), route)
            for route in paths
            if _fits(route.split("/"), parts)
        ]
        for _, route in sorted(fitting):
            operation = paths[route].get(method.lower())
            if operation is not None:
                return route, operation
        return None

    def _body_validator(self, method: str, route: str) -> Draft202012Validator:
        key = (method, route)
        if key not in self._validators:
            body = self._document["paths"][route][method]["requestBody"]
            schema = copy.deepcopy(body["content"]["application/json"]["schema"])
            _close(schema)
            self._validators[key] = Draft202012Validator({**schema, "components": self._closed})
        return self._validators[key]

    def _answer_validator(self, method: str, route: str, status: str) -> Draft202012Validator:
        key = (method, route, status)
        if key in self._validators:
            return self._validators[key]
        answer = self._document["paths"][route][method]["responses"][status]
        components = self._closed
        if "$ref" in answer:
            # Errors are put together of several schemas (allOf), which cannot be closed one by one.
            answer = self._document["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
            components = self._document["components"]
        content = answer.get("content", {}).get("application/json", {})
        schema = copy.deepcopy(content.get("schema", {}))
        _close(schema)
        self._validators[key] = Draft202012Validator({**schema, "components": components})
        return self._validators[key]


def _fits(route: list[str], parts: list[str]) -> bool:
    return len(route) == len(parts) and all(
        a == b or a.startswith("{") for a, b in zip(route, parts, strict=True)
    )


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
    for attachment in data.get("attachments") or []:
        if type(attachment["id"]) is not int:
            continue
        if request.multipart or "url" in attachment:
            attachment["id"] = str(attachment["id"])
        for key in _KEPT_FILE_FIELDS:
            attachment.pop(key, None)
    return payload


def _close(schema: Any) -> None:
    if isinstance(schema, list):
        for inner in schema:
            _close(inner)
    elif isinstance(schema, dict):
        for inner in schema.values():
            _close(inner)
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)


def _answer_key(operation: JSON, status: int) -> str | None:
    wanted = (str(status), f"{status // 100}XX")
    return next((key for key in wanted if key in operation["responses"]), None)


def explained(validator: Draft7Validator | Draft202012Validator, payload: Any) -> list[str]:
    """Return what a validator finds wrong, a line each."""
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
