"""A degree between 0 and 1 lies between the picture and the recolored one, evenly."""

import numpy as np
import pytest

from bot.engine import cielab, oklab
from bot.engine.degree import move

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


def test_each_pixel_may_have_its_own_amount() -> None:
    amount = np.zeros((60, 70), np.float32)
    amount[20:40] = 0.5
    amount[40:] = 1
    result = move(ORIGINAL, RECOLORED, amount)
    np.testing.assert_array_equal(result[:20], ORIGINAL[:20])
    np.testing.assert_array_equal(result[20:40], move(ORIGINAL, RECOLORED, 0.5)[20:40])
    np.testing.assert_array_equal(result[40:], RECOLORED[40:])
