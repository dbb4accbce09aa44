"""Before and after, side by side in one picture."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bot.jobs.pictures import small_picture

MOST_SIDE: Final = 1400
"""Pixels that each half may be wide or high."""

FONT: Final = Path(__file__).parent / "fonts" / "labels.ttf"
"""Pillow's own has no letters but ASCII."""

_LEAST_WIDTH: Final = 320
_DIVIDER: Final = 6
# In pixels: a picture in a message, and a line of text.
_SHOWN: Final = (550, 350)
_TEXT: Final = 15
_QUALITY: Final = 93


def compare(before: Path, after: Path, labels: tuple[str, str], target: Path) -> tuple[int, int]:
    """Draw two pictures of the same shape beside each other as a JPEG; return its size in pixels.

    Parameters
    ----------
    before, after
        PNG, JPEG or WebP files.
    labels
        What to write onto them, in letters that the font has (`docs/label_font.py`).
    target
        The file to write.
    """
    left = small_picture(before, MOST_SIDE, MOST_SIDE)
    # A result may have been made smaller to fit Discord's limit: the halves must match.
    right = small_picture(after, MOST_SIDE, MOST_SIDE)
    size = min(left.size, right.size)
    if size[0] < _LEAST_WIDTH:
        size = (_LEAST_WIDTH, round(size[1] * _LEAST_WIDTH / size[0]))
    canvas = Image.new("RGB", (2 * size[0] + _DIVIDER, size[1]), "white")
    for half, label, x in ((left, labels[0], 0), (right, labels[1], size[0] + _DIVIDER)):
        canvas.paste(half if half.size == size else half.resize(size), (x, 0))
        _label(canvas, label, x, size)
    canvas.save(target, "JPEG", quality=_QUALITY, subsampling=0)
    return canvas.size


def _label(canvas: Image.Image, text: str, left: int, size: tuple[int, int]) -> None:
    # As large as the text around it, when Discord shows the picture within its message.
    scale = max(canvas.width / _SHOWN[0], canvas.height / _SHOWN[1], 1.0)
    height = min(round(_TEXT * scale), size[0] // 7)
    font = ImageFont.truetype(str(FONT), height)
    pad = height // 2
    box = font.getbbox(text)
    width = round(box[2] - box[0])
    plate = Image.new("L", (width + 2 * pad, height + 2 * pad))
    shape = [0, 0, plate.width - 1, plate.height - 1]
    # Most of what is beneath is darkened, so that white is read on anything.
    ImageDraw.Draw(plate).rounded_rectangle(shape, pad, fill=185)
    corner = (left + pad, pad)
    canvas.paste((0, 0, 0), corner, plate)
    middle = (corner[0] + plate.width / 2, corner[1] + plate.height / 2)
    ImageDraw.Draw(canvas).text(middle, text, "white", font=font, anchor="mm")
