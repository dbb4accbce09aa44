"""Contact sheets: what the numbers do not see, people do."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from bot.engine.mapping import Pixels
from bot.engine.recoloring import RGB

Cell = tuple[str, Pixels]
"""A caption and a picture (h, w, 3)."""

_CAPTION = 14
_MARGIN = 4


def write_sheet(path: Path, rows: Sequence[Sequence[Cell]], *, width: int = 320) -> None:
    """Write pictures in rows, each `width` pixels wide and under its caption, to a file."""
    strips = [[(caption, _scaled(pixels, width)) for caption, pixels in row] for row in rows]
    heights = [max(image.height for _, image in row) + _CAPTION + _MARGIN for row in strips]
    across = max(len(row) for row in strips) * (width + _MARGIN)
    sheet = Image.new("RGB", (across, sum(heights)), "white")
    draw = ImageDraw.Draw(sheet)
    top = 0
    for row, height in zip(strips, heights, strict=True):
        for i, (caption, image) in enumerate(row):
            left = i * (width + _MARGIN)
            draw.text((left, top), caption, fill="black")
            sheet.paste(image, (left, top + _CAPTION))
        top += height
    sheet.save(path)


def with_swatches(picture: Pixels, colors: Sequence[RGB]) -> Pixels:
    """Add a bar of colors below a picture."""
    height, width = picture.shape[:2]
    bar = np.empty((max(height // 12, 1), width, 3), dtype=np.uint8)
    ends = np.linspace(0, width, len(colors) + 1).astype(int)
    for color, left, right in zip(colors, ends[:-1], ends[1:], strict=True):
        bar[:, left:right] = color
    return np.concatenate([picture, bar])


def _scaled(pixels: Pixels, width: int) -> Image.Image:
    image = Image.fromarray(pixels)
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)
