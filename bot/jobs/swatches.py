"""Palettes drawn as one small picture that is legible on a phone and on every Discord theme."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

from PIL import Image

from bot.jobs.canvas import Canvas, thumbnail_of

FILENAME: Final = "palette.png"
"""What the picture is called in a message."""

WIDTH: Final = 1120
"""Pixels; about twice what Discord's desktop client shows."""

# CSS pixels that a picture in a message is wide on a phone. Discord documents neither this nor the
# size of the badge below: both are guesses from screenshots.
_PHONE_WIDTH: Final = 340

BADGE_WIDTH: Final = ceil(52 * WIDTH / _PHONE_WIDTH)
BADGE_HEIGHT: Final = ceil(36 * WIDTH / _PHONE_WIDTH)
"""Pixels in the lower left corner that Discord's badge "ALT" may cover, when shown on a phone.

Discord's clients put it over pictures that have a description: 44 by 28 CSS pixels, 8 from the
edges."""

CODE_SIZE: Final = 52
"""Pixels of the font; its digits are 11 CSS pixels high on a phone."""

_MOST_IN_LINE: Final = 4
"""Swatches side by side: more would be too narrow for codes of this size."""
_LINE_HEIGHT: Final = 88
_GAP: Final = 8
_ROW_GAP: Final = 20

_MOST_IN_COLUMN: Final = 3
"""Numbered rows below each other before they are divided into two columns."""
_NUMBER_SIDE: Final = 56
_NUMBER_SIZE: Final = 36
_CHIP_GAP: Final = 6

_THUMBNAILS_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A palette: colors of six hex digits each."""

    colors: tuple[str, ...]
    number: int | None = None
    """Tells one of several palettes. Such a row shows its colors without codes."""
    picture: Path | None = None
    """Shown small between the number and the colors."""


def draw(rows: Sequence[Row], target: Path) -> None:
    """Draw palettes on a transparent ground, as a PNG.

    Rows without a number come first: swatches with their codes, up to four in a line. Numbered
    rows come below, in one or two columns. They have no codes: so many would be too small to
    read, so messages give them as text. Neither a code nor a number is where Discord's badge is.

    Parameters
    ----------
    rows
        One to eleven, each of up to eight colors.
    target
        The file to write.
    """
    lines = [_lines(row.colors) for row in rows if row.number is None and row.colors]
    grid = _Grid([row for row in rows if row.number is not None])
    height = sum(len(each) * (_LINE_HEIGHT + _GAP) - _GAP + _ROW_GAP for each in lines)
    height += grid.height or -_ROW_GAP
    canvas = Canvas(WIDTH, height + BADGE_HEIGHT)
    top = 0
    for each in lines:
        for line in each:
            is_last = top + _LINE_HEIGHT == height
            _draw_line(canvas, line, top, BADGE_HEIGHT if is_last else 0)
            top += _LINE_HEIGHT + _GAP
        top += _ROW_GAP - _GAP
    grid.draw(canvas, top)
    canvas.save(target)


def _lines(colors: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Divide colors into lines of nearly the same length."""
    length = ceil(len(colors) / ceil(len(colors) / _MOST_IN_LINE))
    return [colors[start : start + length] for start in range(0, len(colors), length)]


def _draw_line(canvas: Canvas, colors: Sequence[str], top: int, extension: int) -> None:
    """Draw swatches with their codes; an extension is a part below the codes."""
    bottom = top + _LINE_HEIGHT
    for color, (left, right) in zip(colors, _columns(0, WIDTH, len(colors), _GAP), strict=True):
        canvas.swatch((left, top, right, bottom + extension), color)
        canvas.code((left, top, right, bottom), color, CODE_SIZE)


def _columns(left: float, right: float, count: int, gap: int) -> list[tuple[float, float]]:
    """Divide a span into columns of the same width; return where each begins and ends."""
    width = (right - left - gap * (count - 1)) / count
    starts = [left + place * (width + gap) for place in range(count)]
    return [(start, start + width) for start in starts]


class _Grid:
    """Numbered rows in one or two columns, to be read downwards."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._columns = 1 if len(rows) <= _MOST_IN_COLUMN else 2
        self._length = ceil(len(rows) / self._columns)
        self._has_pictures = any(row.picture for row in rows)
        # High enough to recognize pictures, low enough for ten of them to be shown at full width:
        # Discord's desktop client shows pictures with at most 550 by 350 CSS pixels (a guess).
        if self._has_pictures:
            self._cell = 136 if self._columns == 1 else 104
        else:
            self._cell = 88 if self._columns == 1 else 72

    @property
    def height(self) -> int:
        """Return how many pixels the rows take; 0 if there are none."""
        return max(0, self._length * (self._cell + _GAP) - _GAP)

    def draw(self, canvas: Canvas, top: int) -> None:
        """Draw the rows below a height."""
        for place, (row, thumbnail) in enumerate(zip(self._rows, self._thumbnails(), strict=True)):
            column, line = divmod(place, self._length)
            left, right = _columns(0, WIDTH, self._columns, _ROW_GAP)[column]
            above = top + line * (self._cell + _GAP)
            self._draw_cell(canvas, row, thumbnail, left, right, above)

    def _thumbnails(self) -> list[Image.Image | None]:
        """Decode the rows' pictures, some at once: that takes most of the time."""

        def thumbnail(row: Row) -> Image.Image | None:
            return thumbnail_of(row.picture, self._cell) if row.picture else None

        with ThreadPoolExecutor(_THUMBNAILS_AT_ONCE, thread_name_prefix="thumbnails") as threads:
            return list(threads.map(thumbnail, self._rows))

    def _draw_cell(
        self,
        canvas: Canvas,
        row: Row,
        thumbnail: Image.Image | None,
        left: float,
        right: float,
        top: float,
    ) -> None:
        bottom, middle = top + self._cell, top + self._cell / 2
        above, below = middle - _NUMBER_SIDE / 2, middle + _NUMBER_SIDE / 2
        canvas.number((left, above, left + _NUMBER_SIDE, below), row.number or 0, _NUMBER_SIZE)
        left += _NUMBER_SIDE + _GAP
        if thumbnail is not None:
            canvas.thumbnail(left, top, thumbnail)
        if self._has_pictures:
            left += self._cell + _GAP
        for color, (start, end) in zip(
            row.colors, _columns(left, right, len(row.colors) or 1, _CHIP_GAP), strict=False
        ):
            canvas.swatch((start, top, end, bottom), color)
