"""Discord's ids: 42 bits of milliseconds since 2015, 10 of worker and process, 12 of a counter.

Source: Discord's API reference, "Snowflakes".
"""

from bot.sandbox.clock import Clock

EPOCH_MS = 1_420_070_400_000
_SEQUENCE_BITS = 22


class Snowflakes:
    """Ids that carry the clock's time, each greater than the one before."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return a new id, stamped with the current time."""
        stamp = (int(self._clock.now() * 1000) - EPOCH_MS) << _SEQUENCE_BITS
        self._last = max(stamp, self._last + 1)
        return self._last


def moment(snowflake: int) -> float:
    """Return when `snowflake` was made, in seconds since 1970."""
    return ((snowflake >> _SEQUENCE_BITS) + EPOCH_MS) / 1000
