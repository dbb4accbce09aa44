"""Area averages are exact, for any two sizes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.transform import downscale_local_mean

from bot.engine.area import AreaAverage
from bot.engine.mapping import Doubles, Floats, Pixels


def _average(codes: Pixels, size: tuple[int, int], opacity: Floats | None) -> tuple[Floats, Floats]:
    height, width = codes.shape[:2]
    average = AreaAverage((height, width), size, 3 if opacity is None else 4)
    complete: list[tuple[Floats, Floats]] = []
    for top in range(0, height, 16):
        rows = slice(top, top + 16)
        part = average.part(top, codes[rows], None if opacity is None else opacity[rows])
        complete.append(average.add(part))
    means, weights = zip(*complete, strict=True)
    return np.concatenate(means), np.concatenate(weights)


def _overlaps(source: int, result: int) -> Doubles:
    """Return the share of each source cell in each result cell, by the definition."""
    start, left = np.arange(result)[:, None] * source / result, np.arange(source)
    overlap = np.minimum(start + source / result, left + 1) - np.maximum(start, left)
    return np.maximum(overlap, 0) * result / source


@given(
    height=st.integers(1, 90),
    width=st.integers(1, 90),
    down=st.floats(0.01, 1),
    across=st.floats(0.01, 1),
)
def test_every_pixel_is_shared_out_by_area(
    height: int, width: int, down: float, across: float
) -> None:
    codes = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    size = (max(1, round(height * down)), max(1, round(width * across)))
    expected = np.einsum(
        "ij,jkc,lk->ilc", _overlaps(height, size[0]), codes, _overlaps(width, size[1])
    )
    np.testing.assert_allclose(_average(codes, size, None)[0], expected, atol=1e-3)


def test_whole_cells_are_averaged_plainly() -> None:
    codes = np.random.default_rng(0).integers(0, 256, (120, 90, 3), np.uint8)
    means, weights = _average(codes, (40, 30), None)
    np.testing.assert_allclose(means, downscale_local_mean(codes, (3, 3, 1)), atol=1e-3)
    assert (weights == 1).all()


def test_cells_are_divided_where_they_are_cut() -> None:
    codes = np.array([[[0] * 3, [90] * 3, [240] * 3]], np.uint8)
    means, _ = _average(codes, (1, 2), None)
    np.testing.assert_allclose(means[0, :, 0], [30, 190], atol=1e-4)


def test_the_same_size_changes_nothing() -> None:
    codes = np.random.default_rng(1).integers(0, 256, (33, 47, 3), np.uint8)
    np.testing.assert_array_equal(_average(codes, (33, 47), None)[0], codes)


def test_pixels_count_by_their_opacity() -> None:
    codes = np.array([[[200] * 3, [100] * 3], [[50] * 3, [70] * 3]], np.uint8)
    opacity = np.array([[1, 0], [0, 0]], np.float32)
    means, weights = _average(codes, (1, 1), opacity)
    assert means[0, 0] == pytest.approx([200] * 3, abs=0.01)
    assert weights[0, 0] == pytest.approx(0.25)


def test_what_is_transparent_has_its_own_color() -> None:
    codes = np.array([[[200] * 3, [100] * 3]], np.uint8)
    means, weights = _average(codes, (1, 1), np.zeros((1, 2), np.float32))
    assert means[0, 0] == pytest.approx([150] * 3)
    assert weights[0, 0] == 0
