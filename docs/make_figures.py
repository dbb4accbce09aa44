"""Make the pictures of ``docs/colors.md``.

Run it as ``python docs/make_figures.py``; it needs the ``dev`` extra for the photographs, which
come with scikit-image: an espresso by Rachel Michetti and a cat by Stéfan van der Walt (both
CC0), and a portrait by NASA (public domain).
"""

import tempfile
from pathlib import Path

import skimage.data
from PIL import Image

from bot.engine import Auto, Palette, Recoloring, Reference, recolor

WIDTH = 300
GAP = 8
SUNSET = Palette(((38, 70, 83), (42, 157, 143), (233, 196, 106), (231, 111, 81)))
FOREST = Palette(((27, 67, 50), (116, 198, 157), (255, 200, 87)))


def main() -> None:
    """Write the pictures beside this script."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        coffee = _file(folder, "coffee")
        cat = _file(folder, "cat")
        astronaut = _file(folder, "astronaut")
        degrees = [
            _recolored(coffee, Recoloring(mode=SUNSET, degree=degree))
            for degree in (0.0, 0.25, 0.5, 0.75, 1.0)
        ]
        _sheet("degree", [picture for made in degrees for picture in made])
        _sheet("auto", [_open(coffee), *_recolored(coffee, Recoloring(mode=Auto(8)))])
        after_cat = Recoloring(mode=Reference(cat))
        _sheet("reference", [_open(coffee), _open(cat), *_recolored(coffee, after_cat)])
        _sheet(
            "people",
            [
                _open(astronaut),
                *_recolored(astronaut, Recoloring(mode=FOREST, portrait_hold=False)),
                *_recolored(astronaut, Recoloring(mode=FOREST)),
            ],
        )


def _file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.png"
    Image.fromarray(getattr(skimage.data, name)()).save(path)
    return path


def _open(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        small = picture.convert("RGB")
    small.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
    return small


def _recolored(source: Path, recoloring: Recoloring) -> list[Image.Image]:
    results = [source.with_name(f"{n}.png") for n in range(recoloring.count)]
    recolor(source, recoloring, results)
    return [_open(result) for result in results]


def _sheet(name: str, pictures: list[Image.Image]) -> None:
    columns = min(len(pictures), 5) if len(pictures) != 9 else 3
    rows = -(-len(pictures) // columns)
    height = max(picture.height for picture in pictures)
    size = (columns * (WIDTH + GAP) - GAP, rows * (height + GAP) - GAP)
    sheet = Image.new("RGB", size, "white")
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        left = column * (WIDTH + GAP) + (WIDTH - picture.width) // 2
        sheet.paste(picture, (left, row * (height + GAP) + (height - picture.height) // 2))
    sheet.save(Path(__file__).with_name(f"{name}.jpg"), quality=88)


if __name__ == "__main__":
    main()
