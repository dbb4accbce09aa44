"""Completion: what is offered goes on as the text does, and can be read."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.palette import NamedPalette, presets, read_palette
from bot.palette.completion import completions_of

MINE = {
    "meer": NamedPalette("Meer", ("264653", "2A9D8F")),
    "sunmoon": NamedPalette("Sun & Moon", ("123456", "ABCDEF")),
    **presets(),
}


def offered(typed: str, language: str = "en", most: int = 100) -> list[str]:
    return [each.text for each in islice(completions_of(typed, MINE, language), most)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("co", "coral"),
        ("teal co", "teal coral"),
        ("teal, co", "teal, coral"),
        ("teal and co", "teal and coral"),
        ("light bl", "lightblue"),
        ("navy light bl", "navy lightblue"),
        ("#264653 baby bl", "#264653 baby blue"),
        ("rgb(1, 2, 3) te", "rgb(1, 2, 3) teal"),
        ("sun & mo", "Sun & Moon"),
        ("teal, sun & mo", "teal, Sun & Moon"),
        ("teal mee", "teal Meer"),
        ("teal ", "teal Meer"),
        ("teal, ", "teal, Meer"),
        ("", "Meer"),
        ("sea", "Deep Sea"),
        ("coral · #FF7F50, te", "coral, teal"),
        ("Meer · #264653 #2A9D8F te", "Meer teal"),
    ],
)
def test_the_last_name_is_completed(typed: str, text: str):
    assert text in offered(typed)


def test_the_longest_name_comes_first():
    assert offered("light bl")[0] == "lightblue"
    assert offered("teal")[0] == "Teal and Orange"
    assert offered("navy")[0] == "navy"


@pytest.mark.parametrize("typed", ["#", "#2646", "rgb(1, 2", "teel, co", "xyzzy", "-", "'"])
def test_what_no_name_begins_like_is_not_completed(typed: str):
    assert offered(typed) == []


def test_no_palette_is_offered_that_makes_too_many_colors():
    assert "coral teal Meer" in offered("coral teal m")
    six = "red orange yellow green blue navy "
    assert offered(six + "m")
    assert not any("Meer" in text for text in offered(six + "m"))
    assert offered(six + "teal m") == []
    assert offered("Deep Sea, Meer, ") == []


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("de", "rot", "rot"),
        ("de", "hellr", "hellrosa"),
        ("es", "roj", "rojo"),
        ("fr", "ble", "bleu canard"),
        ("ja", "青", "青"),
        ("zh-CN", "青", "青"),
        ("pt-BR", "verm", "vermelho"),
    ],
)
def test_names_of_ones_own_language_come_first(language: str, typed: str, first: str):
    palettes = {palette.name for palette in MINE.values()}
    assert next(text for text in offered(typed, language) if text not in palettes) == first


def test_a_name_is_offered_only_where_it_means_that_color():
    for each in completions_of("青", MINE, "ja"):
        assert read_palette(each.text, MINE, "ja").colors == each.colors


words = st.sampled_from(
    [
        "red",
        "teal",
        "light",
        "blue",
        "sky",
        "#264653",
        "Deep Sea",
        "rot",
        "赤",
        "&",
        "co",
        "me",
        "s",
    ]
)
typing = st.builds(
    lambda items, between, end: between.join(items) + end,
    st.lists(words, max_size=8),
    st.sampled_from([", ", " ", "; ", " and "]),
    st.sampled_from(["", " ", ", "]),
)


@given(typing | st.text(max_size=60), st.sampled_from(["en", "de", "ja"]))
def test_every_text_that_is_offered_can_be_read(typed: str, language: str):
    for each in islice(completions_of(typed, MINE, language), 25):
        assert read_palette(each.text, MINE, language).colors[-len(each.colors) :] == each.colors
