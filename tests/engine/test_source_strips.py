"""Pictures are read upright, strip by strip, or small at once."""

import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from bot.engine import source
from bot.engine.errors import UndecodablePictureError
from tests.engine.files import opened, pixels_of, read

_ORIENTATION = 0x0112


@pytest.fixture
def low_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make strips of 4 rows, so that small pictures have many."""
    monkeypatch.setattr(source, "_STRIP_PIXELS", 1)


@pytest.mark.usefixtures("low_strips")
@pytest.mark.parametrize("size", [(300, 45), (45, 300), (128, 33), (1, 50), (50, 1), (1, 1)])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright(
    tmp_path: Path, orientation: int, size: tuple[int, int]
) -> None:
    noise = np.random.default_rng(orientation).integers(0, 256, (*size, 3), np.uint8)
    picture = Image.fromarray(noise)
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    path = tmp_path / "picture.jpg"
    picture.save(path, quality=95, subsampling=0, exif=exif)
    expected = np.asarray(ImageOps.exif_transpose(Image.open(path)))
    rgb = read(path)[0]
    assert rgb.shape == expected.shape
    np.testing.assert_allclose(rgb.astype(int), expected, atol=1)


def test_an_unknown_orientation_counts_as_none(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 9
    Image.new("RGB", (30, 20), "red").save(tmp_path / "picture.jpg", exif=exif)
    picture = opened(tmp_path / "picture.jpg")
    assert (picture.width, picture.height) == (30, 20)


@pytest.mark.usefixtures("low_strips")
def test_strips_follow_each_other(photographs: dict[str, Path]) -> None:
    picture = opened(photographs["coffee"])
    tops = [(strip.top, strip.bottom) for strip in picture.strips()]
    assert tops[0][0] == 0
    assert tops[-1][1] == picture.height
    assert all(one[1] == other[0] for one, other in pairwise(tops))
    again = np.concatenate([strip.rgb for strip in picture.strips()])
    np.testing.assert_array_equal(again, pixels_of(picture)[0])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_kept_only_if_it_is_read_again(tmp_path: Path, orientation: int) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (50, 70, 3), np.uint8)
    tag = Image.Exif()
    tag[_ORIENTATION] = orientation
    path = tmp_path / "picture"
    Image.fromarray(pixels).save(path, "PNG", exif=tag)
    expected = read(path)[0]
    scratch = io.BytesIO()
    strips = list(source.open_picture(path, scratch).strips(last=True))
    np.testing.assert_array_equal(np.concatenate([strip.rgb for strip in strips]), expected)
    # What is turned by more than a mirror cannot be read in the order of its file.
    assert len(scratch.getvalue()) == (0 if orientation <= 2 else pixels.size)


def test_a_picture_whose_first_reading_was_broken_off_says_so(photographs: dict[str, Path]) -> None:
    picture = opened(photographs["coffee"])
    next(picture.strips())
    with pytest.raises(RuntimeError, match="first reading"):
        next(picture.strips())


@pytest.mark.usefixtures("low_strips")
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("orientation", [1, 3, 6])
@pytest.mark.parametrize("pixels", [0, 40_000, 1 << 30])
def test_what_is_decoded_ahead_comes_first_and_once(
    photographs: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    last: bool,
    orientation: int,
    pixels: int,
) -> None:
    monkeypatch.setattr(source, "_AHEAD_PIXELS", pixels)
    path = tmp_path / "picture.jpg"
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    Image.open(photographs["coffee"]).save(path, exif=exif)
    picture = opened(path)
    picture.read_ahead()
    strips = [strip.rgb for strip in picture.strips(last=last)]
    np.testing.assert_array_equal(np.concatenate(strips), read(path)[0])


@pytest.mark.usefixtures("low_strips")
def test_damage_is_told_whether_it_lies_ahead_or_not(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    data = photographs["coffee"].read_bytes()
    for share in (10, 2):
        path = tmp_path / "cut.jpg"
        path.write_bytes(data[: len(data) // share])
        picture = opened(path)
        with pytest.raises(UndecodablePictureError):
            picture.read_ahead()
            list(picture.strips(last=True))


def _smooth(height: int, width: int) -> Image.Image:
    """Return a picture that survives JPEG and reductions nearly as it is."""
    few = np.random.default_rng(3).integers(0, 256, (4, 6, 3), np.uint8)
    return Image.fromarray(few).resize((width, height), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("times", [2, 3, 5, 9])
def test_a_large_jpeg_can_be_decoded_small(tmp_path: Path, orientation: int, times: int) -> None:
    tag = Image.Exif()
    tag[_ORIENTATION] = orientation
    path = tmp_path / "picture"
    _smooth(80 * times, 120 * times).save(path, "JPEG", quality=95, exif=tag)
    upright = ImageOps.exif_transpose(Image.open(path))
    width, height = upright.width // times, upright.height // times
    decode = source.reduced(path, height, width)
    assert decode is not None
    small = decode()
    expected = np.asarray(upright.resize((width, height), Image.Resampling.BOX), np.float64)
    assert small.shape == expected.shape
    assert np.abs(small - expected).mean() < 1.5


def test_other_files_are_not_decoded_small(tmp_path: Path) -> None:
    picture = _smooth(240, 360)
    path = tmp_path / "picture"
    for kind, options in (("PNG", {}), ("JPEG", {"progressive": True})):
        picture.save(path, kind, **options)
        assert source.reduced(path, 80, 120) is None
    picture.save(path, "JPEG")
    assert source.reduced(path, 121, 181) is None


def test_a_large_jpeg_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    file = io.BytesIO()
    _smooth(800, 1200).save(file, "JPEG")
    (tmp_path / "picture").write_bytes(file.getvalue()[:-3000])
    decode = source.reduced(tmp_path / "picture", 80, 120)
    assert decode is not None
    with pytest.raises(UndecodablePictureError):
        decode()
