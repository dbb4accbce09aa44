"""Versions of a job's end that take fewer bytes, for when Discord refuses the size of a request."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.jobs.job import Format
from bot.jobs.reply import Done
from bot.jobs.results import Result, fitted

TOTALS: Final = (20 << 20, 10 << 20)
"""Bytes of all files of a request together, one after the other, once Discord refuses more.

Source: Discord's documentation names a limit for each file ("Uploading Files") and one of 25 MiB
for a request ("Create Message").
"""

# A request has more parts than files: the card, and the boundaries between the parts.
_CARD_BYTES: Final = 64 << 10
# A picture of fewer bytes is not worth showing.
_LEAST_BYTES: Final = 10_000


async def versions(
    done: Done, results: Sequence[Result], limit: int, wanted: Format
) -> AsyncGenerator[Done]:
    """Yield the end with `results` as its pictures, each time in fewer bytes.

    First, each file has at most `limit` bytes; then all files together have at most as many as
    `TOTALS` says, or half as many as before where that would change nothing.
    """
    pictures = await fitted(results, limit, wanted)
    yield replace(done, pictures=pictures)
    if not results:
        # Tables and swatches cannot be made smaller.
        return
    fixed = [table.path for table in done.tables] + ([done.swatches] if done.swatches else [])
    others = _bytes(fixed) + _CARD_BYTES
    size = _bytes(picture.path for picture in pictures) + others
    for total in [total for total in TOTALS if total < size] or [size // 2]:
        room = total - others
        if room < len(results) * _LEAST_BYTES:
            return
        pictures = await fitted(results, limit, wanted, room)
        yield replace(done, pictures=pictures, resized=True)


def _bytes(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files)
