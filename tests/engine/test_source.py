"""Every kind of PNG and JPEG comes in as it is meant to look; anything else is refused."""

import io
import struct
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import pyvips
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from bot.engine import source
from bot.engine.errors import (
    OversizedPictureError,
    UndecodablePictureError,
    UnsupportedFormatError,
)
from bot.engine.mapping import Pixels
from tests.engine.files import SIGNATURE, chunk, opened, pixels_of, png_bytes, read, rgba

_ORIENTATION = 0x0112


@pytest.fixture
def low_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make strips of 4 rows, so that small pictures have many."""
    monkeypatch.setattr(source, "_STRIP_PIXELS", 1)


def _pillow(path: Path) -> Pixels:
    return np.asarray(Image.open(path).convert("RGB"))


def test_a_png_keeps_every_pixel(photographs: dict[str, Path]) -> None:
    rgb, alpha = read(photographs["astronaut"])
    assert alpha is None
    np.testing.assert_array_equal(rgb, _pillow(photographs["astronaut"]))


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_is_decoded_as_others_do(
    photographs: dict[str, Path], tmp_path: Path, progressive: bool
) -> None:
    path = tmp_path / "picture"
    Image.open(photographs["china"]).save(path, "JPEG", quality=90, progressive=progressive)
    np.testing.assert_allclose(read(path)[0].astype(int), _pillow(path), atol=1)


def test_an_interlaced_png_keeps_every_pixel(photographs: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    pyvips.Image.pngload(str(photographs["chelsea"])).pngsave(str(path), interlace=True)
    np.testing.assert_array_equal(read(path)[0], _pillow(photographs["chelsea"]))


def test_the_name_of_a_file_does_not_matter(photographs: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "picture [page=2].jpg"
    path.write_bytes(photographs["astronaut"].read_bytes())
    np.testing.assert_array_equal(read(path)[0], _pillow(photographs["astronaut"]))


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


def test_an_unknown_orientation_counts_as_none(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 9
    Image.new("RGB", (30, 20), "red").save(tmp_path / "picture.jpg", exif=exif)
    picture = opened(tmp_path / "picture.jpg")
    assert (picture.width, picture.height) == (30, 20)


def test_a_gray_jpeg_becomes_rgb(photographs: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "gray.jpg"
    Image.open(photographs["flower"]).convert("L").save(path)
    np.testing.assert_allclose(read(path)[0].astype(int), _pillow(path), atol=1)


def test_sixteen_bits_are_rounded_to_eight(tmp_path: Path) -> None:
    values = np.arange(0, 65536, 13, dtype=np.uint16)[:5000].reshape(50, 100)
    (tmp_path / "gray.png").write_bytes(
        png_bytes(100, 50, depth=16, color=0, rows=[r.astype(">u2").tobytes() for r in values])
    )
    expected = np.rint(values / 257).astype(np.uint8)
    rgb, _ = read(tmp_path / "gray.png")
    np.testing.assert_array_equal(rgb, np.repeat(expected[..., None], 3, axis=-1))

    colors = np.stack([values, values[::-1], values.T.reshape(50, 100)], axis=-1)
    (tmp_path / "rgb.png").write_bytes(
        png_bytes(100, 50, depth=16, color=2, rows=[r.astype(">u2").tobytes() for r in colors])
    )
    np.testing.assert_array_equal(read(tmp_path / "rgb.png")[0], np.rint(colors / 257))


def test_sixteen_bits_of_alpha_are_rounded_too(tmp_path: Path) -> None:
    values = np.random.default_rng(0).integers(0, 65536, (20, 30, 4)).astype(">u2")
    path = tmp_path / "rgba.png"
    path.write_bytes(png_bytes(30, 20, depth=16, color=6, rows=[r.tobytes() for r in values]))
    np.testing.assert_array_equal(rgba(opened(path)), np.rint(values / 257))


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_few_bits_of_gray_span_black_to_white(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "gray.png"
    rows = [bytes(range(0, 256, 17))] * 2
    path.write_bytes(png_bytes(128 // depth, 2, depth=depth, color=0, rows=rows))
    rgb, _ = read(path)
    assert rgb.max() == 255
    np.testing.assert_array_equal(rgb, _pillow(path))


def test_a_palette_and_its_transparency(tmp_path: Path) -> None:
    path = tmp_path / "palette.png"
    palette = chunk(b"PLTE", bytes([255, 0, 0, 0, 255, 0, 0, 0, 255]))
    path.write_bytes(
        png_bytes(
            3, 1, depth=8, color=3, rows=[b"\0\1\2"], extra=[palette, chunk(b"tRNS", b"\x80\0")]
        )
    )
    expected = [[[255, 0, 0, 128], [0, 255, 0, 0], [0, 0, 255, 255]]]
    np.testing.assert_array_equal(rgba(opened(path)), expected)


def test_a_transparent_color(tmp_path: Path) -> None:
    path = tmp_path / "key.png"
    key = chunk(b"tRNS", struct.pack(">HHH", 1, 2, 3))
    rows = [bytes([1, 2, 3, 3, 2, 1])]
    path.write_bytes(png_bytes(2, 1, depth=8, color=2, rows=rows, extra=[key]))
    np.testing.assert_array_equal(rgba(opened(path)), [[[1, 2, 3, 0], [3, 2, 1, 255]]])


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_alpha_and_the_colors_below_it_are_kept(tmp_path: Path, mode: str) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (40, 50, len(mode)), np.uint8)
    path = tmp_path / "picture.png"
    picture = Image.fromarray(noise, mode)
    picture.save(path)
    np.testing.assert_array_equal(rgba(opened(path)), np.asarray(picture.convert("RGBA")))


def test_cmyk_is_not_inverted(tmp_path: Path) -> None:
    inks = Image.new("CMYK", (64, 16), (0, 0, 0, 0))
    inks.paste((0, 0, 0, 255), (16, 0, 32, 16))
    inks.paste((255, 0, 0, 0), (32, 0, 48, 16))
    inks.paste((0, 255, 255, 0), (48, 0, 64, 16))
    path = tmp_path / "inks.jpg"
    inks.save(path, quality=100)
    white, black, cyan, red = (read(path)[0][8, x].astype(int) for x in (8, 24, 40, 56))
    assert white.min() > 250
    assert black.max() < 60
    assert cyan[2] > cyan[0] + 100
    assert red[0] > red[2] + 100


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF", "BMP", "PDF", "PPM", "ICO"])
def test_other_formats_are_refused(tmp_path: Path, kind: str) -> None:
    Image.new("RGB", (30, 30), "red").save(tmp_path / "picture.png", kind)
    with pytest.raises(UnsupportedFormatError):
        read(tmp_path / "picture.png")


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "picture.png").write_bytes(data)
    with pytest.raises(UnsupportedFormatError):
        read(tmp_path / "picture.png")


@pytest.mark.parametrize("sign", [SIGNATURE, b"\xff\xd8\xff\xe0"])
@pytest.mark.parametrize("rest", [b"", b"\0" * 1000, bytes(range(256)) * 8])
def test_garbage_after_the_signature_is_damage(tmp_path: Path, sign: bytes, rest: bytes) -> None:
    (tmp_path / "picture.png").write_bytes(sign + rest)
    with pytest.raises(UndecodablePictureError):
        read(tmp_path / "picture.png")


@cache
def _encoded(kind: str) -> bytes:
    noise = np.random.default_rng(2).integers(0, 256, (300, 400, 3), np.uint8)
    file = io.BytesIO()
    if kind == "PNG":
        Image.fromarray(noise).save(file, "PNG")
    else:
        Image.fromarray(noise).save(file, "JPEG", progressive=kind == "progressive JPEG")
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "progressive JPEG"])
def test_a_file_cut_anywhere_is_damaged(tmp_path: Path, kind: str) -> None:
    data = _encoded(kind)
    whole = tmp_path / "whole"
    whole.write_bytes(data)
    read(whole)
    # A PNG without its last chunk, which is empty, lacks nothing.
    last = len(data) - 20
    for length in (8, 20, 33, 60, 500, len(data) // 3, len(data) // 2, len(data) - 3000, last):
        path = tmp_path / "cut"
        path.write_bytes(data[:length])
        with pytest.raises(UndecodablePictureError):
            read(path)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "progressive JPEG"])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_damage_is_called_so(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    damaged = bytearray(_encoded(kind))
    places = st.one_of(st.integers(8, 700), st.integers(8, len(damaged) - 1))
    for place, value in data.draw(
        st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=9)
    ):
        damaged[place] = value
    path = tmp_path_factory.mktemp("damaged") / "picture"
    path.write_bytes(damaged)
    try:
        rgb, _ = read(path)
    except (UndecodablePictureError, OversizedPictureError) as error:
        assert error.path == path
        return
    assert rgb.size > 0


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG"])
def test_half_a_picture_is_damaged_even_if_an_end_is_put_to_it(tmp_path: Path, kind: str) -> None:
    data = _encoded(kind)
    path = tmp_path / "half"
    path.write_bytes(data[: len(data) // 2] + b"\xff\xd9")
    with pytest.raises(UndecodablePictureError):
        read(path)


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG"])
@pytest.mark.parametrize("oddity", ["bytes between segments", "a revision to come"])
def test_oddities_before_the_pixels_do_no_harm(tmp_path: Path, kind: str, oddity: str) -> None:
    data = _encoded(kind)
    whole, odd = tmp_path / "whole", tmp_path / "odd"
    whole.write_bytes(data)
    # The first segment is JFIF's, of 18 bytes with its marker.
    if oddity == "bytes between segments":
        odd.write_bytes(data[:20] + b"\0\1\2" + data[20:])
    else:
        odd.write_bytes(data[:11] + b"\x09" + data[12:])
    np.testing.assert_array_equal(read(odd)[0], read(whole)[0])
    # Nor does it make the next picture look harmless.
    odd.write_bytes(data[: len(data) // 10] + b"\xff\xd9")
    with pytest.raises(UndecodablePictureError):
        read(odd)


def test_bytes_after_the_end_do_no_harm(tmp_path: Path) -> None:
    for kind in ("PNG", "JPEG"):
        path = tmp_path / "picture"
        path.write_bytes(_encoded(kind) + b"PK\x03\x04<script>%PDF-1.7" * 100)
        assert read(path)[0].shape == (300, 400, 3)


@pytest.mark.parametrize("place", ["header", "pixels"])
def test_a_wrong_checksum_is_damage(tmp_path: Path, place: str) -> None:
    data = bytearray(_encoded("PNG"))
    data[29 if place == "header" else -14] ^= 1
    (tmp_path / "picture.png").write_bytes(data)
    with pytest.raises(UndecodablePictureError):
        read(tmp_path / "picture.png")


def test_a_header_that_claims_too_much_is_refused_before_any_pixel(tmp_path: Path) -> None:
    sides = ((100_000, 100_000), (1_000_000, 50), (50, 1_000_000))
    huge = [png_bytes(*side, depth=8, color=2, rows=[]) for side in sides]
    jpeg = _encoded("progressive JPEG")
    sizes = struct.pack(">HH", 300, 400)
    assert jpeg.count(sizes) == 1
    for data in (*huge, jpeg.replace(sizes, struct.pack(">HH", 65000, 65000))):
        (tmp_path / "picture").write_bytes(data)
        with pytest.raises(OversizedPictureError, match="too many"):
            opened(tmp_path / "picture")


def test_what_no_decoder_can_stream_has_a_limit_of_its_own(
    photographs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photograph = Image.open(photographs["chelsea"])
    pixels = photograph.width * photograph.height
    photograph.save(tmp_path / "plain.jpg")
    photograph.save(tmp_path / "halved.jpg", progressive=True)
    photograph.save(tmp_path / "full.jpg", progressive=True, subsampling=0)
    pyvips.Image.pngload(str(photographs["chelsea"])).pngsave(
        str(tmp_path / "interlaced.png"), interlace=True
    )
    monkeypatch.setattr(source, "MOST_BYTES", 3 * pixels)
    for name in ("plain.jpg", "halved.jpg", "interlaced.png"):
        assert opened(tmp_path / name).width == photograph.width
    with pytest.raises(OversizedPictureError, match="too many"):
        opened(tmp_path / "full.jpg")
    monkeypatch.setattr(source, "MOST_BYTES", 3 * pixels - 1)
    for name in ("halved.jpg", "interlaced.png"):
        with pytest.raises(OversizedPictureError, match="too many"):
            opened(tmp_path / name)


def test_a_picture_whose_first_reading_was_broken_off_says_so(photographs: dict[str, Path]) -> None:
    picture = opened(photographs["coffee"])
    next(picture.strips())
    with pytest.raises(RuntimeError, match="first reading"):
        next(picture.strips())


def test_a_missing_file_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "nowhere.png")
