"""Make the README's picture: a photograph, and recolorings of it with their palettes beside.

Run it as ``python docs/make_recoloring.py``; it needs the ``dev`` extra for the photograph (an
espresso by Rachel Michetti, CC0, which comes with scikit-image).
"""

import tempfile
from pathlib import Path

import skimage.data
from PIL import Image, ImageDraw

from bot.engine import Palette, Recoloring, recolor
from bot.palette import parse_palette

PALETTES = ("264653 2a9d8f e9c46a", "2b2d42 8d99ae edf2f4", "3d1e6d 8ac926 ffca3a")
SIDE = (420, 280)
SWATCH = 40
GAP = 12


def main() -> None:
    """Write ``docs/recoloring.png``."""
    columns = 1 + len(PALETTES)
    width = columns * SIDE[0] + (columns - 1) * GAP
    sheet = Image.new("RGBA", (width, SIDE[1] + GAP + SWATCH))
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "coffee.png"
        Image.fromarray(skimage.data.coffee()).save(source)
        _place(sheet, 0, source, ())
        for column, text in enumerate(PALETTES, start=1):
            colors = parse_palette(text)
            result = Path(name) / f"{column}.png"
            palette = Palette(tuple(_rgb(color) for color in colors))
            recolor(source, Recoloring(mode=palette), [result])
            _place(sheet, column, result, colors)
    sheet.save(Path(__file__).with_name("recoloring.png"), optimize=True)


def _place(sheet: Image.Image, column: int, path: Path, colors: tuple[str, ...]) -> None:
    left = column * (SIDE[0] + GAP)
    with Image.open(path) as picture:
        sheet.paste(picture.convert("RGB").resize(SIDE, Image.Resampling.LANCZOS), (left, 0))
    draw = ImageDraw.Draw(sheet)
    for number, color in enumerate(colors):
        x, y = left + number * (SWATCH + GAP), SIDE[1] + GAP
        draw.rounded_rectangle((x, y, x + SWATCH, y + SWATCH), radius=8, fill=f"#{color}")


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color)
    return red, green, blue


if __name__ == "__main__":
    main()
