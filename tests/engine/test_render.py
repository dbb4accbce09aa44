"""Maps and mask meet in the file, strip by strip, as they would in one piece."""

import resource
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine import render as render_module
from bot.engine import source
from bot.engine.degree import move
from bot.engine.lut import Lut
from bot.engine.mapping import Floats, Pixels
from bot.engine.render import Unchanged, render
from tests.engine.files import opened


class _Inverted(Unchanged):
    def apply(self, strip: Pixels, top: int) -> Pixels:
        return 255 - strip


class _ByPlace(Unchanged):
    """Adds the row's number, as a map of place depends on it."""

    def apply(self, strip: Pixels, top: int) -> Pixels:
        rows = np.arange(top, top + len(strip))[:, None, None]
        return (strip + rows).astype(np.uint8)


class _Black(Unchanged):
    def apply(self, strip: Pixels, top: int) -> Pixels:
        return np.zeros_like(strip)


class _Failing(Unchanged):
    def apply(self, strip: Pixels, top: int) -> Pixels:
        if top > 100:
            raise ArithmeticError
        return strip


class _LeftHalf:
    """Holds the left half, with a soft edge of ten columns."""

    def weights(self, strip: Pixels, top: int) -> Floats:
        columns = np.arange(strip.shape[1], dtype=np.float32)
        ramp = np.clip((strip.shape[1] / 2 - columns) / 10, 0, 1)
        return np.broadcast_to(ramp, strip.shape[:2]).astype(np.float32)


@pytest.fixture(autouse=True)
def low_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make strips of 4 rows, so that small pictures have many."""
    monkeypatch.setattr(source, "_STRIP_PIXELS", 1)


@pytest.fixture(scope="module")
def original(photographs: dict[str, Path]) -> Pixels:
    return np.asarray(Image.open(photographs["chelsea"]))


def test_every_map_has_its_file(
    photographs: dict[str, Path], original: Pixels, tmp_path: Path
) -> None:
    files = [tmp_path / "a.png", tmp_path / "b.png", tmp_path / "c.png"]
    render(opened(photographs["chelsea"]), [_Inverted(), Unchanged(), _ByPlace()], files)
    expected = [255 - original, original, _ByPlace().apply(original, 0)]
    for file, pixels in zip(files, expected, strict=True):
        np.testing.assert_array_equal(np.asarray(Image.open(file)), pixels)


def test_the_mask_holds_the_original(
    photographs: dict[str, Path], original: Pixels, tmp_path: Path
) -> None:
    file = tmp_path / "out.png"
    render(opened(photographs["chelsea"]), [_Inverted()], [file], mask=_LeftHalf())
    pixels = np.asarray(Image.open(file))
    middle = original.shape[1] // 2
    edge = np.s_[:, middle - 10 : middle + 1]
    weights = _LeftHalf().weights(original, 0)[edge]
    np.testing.assert_array_equal(pixels[:, : middle - 10], original[:, : middle - 10])
    np.testing.assert_array_equal(pixels[:, middle + 1 :], 255 - original[:, middle + 1 :])
    np.testing.assert_array_equal(
        pixels[edge], move(original[edge], 255 - original[edge], 1 - weights)
    )


@pytest.mark.parametrize("count", [1, 3])
def test_large_pictures_get_what_small_ones_do(
    photographs: dict[str, Path],
    original: Pixels,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
) -> None:
    monkeypatch.setattr(render_module, "_MEMO_PIXELS", 0)
    luts = [Lut(Lut.identity().grid ** power) for power in (0.7, 1.4, 2.0)][:count]
    files = [tmp_path / f"{n}.png" for n in range(count)]
    render(opened(photographs["chelsea"]), luts, files)
    for file, lut in zip(files, luts, strict=True):
        np.testing.assert_array_equal(np.asarray(Image.open(file)), lut.apply(original))


def test_alpha_is_untouched(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (100, 80, 4), np.uint8)
    Image.fromarray(noise).save(tmp_path / "in.png")
    render(opened(tmp_path / "in.png"), [_Inverted()], [tmp_path / "out.png"])
    pixels = np.asarray(Image.open(tmp_path / "out.png"))
    np.testing.assert_array_equal(pixels[..., 3], noise[..., 3])
    assert (pixels[..., :3] != noise[..., :3]).any()


def test_the_number_of_threads_does_not_show(photographs: dict[str, Path], tmp_path: Path) -> None:
    files = [tmp_path / f"{threads}.png" for threads in (1, 2, 5)]
    for threads, file in zip((1, 2, 5), files, strict=True):
        picture = opened(photographs["coffee"])
        render(picture, [_ByPlace()], [file], mask=_LeftHalf(), threads=threads)
    assert len({file.read_bytes() for file in files}) == 1


def test_a_map_that_fails_leaves_nothing(photographs: dict[str, Path], tmp_path: Path) -> None:
    files = [tmp_path / "a.png", tmp_path / "b.png"]
    with pytest.raises(ArithmeticError):
        render(opened(photographs["coffee"]), [Unchanged(), _Failing()], files)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def _no_file_above(size: int) -> Generator[None]:
    """Let the system refuse to write more bytes than this into a file, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_one_file_finds_no_room_none_appears(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "in.png")
    picture = opened(tmp_path / "in.png")
    with _no_file_above(1000), pytest.raises(OSError, match="too large"):
        render(picture, [Unchanged(), _Black()], [tmp_path / "a.png", tmp_path / "b.png"])
    assert [file.name for file in tmp_path.iterdir()] == ["in.png"]


def test_where_one_file_would_replace_a_folder_none_appears(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    files = [tmp_path / "a.png", tmp_path / "b.png"]
    files[0].mkdir()
    with pytest.raises(IsADirectoryError):
        render(opened(photographs["coffee"]), [Unchanged(), Unchanged()], files)
    assert list(tmp_path.iterdir()) == files[:1]
