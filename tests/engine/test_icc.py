"""Colors mean the same after a picture has come in, whatever profile it carries."""

import io
from pathlib import Path

import numpy as np
import pytest
import pyvips
from PIL import Image, ImageCms

from bot.engine import cielab
from bot.engine.mapping import Doubles, Pixels
from tests.engine.files import icc_bytes, opened, read, rgba

ADOBE_RGB = icc_bytes(
    b"RGB ",
    [(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)],
    2.2,
)
GRAY = icc_bytes(b"GRAY", [], 1.8)


def _builtin(name: str) -> bytes:
    profile = pyvips.Image.profile_load(name)
    return bytes(profile)  # pyright: ignore[reportArgumentType]


def _by_littlecms(picture: Image.Image, profile: bytes) -> Pixels:
    converted = ImageCms.profileToProfile(
        picture,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None
    return np.asarray(converted)


def _differences(one: Pixels, other: Pixels) -> Doubles:
    return cielab.difference(cielab.from_codes(one), cielab.from_codes(other))


@pytest.mark.parametrize("profile", [ADOBE_RGB, _builtin("p3")], ids=["Adobe RGB", "Display P3"])
def test_wide_gamut_pictures_are_converted(
    photographs: dict[str, Path], tmp_path: Path, profile: bytes
) -> None:
    picture = Image.open(photographs["astronaut"])
    picture.save(tmp_path / "wide.png", icc_profile=profile)
    rgb, _ = read(tmp_path / "wide.png")
    expected = _by_littlecms(picture, profile)
    assert _differences(expected, np.asarray(picture)).mean() > 1
    assert _differences(rgb, expected).mean() < 0.1
    np.testing.assert_allclose(rgb.astype(int), expected, atol=1)


def test_sixteen_bit_wide_gamut_pictures_are_converted(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    picture = Image.open(photographs["astronaut"])
    deep = np.asarray(picture).astype(">u2") * 257
    packed = pyvips.Image.new_from_array(deep.astype(np.uint16), interpretation="rgb16").copy()
    packed.set_type(
        pyvips.GValue.blob_type,
        "icc-profile-data",
        ADOBE_RGB,  # pyright: ignore[reportArgumentType]
    )
    packed.pngsave(str(tmp_path / "deep.png"), bitdepth=16)
    rgb, _ = read(tmp_path / "deep.png")
    # Sixteen bits are finer in the dark than the eight that are compared with.
    differences = _differences(rgb, _by_littlecms(picture, ADOBE_RGB))
    assert differences.mean() < 0.2
    assert differences.max() < 2


def test_gray_pictures_are_converted(photographs: dict[str, Path], tmp_path: Path) -> None:
    picture = Image.open(photographs["astronaut"]).convert("L")
    picture.save(tmp_path / "gray.png", icc_profile=GRAY)
    rgb, _ = read(tmp_path / "gray.png")
    np.testing.assert_allclose(rgb.astype(int), _by_littlecms(picture, GRAY), atol=1)


def test_cmyk_pictures_are_converted(photographs: dict[str, Path], tmp_path: Path) -> None:
    picture = Image.open(photographs["china"]).convert("CMYK")
    profile = _builtin("cmyk")
    picture.save(tmp_path / "inks.jpg", quality=95, icc_profile=profile)
    rgb, _ = read(tmp_path / "inks.jpg")
    expected = _by_littlecms(Image.open(tmp_path / "inks.jpg"), profile)
    differences = _differences(rgb, expected)
    assert differences.mean() < 0.5
    assert differences.max() < 3


def test_an_srgb_profile_changes_nothing(photographs: dict[str, Path], tmp_path: Path) -> None:
    picture = Image.open(photographs["chelsea"])
    by_littlecms = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (by_littlecms, _builtin("srgb")):
        picture.save(tmp_path / "picture.png", icc_profile=profile)
        np.testing.assert_array_equal(read(tmp_path / "picture.png")[0], np.asarray(picture))


@pytest.mark.parametrize(
    "profile",
    [b"garbage" * 40, ADOBE_RGB[:200], GRAY, _builtin("cmyk"), ADOBE_RGB.replace(b"XYZ ", b"XXX ")],
    ids=["garbage", "cut", "gray", "CMYK", "broken tags"],
)
def test_a_profile_that_does_not_fit_is_ignored(
    photographs: dict[str, Path], tmp_path: Path, profile: bytes
) -> None:
    picture = Image.open(photographs["chelsea"])
    picture.save(tmp_path / "picture.png", icc_profile=profile)
    np.testing.assert_array_equal(read(tmp_path / "picture.png")[0], np.asarray(picture))


def test_a_cmyk_picture_with_a_broken_profile_is_taken_for_print(tmp_path: Path) -> None:
    picture = Image.new("CMYK", (64, 64), (200, 30, 20, 10))
    picture.save(tmp_path / "bare.jpg")
    picture.save(tmp_path / "broken.jpg", icc_profile=b"garbage" * 40)
    np.testing.assert_array_equal(read(tmp_path / "bare.jpg")[0], read(tmp_path / "broken.jpg")[0])


def test_alpha_passes_by_the_conversion(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (30, 40, 4), np.uint8)
    picture = Image.fromarray(noise)
    picture.save(tmp_path / "picture.png", icc_profile=ADOBE_RGB)
    converted = rgba(opened(tmp_path / "picture.png"))
    np.testing.assert_array_equal(converted[..., 3], noise[..., 3])
    expected = _by_littlecms(picture.convert("RGB"), ADOBE_RGB)
    np.testing.assert_allclose(converted[..., :3].astype(int), expected, atol=1)
