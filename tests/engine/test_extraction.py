"""The main colors of a picture."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine import PictureError
from bot.engine.extraction import main_colors


def saved(path: Path, pixels: np.ndarray) -> Path:
    Image.fromarray(pixels.astype(np.uint8)).save(path)
    return path


def luminance(color: tuple[int, int, int]) -> float:
    return float(np.dot(color, (0.21, 0.72, 0.07)))


@pytest.mark.parametrize("name", ["astronaut", "chelsea", "coffee", "china", "flower"])
def test_colors_are_of_the_picture_different_and_from_dark_to_light(
    photographs: dict[str, Path], name: str
):
    colors = main_colors(photographs[name], 6)
    assert len(set(colors)) == 6
    tones = [luminance(color) for color in colors]
    assert tones[0] < tones[-1] - 60
    with Image.open(photographs[name]) as picture:
        pixels = np.asarray(picture.convert("RGB"))[::3, ::3].reshape(-1, 3).astype(float)
    for color in colors:
        gaps = np.linalg.norm(pixels - color, axis=1)
        assert (gaps < 30).mean() > 0.001


def test_the_same_picture_gives_the_same_colors(photographs: dict[str, Path]):
    assert main_colors(photographs["coffee"], 5) == main_colors(photographs["coffee"], 5, threads=2)


def test_a_large_jpeg_gives_what_a_small_picture_does(photographs: dict[str, Path], tmp_path: Path):
    with Image.open(photographs["coffee"]) as coffee:
        large = coffee.resize((2400, 1600), Image.Resampling.BICUBIC)
    large.save(tmp_path / "large.jpg", quality=92)
    small = main_colors(photographs["coffee"], 4)
    np.testing.assert_allclose(main_colors(tmp_path / "large.jpg", 4), small, atol=6)


def test_a_flat_picture_gives_its_colors_to_the_bit(tmp_path: Path):
    flat = np.zeros((100, 100, 3))
    flat[:, 50:] = (233, 196, 106)
    flat[:, 90:] = (231, 111, 81)
    path = saved(tmp_path / "flat.png", flat)
    assert main_colors(path, 7) == [(0, 0, 0), (231, 111, 81), (233, 196, 106)]


def test_a_small_accent_is_found(tmp_path: Path):
    noise = np.random.default_rng(1).normal(110, 25, (200, 200, 1)).repeat(3, axis=2).clip(0, 255)
    noise[90:110, 90:110] = (220, 20, 40)
    path = saved(tmp_path / "accent.png", noise)
    assert min(np.abs(np.subtract(c, (220, 20, 40))).max() for c in main_colors(path, 5)) < 12


def test_what_is_transparent_is_not_seen(tmp_path: Path):
    pixels = np.zeros((80, 80, 4))
    assert main_colors(saved(tmp_path / "nothing.png", pixels), 5) == []
    pixels[:40] = (10, 200, 30, 255)
    assert main_colors(saved(tmp_path / "half.png", pixels), 5) == [(10, 200, 30)]


def test_what_is_no_picture_is_refused(tmp_path: Path):
    path = tmp_path / "text.png"
    path.write_text("hello")
    with pytest.raises(PictureError):
        main_colors(path, 5)
