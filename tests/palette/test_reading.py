import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.palette import (
    MOST_NAME,
    NamedPalette,
    NoColorsError,
    PaletteError,
    PaletteNameError,
    Palettes,
    TooManyColorsError,
    UnknownColorError,
    clean_name,
    key_of,
    parse_palette,
    presets,
    read_palette,
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
        ("#26465380", ("264653",)),
        ("#f0a8", ("FF00AA",)),
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


SAVED = ("123456", "ABCDEF")
MINE: Palettes = {
    "meer": NamedPalette("Meer!", ("264653", "2A9D8F")),
    "redmoon": NamedPalette("Red Moon", ("110000", "FF9988")),
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Deep Sea", ["Deep Sea"] * 5),
        ("deepsea, teal", ["Deep Sea"] * 5 + ["teal"]),
        ("meer red moon", ["Meer!"] * 2 + ["Red Moon"] * 2),
        ('"red moon" and 264653', ["Red Moon"] * 2 + [""]),
        ("MÉER; #fff", ["Meer!"] * 2 + [""]),
        ("red orange", ["red", "orange"]),
        ("blue green", ["blue", "green"]),
        ("'blue green'", ["blue green"]),
        ("dark sea green sky blue", ["darkseagreen", "skyblue"]),
        ("baby blue, robin's egg blue", ["baby blue", "robin's egg blue"]),
        ("rot und blau", ["rot", "blau"]),
        ("bleu clair et rouge", ["bleu clair", "rouge"]),
        ("azul claro, vermelho escuro", ["azul claro", "vermelho escuro"]),
        ("赤、青", ["赤", "青"]),
        ("红色 蓝色", ["红色", "蓝色"]),
        ("「ピンク」，白", ["ピンク", "白"]),
        ("türkis / weiß", ["türkis", "weiß"]),
        ("black & white - navy", ["black", "white", "navy"]),
        ("red-264653", ["red", ""]),
    ],
)
def test_names_of_colors_and_palettes_are_understood(text: str, names: list[str]):
    reading = read_palette(text, {**presets(), **MINE})
    assert list(reading.names) == names


@pytest.mark.parametrize(
    "text",
    [
        "https://coolors.co/264653-2a9d8f-e9c46a",
        "coolors.co/264653-2a9d8f-e9c46a",
        "https://www.coolors.co/palette/264653-2A9D8F-E9C46A/?ref=x",
        "264653-2a9d8f-e9c46a",
        "/264653-2a9d8f-e9c46a",
        "https://colorhunt.co/palette/2646532a9d8fe9c46a",
        "264653/2a9d8f/e9c46a",
        "rgb(38, 70, 83); rgb(42,157,143) #e9c46a",
        "0x264653 ＃2a9d8f，E9C46A",
    ],
)
def test_links_and_other_ways_to_write_colors_are_understood(text: str):
    assert parse_palette(text) == ("264653", "2A9D8F", "E9C46A")


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("rgb(300, 0, 999999998)", "FF00FF"),
        ("hsl(120, 100%, 50%)", "00FF00"),
        ("r\u200be\u202ed", "FF0000"),
        ("\x00teal\x07", "008080"),
        ("**teal**", "008080"),
    ],
)
def test_what_cannot_be_seen_or_is_out_of_range_does_no_harm(text: str, color: str):
    assert parse_palette(text) == (color,)


@pytest.mark.parametrize("between", [" ", ", ", "; ", "\n", " and "])
def test_functions_of_css_are_items_of_a_list_like_others(between: str):
    items = ["rgb(38 70 83)", "rgba(42, 157, 143, 50%)", "#e9c46aff", "hsl(0.5turn 100% 50% / 1)"]
    assert parse_palette(between.join(items)) == ("264653", "2A9D8F", "E9C46A", "00FFFF")


def test_a_palette_whose_name_is_a_number_leaves_functions_whole():
    known = {"70": NamedPalette("70", SAVED)}
    assert read_palette("rgb(38, 70, 83)", known).colors == ("264653",)
    assert read_palette("rgb(38, 70, 83), 70", known).colors == ("264653", *SAVED)


def test_eight_digits_are_called_argb_as_css_would_read_them_in_another_way():
    reading = read_palette("80E9C46A #E9C46A80 teal", presets())
    assert reading.colors == ("E9C46A", "E9C46A", "008080")
    assert reading.names == ("80E9C46A (ARGB)", "", "teal")


@pytest.mark.parametrize(
    ("language", "color"), [("ja", "1E5AD7"), ("zh-CN", "00C8D7"), ("en", "1E5AD7")]
)
def test_a_name_means_what_it_means_in_the_language(language: str, color: str):
    assert read_palette("青色", presets(), language).colors == (color,)


