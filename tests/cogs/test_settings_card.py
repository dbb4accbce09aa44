"""The card of `/settings`, whatever is set."""

import pytest

from bot.store.servers import Rules
from cogs.settings_card import settings_card
from cogs.words import ENGLISH


def test_a_number_that_is_not_among_the_usual_is_shown_as_chosen():
    card = settings_card(Rules(degree=0.123, jobs_per_day=7), ENGLISH)
    [container] = card.to_components()
    menus = [menu for row in container["components"] for menu in row.get("components", ())]
    options = [option for menu in menus for option in menu.get("options", ())]
    assert [option["value"] for option in options if option["default"]] == ["0.123", "7"]


@pytest.mark.parametrize("count", [0, 1, 25])
def test_a_card_is_within_discords_limits(count: int):
    channels = frozenset(range(2**62, 2**62 + count))
    card = settings_card(Rules(channels=channels), ENGLISH)
    assert card.content_length() < 4000
    assert len(list(card.walk_children())) <= 40
