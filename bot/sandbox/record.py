"""A record of what the bot and Discord said to each other, and who wants to follow it live."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.changes import Changes
from bot.sandbox.errors import JSON
from bot.sandbox.model import Message, MessageState


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file in a multipart request."""

    field: str
    filename: str
    size: int


@dataclass(frozen=True, slots=True)
class Request:
    """A REST request and its answer. Interaction tokens read ``***``."""

    at: float
    method: str
    path: str
    route: str
    query: dict[str, str]
    headers: dict[str, str]
    payload: Any
    multipart: bool
    files: tuple[SentFile, ...]
    status: int
    response: Any
    response_headers: dict[str, str] = field(default_factory=dict[str, str])

    def __str__(self) -> str:
        files = "".join(f" +{file.filename} ({file.size} bytes)" for file in self.files)
        return f"{self.method} {self.path} → {self.status}{files}"


@dataclass(frozen=True, slots=True)
class GatewayEvent:
    """A gateway payload; `sender` says whose. Tokens read ``***``."""

    at: float
    sender: Literal["bot", "discord"]
    op: int
    name: str | None
    data: Any
    shard: int


@dataclass(frozen=True, slots=True)
class MessageChange:
    """A message that appeared, changed or went away."""

    message: Message
    state: MessageState
    act: Literal["created", "edited", "deleted"]


Entry = Request | GatewayEvent | MessageChange
Listener = Callable[[Entry], None]


class Record:
    """Everything that happened, in order, or the last `most` requests and events of it."""

    def __init__(self, changes: Changes) -> None:
        self.most: int | None = None
        self._changes = changes
        self.requests: list[Request] = []
        self.events: list[GatewayEvent] = []
        self._listeners: list[Listener] = []

    def add(self, entry: Entry) -> None:
        """Keep `entry`, tell the listeners, and let everyone who waits look again."""
        if isinstance(entry, Request):
            self.requests.append(entry)
        elif isinstance(entry, GatewayEvent):
            self.events.append(entry)
        if self.most is not None:
            del self.requests[: -self.most], self.events[: -self.most]
            if isinstance(entry, MessageChange):
                # What a message was holds the files that it had.
                del entry.message.history[:-1]
        for listener in tuple(self._listeners):
            listener(entry)
        self._changes.notify()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every entry from now on; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)


def without_secrets(value: Any) -> Any:
    """Return a copy of a JSON value with every ``token`` hidden."""
    if isinstance(value, dict):
        items: JSON = value
        return {
            key: "***" if key == "token" else without_secrets(inner) for key, inner in items.items()
        }
    if isinstance(value, list):
        inner_values: list[Any] = value
        return [without_secrets(inner) for inner in inner_values]
    return value
