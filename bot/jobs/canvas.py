"""What pictures of palettes are drawn with: swatches, codes, numbers and thumbnails."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bot.jobs.pictures import small_picture

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels of the finished picture."""

_CORNER_RADIUS: Final = 14
# Drawn larger and made smaller, so that edges are smooth.
_OVERSAMPLING: Final = 2
# Visible on white and on near-black.
_NEUTRAL: Final = (128, 132, 142, 255)
_BORDER: Final = (128, 132, 142, 150)
_WHITE: Final = (255, 255, 255, 255)
_BLACK: Final = (0, 0, 0, 255)


class Canvas:
    """A transparent picture of so many pixels to draw on."""

    def __init__(self, width: int, height: int) -> None:
        self._image = Image.new("RGBA", (width * _OVERSAMPLING, height * _OVERSAMPLING))
        self._pen = ImageDraw.Draw(self._image)

    def swatch(self, box: Box, color: str) -> None:
        """Fill a box with a color of six hex digits."""
        fill = (*_rgb(color), 255)
        radius, border = _CORNER_RADIUS * _OVERSAMPLING, 2 * _OVERSAMPLING
        self._pen.rounded_rectangle(_shape(box), radius, fill, _BORDER, border)

    def code(self, box: Box, color: str, size: int) -> None:
        """Write a color's code into the middle of a box that has this color."""
        self._text(box, f"#{color.upper()}", size, _ink(_rgb(color)))

    def number(self, box: Box, number: int, size: int) -> None:
        """Write a number into a circle that fills a box."""
        self._pen.ellipse(_shape(box), _NEUTRAL)
        self._text(box, str(number), size, _WHITE)

    def thumbnail(self, left: float, top: float, small: Image.Image) -> None:
        """Put what `thumbnail_of` returned where its upper left corner is to be."""
        mask = Image.new("L", small.size)
        corners = (0, 0, small.width - 1, small.height - 1)
        ImageDraw.Draw(mask).rounded_rectangle(corners, _CORNER_RADIUS * _OVERSAMPLING, 255)
        self._image.paste(small, _scaled((left, top, left, top))[:2], mask)

    def save(self, target: Path) -> None:
        """Write the picture as a PNG."""
        # The mean of each block keeps flat areas flat, which makes a small file.
        self._image.reduce(_OVERSAMPLING).save(target, "PNG")

    def _text(self, box: Box, text: str, size: int, ink: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = _scaled(box)
        # Pillow's own font has ASCII only, which is all that codes need, and is always there.
        font = ImageFont.load_default(size * _OVERSAMPLING)
        self._pen.text(((left + right) / 2, (top + bottom) / 2), text, ink, font, anchor="mm")


def thumbnail_of(path: Path, side: int) -> Image.Image:
    """Return a picture cropped to a square, for a canvas that shows it with sides of that length.

    Any number of threads may do this at once.
    """
    return small_picture(path, side * _OVERSAMPLING, side * _OVERSAMPLING, crop=True)


def _scaled(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(side * _OVERSAMPLING) for side in box)
    return left, top, right, bottom


def _shape(box: Box) -> tuple[int, int, int, int]:
    """Return a box as Pillow's shapes take it: they include the right and bottom pixels."""
    left, top, right, bottom = _scaled(box)
    return left, top, right - 1, bottom - 1


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color)
    return red, green, blue


def _ink(rgb: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Return black or white, whichever contrasts more by WCAG 2.2's relative luminance."""
    linear = [(c / 255 + 0.055) ** 2.4 / 1.055**2.4 if c > 10 else c / 255 / 12.92 for c in rgb]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return _BLACK if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else _WHITE
