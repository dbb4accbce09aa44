"""Palettes as cards: swatches, codes, and buttons that outlive the process in their ids."""

import asyncio
import re
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self

import discord
from discord import ui

from bot.jobs import swatches
from bot.palette import MOST_NAME
from bot.store.palettes import SavedPalette
from cogs.frame import Card, row
from cogs.sentences import MOST_ALT_TEXT, codes_text
from cogs.words import Words, words_in

PAGE: Final = 8
"""Palettes of one page of the list."""

# More than a name may have, so that who writes too much is told so.
_MOST_TYPED: Final = 100

Item = ui.Item[Any]
Button = ui.Button[ui.LayoutView]


class KeepButton(
    ui.DynamicItem[Button], template=r"keep:(?P<colors>[0-9A-F]{6}(?:-[0-9A-F]{6}){0,6})"
):
    """Asks for a name to keep these colors under."""

    def __init__(self, colors: Sequence[str], words: Words) -> None:
        super().__init__(
            ui.Button(label=words.say("button-keep"), custom_id=f"keep:{'-'.join(colors)}")
        )
        self.colors = tuple(colors)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["colors"].split("-"), words_in(interaction.locale))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Ask for the name."""
        may_share = interaction.guild_id is not None and interaction.permissions.manage_guild
        modal = KeepModal(self.colors, words_in(interaction.locale), may_share=may_share)
        await interaction.response.send_modal(modal)


class KeepModal(ui.Modal):
    """Asks for a palette's name, and those who may, whether it is for everyone."""

    def __init__(self, colors: tuple[str, ...], words: Words, *, may_share: bool) -> None:
        super().__init__(title=words.say("keep-title"))
        self._colors = colors
        self._name: ui.TextInput[Self] = ui.TextInput(custom_id="name", max_length=_MOST_TYPED)
        self._server: ui.Checkbox[Self] = ui.Checkbox(custom_id="server")
        hint = words.say("keep-name.description", most=MOST_NAME)
        self.add_item(ui.Label(text=words.say("keep-name"), description=hint, component=self._name))
        if may_share:
            self.add_item(ui.Label(text=words.say("keep-server"), component=self._server))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Have the palette saved."""
        name, for_server = self._name.value, self._server.value
        interaction.client.dispatch("palette_keep", interaction, name, self._colors, for_server)


class PageButton(ui.DynamicItem[Button], template=r"palettes:(?P<page>[0-9]{1,3}):(?P<way>[<>])"):
    """Turns to another page of the list."""

    def __init__(self, page: int, way: str, *, disabled: bool = False) -> None:
        super().__init__(
            ui.Button(
                label="◀" if way == "<" else "▶",
                custom_id=f"palettes:{page}:{way}",
                disabled=disabled,
            )
        )
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(int(match["page"]), match["way"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show that page in place of this one."""
        interaction.client.dispatch("palette_page", interaction, self.page)


def palette_card(title: str, colors: tuple[str, ...], words: Words, *notes: str) -> Card:
    """Return the card of one palette; its swatches go with it as `swatches_file`."""
    items: list[Item] = [
        ui.TextDisplay(f"### {title}"),
        _gallery(_alt_text([colors], words)),
        ui.TextDisplay("\n".join([codes_text(colors), *(f"-# {note}" for note in notes)])),
        row(KeepButton(colors, words)),
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
        back = PageButton(max(0, page - 1), "<", disabled=page == 0)
        on = PageButton(min(pages - 1, page + 1), ">", disabled=page == pages - 1)
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
