"""Tables for other programs: what they hold, and that OpenColorIO reads the same colors."""

from pathlib import Path
from typing import Any

import numpy as np
import PyOpenColorIO
import pytest
from PIL import Image

from bot.engine import Auto, Palette, Recoloring, Reference, UnsupportedFormatError, recolor
from bot.engine.cube import Cube, fit_table, lookup_tables, write_cube
from bot.engine.facade import prepared
from bot.engine.lut import Lut
from bot.engine.mapping import Pixels
from tests.metrics import color_distance, fidelity

_ocio: Any = PyOpenColorIO
PALETTE = Palette(((38, 70, 83), (233, 196, 106), (231, 111, 81)))


def applied(path: Path, picture: Pixels) -> Pixels:
    """Let OpenColorIO read a file and apply it."""
    config = _ocio.Config.CreateRaw()
    config.setProcessorCacheFlags(_ocio.PROCESSOR_CACHE_OFF)
    transform = _ocio.FileTransform(src=str(path), interpolation=_ocio.INTERP_TETRAHEDRAL)
    depth = _ocio.BIT_DEPTH_UINT8
    processor = config.getProcessor(transform).getOptimizedCPUProcessor(
        depth, depth, _ocio.OPTIMIZATION_VERY_GOOD
    )
    result = picture.copy()
    processor.applyRGB(result.reshape(-1, 3))
    return result


@pytest.fixture(scope="module")
def coffee(photographs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coffee") / "coffee.png"
    Image.open(photographs["coffee"]).resize((300, 200)).save(path)
    return path


@pytest.mark.parametrize("degree", [1.0, 0.6])
def test_each_auto_colorway_s_table_gives_the_colors_of_its_picture(
    coffee: Path, tmp_path: Path, degree: float
):
    recoloring = Recoloring(mode=Auto(2), degree=degree, portrait_hold=False)
    pictures = [tmp_path / "1.png", tmp_path / "2.png"]
    recolor(coffee, recoloring, pictures)
    original = np.array(Image.open(coffee))
    for cube, picture in zip(lookup_tables(coffee, recoloring, tmp_path), pictures, strict=True):
        # OpenColorIO remembers files by their names.
        table = picture.with_suffix(".cube")
        write_cube(cube, table, "a colorway")
        recolored = np.asarray(Image.open(picture)).astype(int)
        off = np.abs(applied(table, original) - recolored)
        assert off.max() <= 1
        assert cube.mean_error < 0.05


@pytest.mark.parametrize("mode", ["palette", "reference"])
def test_a_map_of_place_gets_the_table_nearest_to_it_and_tells_how_near(
    coffee: Path, photographs: dict[str, Path], tmp_path: Path, mode: str
):
    chosen = PALETTE if mode == "palette" else Reference(photographs["china"])
    recoloring = Recoloring(mode=chosen, portrait_hold=False)
    with prepared(coffee, recoloring, tmp_path, with_wash=False) as (_, [color_map], _):
        recolored = color_map.apply(np.array(Image.open(coffee)), 0)
    cube = lookup_tables(coffee, recoloring, tmp_path)[0]
    write_cube(cube, tmp_path / "table.cube", "coffee")
    original = np.array(Image.open(coffee))
    off = color_distance(applied(tmp_path / "table.cube", original), recolored)
    assert off == pytest.approx(cube.mean_error, abs=0.05)
    assert off < color_distance(original, recolored) / 2
    # The sharper the borders between a palette's colors, the less a table can follow them.
    assert off < 5
    assert cube.tail_error > cube.mean_error
    said = (tmp_path / "table.cube").read_text()
    assert f"# mean {cube.mean_error:.2f}, 95th percentile {cube.tail_error:.2f}" in said


def test_a_reference_s_table_does_not_tear_what_its_wash_would_color_in_two_ways(
    coffee: Path, photographs: dict[str, Path], tmp_path: Path
):
    recoloring = Recoloring(mode=Reference(photographs["china"]))
    cube = lookup_tables(coffee, recoloring, tmp_path)[0]
    original = np.array(Image.open(coffee))
    assert fidelity(original, Lut(cube.grid).apply(original)).correlation > 0.93


def test_the_file_is_what_the_specification_says(tmp_path: Path):
    grid = np.stack(np.meshgrid(*[np.linspace(0, 1, 3)] * 3, indexing="ij"), axis=-1)
    write_cube(Cube(grid.astype(np.float32), 0.0, 0.0), tmp_path / "a.cube", "as it is")
    lines = (tmp_path / "a.cube").read_text().splitlines()
    assert lines[0] == 'TITLE "as it is"'
    assert {"LUT_3D_SIZE 3", "DOMAIN_MIN 0.0 0.0 0.0", "DOMAIN_MAX 1.0 1.0 1.0"} <= set(lines)
    rows = [line for line in lines if line[0].isdigit()]
    assert len(rows) == 27
    assert rows[1] == "0.500000 0.000000 0.000000"
    picture = np.random.default_rng(0).integers(0, 256, (40, 40, 3)).astype(np.uint8)
    assert np.array_equal(applied(tmp_path / "a.cube", picture), picture)


@pytest.mark.parametrize("title", ['say "hello"', "two\nlines"])
def test_a_title_that_would_break_the_file_is_refused(tmp_path: Path, title: str):
    with pytest.raises(ValueError, match="title"):
        write_cube(Cube(np.zeros((2, 2, 2, 3), np.float32), 0, 0), tmp_path / "a.cube", title)
    assert not list(tmp_path.iterdir())


def test_colors_that_the_picture_lacks_go_along_with_those_that_it_has():
    before = np.random.default_rng(0).integers(90, 150, (5000, 3)).astype(np.uint8)
    grid = fit_table(before, before + np.array([20, 0, 0], np.uint8))
    far = np.array([[30, 30, 30], [200, 60, 120]], np.uint8)
    assert Lut(grid).apply(far).astype(int) - far == pytest.approx(
        np.tile([20, 0, 0], (2, 1)), abs=4
    )


def test_the_same_picture_gives_the_same_table(coffee: Path, tmp_path: Path):
    recoloring = Recoloring(mode=PALETTE)
    one, other = (lookup_tables(coffee, recoloring, tmp_path)[0] for _ in range(2))
    assert np.array_equal(one.grid, other.grid)


def test_a_transparent_picture_s_table_changes_nothing(tmp_path: Path):
    Image.new("RGBA", (20, 20)).save(tmp_path / "in.png")
    cube = lookup_tables(tmp_path / "in.png", Recoloring(mode=PALETTE), tmp_path)[0]
    picture = np.random.default_rng(0).integers(0, 256, (9, 9, 3)).astype(np.uint8)
    assert np.array_equal(Lut(cube.grid).apply(picture), picture)


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path):
    (tmp_path / "in.png").write_text("hello")
    with pytest.raises(UnsupportedFormatError):
        lookup_tables(tmp_path / "in.png", Recoloring(mode=Auto(1)), tmp_path)
