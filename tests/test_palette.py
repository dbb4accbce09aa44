import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.palette import (
    NoColorsError,
    PaletteError,
    TooManyColorsError,
    UnknownColorError,
    parse_palette,
)

hex_color = st.text("0123456789abcdefABCDEF", min_size=6, max_size=6)
separator = st.sampled_from([",", ";", " ", ", ", " ; ", "\n", "\t,"])


@pytest.mark.parametrize(
    ("text", "colors"),
    [
        ("264653,e9c46a", ("264653", "E9C46A")),
        ("#264653 #e9c46a", ("264653", "E9C46A")),
        ("264653; e9c46a ;", ("264653", "E9C46A")),
        ("f0a", ("FF00AA",)),
        ("#F0A", ("FF00AA",)),
        ("80264653", ("264653",)),
        ("#80264653", ("264653",)),
        ("Teal, rebeccapurple", ("008080", "663399")),
        ("fff fff", ("FFFFFF", "FFFFFF")),
    ],
)
def test_what_people_type_is_understood(text: str, colors: tuple[str, ...]):
    assert parse_palette(text) == colors


@given(st.lists(hex_color, min_size=1, max_size=7), separator)
def test_any_list_of_hex_colors_is_read_back(colors: list[str], between: str):
    assert parse_palette(between.join(colors)) == tuple(color.upper() for color in colors)


@given(st.text())
def test_any_text_is_read_or_refused_by_a_palette_error(text: str):
    try:
        colors = parse_palette(text)
    except PaletteError:
        return
    assert 1 <= len(colors) <= 7
    assert all(len(color) == 6 and set(color) <= set(string.hexdigits) for color in colors)


@pytest.mark.parametrize(
    ("text", "token", "position"),
    [
        ("264653, teel", "teel", 2),
        ("#12", "#12", 1),
        ("fff 12345", "12345", 2),
        ("1234567", "1234567", 1),
        ("##fff", "##fff", 1),
        ("red,green,#ggg", "#ggg", 3),
    ],
)
def test_a_token_that_is_no_color_is_named_with_its_position(text: str, token: str, position: int):
    with pytest.raises(UnknownColorError) as caught:
        parse_palette(text)
    assert (caught.value.token, caught.value.position) == (token, position)


@pytest.mark.parametrize("text", ["", "  ", ",;,"])
def test_a_text_without_colors_is_refused(text: str):
    with pytest.raises(NoColorsError):
        parse_palette(text)


def test_more_than_seven_colors_are_refused_with_their_number():
    with pytest.raises(TooManyColorsError) as caught:
        parse_palette(" ".join(["red"] * 9))
    assert caught.value.count == 9
