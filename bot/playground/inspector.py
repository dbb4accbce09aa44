"""What the bot and Discord say to each other, as the page's inspector lists it."""

import json
from collections import deque
from typing import TYPE_CHECKING, Any

from bot.sandbox import GatewayEvent, Request
from bot.sandbox.errors import JSON
from bot.sandbox.gateway import HEARTBEAT, HEARTBEAT_ACK

if TYPE_CHECKING:
    # What it needs is not among what the bot needs.
    from bot.sandbox.openapi import OpenApi

KEPT = 500
MOST_CHARACTERS = 200_000

_OPS = {
    1: "HEARTBEAT",
    2: "IDENTIFY",
    6: "RESUME",
    7: "RECONNECT",
    9: "INVALID SESSION",
    10: "HELLO",
}


class Inspector:
    """The last requests and events, each with what Discord would object to.

    Without Discord's OpenAPI file, that is what the sandbox itself has refused.
    """

    def __init__(self, openapi: "OpenApi | None") -> None:
        self.entries: deque[JSON] = deque(maxlen=KEPT)
        self._openapi = openapi
        self._next = 0

    @property
    def openapi_name(self) -> str | None:
        """Return the name of Discord's OpenAPI file, if requests are checked against it."""
        return None if self._openapi is None else self._openapi.path.name

    def note(self, entry: Request | GatewayEvent) -> JSON | None:
        """Keep an entry and return it as the page has it; None for a heartbeat."""
        if isinstance(entry, GatewayEvent):
            if entry.op in (HEARTBEAT, HEARTBEAT_ACK):
                return None
            written = self._event(entry)
        else:
            written = self._request(entry)
        self._next += 1
        written |= {"number": self._next, "at": entry.at}
        self.entries.append(written)
        return written

    def _event(self, event: GatewayEvent) -> JSON:
        return {
            "kind": "gateway",
            "sender": event.sender,
            "title": event.name or _OPS.get(event.op, f"op {event.op}"),
            "detail": f"op {event.op}, shard {event.shard}",
            "payload": _shortened(event.data),
            "objections": [],
        }

    def _request(self, request: Request) -> JSON:
        files = [{"field": f.field, "name": f.filename, "size": f.size} for f in request.files]
        return {
            "kind": "rest",
            "sender": "bot",
            "title": f"{request.method} {request.path}",
            "detail": str(request.status),
            "query": request.query,
            "payload": _shortened(request.payload),
            "files": files,
            "status": request.status,
            "response": _shortened(request.response),
            "objections": self._objections(request),
        }

    def _objections(self, request: Request) -> list[str]:
        lines: list[str] = []
        if request.status >= 400 and isinstance(request.response, dict):
            answer: JSON = request.response
            lines.append(f"{answer.get('message')} (code {answer.get('code')})")
            lines += _places(answer.get("errors") or {})
        if self._openapi is not None:
            lines += self._openapi.violations(request)
        return lines


def _places(errors: JSON, path: str = "") -> list[str]:
    """Write Discord's nested errors a line each, with where they are."""
    lines = [
        f"{path or 'the whole'}: {fault['message']} ({fault['code']})"
        for fault in errors.get("_errors", ())
    ]
    for key, inner in errors.items():
        if key != "_errors":
            lines += _places(inner, f"{path}.{key}" if path else key)
    return lines


def _shortened(payload: Any) -> Any:
    """Return a payload, or the beginning of one that no page could show."""
    text = json.dumps(payload, ensure_ascii=False)
    return payload if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]} …"
