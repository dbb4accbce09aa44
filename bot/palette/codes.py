"""Colors written as codes: hex digits, and the color functions of CSS."""

import colorsys
import math
import re
from typing import Final

# CSS writes alpha last. The web API's contract, and Android, write it first, without a "#".
_CSS_HEX = re.compile(r"#(?P<color>[0-9a-f]{6})(?:[0-9a-f]{2})?", re.IGNORECASE)
_SHORT_CSS_HEX = re.compile(r"#(?P<color>[0-9a-f]{3})[0-9a-f]?", re.IGNORECASE)
_HEX = re.compile(r"(?:0x)?(?P<color>[0-9a-f]{6})", re.IGNORECASE)
_SHORT_HEX = re.compile(r"(?P<color>[0-9a-f]{3})", re.IGNORECASE)
_ARGB = re.compile(r"(?:0x)?[0-9a-f]{2}(?P<color>[0-9a-f]{6})", re.IGNORECASE)

_FUNCTION = re.compile(r"(?P<name>rgb|hsl)a?\s?\((?P<arguments>[^()]*)\)", re.IGNORECASE)
_NUMBER = r"[+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})"
_PART = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>%?)|none", re.IGNORECASE)
_HUE = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>deg|°|grad|rad|turn|)|none", re.IGNORECASE)
_TURN: Final = {"": 360.0, "deg": 360.0, "°": 360.0, "grad": 400.0, "rad": math.tau, "turn": 1.0}
"""How much of each unit is a whole turn."""


def read_code(text: str) -> tuple[str, str] | None:
    """Read one color that is written as a code.

    Hex digits are ``RGB`` or ``RRGGBB``, with ``#`` or without; ``#RGBA`` and ``#RRGGBBAA`` as in
    CSS; and ``AARRGGBB``. Functions are those of CSS Color 4, section 5.1 and 7: ``rgb()`` and
    ``hsl()`` with commas or blanks. Alpha is dropped, and what is out of range is clamped.

    Returns
    -------
    tuple or None
        Six upper-case hex digits, and a note on how the code was read, which is empty unless
        there are two ways to read it.
    """
    if match := _CSS_HEX.fullmatch(text) or _HEX.fullmatch(text):
        return match["color"].upper(), ""
    if match := _SHORT_CSS_HEX.fullmatch(text) or _SHORT_HEX.fullmatch(text):
        return "".join(2 * digit for digit in match["color"]).upper(), ""
    if match := _ARGB.fullmatch(text):
        return match["color"].upper(), f"{text} (ARGB)"
    if match := _FUNCTION.fullmatch(text):
        color = _read_function(match["name"].lower(), match["arguments"])
        return None if color is None else (color, "")
    return None


def _read_function(name: str, arguments: str) -> str | None:
    channels, slash, alpha = arguments.partition("/")
    parts = channels.replace(",", " ").split()
    if len(parts) == 4 and not slash:
        alpha = parts.pop()
    elif not slash:
        alpha = "1"
    if len(parts) != 3 or not _PART.fullmatch(alpha.strip()):
        return None
    rgb = _rgb(parts) if name == "rgb" else _hsl(parts)
    if rgb is None:
        return None
    return "".join(f"{min(255, max(0, math.floor(each + 0.5))):02X}" for each in rgb)


def _rgb(parts: list[str]) -> list[float] | None:
    matches = [_PART.fullmatch(part) for part in parts]
    if not all(matches):
        return None
    return [_value(match) * 255 / (100 if match["unit"] else 255) for match in matches if match]


def _hsl(parts: list[str]) -> list[float] | None:
    hue, *rest = (_HUE.fullmatch(parts[0]), *map(_PART.fullmatch, parts[1:]))
    if hue is None or not all(rest):
        return None
    turns = _value(hue) / _TURN[(hue["unit"] or "").lower()]
    saturation, lightness = (min(1.0, max(0.0, _value(each) / 100)) for each in rest if each)
    return [255 * each for each in colorsys.hls_to_rgb(turns % 1.0, lightness, saturation)]


def _value(match: re.Match[str]) -> float:
    """Return the number of a part; CSS counts ``none`` as zero."""
    return float(match["number"] or 0)
