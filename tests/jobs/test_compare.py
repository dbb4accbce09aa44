"""Before and after in one picture: shapes, the divider, and labels that can be read."""

from pathlib import Path

import numpy as np
import pytest
from discord import Locale
from PIL import Image, ImageDraw, ImageFont

from bot.jobs.compare import FONT, MOST_SIDE, compare
from cogs.words import words_in


def flat(path: Path, width: int, height: int, color: str) -> Path:
    Image.new("RGB", (width, height), color).save(path)
    return path


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ((400, 300), (400, 300), (806, 300)),
        # The result was made smaller to fit a limit.
        ((400, 300), (200, 150), (646, 240)),
        ((64, 64), (64, 64), (646, 320)),
        ((4000, 2000), (4000, 2000), (2 * MOST_SIDE + 6, MOST_SIDE // 2)),
    ],
)
def test_halves_are_alike_in_size(
    tmp_path: Path, before: tuple[int, int], after: tuple[int, int], whole: tuple[int, int]
):
    one = flat(tmp_path / "one.png", *before, "teal")
    two = flat(tmp_path / "two.png", *after, "orange")
    size = compare(one, two, ("Before", "After"), tmp_path / "both.jpg")
    with Image.open(tmp_path / "both.jpg") as both:
        assert both.size == size == whole
        pixels = np.asarray(both).astype(int)
    middle, low = pixels.shape[1] // 2, pixels.shape[0] - 4
    assert np.abs(pixels[low, middle] - 255).max() < 12
    assert np.abs(pixels[low, 20] - (0, 128, 128)).max() < 12
    assert np.abs(pixels[low, -20] - (255, 165, 0)).max() < 12


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("key", ["compare-before", "compare-after"])
def test_the_font_has_every_letter_of_a_label(locale: Locale, key: str):
    absent = drawn("\ufffe")
    for letter in words_in(locale).say(key):
        assert drawn(letter) not in {absent, drawn(" ")}


def drawn(letter: str) -> bytes:
    canvas = Image.new("L", (60, 60))
    ImageDraw.Draw(canvas).text((5, 5), letter, 255, ImageFont.truetype(str(FONT), 40))
    return canvas.tobytes()


@pytest.mark.parametrize("shape", [(1000, 563), (560, 1400), (200, 200), (320, 1400)])
def test_labels_are_as_large_as_text_where_the_picture_is_shown(
    tmp_path: Path, shape: tuple[int, int]
):
    one = flat(tmp_path / "one.png", *shape, "white")
    width, height = compare(one, one, ("Before", "After"), tmp_path / "both.jpg")
    with Image.open(tmp_path / "both.jpg") as both:
        left = np.asarray(both.convert("L"))[:, : width // 2 - 3]
    rows, columns = np.nonzero(left < 128)
    shown = max(width / 550, height / 350, 1.0)
    assert 20 <= np.ptp(rows) / shown <= 40
    assert columns.max() < left.shape[1] - 10
