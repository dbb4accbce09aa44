"""Results made to fit an upload limit: as little changed as the limit lets be."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageCms

from bot.jobs import fit as fitting
from bot.jobs.fit import fit
from bot.jobs.job import Format
from bot.jobs.reply import Picture

Pixels = NDArray[np.uint8]


def noise(width: int, height: int, bands: int, grain: int = 256, seed: int = 0) -> Pixels:
    """Return random pixels around a gradient; the finer the grain, the better they compress."""
    slope = np.linspace(0, 256 - grain, width)[None, :, None]
    random = np.random.default_rng(seed).integers(0, grain, (height, width, bands))
    return (slope + random).astype(np.uint8)


def saved(pixels: NDArray[Any], folder: Path, form: str = "PNG", **options: Any) -> Path:
    path = folder / "result.png"
    Image.fromarray(pixels).save(path, form, **options)
    return path


def read(picture: Picture) -> Pixels:
    with Image.open(picture.path) as image:
        assert image.format == picture.format.upper()
        assert image.size == (picture.width, picture.height)
        return np.asarray(image)


def size_of(picture: Picture) -> int:
    return picture.path.stat().st_size


def test_a_png_that_fits_stays_as_it_is(tmp_path: Path):
    path = saved(noise(40, 30, 3), tmp_path)
    before = path.read_bytes()
    picture = fit(path, "cat", len(before))
    assert (picture.path, picture.name) == (path, "cat.png")
    assert (picture.format, picture.width, picture.height) == ("PNG", 40, 30)
    assert not picture.converted
    assert not picture.shrunk
    assert path.read_bytes() == before


def test_one_byte_over_the_limit_it_becomes_a_jpeg_of_full_size(tmp_path: Path):
    pixels = noise(100, 80, 3, grain=40)
    path = saved(pixels, tmp_path)
    picture = fit(path, "cat", path.stat().st_size - 1)
    assert (picture.name, picture.format, picture.shrunk) == ("cat.jpg", "JPEG", False)
    assert picture.converted
    assert np.abs(read(picture).astype(int) - pixels).mean() < 5


def test_where_a_jpeg_does_not_fit_a_webp_of_full_size_may(tmp_path: Path):
    pixels = noise(100, 80, 3, grain=40)
    path = saved(pixels, tmp_path)
    jpeg = size_of(fit(path, "cat", path.stat().st_size - 1))
    picture = fit(path, "cat", jpeg - 1)
    assert (picture.name, picture.format, picture.shrunk) == ("cat.webp", "WebP", False)
    assert np.abs(read(picture).astype(int) - pixels).mean() < 8


def test_what_fits_in_no_format_becomes_smaller_and_is_called_so(tmp_path: Path):
    picture = fit(saved(noise(400, 200, 3), tmp_path), "cat", 20_000)
    assert picture.shrunk
    assert size_of(picture) <= 20_000
    assert read(picture).shape[:2] == (picture.height, picture.width)
    assert picture.width / picture.height == pytest.approx(2, rel=0.03)


def test_the_limit_is_used_rather_than_thrown_away(tmp_path: Path):
    for limit in (10_000, 30_000, 90_000):
        assert size_of(fit(saved(noise(400, 200, 3), tmp_path), "cat", limit)) > 0.5 * limit


def test_the_result_itself_is_kept_and_no_try_is_left_over(tmp_path: Path):
    path = saved(noise(400, 200, 3), tmp_path)
    before = path.read_bytes()
    picture = fit(path, "cat", 20_000)
    assert path.read_bytes() == before
    assert {*tmp_path.iterdir()} == {path, picture.path}


def test_transparency_is_kept_in_a_smaller_file(tmp_path: Path):
    pixels = noise(100, 80, 4, grain=40)
    pixels[..., 3] = np.linspace(0, 255, 100)
    path = saved(pixels, tmp_path)
    picture = fit(path, "cat", path.stat().st_size - 1)
    assert (picture.format, picture.shrunk) == ("WebP", False)
    assert (read(picture)[..., 3] == pixels[..., 3]).all()


def test_transparency_is_kept_in_a_smaller_picture(tmp_path: Path):
    pixels = noise(400, 200, 4)
    pixels[..., 3] = 255
    pixels[:, :200, 3] = 0
    picture = fit(saved(pixels, tmp_path), "cat", 8_000)
    alpha = read(picture)[..., 3]
    middle = picture.width // 2
    assert picture.shrunk
    assert (alpha[:, : middle - 3] == 0).all()
    assert (alpha[:, middle + 3 :] == 255).all()


def test_what_is_transparent_lends_no_color_to_what_is_seen(tmp_path: Path):
    # Light noise in a grid of transparent, black lines, whose black must stay unseen.
    pixels = (200 + noise(400, 200, 4, grain=56) % 56).astype(np.uint8)
    pixels[..., 3] = 255
    pixels[::4] = 0
    pixels[:, ::4] = 0
    picture = fit(saved(pixels, tmp_path), "cat", 12_000)
    assert picture.shrunk
    found = read(picture)
    assert found[found[..., 3] > 128][:, :3].mean() > 215


def test_a_gray_picture_becomes_smaller_too(tmp_path: Path):
    picture = fit(saved(noise(300, 200, 1)[..., 0], tmp_path), "cat", 10_000)
    assert size_of(picture) <= 10_000
    assert read(picture).shape[:2] == (picture.height, picture.width)


def test_sixteen_bits_become_eight_at_the_same_lightness(tmp_path: Path):
    deep = (noise(100, 80, 1)[..., 0].astype(np.uint16) << 8) | 255
    path = saved(deep, tmp_path)
    picture = fit(path, "cat", 7_000)
    assert size_of(picture) <= 7_000
    assert read(picture).mean() == pytest.approx(deep.mean() / 257, abs=4)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_result_of_another_format_that_fits_stays_as_it_is(form: str, tmp_path: Path):
    path = saved(noise(100, 80, 3, grain=40), tmp_path, form)
    before = path.read_bytes()
    picture = fit(path, "cat", len(before))
    suffix = {"JPEG": ".jpg", "WEBP": ".webp"}[form]
    assert (picture.name, picture.converted, picture.shrunk) == (f"cat{suffix}", False, False)
    assert picture.path.read_bytes() == before
    assert read(picture).shape == (80, 100, 3)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_result_of_another_format_becomes_smaller_too(form: str, tmp_path: Path):
    path = saved(noise(300, 200, 3), tmp_path, form, quality=95)
    picture = fit(path, "cat", 10_000)
    assert picture.shrunk
    assert size_of(picture) <= 10_000
    read(picture)


@pytest.mark.parametrize(
    ("wanted", "bands", "form"),
    [
        (Format.PNG, 3, "PNG"),
        (Format.WEBP, 3, "WebP"),
        (Format.WEBP, 4, "WebP"),
        (Format.JPEG, 3, "JPEG"),
        # A JPEG would lose what is transparent.
        (Format.JPEG, 4, "PNG"),
    ],
)
def test_a_format_that_is_wanted_is_given_where_it_can_hold_the_picture(
    wanted: Format, bands: int, form: str, tmp_path: Path
):
    picture = fit(saved(noise(100, 80, bands, grain=40), tmp_path), "cat", 1_000_000, wanted)
    assert (picture.format, picture.converted, picture.shrunk) == (form, False, False)
    assert read(picture).shape == (80, 100, bands)


def test_a_format_that_is_wanted_is_kept_when_the_picture_must_become_smaller(tmp_path: Path):
    picture = fit(saved(noise(200, 160, 3), tmp_path), "cat", 8_000, Format.JPEG)
    assert (picture.format, picture.converted, picture.shrunk) == ("JPEG", False, True)


def test_a_color_profile_is_kept(tmp_path: Path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(noise(100, 80, 3, grain=40), tmp_path, icc_profile=profile)
    picture = fit(path, "cat", path.stat().st_size - 1)
    with Image.open(picture.path) as image:
        assert image.info["icc_profile"] == profile


@pytest.mark.parametrize("bands", [3, 4])
def test_what_libwebp_could_not_hold_is_not_given_to_it(
    bands: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fitting, "_MOST_WEBP_PIXELS", 2_000)
    path = saved(noise(100, 80, bands, grain=40), tmp_path)
    picture = fit(path, "cat", path.stat().st_size - 1)
    if bands == 4:
        assert picture.format == "WebP"
        assert picture.width * picture.height <= 2_100
    else:
        assert (picture.format, picture.shrunk) == ("JPEG", False)
    assert size_of(picture) < path.stat().st_size


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    width=st.integers(1, 120),
    height=st.integers(1, 120),
    bands=st.sampled_from([3, 4]),
    grain=st.sampled_from([1, 8, 64, 256]),
    limit=st.integers(300, 30_000),
    seed=st.integers(0, 9),
)
@example(width=65, height=1500, bands=3, grain=256, limit=300, seed=0)
@example(width=1500, height=65, bands=4, grain=256, limit=300, seed=0)
def test_no_picture_is_ever_above_the_limit(
    width: int, height: int, bands: int, grain: int, limit: int, seed: int, tmp_path: Path
):
    path = saved(noise(width, height, bands, grain, seed), tmp_path)
    picture = fit(path, "cat", limit)
    assert size_of(picture) <= limit
    assert picture.shrunk is ((picture.width, picture.height) != (width, height))
    if picture.format == "PNG":
        assert path.stat().st_size <= limit
    transparent = "A" in Image.open(BytesIO(picture.path.read_bytes())).getbands()
    assert transparent is (bands == 4) or read(picture).shape[2] == 3
