import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.mapping import Doubles
from bot.engine.palette.assignment import by_lightness, cheapest, nearest

SIZES = st.integers(2, 7)


def gray(*lightness: float) -> Doubles:
    return np.array([(value, 0, 0) for value in lightness])


def apart(count: int) -> Doubles:
    return np.zeros((count, count))


def test_light_stays_light():
    centers, palette = gray(0.8, 0.2, 0.5), gray(0.1, 0.9, 0.4)
    orders = by_lightness(centers, np.ones(3), palette, apart(3), 1)
    assert orders.tolist() == [[1, 0, 2]]


def test_clusters_that_blend_take_colors_that_blend():
    centers = gray(0.2, 0.5, 0.8)
    warm, cool, also_warm = (0.5, 0.1, 0.05), (0.51, -0.1, 0), (0.52, 0.1, 0.04)
    palette = np.array([warm, cool, also_warm])
    sky = apart(3)
    sky[1, 2] = sky[2, 1] = 0.5
    (order,) = by_lightness(centers, np.ones(3), palette, sky, 1)
    assert order[0] == 1


@given(SIZES, st.integers(0, 2**32 - 1))
def test_orders_differ_and_use_every_color_once(count: int, seed: int):
    random = np.random.default_rng(seed)
    centers, palette = random.random((2, count, 3)) * (1, 0.2, 0.2)
    orders = by_lightness(centers, np.ones(count), palette, apart(count), 3)
    assert 1 <= len(orders) <= 3
    assert len({tuple(order) for order in orders}) == len(orders)
    assert all(sorted(order) == list(range(count)) for order in orders)


@given(SIZES, st.integers(0, 2**32 - 1))
def test_no_order_reverses_lightness_by_much(count: int, seed: int):
    random = np.random.default_rng(seed)
    centers, palette = random.random((2, count, 3)) * (1, 0.2, 0.2)
    for order in by_lightness(centers, np.ones(count), palette, apart(count), 3):
        rising = palette[order][np.argsort(centers[:, 0]), 0]
        assert (np.maximum.accumulate(rising) - rising).max() <= 0.1


def test_the_best_order_does_not_depend_on_how_many_are_wanted():
    random = np.random.default_rng(0)
    centers, palette = random.random((2, 5, 3)) * (1, 0.2, 0.2)
    few, many = (by_lightness(centers, np.ones(5), palette, apart(5), most) for most in (1, 4))
    assert np.array_equal(few, many[:1])


def test_a_picture_of_one_color_takes_the_nearest_color():
    assert nearest(gray(0.6), np.ones(1), gray(0.1, 0.55, 0.9)).tolist() == [1]


def test_the_cheapest_columns_are_found_together_not_row_by_row():
    cost = np.array([[1.0, 2.0, 9.0], [1.0, 8.0, 9.0]])
    assert cheapest(cost).tolist() == [1, 0]
    assert cost[[0, 1], cheapest(cost)].sum() == pytest.approx(3)
