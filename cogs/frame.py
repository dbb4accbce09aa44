"""What every message of the bot is in: one frame, and rows of buttons."""

from typing import Any, Final

import discord
from discord import ui

Item = ui.Item[Any]

_BLACK: Final = 0x000001
"""The darkest color that can be sent."""


class Card(ui.LayoutView):
    """Items in one frame. Nothing of it is kept in memory: its buttons' ids say everything."""

    def __init__(self, *items: Item, accent: int) -> None:
        super().__init__(timeout=None)
        # discord.py 2.7.1 sends null for 0 (`Container.to_component_dict`), which shows no color.
        self.add_item(ui.Container[ui.LayoutView](*items, accent_color=max(accent, _BLACK)))
        self.stop()


def row(*buttons: Any) -> Item:
    """Return up to five buttons side by side."""
    # The types of discord.py know no dynamic item in a row.
    return discord.ui.ActionRow[discord.ui.LayoutView](*buttons)
