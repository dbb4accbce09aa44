"""Cards that are kept for their buttons, and forgotten."""

from bot.store import Store
from bot.store.cards import CardRecords

ADA, BO = 1, 2


async def test_a_card_is_found_as_it_was_kept_last(store: Store):
    cards = CardRecords(store)
    assert await cards.find(2**63 - 1) is None
    await cards.keep(2**63 - 1, ADA, 1.5, {"names": ["é.png"]})
    await cards.keep(2**63 - 1, ADA, 1.5, {"names": []})
    assert await cards.find(2**63 - 1) == {"names": []}


async def test_a_card_is_forgotten_alone_with_its_owner_or_in_time(store: Store):
    cards = CardRecords(store)
    for card_id, owner, created in ((1, ADA, 10.0), (2, ADA, 20.0), (3, BO, 10.0), (4, BO, 20.0)):
        await cards.keep(card_id, owner, created, {})

    async def left() -> list[int]:
        return [card_id for card_id in range(5) if await cards.find(card_id) is not None]

    await cards.delete(1)
    assert await left() == [2, 3, 4]
    await cards.delete_older(20.0)
    assert await left() == [2, 4]
    await cards.delete_all(ADA)
    assert await left() == [4]
