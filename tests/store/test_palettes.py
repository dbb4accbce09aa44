"""SavedPalettes that are saved."""

import asyncio

import pytest

from bot.store import Store
from bot.store.palettes import MOST, FullError, Owner, SavedPalette, SavedPalettes

ADA, BO, CLUB = Owner("user", 1), Owner("user", 2), Owner("server", 1)


def palette(name: str, *colors: str) -> SavedPalette:
    return SavedPalette(name.lower(), name, colors or ("FF0000",))


async def test_a_palette_is_kept_for_its_owner_alone(store: Store):
    palettes = SavedPalettes(store)
    sea = palette("Sea", "264653", "E9C46A")
    assert not await palettes.save(ADA, sea)
    assert await palettes.of(ADA) == [sea]
    assert await palettes.of(BO) == []
    assert await palettes.of(CLUB) == []
    assert await palettes.of() == []


async def test_a_palette_of_the_same_key_takes_its_place(store: Store):
    palettes = SavedPalettes(store)
    await palettes.save(ADA, palette("Sea"))
    other = SavedPalette("sea", "SEA", ("000000",))
    assert await palettes.save(ADA, other)
    assert await palettes.of(ADA) == [other]


async def test_palettes_come_in_the_order_of_their_owners_and_keys(store: Store):
    palettes = SavedPalettes(store)
    for owner, name in ((CLUB, "a"), (ADA, "z"), (ADA, "c"), (CLUB, "d")):
        await palettes.save(owner, palette(name))
    assert [saved.key for saved in await palettes.of(ADA, CLUB)] == ["c", "z", "a", "d"]
    assert [saved.key for saved in await palettes.of(CLUB, ADA)] == ["a", "d", "c", "z"]


async def test_only_ones_own_palette_is_deleted(store: Store):
    palettes = SavedPalettes(store)
    await palettes.save(ADA, palette("Sea"))
    assert not await palettes.delete(BO, "sea")
    assert not await palettes.delete(CLUB, "sea")
    assert await palettes.delete(ADA, "sea")
    assert not await palettes.delete(ADA, "sea")


async def test_all_palettes_of_one_owner_can_be_forgotten(store: Store):
    palettes = SavedPalettes(store)
    for owner in (ADA, BO, CLUB):
        for name in ("a", "b"):
            await palettes.save(owner, palette(name))
    assert await palettes.delete_all(ADA) == 2
    assert await palettes.of(ADA) == []
    assert len(await palettes.of(BO, CLUB)) == 4


async def test_there_is_a_limit_however_many_are_saved_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.store.palettes.MOST", 5)
    palettes = SavedPalettes(store)
    saved = await asyncio.gather(
        *(palettes.save(ADA, palette(f"p{n}")) for n in range(9)), return_exceptions=True
    )
    assert sum(isinstance(result, FullError) for result in saved) == 4
    assert len(kept := await palettes.of(ADA)) == 5
    assert await palettes.save(ADA, kept[0])
    assert not await palettes.save(BO, palette("p"))


def test_a_list_of_all_fits_into_a_few_pages():
    assert MOST <= 100


@pytest.mark.parametrize("key", ["'; DROP TABLE palettes; --", "%", "_", "\\", "é" * 60])
async def test_sql_in_a_name_is_a_name(store: Store, key: str):
    palettes = SavedPalettes(store)
    await palettes.save(ADA, palette("Sea"))
    assert not await palettes.delete(ADA, key)
    await palettes.save(ADA, SavedPalette(key, key, ("FF0000",)))
    assert {saved.key for saved in await palettes.of(ADA)} == {"sea", key}
