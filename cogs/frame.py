"""What every message of the bot is in: one frame, and rows of buttons."""

from typing import Any

import discord
from discord import ui

Item = ui.Item[Any]


class Card(ui.LayoutView):
    """Items in one frame. Nothing of it is kept in memory: its buttons' ids say everything."""

    def __init__(self, *items: Item, accent: int) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Container[ui.LayoutView](*items, accent_color=accent))
        self.stop()


def row(*buttons: Any) -> Item:
    """Return up to five buttons side by side."""
    # The types of discord.py know no dynamic item in a row.
    return discord.ui.ActionRow[discord.ui.LayoutView](*buttons)
