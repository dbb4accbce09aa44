"""The texts of form fields, read as strictly as the contract says."""

import re

from bot.api.contract import MOST_COLORS, MOST_COLORWAYS, RGB, ContractError, ErrorCode

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_COLOR = re.compile(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


def parse_degree(text: str) -> float:
    """Read `degree`, a number from 0 to 1.

    Raises
    ------
    ContractError
        When `text` is not a number, or is out of range.
    """
    if not _NUMBER.fullmatch(text.strip()):
        raise ContractError(
            ErrorCode.ERROR_PARAMETER_CONVERSION_FAILED, "degree must be a number from 0 to 1"
        )
    degree = float(text)
    if not 0.0 <= degree <= 1.0:
        raise ContractError(
            ErrorCode.ERROR_INVALID_PARAMETER, "degree must be a number from 0 to 1"
        )
    return degree


def parse_color_count(text: str) -> int:
    """Read `color_count`, a whole number from 1 to 8.

    Raises
    ------
    ContractError
        When `text` is not a whole number, or is out of range.
    """
    message = f"color_count must be a whole number from 1 to {MOST_COLORWAYS}"
    if not _INTEGER.fullmatch(text.strip()):
        raise ContractError(ErrorCode.ERROR_PARAMETER_CONVERSION_FAILED, message)
    count = int(text)
    if not 1 <= count <= MOST_COLORWAYS:
        raise ContractError(ErrorCode.UNSUPPORTED_PARAMETER_VALUES, message)
    return count


def parse_color_template(text: str) -> tuple[RGB, ...]:
    """Read `color_template`: 1 to 7 hex colors with commas between.

    A color has six digits, or eight with alpha first, which is dropped; a leading ``#`` and
    surrounding blanks are allowed.

    Raises
    ------
    ContractError
        When a color is not written so, or there are too many.
    """
    items = text.split(",")
    if len(items) > MOST_COLORS:
        raise ContractError(
            ErrorCode.ERROR_INVALID_PARAMETER,
            f"color_template holds 1 to {MOST_COLORS} colors, not {len(items)}",
        )
    colors: list[RGB] = []
    for place, item in enumerate(items, 1):
        match = _COLOR.fullmatch(item.strip())
        if match is None:
            raise ContractError(
                ErrorCode.ERROR_INVALID_PARAMETER_FORMAT,
                f"color {place} of color_template must have 6 hex digits, or 8 with alpha first",
            )
        red, green, blue = bytes.fromhex(match[1])
        colors.append((red, green, blue))
    return tuple(colors)


def parse_portrait_hold(text: str) -> bool:
    """Read `portrait_hold`, ``true`` or ``false``.

    Raises
    ------
    ContractError
        When `text` is neither.
    """
    match text.strip().lower():
        case "true":
            return True
        case "false":
            return False
        case _:
            raise ContractError(
                ErrorCode.UNSUPPORTED_PARAMETER_VALUES, "portrait_hold must be true or false"
            )
