"""The small picture of palettes: every color is there, and every code can be read on a phone."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine.mapping import Pixels
from bot.jobs.swatches import BADGE_HEIGHT, BADGE_WIDTH, WIDTH, Row, draw

PHONE_WIDTH = 340
"""CSS pixels."""
# The widest code in Pillow's font.
WIDE = "DDDDDD"


def drawn(folder: Path, *rows: Row) -> Pixels:
    draw(rows, folder / "palette.png")
    with Image.open(folder / "palette.png") as picture:
        assert picture.mode == "RGBA"
        return np.asarray(picture)


def ink_of(pixels: Pixels) -> Pixels:
    """Return where something darker than the light colors of these tests is written."""
    return (pixels[..., 3] == 255) & (pixels[..., :3].max(axis=-1) < 100)


def spans(flags: Pixels) -> list[tuple[int, int]]:
    """Return where each unbroken run of true values begins and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(int), [0]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


@pytest.mark.parametrize(
    ("count", "lines"),
    [(1, (1,)), (2, (2,)), (4, (4,)), (5, (3, 2)), (6, (3, 3)), (7, (4, 3)), (8, (4, 4))],
)
def test_colors_share_one_or_two_lines(tmp_path: Path, count: int, lines: tuple[int, ...]):
    colors = [f"{36 * number:02X}80{255 - 30 * number:02X}" for number in range(count)]
    pixels = drawn(tmp_path, Row(colors=tuple(colors)))
    assert pixels.shape == (len(lines) * 88 + (len(lines) - 1) * 8 + BADGE_HEIGHT, WIDTH, 4)
    for line, length in enumerate(lines):
        for place in range(length):
            middle = round((place + 0.5) * WIDTH / length)
            found = pixels[line * 96 + 8, middle]
            assert tuple(found) == (*bytes.fromhex(colors.pop(0)), 255)


@pytest.mark.parametrize("count", range(1, 9))
def test_codes_are_large_enough_for_a_phone_and_not_cut(tmp_path: Path, count: int):
    pixels = drawn(tmp_path, Row(colors=(WIDE.replace("D", "8"),) * count))
    # The first code: its swatch is as wide as a line has place for.
    in_line = {5: 3, 6: 3, 7: 4, 8: 4}.get(count, count)
    swatch = pixels[:88, : round((WIDTH + 8) / in_line) - 8]
    heights = spans(ink_of(swatch).max(axis=1))
    assert len(heights) == 1
    [(top, bottom)] = heights
    assert (bottom - top) * PHONE_WIDTH / WIDTH >= 11


@pytest.mark.parametrize("count", [4, 7, 8])
def test_the_widest_code_fits_its_swatch(tmp_path: Path, count: int):
    pixels = drawn(tmp_path, Row(colors=(WIDE,) * count))
    width = (WIDTH - 3 * 8) / 4
    for place in range(4):
        left = place * (width + 8)
        swatch = pixels[:88, round(left) : round(left + width)]
        columns = np.flatnonzero(ink_of(swatch).any(axis=0))
        assert columns[0] >= 8
        assert columns[-1] < swatch.shape[1] - 8


@pytest.mark.parametrize("count", range(1, 9))
def test_no_code_is_where_the_badge_is(tmp_path: Path, count: int):
    pixels = drawn(tmp_path, Row(colors=("FFFFFF",)), Row(colors=(WIDE,) * count))
    corner = pixels[-BADGE_HEIGHT:, :BADGE_WIDTH]
    # Away from the border and the round corner, there is nothing but the color.
    assert (corner[:-20, 20:] == (*bytes.fromhex(WIDE), 255)).all()


def test_around_the_swatches_there_is_nothing(tmp_path: Path):
    pixels = drawn(tmp_path, Row(colors=("FFFFFF", "000000")), Row(colors=("FF0000",)))
    assert pixels[0, 0, 3] == 0
    assert (pixels[90:106, :, 3] == 0).all()
    assert (pixels[:88, WIDTH // 2 - 2 : WIDTH // 2 + 2, 3] == 0).all()


def test_a_number_and_its_picture_stand_before_the_colors(tmp_path: Path):
    Image.new("RGB", (300, 90), (10, 200, 30)).save(tmp_path / "one.png")
    row = Row(colors=("FF0000",), number=3, picture=tmp_path / "one.png")
    pixels = drawn(tmp_path, row)
    assert pixels[68, 8, 3] == 255
    assert np.abs(pixels[68, 144, :3].astype(int) - (10, 200, 30)).max() < 4
    # Nothing is written onto the color, nor is anything where the badge is.
    assert (pixels[8:128, 240:1100] == (255, 0, 0, 255)).all()
    assert (pixels[-BADGE_HEIGHT:, :, 3] == 0).all()


def test_ten_pictures_are_shown_at_full_width(tmp_path: Path):
    Image.new("RGB", (300, 90), (10, 200, 30)).save(tmp_path / "one.png")
    colors = tuple(f"{40 * number:02X}0000" for number in range(1, 7))
    rows = [Row(colors=colors, number=n, picture=tmp_path / "one.png") for n in range(1, 11)]
    pixels = drawn(tmp_path, *rows)
    # Discord's desktop client shows at most 550 by 350 CSS pixels.
    assert pixels.shape[0] / WIDTH <= 350 / 550
    for color in colors:
        is_color = (pixels == (*bytes.fromhex(color), 255)).all(axis=-1)
        # Two columns of five rows.
        assert len(spans(is_color.any(axis=0))) == 2
        assert len(spans(is_color.any(axis=1))) == 5


def test_a_picture_without_colors_has_its_place(tmp_path: Path):
    Image.new("RGB", (300, 90), (10, 200, 30)).save(tmp_path / "one.png")
    rows = [
        Row(colors=(), number=1, picture=tmp_path / "one.png"),
        Row(colors=("FF0000",), number=2, picture=tmp_path / "one.png"),
    ]
    pixels = drawn(tmp_path, *rows)
    assert (pixels[:136, 220:, 3] == 0).all()
    assert tuple(pixels[200, 600]) == (255, 0, 0, 255)
