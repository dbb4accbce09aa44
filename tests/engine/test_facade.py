"""One call from a file to its recolored files, in every mode, for every odd picture."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine import (
    Auto,
    Palette,
    PictureError,
    Recoloring,
    Reference,
    UndecodablePictureError,
    UnsupportedFormatError,
    recolor,
)
from bot.engine.mapping import Pixels

PALETTE = Palette(((38, 70, 83), (233, 196, 106), (231, 111, 81)))


def _recolored(
    source: Path, recoloring: Recoloring, folder: Path, threads: int = 2
) -> list[Pixels]:
    files = [folder / f"out-{n}.png" for n in range(recoloring.count)]
    recolor(source, recoloring, files, threads=threads)
    return [np.asarray(Image.open(file)) for file in files]


def _modes(reference: Path) -> list[Palette | Reference | Auto]:
    return [PALETTE, Palette(((200, 30, 30),)), Reference(reference), Auto(3)]


@pytest.mark.parametrize("mode", range(4))
def test_every_mode_recolors_a_photograph(
    photographs: dict[str, Path], tmp_path: Path, mode: int
) -> None:
    original = np.asarray(Image.open(photographs["chelsea"]))
    recoloring = Recoloring(mode=_modes(photographs["flower"])[mode], portrait_hold=False)
    results = _recolored(photographs["chelsea"], recoloring, tmp_path)
    assert len(results) == recoloring.count
    for one, other in itertools.combinations([original, *results], 2):
        assert one.shape == other.shape
        assert np.abs(one.astype(int) - other).mean() > 2


@pytest.mark.parametrize("mode", range(4))
def test_degree_0_keeps_every_pixel(
    photographs: dict[str, Path], tmp_path: Path, mode: int
) -> None:
    original = np.asarray(Image.open(photographs["astronaut"]))
    recoloring = Recoloring(mode=_modes(photographs["flower"])[mode], degree=0)
    for result in _recolored(photographs["astronaut"], recoloring, tmp_path):
        np.testing.assert_array_equal(result, original)


@pytest.mark.parametrize("mode", range(4))
def test_the_same_request_gives_the_same_files(
    photographs: dict[str, Path], tmp_path: Path, mode: int
) -> None:
    recoloring = Recoloring(mode=_modes(photographs["flower"])[mode], degree=0.8)
    once = _recolored(photographs["astronaut"], recoloring, tmp_path, threads=1)
    again = _recolored(photographs["astronaut"], recoloring, tmp_path, threads=3)
    for one, other in zip(once, again, strict=True):
        np.testing.assert_array_equal(one, other)


def test_people_keep_their_colors(photographs: dict[str, Path], tmp_path: Path) -> None:
    original = np.asarray(Image.open(photographs["astronaut"])).astype(int)
    held, moved = (
        _recolored(
            photographs["astronaut"], Recoloring(mode=PALETTE, portrait_hold=hold), tmp_path
        )[0]
        for hold in (True, False)
    )
    face = np.s_[90:170, 200:238]
    assert np.abs(held[face] - original[face]).max() <= 3
    assert np.abs(moved[face] - original[face]).mean() > 5
    np.testing.assert_array_equal(held[:200, :40], moved[:200, :40])


_ODD: dict[str, Pixels] = {
    "one pixel": np.full((1, 1, 3), 90, np.uint8),
    "one row": np.random.default_rng(0).integers(0, 256, (1, 700, 3), np.uint8),
    "one column": np.random.default_rng(0).integers(0, 256, (700, 1, 3), np.uint8),
    "two pixels": np.array([[[255, 0, 0], [0, 0, 255]]], np.uint8),
    "flat": np.full((120, 100, 3), (120, 40, 200), np.uint8),
    "black": np.zeros((120, 100, 3), np.uint8),
    "white": np.full((120, 100, 3), 255, np.uint8),
    "near black": np.random.default_rng(1).integers(0, 9, (120, 100, 3), np.uint8),
    "gray noise": np.random.default_rng(1).integers(0, 256, (90, 90, 1), np.uint8).repeat(3, 2),
    "transparent": np.zeros((100, 110, 4), np.uint8),
    "large and transparent": np.pad(
        np.random.default_rng(3).integers(0, 256, (77, 3000, 3), np.uint8), [(0, 0), (0, 0), (0, 1)]
    ),
    "a transparent pixel": np.zeros((1, 1, 4), np.uint8),
    "a speck": np.pad(np.full((1, 1, 4), 200, np.uint8), ((40, 50), (60, 30), (0, 0))),
    "half opaque noise": np.random.default_rng(2).integers(0, 256, (90, 95, 4), np.uint8),
}


@pytest.mark.parametrize("name", _ODD)
@pytest.mark.parametrize("mode", range(4))
def test_odd_pictures_come_out_in_their_size(
    photographs: dict[str, Path], tmp_path: Path, name: str, mode: int
) -> None:
    pixels = _ODD[name]
    Image.fromarray(pixels).save(tmp_path / "in.png")
    recoloring = Recoloring(mode=_modes(photographs["flower"])[mode])
    for result in _recolored(tmp_path / "in.png", recoloring, tmp_path):
        assert result.shape == pixels.shape
        if pixels.shape[2] == 4:
            np.testing.assert_array_equal(result[..., 3], pixels[..., 3])
        if name.endswith("transparent") or name == "a transparent pixel":
            np.testing.assert_array_equal(result, pixels)


@pytest.mark.parametrize("name", _ODD)
def test_odd_references_are_taken(photographs: dict[str, Path], tmp_path: Path, name: str) -> None:
    Image.fromarray(_ODD[name]).save(tmp_path / "reference.png")
    recoloring = Recoloring(mode=Reference(tmp_path / "reference.png"), portrait_hold=False)
    small = tmp_path / "in.png"
    Image.open(photographs["chelsea"]).resize((150, 100)).save(small)
    result = _recolored(small, recoloring, tmp_path)[0]
    assert result.shape == (100, 150, 3)
    if not _ODD[name].any() and _ODD[name].shape[2] == 4:
        np.testing.assert_array_equal(result, np.asarray(Image.open(small)))


def test_nothing_about_the_photographer_is_left(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker of cameras"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    path = tmp_path / "in.jpg"
    Image.open(photographs["china"]).save(path, exif=exif, comment=b"a comment", dpi=(300, 300))
    recolor(path, Recoloring(mode=PALETTE, degree=0), [tmp_path / "out.png"])
    with Image.open(tmp_path / "out.png") as picture:
        assert picture.info == {"srgb": 0}
        assert not picture.getexif()


@pytest.mark.parametrize("degree", [0.0, 1.0])
def test_a_damaged_picture_leaves_nothing_behind(
    photographs: dict[str, Path], tmp_path: Path, degree: float
) -> None:
    path = tmp_path / "in.jpg"
    path.write_bytes(photographs["china"].read_bytes()[:-500])
    with pytest.raises(UndecodablePictureError):
        recolor(path, Recoloring(mode=Auto(2), degree=degree), [tmp_path / "a", tmp_path / "b"])
    assert [file.name for file in tmp_path.iterdir()] == ["in.jpg"]


def test_a_reference_that_is_no_picture_is_refused(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    text = tmp_path / "reference.png"
    text.write_text("hello")
    with pytest.raises(UnsupportedFormatError):
        _recolored(photographs["china"], Recoloring(mode=Reference(text)), tmp_path)
    assert issubclass(UnsupportedFormatError, PictureError)
    assert [file.name for file in tmp_path.iterdir()] == ["reference.png"]


def test_the_number_of_destinations_must_be_right(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="2 pictures"):
        recolor(photographs["china"], Recoloring(mode=Auto(2)), [tmp_path / "a.png"])


def test_the_source_may_be_its_own_destination(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(photographs["chelsea"].read_bytes())
    recolor(path, Recoloring(mode=PALETTE), [path])
    assert Image.open(path).size == Image.open(photographs["chelsea"]).size
