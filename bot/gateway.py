"""Points discord.py to the gateway that the settings name, and fills in what it leaves out."""

from collections.abc import Callable
from typing import Any

import yarl
from discord.gateway import DiscordWebSocket

Parsers = dict[str, Callable[[dict[str, Any]], None]]
"""What discord.py does with each event's data, by the event's name."""

# Discord's default was 10 MiB until September 2026 and has been 20 MiB since. A gateway that does
# not name the limit may stand before either, and a file of 10 MiB is accepted by both.
_SAFE_UPLOAD_BYTES = 10 * 1024 * 1024


def use_gateway(address: str) -> None:
    """Connect to this gateway alone, for the whole process; discord.py keeps it in the class.

    Discord names another address to resume a session at. Followed, it would lead past a proxy,
    with the token.
    """
    url = yarl.URL(address)
    DiscordWebSocket.DEFAULT_GATEWAY = url
    DiscordWebSocket.gateway = property(lambda _: url, lambda *_: None)  # pyright: ignore


def forgive_omissions(parsers: Parsers) -> None:
    """Fill in the fields that discord.py requires and a simple gateway may leave out."""
    for event, defaults in {
        "READY": {"shard": [0, 1]},
        "INTERACTION_CREATE": {"attachment_size_limit": _SAFE_UPLOAD_BYTES},
    }.items():
        parsers[event] = _with_defaults(parsers[event], defaults)


def _with_defaults(
    parse: Callable[[dict[str, Any]], None], defaults: dict[str, Any]
) -> Callable[[dict[str, Any]], None]:
    return lambda data: parse(defaults | data)