@pytest.mark.parametrize(
    "text",
    [
        "coral · #FF7F50, teal",
        "coral · #FF7F50 teal",
        "coral · #ff7f50 · teal",
        '"coral" · #FF7F50; teal · #008080',
    ],
)
def test_codes_that_the_bot_shows_behind_a_name_are_no_colors_of_their_own(text: str):
    assert parse_palette(text) == ("FF7F50", "008080")


@pytest.mark.parametrize(
    ("text", "colors"),
    [
        ("coral · #FF7F51", ("FF7F50", "FF7F51")),
        ("#FF7F50 · #FF7F50", ("FF7F50", "FF7F50")),
        ("· #FF7F50", ("FF7F50",)),
    ],
)
def test_other_codes_behind_a_dot_are_colors(text: str, colors: tuple[str, ...]):
    assert parse_palette(text) == colors


def test_the_codes_of_a_palette_with_an_and_in_its_name_are_no_colors_of_their_own():
    known = {"sunmoon": NamedPalette("Sun & Moon", SAVED)}
    shown = "Sun & Moon · #123456 #ABCDEF"
    assert read_palette(shown, known).colors == SAVED
    assert read_palette(f"{shown}, teal", known).colors == (*SAVED, "008080")


@pytest.mark.parametrize(
    ("text", "position", "near"),
    [
        ("264653, tael", 2, "teal"),
        ("Deep Sea, teel", 2, "teal"),
        ("depp sea", 1, "Deep Sea"),
        ("navy babby blue", 2, "baby blue"),
        ("xyzzy", 1, None),
        ("264653, `rm -rf`", 2, None),
        ("coolors.co/264653-2a9d8g", 1, None),
        ("rgb(1,2)", 1, None),
        ("x " * 3000, 1, None),
        ("red " * 3 + "a" * 4000, 4, None),
        ("red-" * 1000, 1, None),
        ("<@123456789012345678>", 1, None),
        ("'; DROP TABLE palettes; --", 1, None),
    ],
)
def test_what_is_unknown_is_told_with_its_place_and_what_it_is_near(
    text: str, position: int, near: str | None
):
    with pytest.raises(UnknownColorError) as caught:
        read_palette(text, presets())
    assert (caught.value.position, caught.value.near) == (position, near)


def test_a_palette_counts_as_all_of_its_colors():
    with pytest.raises(TooManyColorsError) as caught:
        read_palette("Deep Sea, Glacier", presets())
    assert caught.value.count == 10


words = st.sampled_from(["red", "teal", "#264653", "Deep Sea", "sky blue", "rot", "赤", "f0a"])


@given(st.lists(words, min_size=1, max_size=7), st.sampled_from([", ", ";", "\n", "、", " | "]))
def test_a_list_is_read_item_by_item(items: list[str], between: str):
    alone = [read_palette(item, presets()) for item in items]
    colors = tuple(color for reading in alone for color in reading.colors)
    if len(colors) <= 7:
        assert read_palette(between.join(items), presets()).colors == colors
    else:
        with pytest.raises(TooManyColorsError):
            read_palette(between.join(items), presets())


@given(st.lists(words, min_size=1, max_size=4))
def test_quotes_change_nothing_about_a_name(items: list[str]):
    plain, quoted = ", ".join(items), ", ".join(f'"{item}"' for item in items)
    try:
        assert read_palette(quoted, presets()) == read_palette(plain, presets())
    except TooManyColorsError as error:
        with pytest.raises(TooManyColorsError) as caught:
            read_palette(plain, presets())
        assert caught.value.count == error.count


@given(st.text(alphabet="redblu #,;'\"“”-/+()01fF|„«»「」、．\u200b", max_size=80))
def test_odd_texts_are_read_or_refused(text: str):
    try:
        reading = read_palette(text, {**presets(), **MINE})
    except PaletteError:
        return
    assert 1 <= len(reading.colors) == len(reading.names) <= 7


@pytest.mark.parametrize(
    "name",
    ["my dog on the beach at dawn", "rock 'n' roll", "Sun & Moon", "Fire + Ice", "day - night"],
)
def test_a_palette_is_found_by_its_whole_name(name: str):
    assert read_as_saved(name) == SAVED


def read_as_saved(name: str) -> tuple[str, ...]:
    known = presets() | {key_of(name): NamedPalette(name, SAVED)}
    listed = read_palette(f"rgb(1, 2, 3), {name}; #fff", known).colors
    alone = read_palette(name, known).colors
    assert listed == ("010203", *alone, "FFFFFF")
    return alone


@given(st.text(max_size=MOST_NAME) | st.text("abe1 -'’.&+!?()_½🌊", max_size=MOST_NAME))
def test_every_name_that_a_palette_may_have_is_read_back(text: str):
    try:
        name = clean_name(text)
    except PaletteNameError:
        return
    try:
        parse_palette(name)
    except PaletteError:
        assert read_as_saved(name) == SAVED
