"""What is written is read back by others, bit for bit, and appears whole or not at all."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import pyvips
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.engine import png
from bot.engine.mapping import Pixels


def _write(path: Path, pixels: Pixels, cuts: list[int]) -> None:
    height, width, bands = pixels.shape
    edges = [0, *sorted({cut for cut in cuts if 0 < cut < height}), height]
    with png.PngFile(path, width, height, has_alpha=bands == 4) as file:
        for top, bottom in pairwise(edges):
            file.write(png.compress(pixels[top:bottom]))


@given(
    seed=st.integers(0, 2**32 - 1),
    height=st.integers(1, 60),
    width=st.integers(1, 60),
    bands=st.sampled_from([3, 4]),
    levels=st.sampled_from([1, 2, 256]),
    cuts=st.lists(st.integers(1, 59), max_size=6),
)
def test_two_decoders_read_what_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    height: int,
    width: int,
    bands: int,
    levels: int,
    cuts: list[int],
) -> None:
    random = np.random.default_rng(seed)
    pixels = random.integers(0, levels, (height, width, bands)).astype(np.uint8) * (255 // levels)
    path = tmp_path_factory.mktemp("png") / "picture.png"
    _write(path, pixels, cuts)
    with Image.open(path) as picture:
        picture.verify()
    np.testing.assert_array_equal(np.asarray(Image.open(path)), pixels)
    decoded = pyvips.Image.pngload(str(path), fail_on="warning")
    assert isinstance(decoded, pyvips.Image)
    np.testing.assert_array_equal(decoded.numpy(), pixels)


def test_photographs_take_little_more_than_pillow_needs(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    for name in ("astronaut", "china"):
        picture = Image.open(photographs[name])
        picture.save(tmp_path / "pillow.png")
        _write(tmp_path / "ours.png", np.asarray(picture), [200])
        ours, pillow = ((tmp_path / f"{who}.png").stat().st_size for who in ("ours", "pillow"))
        assert ours < 1.1 * pillow


def test_only_the_pixels_and_their_color_space_are_in_the_file(tmp_path: Path) -> None:
    _write(tmp_path / "picture.png", np.zeros((10, 10, 3), np.uint8), [5])
    data = (tmp_path / "picture.png").read_bytes()
    kinds: list[bytes] = []
    place = 8
    while place < len(data):
        kinds.append(data[place + 4 : place + 8])
        place += 12 + int.from_bytes(data[place : place + 4])
    assert kinds == [b"IHDR", b"sRGB", b"IDAT", b"IDAT", b"IDAT", b"IDAT", b"IEND"]


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"before")
    with pytest.raises(RuntimeError), png.PngFile(path, 10, 10, has_alpha=False) as file:
        file.write(png.compress(np.zeros((5, 10, 3), np.uint8)))
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["picture.png"]
    assert path.read_bytes() == b"before"


def test_a_file_is_readable_by_all_whom_the_umask_allows(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    _write(tmp_path / "picture.png", np.zeros((1, 1, 3), np.uint8), [])
    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1
