"""Every kind of PNG and JPEG comes in as it is meant to look."""

import struct
from pathlib import Path

import numpy as np
import pytest
import pyvips
from PIL import Image

from bot.engine.mapping import Pixels
from tests.engine.files import chunk, opened, png_bytes, read, rgba


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
