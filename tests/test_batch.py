"""Recoloring files: what is written where, and what is refused before any work."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.batch import BatchError, recolor_files
from bot.engine import Auto, Palette, Recoloring, Reference
from bot.engine.lut import Lut
from tests.metrics import color_distance

TEAL = Recoloring(mode=Palette(((0, 128, 128),)), portrait_hold=False)
THREE = Recoloring(mode=Auto(3), portrait_hold=False)
ONE = Recoloring(mode=Auto(1), portrait_hold=False)


def picture(path: Path, seed: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    colors = np.random.default_rng(seed).integers(0, 256, (5, 5, 3), np.uint8)
    Image.fromarray(colors).resize((80, 70)).save(path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_picture_keeps_its_name_and_becomes_a_png(tmp_path: Path):
    image = picture(tmp_path / "my photo.v2.jpg")
    assert recolor_files([image], tmp_path / "new" / "out", TEAL) == []
    assert names(tmp_path / "new" / "out") == ["my photo.v2.png"]
    with Image.open(tmp_path / "new" / "out" / "my photo.v2.png") as result:
        assert (result.format, result.size) == ("PNG", (80, 70))


def test_colorways_are_numbered_from_one(tmp_path: Path):
    images = [picture(tmp_path / "a.png"), picture(tmp_path / "b.png", 1)]
    assert recolor_files(images, tmp_path / "out", THREE) == []
    assert names(tmp_path / "out") == [f"{n}-{i}.png" for n in "ab" for i in (1, 2, 3)]


def test_a_single_colorway_is_numbered_too(tmp_path: Path):
    assert recolor_files([picture(tmp_path / "a.png")], tmp_path / "out", ONE) == []
    assert names(tmp_path / "out") == ["a-1.png"]


def test_results_of_an_earlier_run_are_replaced(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.png").write_text("earlier")
    assert recolor_files([image], tmp_path / "out", TEAL) == []
    with Image.open(tmp_path / "out" / "a.png") as result:
        assert result.size == (80, 70)


def test_a_picture_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path):
    images = [picture(tmp_path / f"{name}.png") for name in "abcd"]
    images[0].write_text("no picture")
    images[2].write_bytes(images[2].read_bytes()[:-40])
    assert recolor_files(images, tmp_path / "out", TEAL) == [
        f"{images[0]} is neither a PNG nor a JPEG",
        f"{images[2]} is damaged or cut off",
    ]
    assert names(tmp_path / "out") == ["b.png", "d.png"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    (tmp_path / "out" / "a.png").mkdir(parents=True)
    [complaint] = recolor_files([image], tmp_path / "out", TEAL)
    assert complaint.startswith(f"{image} could not be recolored: ")


@pytest.mark.parametrize("name", ["none.png", "folder", "none/none.png", 300 * "x"])
def test_a_file_that_is_not_there_stops_all_before_any_work(tmp_path: Path, name: str):
    (tmp_path / "folder").mkdir()
    image = picture(tmp_path / "a.png")
    with pytest.raises(BatchError, match="there is no file"):
        recolor_files([image, tmp_path / name], tmp_path / "out", TEAL)
    assert not (tmp_path / "out").exists()


def test_an_input_is_never_overwritten(tmp_path: Path):
    images = [picture(tmp_path / "a.png"), picture(tmp_path / "out" / "a.png", 1)]
    before = images[1].read_bytes()
    with pytest.raises(BatchError, match="is an input"):
        recolor_files(images, tmp_path / "out", TEAL)
    with pytest.raises(BatchError, match="is an input"):
        recolor_files(images[:1], tmp_path / "out" / "..", TEAL)
    assert images[1].read_bytes() == before


def test_an_input_is_not_overwritten_through_a_link(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(BatchError, match="is an input"):
        recolor_files([image], tmp_path / "link", TEAL)


def test_the_reference_is_never_overwritten(tmp_path: Path):
    image, reference = picture(tmp_path / "a.png"), picture(tmp_path / "out" / "a.png", 1)
    with pytest.raises(BatchError, match="is an input"):
        recolor_files([image], tmp_path / "out", Recoloring(mode=Reference(reference)))


def test_two_results_never_get_one_name(tmp_path: Path):
    images = [picture(tmp_path / "x" / "a.png"), picture(tmp_path / "y" / "a.jpg")]
    with pytest.raises(BatchError, match=r"a\.png and .*a\.jpg would both be written to"):
        recolor_files(images, tmp_path / "out", TEAL)
    assert not (tmp_path / "out").exists()


def test_a_picture_named_twice_is_recolored_once(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    again = tmp_path / "." / "a.png"
    image.write_text("no picture")
    assert len(recolor_files([image, again], tmp_path / "out", TEAL)) == 1


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, folder: str):
    (tmp_path / "file").write_text("in the way")
    image = picture(tmp_path / "a.png")
    with pytest.raises(BatchError, match="cannot be made a folder"):
        recolor_files([image], tmp_path / folder, TEAL)


def test_a_reference_that_is_not_there_stops_all(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    wish = Recoloring(mode=Reference(tmp_path / "none.png"))
    with pytest.raises(BatchError, match=r"there is no file .*none\.png"):
        recolor_files([image], tmp_path / "out", wish)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda whole: whole[:-40], "is damaged or cut off"),
        (lambda _: b"no picture", "is neither a PNG nor a JPEG"),
    ],
)
def test_a_reference_that_cannot_be_read_is_blamed_once_and_by_its_name(
    tmp_path: Path, damage: Callable[[bytes], bytes], sentence: str
):
    images = [picture(tmp_path / "a.png"), picture(tmp_path / "b.png")]
    reference = picture(tmp_path / "colors.png", 1)
    reference.write_bytes(damage(reference.read_bytes()))
    with pytest.raises(BatchError) as caught:
        recolor_files(images, tmp_path / "out", Recoloring(mode=Reference(reference)))
    assert str(caught.value) == f"the reference {reference} {sentence}"
    assert not (tmp_path / "out").exists() or names(tmp_path / "out") == []


def read_table(path: Path) -> Lut:
    """Read the numbers of a .cube file; in it red changes fastest."""
    lines = path.read_text().splitlines()
    [size] = [int(line.split()[1]) for line in lines if line.startswith("LUT_3D_SIZE")]
    numbers = [[float(word) for word in line.split()] for line in lines if line[0].isdigit()]
    return Lut(np.array(numbers).reshape(size, size, size, 3).transpose(2, 1, 0, 3))


def test_each_colorway_has_a_table_that_gives_its_colors(
    photographs: dict[str, Path], tmp_path: Path
):
    out = tmp_path / "out"
    assert recolor_files([photographs["coffee"]], out, THREE, tmp_path / "look.cube") == []
    assert names(tmp_path) == ["look-1.cube", "look-2.cube", "look-3.cube", "out"]
    original = np.asarray(Image.open(photographs["coffee"]))
    for number in (1, 2, 3):
        table = tmp_path / f"look-{number}.cube"
        assert f'TITLE "coffee-{number}"' in table.read_text()
        recolored = np.asarray(Image.open(out / f"coffee-{number}.png"))
        assert color_distance(read_table(table).apply(original), recolored) < 0.3


@pytest.mark.parametrize("wish", [TEAL, ONE], ids=["a palette", "one colorway"])
def test_the_table_of_a_single_recoloring_has_the_name_that_was_given(
    tmp_path: Path, wish: Recoloring
):
    image, table = picture(tmp_path / "a.png"), tmp_path / "out" / "look.cube"
    assert recolor_files([image], tmp_path / "out", wish, table) == []
    assert "look.cube" in names(tmp_path / "out")
    assert read_table(table).grid.shape == (33, 33, 33, 3)


def test_a_name_that_a_title_cannot_hold_is_written_with_question_marks(tmp_path: Path):
    image = picture(tmp_path / 'say "hé\nllo".png')
    assert recolor_files([image], tmp_path / "out", TEAL, tmp_path / "look.cube") == []
    assert (tmp_path / "look.cube").read_text().startswith('TITLE "say ?h??llo?"\n')


def test_no_table_is_made_of_several_pictures(tmp_path: Path):
    images = [picture(tmp_path / "a.png"), picture(tmp_path / "b.png", 1)]
    with pytest.raises(BatchError, match="a table is made of one picture, and these are 2"):
        recolor_files(images, tmp_path / "out", TEAL, tmp_path / "look.cube")
    assert not (tmp_path / "out").exists()


def test_a_table_overwrites_no_input(tmp_path: Path):
    image = picture(tmp_path / "a.png").rename(tmp_path / "a-2.cube")
    reference = picture(tmp_path / "b.png", 1).rename(tmp_path / "b.cube")
    before = image.read_bytes()
    with pytest.raises(BatchError, match=r"a-2\.cube is an input"):
        recolor_files([image], tmp_path / "out", THREE, tmp_path / "a.cube")
    with pytest.raises(BatchError, match=r"b\.cube is an input"):
        recolor_files([image], tmp_path, Recoloring(mode=Reference(reference)), reference)
    assert image.read_bytes() == before


def test_a_table_s_folder_must_be_there(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    with pytest.raises(BatchError, match=r"there is no folder .*none"):
        recolor_files([image], tmp_path / "out", TEAL, tmp_path / "none" / "look.cube")
    assert not (tmp_path / "out").exists()


def test_a_table_that_cannot_be_written_is_named_and_the_picture_is_there(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    (tmp_path / "look.cube").mkdir()
    [complaint] = recolor_files([image], tmp_path / "out", TEAL, tmp_path / "look.cube")
    assert complaint == f"{tmp_path / 'look.cube'} could not be written: Is a directory"
    assert names(tmp_path / "out") == ["a.png"]


def test_no_table_is_made_of_a_picture_that_cannot_be_read(tmp_path: Path):
    image = picture(tmp_path / "a.png")
    image.write_text("no picture")
    [complaint] = recolor_files([image], tmp_path / "out", TEAL, tmp_path / "look.cube")
    assert complaint == f"{image} is neither a PNG nor a JPEG"
    assert not (tmp_path / "look.cube").exists()
