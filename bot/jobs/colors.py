"""The palettes that a card shows: what was asked for, and what came out."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyvips

from bot.api.client import MigrationClient
from bot.api.contract import MOST_COLORWAYS
from bot.api.failures import MigrationError
from bot.jobs.sample import write_sample
from bot.jobs.swatches import FILENAME, Row, draw

log = logging.getLogger(__name__)

MOST: Final = 8
"""Colors that are shown of one picture."""
FEW: Final = 5
"""Where nobody has said how many."""

# Pixels. A sample of this size has the main colors of a large picture, and is sooner sent and read.
_SAMPLE_SIDE: Final = 256

# Pictures. Our own server looks at as many at a time.
_AT_ONCE: Final = 2


async def main_colors(
    api: MigrationClient, picture: Path, count: int = FEW, like: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the main colors of a picture's visible parts; with `like`, one for each of those.

    A fully transparent picture has none.

    Raises
    ------
    MigrationError
        When the service does not tell; a `ServiceGoneError` where it never does.
    pyvips.Error
        When the picture is damaged.
    """
    sample = picture.with_name(f"sample-{picture.stem}.png")
    await asyncio.to_thread(write_sample, picture, sample, _SAMPLE_SIDE)
    found = await api.main_colors(sample, MOST if like else count)
    return _alike(found, like) if found and like else found


async def came_out(
    api: MigrationClient, pictures: Sequence[Path], like: Sequence[str] = ()
) -> list[tuple[str, ...]]:
    """Return the main colors of pictures; none where the service does not tell."""
    few = asyncio.Semaphore(_AT_ONCE)

    async def colors_of(picture: Path) -> tuple[str, ...] | Exception:
        try:
            async with few:
                return await main_colors(api, picture, like=like)
        except (MigrationError, OSError, pyvips.Error) as error:
            return error

    colors: list[tuple[str, ...]] = []
    for found in await asyncio.gather(*map(colors_of, pictures)):
        if isinstance(found, Exception):
            # Swatches are a courtesy.
            log.info("colors are not told: %s", found)
            return []
        colors.append(found)
    return colors


async def draw_swatches(rows: Sequence[Row], folder: Path, limit: int) -> Path | None:
    """Draw rows into a file of at most so many bytes, if there is anything to draw."""
    if not any(row.colors for row in rows):
        return None
    target = folder / FILENAME
    await asyncio.to_thread(draw, rows, target)
    return target if target.stat().st_size <= limit else None


def _alike(found: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Choose for each wanted color what is most like it, each once as long as there are others."""
    left = list(found)
    chosen: list[str] = []
    for color in wanted:
        left = left or list(found)
        best = min(left, key=lambda other: _distance(color, other))
        left.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _distance(one: str, other: str) -> float:
    """Return how different two colors look, roughly: the weighted distance called redmean.

    Source: T. Riemersma, "Colour metric", CompuPhase, 2019.
    """
    (r1, g1, b1), (r2, g2, b2) = bytes.fromhex(one), bytes.fromhex(other)
    mean = (r1 + r2) / 2
    red, green, blue = r1 - r2, g1 - g2, b1 - b2
    return (2 + mean / 256) * red * red + 4 * green * green + (2 + (255 - mean) / 256) * blue * blue


assert MOST <= MOST_COLORWAYS
