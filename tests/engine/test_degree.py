"""A degree between 0 and 1 lies between the picture and the recolored one, evenly."""

import numpy as np
import pytest

from bot.engine import cielab, oklab
from bot.engine.degree import move, share_of_way
from bot.engine.flat import ColorTable
from bot.engine.lut import Lut, crowded_axes
from bot.engine.mapping import Doubles

_RANDOM = np.random.default_rng(0)
ORIGINAL = _RANDOM.integers(0, 256, (60, 70, 3), np.uint8)
RECOLORED = _RANDOM.integers(0, 256, (60, 70, 3), np.uint8)


def test_the_ends_are_exact() -> None:
    np.testing.assert_array_equal(move(ORIGINAL, RECOLORED, 0.0), ORIGINAL)
    np.testing.assert_array_equal(move(ORIGINAL, RECOLORED, 1.0), RECOLORED)


@pytest.mark.parametrize("degree", [0.01, 0.25, 0.5, 0.99])
def test_the_middle_is_that_of_oklab(degree: float) -> None:
    start, end = oklab.from_codes(ORIGINAL), oklab.from_codes(RECOLORED)
    expected = oklab.to_codes((start + (end - start) * np.float32(degree)).astype(np.float32))
    np.testing.assert_allclose(move(ORIGINAL, RECOLORED, degree).astype(int), expected, atol=1)


def test_what_the_map_keeps_is_kept_at_every_degree() -> None:
    codes = np.arange(256, dtype=np.uint8).repeat(3).reshape(1, 256, 3)
    for degree in (0.1, 0.5, 0.9):
        np.testing.assert_array_equal(move(codes, codes, degree), codes)
        np.testing.assert_array_equal(move(ORIGINAL, ORIGINAL, degree), ORIGINAL)


def test_the_difference_grows_evenly() -> None:
    gentle = np.clip(ORIGINAL // 2 + (60, 20, 0), 0, 255).astype(np.uint8)
    start = cielab.from_codes(ORIGINAL)
    steps = [
        cielab.difference(start, cielab.from_codes(move(ORIGINAL, gentle, degree))).mean()
        for degree in np.linspace(0, 1, 11).tolist()
    ]
    shares = np.array(steps) / steps[-1]
    np.testing.assert_allclose(shares, np.linspace(0, 1, 11), atol=0.06)


def _turned(lab: Doubles) -> Doubles:
    return lab * 0.6 + np.array([25, 8, 15])


_AXES = crowded_axes(ORIGINAL.reshape(-1, 3) / 510)


@pytest.mark.parametrize("lut", [Lut.from_cielab(_turned), Lut.from_cielab(_turned, _AXES)])
@pytest.mark.parametrize("degree", [0.25, 0.5, 0.9])
def test_a_table_goes_as_far_as_its_colors_would(lut: Lut, degree: float) -> None:
    expected = cielab.from_codes(move(ORIGINAL, lut.apply(ORIGINAL), degree))
    off = cielab.difference(cielab.from_codes(lut.toward(degree).apply(ORIGINAL)), expected)
    assert off.mean() < 0.35
    assert np.percentile(off, 99) < 2


def test_a_table_differs_evenly() -> None:
    lut = Lut.from_cielab(_turned)
    start = cielab.from_codes(ORIGINAL)
    steps = [
        cielab.difference(start, cielab.from_codes(lut.toward(degree).apply(ORIGINAL))).mean()
        for degree in np.linspace(0, 1, 6).tolist()
    ]
    np.testing.assert_allclose(np.array(steps) / steps[-1], np.linspace(0, 1, 6), atol=0.05)


def test_a_table_that_goes_nowhere_keeps_every_code() -> None:
    lut = Lut.from_cielab(_turned)
    np.testing.assert_array_equal(lut.toward(0).apply(ORIGINAL), ORIGINAL)


@pytest.mark.parametrize("degree", [0.0, 0.3, 1.0])
def test_few_colors_are_moved_exactly(degree: float) -> None:
    colors, new = ORIGINAL[0], RECOLORED[0]
    counts = np.arange(1.0, len(colors) + 1)
    moved = ColorTable(colors, new, counts).toward(degree).apply(colors[None], 0)
    start, end = (oklab.from_codes(codes).astype(np.float64) for codes in (colors, new))
    share = share_of_way(start, end, counts, degree)
    np.testing.assert_array_equal(moved, move(colors[None], new[None], share))


def test_colors_that_pass_gray_look_changed_evenly() -> None:
    start = np.array([[0.6, 0.15, 0.02], [0.7, 0.1, -0.05], [0.5, -0.08, 0.08]])
    end, weights = start * (1, -1, -1) + (0.1, 0, 0), np.array([3.0, 1.0, 2.0])

    def change(share: float) -> float:
        colors = np.clip(oklab.to_linear(start + share * (end - start)), 0, 1)
        before = cielab.from_linear(oklab.to_linear(start))
        return float(weights @ cielab.difference(before, cielab.from_linear(colors)))

    for degree in (0.1, 0.3, 0.5, 0.8):
        share = share_of_way(start, end, weights, degree)
        assert abs(change(share) / change(1) - degree) < 0.03
    assert share_of_way(start, end, weights, 0) == 0
    assert share_of_way(start, end, weights, 1) == 1
    assert share_of_way(start, start, weights, 0.4) == 0.4


def test_each_pixel_may_have_its_own_amount() -> None:
    amount = np.zeros((60, 70), np.float32)
    amount[20:40] = 0.5
    amount[40:] = 1
    result = move(ORIGINAL, RECOLORED, amount)
    np.testing.assert_array_equal(result[:20], ORIGINAL[:20])
    np.testing.assert_array_equal(result[20:40], move(ORIGINAL, RECOLORED, 0.5)[20:40])
    np.testing.assert_array_equal(result[40:], RECOLORED[40:])
