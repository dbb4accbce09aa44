"""Codes of colors, against Pillow, which reads the older half of CSS."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageColor

from bot.palette.codes import read_code

channel = st.integers(0, 255)
percent = st.integers(0, 100)
alpha = st.sampled_from(["0", "1", "0.5", ".25", "40%", "none"])
blank = st.sampled_from(["", " ", "  "])


def value_of(text: str) -> str | None:
    code = read_code(text)
    return code and code[0]


@given(channel, channel, channel, alpha, blank)
def test_every_way_to_write_rgb_is_the_same_color(
    red: int, green: int, blue: int, alpha: str, blank: str
):
    color = f"{red:02X}{green:02X}{blue:02X}"
    for text in (
        f"rgb({blank}{red}, {green},{blue}{blank})",
        f"rgb({red} {green} {blue})",
        f"RGB({red} {green} {blue} /{blank}{alpha})",
        f"rgba({red},{green},{blue},{alpha})",
        f"rgb({red / 255:.4%} {green / 255:.4%} {blue / 255:.4%})",
        f"#{color}",
        f"#{color.lower()}80",
        color,
        f"0x{color}",
        f"7f{color}",
    ):
        assert value_of(text) == color, text


@given(st.integers(-720, 720), percent, percent, alpha)
def test_hsl_is_what_pillow_makes_of_it(hue: int, saturation: int, lightness: int, alpha: str):
    expected = ImageColor.getrgb(f"hsl({hue % 360}, {saturation}%, {lightness}%)")
    for text in (
        f"hsl({hue}, {saturation}%, {lightness}%)",
        f"hsl({hue}deg {saturation}% {lightness}% / {alpha})",
        f"hsla({hue / 360:.9f}turn,{saturation}%,{lightness}%,{alpha})",
        f"hsl({hue / 0.9:.9f}grad {saturation} {lightness})",
        f"hsl({hue / 57.29577951308232:.11f}rad {saturation}% {lightness}%)",
    ):
        value = value_of(text)
        assert value is not None, text
        read = [int(value[i : i + 2], 16) for i in (0, 2, 4)]
        # Pillow rounds halves in another way.
        assert all(abs(a - b) <= 1 for a, b in zip(read, expected, strict=True)), text


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("rgb(none 255 none)", "00FF00"),
        ("hsl(none 0% 100%)", "FFFFFF"),
        ("rgb(50% 50% 50%)", "808080"),
        ("rgb(-5 300 127.6)", "00FF80"),
        ("hsl(120 200% 50%)", "00FF00"),
        ("hsl(120° 100% 50%)", "00FF00"),
        ("rgb (1, 2, 3)", "010203"),
        ("#f0a", "FF00AA"),
        ("#f0a8", "FF00AA"),
        ("f0a", "FF00AA"),
    ],
)
def test_css_color_4_is_read(text: str, color: str):
    assert value_of(text) == color


@pytest.mark.parametrize(
    "text",
    [
        "rgb(1, 2)",
        "rgb(1 2 3 4 5)",
        "rgb(1 2 3 /)",
        "rgb(1 2 3 / x)",
        "rgb(1deg 2 3)",
        "rgb()",
        "hsl(1 2)",
        "hsl(50% 50% 50%)",
        "hsl(1parsec 2% 3%)",
        "rgb(1e3 2 3)",
        "rgb((1 2 3))",
        "cmyk(1 2 3)",
        "f0a8",
        "#12345",
        "#1234567",
        "1234567",
        "123456789",
        "#",
        "",
        "##fff",
    ],
)
def test_what_is_no_code_is_not_read(text: str):
    assert read_code(text) is None


@given(st.text("rgbhsla(),/ %.-+0159#xnonedegturn°", max_size=60) | st.text(max_size=40))
def test_whatever_is_read_is_six_digits(text: str):
    value = value_of(text)
    assert value is None or (len(value) == 6 and set(value) <= set(string.hexdigits.upper()))
