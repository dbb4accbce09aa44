"""The benches of quality still run, and their tables say what was measured."""

from importlib import import_module
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PIL import Image

from tests.benchmarks.quality.__main__ import PARTS, Part
from tests.benchmarks.quality.pictures import Pictures, load_pictures
from tests.benchmarks.quality.reference import pairs
from tests.benchmarks.quality.tables import Column, format_table, summaries
from tests.metrics import area_average


@pytest.fixture(scope="module")
def pictures(photographs: dict[str, Path]) -> Pictures:
    opened = {name: np.asarray(Image.open(photographs[name])) for name in ("coffee", "china")}
    return {name: area_average(pixels, 64) for name, pixels in opened.items()}


@pytest.mark.parametrize("name", PARTS)
def test_every_part_measures_pictures_and_shows_them(name: str, pictures: Pictures, tmp_path: Path):
    part = cast(Part, import_module(f"tests.benchmarks.quality.{name}"))
    head, rule, *rows = part.table(pictures, tmp_path).strip().splitlines()
    assert "SSIM" in head
    assert set(rule) == set("|-:")
    assert rows[-1].startswith("| target")
    assert {row.count("|") for row in rows} == {head.count("|")}
    assert "nan" not in "".join(rows)
    sheets = list(tmp_path.iterdir())
    assert sheets
    for sheet in sheets:
        with Image.open(sheet) as image:
            assert min(image.size) > 100


def test_the_bad_end_is_the_low_one_where_higher_is_better():
    columns = (Column("amp"), Column("r", 2, higher_is_better=True, target=".97"))
    cells = summaries(columns, [(float(i), i / 100) for i in range(101)])
    assert cells == ["50.0 / 90.0", "0.50 / 0.10"]
    assert format_table("ten", columns, {"ours": cells}).splitlines() == [
        "| ten: median / p90 (p10) |         amp |           r |",
        "|-------------------------|------------:|------------:|",
        "| ours                    | 50.0 / 90.0 | 0.50 / 0.10 |",
        "| target                  |             |         .97 |",
    ]


def test_a_picture_is_never_its_own_reference():
    assert list(pairs(["a", "b"])) == [("a", "b"), ("b", "a")]
    for count in range(2, 8):
        names = [str(number) for number in range(count)]
        found = list(pairs(names))
        assert len(set(found)) == len(found) >= count
        assert all(one != other for one, other in found)
        assert {one for one, _ in found} == {other for _, other in found} == set(names)


def test_pictures_of_a_folder_are_found_in_its_folders_and_kept_apart(
    photographs: dict[str, Path], tmp_path: Path
):
    (tmp_path / "more").mkdir()
    for copy in ("a.png", "more/a.png"):
        (tmp_path / copy).write_bytes(photographs["chelsea"].read_bytes())
    (tmp_path / "notes.txt").touch()
    assert {name: pixels.shape for name, pixels in load_pictures(tmp_path).items()} == {
        "a": (300, 451, 3),
        "more-a": (300, 451, 3),
    }
