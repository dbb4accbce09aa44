"""Palettes drawn as a small picture: swatches with their hex codes, for any theme of Discord's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bot.jobs.pictures import small_picture

FILENAME: Final = "palette.png"
"""What the picture of them is called in a message."""

WIDTH: Final = 1120
"""Pixels; twice of what Discord shows on a desktop."""

_ROW_HEIGHT: Final = 112
_GAP: Final = 12
_THUMBNAIL: Final = 136
_BADGE: Final = 64
_CORNER: Final = 14
_LARGEST_TEXT: Final = 34
# Drawn larger and made smaller, so that edges are smooth.
_OVERSAMPLING: Final = 2
# Seen on white and on near-black alike.
_NEUTRAL: Final = (128, 132, 142, 255)
_BORDER: Final = (128, 132, 142, 150)
_WHITE: Final = (255, 255, 255, 255)
_BLACK: Final = (0, 0, 0, 255)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Colors side by side, six hex digits each."""

    colors: tuple[str, ...]
    number: int | None = None
    """Of the picture whose colors they are, where there are several."""
    picture: Path | None = None
    """Shown small beside its number."""


def draw(rows: Sequence[Row], target: Path) -> None:
    """Draw rows of swatches, one below the other, on nothing, as a PNG.

    Parameters
    ----------
    rows
        One to ten, each of one to eight colors.
    target
        The file to write.
    """
    heights = [_THUMBNAIL if row.picture else _ROW_HEIGHT for row in rows]
    height = sum(heights) + _GAP * (len(rows) - 1)
    scale = _OVERSAMPLING
    canvas = Image.new("RGBA", (WIDTH * scale, height * scale))
    pen = ImageDraw.Draw(canvas)
    top = 0
    for row, row_height in zip(rows, heights, strict=True):
        left = 0
        if row.number is not None:
            _badge(pen, row.number, top, row_height)
            left += _BADGE + _GAP
        if row.picture is not None:
            _thumbnail(canvas, row.picture, left, top)
            left += _THUMBNAIL + _GAP
        if row.colors:
            _swatches(pen, row.colors, left, top, row_height)
        top += row_height + _GAP
    canvas.resize((WIDTH, height), Image.Resampling.LANCZOS).save(target, "PNG", optimize=True)


def _swatches(
    pen: ImageDraw.ImageDraw, colors: Sequence[str], left: int, top: int, height: int
) -> None:
    scale = _OVERSAMPLING
    width = (WIDTH - left - _GAP * (len(colors) - 1)) / len(colors)
    font = _font(min(_LARGEST_TEXT, int(width / 5)))
    for index, color in enumerate(colors):
        x = left + index * (width + _GAP)
        box = [round(x * scale), top * scale, round((x + width) * scale), (top + height) * scale]
        rgb = _rgb(color)
        pen.rounded_rectangle(
            box, _CORNER * scale, fill=(*rgb, 255), outline=_BORDER, width=2 * scale
        )
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        pen.text(middle, f"#{color.upper()}", _ink(rgb), font=font, anchor="mm")


def _badge(pen: ImageDraw.ImageDraw, number: int, top: int, height: int) -> None:
    scale = _OVERSAMPLING
    middle = top + height / 2
    box = [0, (middle - _BADGE / 2) * scale, _BADGE * scale, (middle + _BADGE / 2) * scale]
    pen.ellipse(box, fill=_NEUTRAL)
    at = (_BADGE / 2 * scale, middle * scale)
    pen.text(at, str(number), _WHITE, font=_font(_LARGEST_TEXT), anchor="mm")


def _thumbnail(canvas: Image.Image, path: Path, left: int, top: int) -> None:
    side = _THUMBNAIL * _OVERSAMPLING
    small = small_picture(path, side, side, crop=True)
    mask = Image.new("L", small.size)
    ImageDraw.Draw(mask).rounded_rectangle(
        [0, 0, small.width - 1, small.height - 1], _CORNER * _OVERSAMPLING, fill=255
    )
    canvas.paste(small, (left * _OVERSAMPLING, top * _OVERSAMPLING), mask)


def _font(size: int) -> ImageFont.FreeTypeFont:
    # Pillow's own: ASCII, which hex codes are, and no font of the system's is needed.
    font = ImageFont.load_default(size * _OVERSAMPLING)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color)
    return red, green, blue


def _ink(rgb: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Return black or white, whichever contrasts more by WCAG 2.2's relative luminance."""
    linear = [(c / 255 + 0.055) ** 2.4 / 1.055**2.4 if c > 10 else c / 255 / 12.92 for c in rgb]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return _BLACK if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else _WHITE
