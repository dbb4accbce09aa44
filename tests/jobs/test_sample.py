"""Samples of pictures: of every kind of file, and with no color that the picture lacks."""

from pathlib import Path

import numpy as np
import pytest
import pyvips
from PIL import Image

from bot.engine.mapping import Pixels
from bot.jobs.sample import write_sample

SIDE = 100


def sample_of(path: Path) -> Pixels:
    target = path.with_name("sample.png")
    write_sample(path, target, SIDE)
    with Image.open(target) as sample:
        return np.asarray(sample)


def noise(width: int, height: int) -> Pixels:
    return np.random.default_rng(0).integers(0, 256, (height, width, 4), np.uint8)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((70, 199), (70, 199)),
        ((200, 1000), (100, 100)),
        ((1999, 66), (105, 66)),
    ],
)
def test_a_sample_has_pixels_of_all_of_the_picture(
    tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]
):
    pixels = noise(*size)
    Image.fromarray(pixels).save(tmp_path / "noise.png")
    sample = sample_of(tmp_path / "noise.png")
    assert (sample.shape[1], sample.shape[0]) == expected
    across, down = (max(1, side // SIDE) for side in size)
    np.testing.assert_array_equal(sample, pixels[::down, ::across][: len(sample), : expected[0]])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "CMYK", "I;16"])
def test_every_kind_of_file_becomes_srgb(tmp_path: Path, mode: str):
    picture = Image.new("RGB", (300, 300), (255, 255, 255))
    picture = Image.new("I;16", (300, 300), 65535) if mode == "I;16" else picture.convert(mode)
    path = tmp_path / ("white.jpg" if mode == "CMYK" else "white.png")
    picture.save(path)
    sample = sample_of(path)
    assert sample.dtype == np.uint8
    assert sample.shape[2] == (4 if mode == "LA" else 3)
    assert (sample >= 254).all()


def test_a_color_profile_is_applied(tmp_path: Path):
    profile = bytes(pyvips.Operation.call("profile_load", "p3"))
    picture = Image.new("RGB", (90, 90), (200, 100, 50))
    picture.save(tmp_path / "wide.png", icc_profile=profile)
    # By the matrices of Display P3 and sRGB (CSS Color 4): rgb(215 93 31).
    assert np.abs(sample_of(tmp_path / "wide.png")[0, 0].astype(int) - (215, 93, 31)).max() < 3


def test_a_profile_that_is_nonsense_is_ignored(tmp_path: Path):
    picture = Image.new("RGB", (90, 90), (200, 40, 50))
    picture.save(tmp_path / "odd.png", icc_profile=b"nonsense" * 40)
    assert (sample_of(tmp_path / "odd.png") == (200, 40, 50)).all()


@pytest.mark.parametrize("form", ["png", "jpg"])
def test_a_file_that_is_cut_off_has_no_sample(
    tmp_path: Path, photographs: dict[str, Path], form: str
):
    with Image.open(photographs["astronaut"]) as picture:
        picture.save(tmp_path / f"whole.{form}")
    cut = tmp_path / f"cut.{form}"
    cut.write_bytes((tmp_path / f"whole.{form}").read_bytes()[:10_000])
    with pytest.raises(pyvips.Error):
        sample_of(cut)
