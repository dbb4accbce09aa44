"""Palettes as cards: swatches, codes, and buttons whose custom ids outlive the process."""

import asyncio
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import discord
from discord import ui

from bot.jobs import swatches
from bot.store.palettes import SavedPalette
from cogs.forms import PALETTE
from cogs.frame import Card, row
from cogs.sentences import MOST_ALT_TEXT, codes_text
from cogs.words import Words

PAGE: Final = 8
"""Palettes of one page of the list."""

Item = ui.Item[Any]
Button = ui.Button[Any]


KEEP_ID: Final = rf"keep:(?P<colors>{PALETTE})"
PAGE_ID: Final = r"palettes:(?P<page>[0-9]{1,3}):(?P<way>[<>])"


def keep_button(colors: Sequence[str], words: Words) -> Button:
    """Return the button that asks for a name to save these colors under."""
    return ui.Button(label=words.say("button-keep"), custom_id=f"keep:{'-'.join(colors)}")


def page_button(page: int, way: str, *, disabled: bool = False) -> Button:
    """Return the button that turns to another page of the list, back (``<``) or on (``>``)."""
    return ui.Button(
        label="◀" if way == "<" else "▶", custom_id=f"palettes:{page}:{way}", disabled=disabled
    )


def palette_card(title: str, colors: tuple[str, ...], words: Words, *notes: str) -> Card:
    """Return the card of one palette; its swatches go with it as `swatches_file`."""
    items: list[Item] = [
        ui.TextDisplay(f"### {title}"),
        _gallery(_alt_text([colors], words)),
        ui.TextDisplay("\n".join([codes_text(colors), *(f"-# {note}" for note in notes)])),
        row(keep_button(colors, words)),
    ]
    return Card(*items, accent=int(colors[-1], 16))


def saved_card(title: str, palette: SavedPalette, words: Words, *notes: str) -> Card:
    """Return the card of a palette that has just been kept."""
    items: list[Item] = [
        ui.TextDisplay(title),
        _gallery(_alt_text([palette.colors], words)),
        ui.TextDisplay("\n".join([codes_text(palette.colors), *(f"-# {n}" for n in notes)])),
    ]
    return Card(*items, accent=int(palette.colors[-1], 16))


def list_card(
    palettes: Sequence[tuple[SavedPalette, bool]], page: int, words: Words, hint: str
) -> Card:
    """Return one page of a list of palettes; of each, whether it is the server's."""
    pages = page_count(len(palettes))
    shown = palettes[page * PAGE : (page + 1) * PAGE]
    lines: list[str] = []
    for number, (palette, of_server) in enumerate(shown, start=page * PAGE + 1):
        whose = f" · {words.say('list-of-server')}" if of_server else ""
        name, codes = words.quoted(palette.name), codes_text(palette.colors)
        lines.append(f"**{number}** {name}{whose}\n-# {codes}")
    items: list[Item] = [
        ui.TextDisplay(f"### {words.say('list-title', count=len(palettes))}"),
        _gallery(_alt_text([palette.colors for palette, _ in shown], words)),
        ui.TextDisplay("\n".join(lines)),
        ui.TextDisplay(f"-# {hint}"),
    ]
    if pages > 1:
        back = page_button(max(0, page - 1), "<", disabled=page == 0)
        on = page_button(min(pages - 1, page + 1), ">", disabled=page == pages - 1)
        items.append(row(back, on))
    return Card(*items, accent=int(shown[0][0].colors[-1], 16))


def page_count(count: int) -> int:
    """Return how many pages so many palettes fill."""
    return max(1, -(-count // PAGE))


async def swatches_file(*palettes: tuple[str, ...], first: int | None = None) -> discord.File:
    """Draw palettes below each other, numbered from `first` if it is given."""
    rows = [
        swatches.Row(colors=colors, number=None if first is None else first + place)
        for place, colors in enumerate(palettes)
    ]
    return discord.File(await asyncio.to_thread(_drawn, rows), swatches.FILENAME)


def _drawn(rows: Sequence[swatches.Row]) -> BytesIO:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / swatches.FILENAME
        swatches.draw(rows, target)
        return BytesIO(target.read_bytes())


def _gallery(alt_text: str) -> Item:
    item = discord.MediaGalleryItem(f"attachment://{swatches.FILENAME}", description=alt_text)
    return ui.MediaGallery(item)


def _alt_text(palettes: Sequence[tuple[str, ...]], words: Words) -> str:
    colors = "; ".join(", ".join(f"#{color}" for color in palette) for palette in palettes)
    return words.say("alt-swatches", colors=colors)[:MOST_ALT_TEXT]
