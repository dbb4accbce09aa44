"""Rate limits: so many requests a window, for each route and what it is about.

Source: Discord's API reference, "Rate limits". The numbers are not documented; these are near
what Discord has been seen to do.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.clock import Clock

# What a bucket counts apart, beside the route: Discord's "top-level resources".
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `requests` within `seconds`."""

    requests: int
    seconds: float


# rule: rate-limits
MESSAGES = Limit(5, 5.0)
OTHERS = Limit(40, 1.0)


@dataclass(slots=True)
class _Window:
    ends: float
    left: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, and the headers that say how it stands."""

    passes: bool
    retry_after: float
    headers: dict[str, str]


class RateLimits:
    """Counts requests in buckets."""

    def __init__(self, clock: Clock) -> None:
        self.messages = MESSAGES
        self.others = OTHERS
        self._clock = clock
        self._windows: dict[tuple[str, ...], _Window] = {}

    def count(self, method: str, route: str, parameters: Mapping[str, str]) -> Verdict | None:
        """Count one request; None for a route without a limit of its own."""
        if route.startswith("/interactions/"):
            return None
        # GET of one message is cheap; what writes messages is what Discord guards.
        writes = "/messages" in route or route.startswith("/webhooks/")
        limit = self.messages if writes and method != "GET" else self.others
        key = (method, route, *(parameters.get(name, "") for name in _MAJOR))
        now = self._clock.now()
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = _Window(now + limit.seconds, limit.requests)
        passes = window.left > 0
        window.left -= passes
        wait = round(window.ends - now, 3)
        headers = {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(window.left),
            "X-RateLimit-Reset": f"{window.ends:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": _bucket(method, route),
        }
        return Verdict(passes, wait, headers)


def _bucket(method: str, route: str) -> str:
    return hashlib.md5(f"{method} {route}".encode(), usedforsecurity=False).hexdigest()
