"""The small picture of palettes: every color is there, and every code can be read on it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine.mapping import Pixels
from bot.jobs.swatches import WIDTH, Row, _ink, _rgb, draw


def drawn(folder: Path, *rows: Row) -> Pixels:
    draw(rows, folder / "palette.png")
    with Image.open(folder / "palette.png") as picture:
        assert picture.mode == "RGBA"
        return np.asarray(picture)


@pytest.mark.parametrize("count", range(1, 9))
def test_each_color_has_its_share_of_the_row(tmp_path: Path, count: int):
    colors = tuple(f"{36 * number:02X}80{255 - 30 * number:02X}" for number in range(count))
    pixels = drawn(tmp_path, Row(colors=colors))
    assert pixels.shape == (112, WIDTH, 4)
    for number, color in enumerate(colors):
        middle = round((number + 0.5) * WIDTH / count)
        assert tuple(pixels[12, middle]) == (*_rgb(color), 255)


def test_around_the_swatches_there_is_nothing(tmp_path: Path):
    pixels = drawn(tmp_path, Row(colors=("FFFFFF", "000000")), Row(colors=("FF0000",)))
    assert pixels[0, 0, 3] == 0
    assert (pixels[115:121, :, 3] == 0).all()
    assert (pixels[:112, WIDTH // 2 - 2 : WIDTH // 2 + 2, 3] == 0).all()


def test_a_number_and_its_picture_stand_before_the_colors(tmp_path: Path):
    Image.new("RGB", (300, 90), (10, 200, 30)).save(tmp_path / "one.png")
    row = Row(colors=("FF0000",), number=3, picture=tmp_path / "one.png")
    pixels = drawn(tmp_path, row)
    assert pixels[68, 20, 3] == 255
    assert np.abs(pixels[68, 144, :3].astype(int) - (10, 200, 30)).max() < 4
    assert tuple(pixels[12, 600]) == (255, 0, 0, 255)


@pytest.mark.parametrize(
    "color", ["000000", "FFFFFF", "777777", "FF0000", "00FF00", "0000FF", "FFFF00", "757575"]
)
def test_a_code_contrasts_with_its_color(color: str):
    # WCAG 2.2 asks for 4.5, which black or white always has.
    def luminance(rgb: tuple[int, ...]) -> float:
        scaled = np.divide(rgb, 255)
        linear = np.where(scaled <= 0.04045, scaled / 12.92, ((scaled + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    one, other = sorted((luminance(_rgb(color)), luminance(_ink(_rgb(color))[:3])))
    assert (other + 0.05) / (one + 0.05) >= 4.5
