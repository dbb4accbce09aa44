"""The main colors of pictures: of what can be seen of them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips
from PIL import Image

from bot.engine import extraction
from bot.engine.mapping import Pixels
from bot.jobs.colors import came_out, main_colors

SAND = (233, 196, 106)


class Service:
    """Answers as the bot's own server does, with the engine."""

    async def main_colors(self, image: Path, count: int) -> tuple[str, ...]:
        found = extraction.main_colors(image, count)
        return tuple(f"{red:02X}{green:02X}{blue:02X}" for red, green, blue in found)


API: Any = Service()


def saved(path: Path, pixels: Pixels, mode: str | None = None) -> Path:
    picture = Image.fromarray(pixels)
    (picture.convert(mode) if mode else picture).save(path)
    return path


def logo(width: int = 900, height: int = 600) -> Pixels:
    """Return a picture whose transparent parts have a color of their own."""
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[..., :3] = (10, 200, 30)
    pixels[height // 3 : -height // 3, width // 3 : -width // 3] = (*SAND, 255)
    return pixels


async def test_only_visible_parts_have_colors(tmp_path: Path):
    assert await main_colors(API, saved(tmp_path / "logo.png", logo())) == ("E9C46A",)


async def test_a_gray_picture_with_transparent_parts_has_its_gray(tmp_path: Path):
    [color] = await main_colors(API, saved(tmp_path / "gray.png", logo(), "LA"))
    assert len({color[:2], color[2:4], color[4:]}) == 1
    assert color != "DDDDDD"


async def test_a_fully_transparent_picture_has_no_colors(tmp_path: Path):
    clear = saved(tmp_path / "clear.png", np.zeros((90, 90, 4), np.uint8))
    assert await main_colors(API, clear) == ()
    assert await came_out(API, [clear], ("264653", "E9C46A")) == [()]


async def test_a_narrow_strip_has_its_colors_and_no_others(tmp_path: Path):
    strip = saved(tmp_path / "strip.png", logo(3000, 90))
    assert await main_colors(API, strip) == ("E9C46A",)


async def test_a_small_picture_has_the_colors_of_a_large_one(
    tmp_path: Path, photographs: dict[str, Path]
):
    with Image.open(photographs["coffee"]) as picture:
        picture.resize((1800, 1200)).save(tmp_path / "large.png")
    of_large = await main_colors(API, tmp_path / "large.png", 4)
    of_small = await API.main_colors(photographs["coffee"], 4)
    apart = [
        np.subtract([*bytes.fromhex(a)], [*bytes.fromhex(b)])
        for a, b in zip(of_large, of_small, strict=True)
    ]
    assert np.abs(apart).max() < 12


async def test_a_damaged_picture_is_told_from_one_with_fewer_colors(
    tmp_path: Path, photographs: dict[str, Path]
):
    cut = tmp_path / "cut.png"
    cut.write_bytes(photographs["astronaut"].read_bytes()[:50_000])
    with pytest.raises(pyvips.Error):
        await main_colors(API, cut)
    assert await came_out(API, [cut]) == []


async def test_each_color_that_was_asked_for_has_one_that_is_like_it(
    tmp_path: Path, photographs: dict[str, Path]
):
    found = await main_colors(API, photographs["coffee"], like=("FFFFFF", "000000"))
    light, dark = (sum(bytes.fromhex(color)) for color in found)
    assert light > dark
