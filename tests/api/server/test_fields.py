import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.contract import ContractError, ErrorCode
from bot.api.server.fields import (
    parse_color_count,
    parse_color_template,
    parse_degree,
    parse_portrait_hold,
)


@pytest.mark.parametrize(
    ("text", "degree"),
    [("0", 0), ("1", 1), ("0.4", 0.4), (" .5 ", 0.5), ("1.", 1), ("4e-1", 0.4), ("+1", 1)],
)
def test_degree_is_a_number_from_0_to_1(text: str, degree: float) -> None:
    assert parse_degree(text) == degree


@pytest.mark.parametrize("text", ["-0.1", "1.01", "2", "1e300", "9" * 400])
def test_a_degree_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(ContractError) as refusal:
        parse_degree(text)
    assert refusal.value.code is ErrorCode.ERROR_INVALID_PARAMETER


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "-inf", "0,4", "half", "1_0", "0x1", "٠", "0.4 0.5", "1e", "."]
)
def test_a_degree_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ContractError) as refusal:
        parse_degree(text)
    assert refusal.value.code is ErrorCode.ERROR_PARAMETER_CONVERSION_FAILED


def test_a_long_degree_is_read_once() -> None:
    with pytest.raises(ContractError):
        parse_degree("1" * 200_000 + "x")  # minutes, if every digit were tried as the last


@pytest.mark.parametrize("count", range(1, 9))
def test_color_count_is_1_to_8(count: int) -> None:
    assert parse_color_count(f" {count}") == count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", ErrorCode.UNSUPPORTED_PARAMETER_VALUES),
        ("9", ErrorCode.UNSUPPORTED_PARAMETER_VALUES),
        ("-1", ErrorCode.UNSUPPORTED_PARAMETER_VALUES),
        ("2.5", ErrorCode.ERROR_PARAMETER_CONVERSION_FAILED),
        ("two", ErrorCode.ERROR_PARAMETER_CONVERSION_FAILED),
        ("٣", ErrorCode.ERROR_PARAMETER_CONVERSION_FAILED),
        ("9" * 4000, ErrorCode.ERROR_PARAMETER_CONVERSION_FAILED),
    ],
)
def test_any_other_color_count_is_refused(text: str, code: ErrorCode) -> None:
    with pytest.raises(ContractError) as refusal:
        parse_color_count(text)
    assert refusal.value.code is code


@pytest.mark.parametrize(
    ("text", "colors"),
    [
        ("056A6B,0A0B0C", ((0x05, 0x6A, 0x6B), (0x0A, 0x0B, 0x0C))),
        ("#DB0D0D,#0E0CBB,#FF0000", ((0xDB, 0x0D, 0x0D), (0x0E, 0x0C, 0xBB), (0xFF, 0, 0))),
        (" #ff0000 , 00FF00 ", ((255, 0, 0), (0, 255, 0))),
        ("80010203", ((1, 2, 3),)),
        ("#80010203", ((1, 2, 3),)),
    ],
)
def test_colors_are_hex_with_or_without_hash_and_alpha(
    text: str, colors: tuple[tuple[int, int, int], ...]
) -> None:
    assert parse_color_template(text) == colors


@pytest.mark.parametrize(
    "text", ["", ",", "056A6B,", "red", "#FFF", "0A0B0C0", "##0A0B0C", "0A0B0C;056A6B", "0x0A0B"]
)
def test_colors_written_otherwise_are_refused(text: str) -> None:
    with pytest.raises(ContractError) as refusal:
        parse_color_template(text)
    assert refusal.value.code is ErrorCode.ERROR_INVALID_PARAMETER_FORMAT


def test_the_message_tells_which_color_is_wrong() -> None:
    with pytest.raises(ContractError, match="color 2 "):
        parse_color_template("056A6B,blue,0A0B0C")


def test_eight_colors_are_too_many() -> None:
    with pytest.raises(ContractError) as refusal:
        parse_color_template(",".join(["0A0B0C"] * 8))
    assert refusal.value.code is ErrorCode.ERROR_INVALID_PARAMETER


colors = st.tuples(*[st.integers(0, 255)] * 3)


@given(st.lists(colors, min_size=1, max_size=7), st.sampled_from(["", "#", "FF", "#00"]))
def test_written_colors_are_read_back(palette: list[tuple[int, ...]], prefix: str) -> None:
    text = ", ".join(prefix + bytes(color).hex() for color in palette)
    assert parse_color_template(text) == tuple(palette)


@given(st.text())
@pytest.mark.parametrize(
    "parse", [parse_degree, parse_color_count, parse_color_template, parse_portrait_hold]
)
def test_any_text_is_read_or_refused_by_the_contract(parse: object, text: str) -> None:
    assert callable(parse)
    try:
        parse(text)
    except ContractError as refusal:
        assert refusal.code.http_status == 400


@pytest.mark.parametrize(("text", "hold"), [("true", True), ("false", False), (" False ", False)])
def test_portrait_hold_is_true_or_false(text: str, hold: bool) -> None:
    assert parse_portrait_hold(text) is hold
