"""The frame of every message, as it is sent."""

import pytest
from discord import ui

from cogs.frame import Card


@pytest.mark.parametrize(("accent", "sent"), [(0, 1), (1, 1), (0xFF7F50, 0xFF7F50)])
def test_the_accent_is_sent_also_where_it_is_black(accent: int, sent: int):
    [container] = Card(ui.TextDisplay("text"), accent=accent).to_components()
    assert container["accent_color"] == sent
