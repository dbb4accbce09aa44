"""Names of palettes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.palette import (
    MOST_NAME,
    LongNameError,
    NoNameError,
    OddNameError,
    PaletteNameError,
    clean_name,
    key_of,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deep Sea", "Deep Sea"),
        ("  Deep \t Sea ", "Deep Sea"),
        ("D\u200beep\u202e Sea\u2066", "Deep Sea"),
        ("夕焼け", "夕焼け"),
        ("Café nº 2", "Café nº 2"),
        ("Sunset 🌅", "Sunset 🌅"),
        ("Rock'n'Roll (80s)", "Rock'n'Roll (80s)"),
    ],
)
def test_a_name_is_kept_without_what_cannot_be_seen(text: str, name: str):
    assert clean_name(text) == name


@pytest.mark.parametrize(
    "text", ["", "   ", "\u200b\u200d", "---", "\u3164\u3164", "\ufe0f", "..."]
)
def test_what_nobody_could_type_again_is_no_name(text: str):
    with pytest.raises(NoNameError):
        clean_name(text)


@pytest.mark.parametrize("text", ["x" * (MOST_NAME + 1), "x" * 4000, "夕" * 33])
def test_a_name_has_a_limit(text: str):
    with pytest.raises(LongNameError):
        clean_name(text)
    assert clean_name(text[:MOST_NAME]) == text[:MOST_NAME]


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("a,b", ","),
        ("a; DROP TABLE", ";"),
        ("**bold**", "*"),
        ("@everyone", "@"),
        ("<@1234>", "<"),
        ("a`b", "`"),
        ("#fff", "#"),
        ('say "hi"', '"'),
        ("a/b", "/"),
        ("a|b", "|"),
        ("~a~", "~"),
    ],
)
def test_what_separates_colors_or_is_markup_is_in_no_name(text: str, character: str):
    with pytest.raises(OddNameError) as caught:
        clean_name(text)
    assert caught.value.character == character


def test_names_that_sound_alike_have_one_key():
    assert {
        key_of(n) for n in ("Deep Sea", "deepsea", "DEEP-SEA", "déép séa!", "Ｄｅｅｐ Sea")
    } == {"deepsea"}
    assert key_of("が") != key_of("か")
    assert key_of("🌅") != key_of("🌊")


@given(st.text())
def test_a_name_that_is_taken_is_taken_again_and_has_a_key(text: str):
    try:
        name = clean_name(text)
    except PaletteNameError:
        return
    assert clean_name(name) == name
    assert key_of(name)
    assert len(name) <= MOST_NAME


@given(st.text())
def test_a_key_has_itself_as_its_key(text: str):
    assert key_of(key_of(text)) == key_of(text)


@pytest.mark.parametrize("text", ["ﷺ" * 2, "㍿" * 9])
def test_a_character_that_stands_for_several_counts_as_those(text: str):
    with pytest.raises(LongNameError):
        clean_name(text)


def test_a_character_that_stands_for_a_separator_is_one():
    with pytest.raises(OddNameError):
        clean_name("\U0001f101 x")
