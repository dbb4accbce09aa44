"""Files of every format and damage, made acceptable to the service or refused by name."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from bot.jobs import pictures
from bot.jobs.pictures import SNIFFED_BYTES, make_acceptable, sniff
from bot.jobs.troubles import JobError, Trouble

MOST_BYTES = 10_000_000
ORIENTATION = 0x0112

X, Y = np.meshgrid(np.arange(100) * 2, np.arange(80) * 3)
GRADIENT = np.dstack([X, Y, np.full_like(X, 90)])
COLORS = Image.fromarray(GRADIENT.astype(np.uint8))
SEEN = Image.fromarray(np.dstack([GRADIENT, GRADIENT[..., 0]]).astype(np.uint8))


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def accepted(data: bytes, folder: Path, most_bytes: int = MOST_BYTES) -> Path:
    path = folder / "image"
    path.write_bytes(data)
    file = make_acceptable(path, "cat.webp", most_bytes)
    assert list(folder.iterdir()) == [file], "nothing else is left"
    return file


def pixels(file: Path, mode: str) -> np.ndarray[Any, np.dtype[np.int16]]:
    with Image.open(file) as picture:
        assert picture.format == {".png": "PNG", ".jpg": "JPEG"}[file.suffix]
        assert picture.mode == mode
        return np.asarray(picture).astype(np.int16)


def trouble_with(data: bytes, folder: Path, most_bytes: int = MOST_BYTES) -> JobError:
    path = folder / "image"
    path.write_bytes(data)
    with pytest.raises(JobError) as caught:
        make_acceptable(path, "cat.webp", most_bytes)
    assert caught.value.details["file"] == "cat.webp"
    return caught.value


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_a_format_is_known_by_the_first_bytes(form: str):
    data = encoded(COLORS, form)
    assert sniff(data) == sniff(data[:SNIFFED_BYTES]) == form


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x89",
        b"\x89PNG\n\x1a\n",
        b"\xff\xd8",
        b"GIF88a",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"<svg xmlns",
        b"II*\0",
        b"\0\0\0\x1cftypheic",
    ],
)
def test_what_starts_in_another_way_is_no_picture(head: bytes, tmp_path: Path):
    assert sniff(head) is None
    assert trouble_with(head, tmp_path).trouble is Trouble.NOT_A_PICTURE


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (encoded(COLORS, "PNG"), ".png"),
        (encoded(SEEN, "PNG"), ".png"),
        (encoded(COLORS.convert("P"), "PNG"), ".png"),
        (encoded(COLORS, "PNG", save_all=True, append_images=[SEEN.convert("RGB")]), ".png"),
        (encoded(COLORS, "JPEG"), ".jpg"),
        (encoded(COLORS.convert("CMYK"), "JPEG"), ".jpg"),
        (encoded(COLORS, "JPEG", exif=b"garbage"), ".jpg"),
    ],
    ids=["PNG", "alpha", "indexed", "animated PNG", "JPEG", "CMYK", "damaged EXIF"],
)
def test_what_the_service_takes_stays_as_it_is(data: bytes, suffix: str, tmp_path: Path):
    file = accepted(data, tmp_path)
    assert file.name == f"image{suffix}"
    assert file.read_bytes() == data


@pytest.mark.parametrize(
    ("form", "options"), [("BMP", {}), ("WEBP", {"lossless": True}), ("GIF", {})]
)
def test_other_formats_become_a_png_of_the_same_pixels(
    form: str, options: dict[str, Any], tmp_path: Path
):
    picture = COLORS.quantize(200) if form == "GIF" else COLORS
    file = accepted(encoded(picture, form, **options), tmp_path)
    assert file.name == "image.png"
    assert (pixels(file, "RGB") == np.asarray(picture.convert("RGB"))).all()


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_pictures_of_few_colors_become_rgb(mode: str, tmp_path: Path):
    picture = COLORS.convert(mode)
    file = accepted(encoded(picture, "BMP"), tmp_path)
    assert (pixels(file, "RGB") == np.asarray(picture.convert("RGB"))).all()


def test_transparency_of_a_webp_is_kept(tmp_path: Path):
    file = accepted(encoded(SEEN, "WEBP", lossless=True, exact=True), tmp_path)
    assert (pixels(file, "RGBA") == np.asarray(SEEN)).all()


def test_transparency_of_a_gif_is_kept(tmp_path: Path):
    picture = COLORS.quantize(16)
    holes = np.asarray(picture) == 3
    file = accepted(encoded(picture, "GIF", transparency=3), tmp_path)
    assert ((pixels(file, "RGBA")[..., 3] == 0) == holes).all()


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_of_an_animation_the_first_frame_is_taken(form: str, tmp_path: Path):
    frames = [Image.new("RGB", (100, 80), color) for color in ("#006666", "#CC0000", "#0000CC")]
    options: dict[str, Any] = {"lossless": True} if form == "WEBP" else {}
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:], **options)
    found = pixels(accepted(data, tmp_path), "RGB")
    assert found.shape == (80, 100, 3)
    assert np.abs(found - (0, 0x66, 0x66)).max() <= 3


def exif(orientation: int) -> bytes:
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    return tags.tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_webp_is_turned_upright(orientation: int, tmp_path: Path):
    data = encoded(COLORS, "WEBP", lossless=True, exif=exif(orientation))
    file = accepted(data, tmp_path)
    with Image.open(file) as picture:
        assert not picture.getexif(), "nobody turns it once more"
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    upright = COLORS.transpose(turns[orientation]) if orientation in turns else COLORS
    assert (pixels(file, "RGB") == np.asarray(upright)).all()


def test_a_webp_whose_exif_is_damaged_is_taken_as_it_is(tmp_path: Path):
    file = accepted(encoded(COLORS, "WEBP", lossless=True, exif=b"garbage"), tmp_path)
    assert (pixels(file, "RGB") == np.asarray(COLORS)).all()


def test_a_color_profile_comes_along(tmp_path: Path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    file = accepted(encoded(COLORS, "WEBP", icc_profile=profile), tmp_path)
    with Image.open(file) as picture:
        assert picture.info["icc_profile"] == profile


RANDOM = np.random.default_rng(0)
NOISE = Image.fromarray(RANDOM.integers(0, 256, (80, 100, 3), np.uint8))
GRAIN = Image.fromarray((GRADIENT + RANDOM.integers(0, 16, (80, 100, 3))).clip(0, 255).astype("u1"))


@pytest.mark.parametrize("form", ["BMP", "WEBP"])
def test_a_png_over_the_limit_becomes_a_jpeg(form: str, tmp_path: Path):
    data = encoded(GRAIN, form, **({"lossless": True} if form == "WEBP" else {}))
    file = accepted(data, tmp_path, most_bytes=12_000)
    found = pixels(file, "RGB")
    assert file.suffix == ".jpg"
    assert file.stat().st_size <= 12_000
    assert np.abs(found - np.asarray(GRAIN)).mean() < 5


@pytest.mark.parametrize("form", ["BMP", "WEBP"])
def test_what_is_over_the_limit_even_as_a_jpeg_is_refused(form: str, tmp_path: Path):
    error = trouble_with(encoded(NOISE, form), tmp_path, most_bytes=5_000)
    assert error.trouble is Trouble.RESOLUTION_TOO_HIGH


def test_what_is_transparent_and_over_the_limit_is_refused(tmp_path: Path):
    noise = NOISE.copy()
    noise.putalpha(SEEN.getchannel("A"))
    data = encoded(noise, "WEBP", quality=50)
    assert trouble_with(data, tmp_path, most_bytes=20_000).trouble is Trouble.RESOLUTION_TOO_HIGH


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
@pytest.mark.parametrize("size", [(64, 100), (100, 64), (1, 1)])
def test_a_picture_that_is_too_small_is_refused(form: str, size: tuple[int, int], tmp_path: Path):
    error = trouble_with(encoded(Image.new("RGB", size), form), tmp_path)
    assert error.trouble is Trouble.PICTURE_TOO_SMALL
    assert error.details["limit"] == 64


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_sides_just_within_the_limits_pass(form: str, tmp_path: Path):
    accepted(encoded(Image.new("RGB", (9_999, 65)), form), tmp_path)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_a_side_that_is_too_long_is_refused(form: str, tmp_path: Path):
    error = trouble_with(encoded(Image.new("RGB", (65, 10_000)), form), tmp_path)
    assert error.trouble is Trouble.PICTURE_TOO_LARGE
    assert error.details["limit"] == 10_000


def png_bomb(side: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def gif_bomb(side: int) -> bytes:
    data = bytearray(encoded(Image.new("P", (100, 100)), "GIF"))
    data[6:10] = struct.pack("<HH", side, side)
    return bytes(data)


def bmp_bomb(side: int) -> bytes:
    data = bytearray(encoded(Image.new("RGB", (100, 100)), "BMP"))
    data[18:26] = struct.pack("<ii", side, side)
    return bytes(data)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    "bomb",
    [png_bomb(12_000), png_bomb(2**31 - 1), gif_bomb(65_535), bmp_bomb(2**31 - 1)],
    ids=["PNG", "largest PNG", "GIF", "BMP"],
)
def test_a_bomb_is_refused_by_its_header(bomb: bytes, tmp_path: Path):
    assert trouble_with(bomb, tmp_path).trouble is Trouble.PICTURE_TOO_LARGE


def decoder_must_not_run(*_: object, **__: object) -> None:
    raise AssertionError("this would take the memory")


@pytest.mark.parametrize("form", ["GIF", "BMP", "WEBP"])
def test_more_pixels_than_can_be_converted_are_refused_before_they_are_decoded(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pictures, "MOST_CONVERTED_MEGAPIXELS", 0.0079)
    monkeypatch.setattr(pictures, "_plain", decoder_must_not_run)
    monkeypatch.setattr(pictures, "_first_of_webp", decoder_must_not_run)
    error = trouble_with(encoded(COLORS, form), tmp_path)
    assert error.trouble is Trouble.TOO_MANY_PIXELS


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def head(data: bytes) -> bytes:
    return data[:20]


@pytest.mark.parametrize("damage", [cut, head])
@pytest.mark.parametrize("form", ["GIF", "BMP", "WEBP"])
def test_what_is_cut_off_is_called_damaged(
    form: str, damage: Callable[[bytes], bytes], tmp_path: Path
):
    error = trouble_with(damage(encoded(NOISE, form)), tmp_path)
    assert error.trouble is Trouble.PICTURE_DAMAGED


FILES = [encoded(COLORS, form) for form in ("PNG", "JPEG", "GIF", "BMP", "WEBP")] + [
    encoded(COLORS, form, save_all=True, append_images=[NOISE]) for form in ("GIF", "WEBP")
]


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.sampled_from(FILES),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    kept=st.floats(0, 1),
)
def test_whatever_the_damage_there_is_a_picture_or_a_reason(
    data: bytes, changes: list[tuple[float, int]], kept: float, tmp_path: Path
):
    damaged = bytearray(data[: round(len(data) * kept)])
    # Most of what can go wrong is in the headers.
    for place, value in changes:
        if damaged:
            damaged[round(place**4 * (len(damaged) - 1))] = value
    path = tmp_path / "image"
    path.write_bytes(damaged)
    try:
        file = make_acceptable(path, "cat.png", MOST_BYTES)
    except JobError as error:
        assert error.trouble is not Trouble.BUG
    else:
        assert sniff(file.read_bytes()) in {"PNG", "JPEG"}
