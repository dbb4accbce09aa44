import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.interpolate import PchipInterpolator

from bot.engine.mapping import Doubles
from bot.engine.palette.lightness import MonotoneCubic, rising, tone_curve

LIGHTNESS = arrays(np.float64, st.integers(1, 7), elements=st.floats(0, 1))


@pytest.mark.parametrize("count", [2, 3, 5, 9])
def test_the_monotone_cubic_is_that_of_scipy(count: int):
    random = np.random.default_rng(count)
    for _ in range(20):
        x, y = np.sort(random.random(count)), random.random(count)
        at = np.linspace(x[0], x[-1], 200)
        assert np.allclose(MonotoneCubic(x, y)(at), PchipInterpolator(x, y)(at), atol=1e-9)


@given(LIGHTNESS, st.integers(0, 99))
@example(np.array([0.875, 0, 0.5]), 4)
def test_lightness_keeps_its_order(source: Doubles, seed: int):
    target = np.random.default_rng(seed).random(len(source))
    reach = (target.min() / 2, (1 + target.max()) / 2)
    curve = tone_curve(source, target, 1.7, reach)
    assert (np.diff(curve(np.linspace(0, 1, 300))) >= -1e-9).all()


@given(LIGHTNESS, st.integers(0, 99))
def test_clusters_get_lightness_in_the_order_of_what_they_have(source: Doubles, seed: int):
    target = np.random.default_rng(seed).random(len(source))
    order = np.argsort(source, kind="stable")
    result = rising(source, target)[order]
    assert (np.diff(result) >= 0.2 * np.diff(source[order]) - 1e-9).all()
    in_order = np.empty_like(target)
    in_order[order] = np.sort(target) + 0.2 * source[order]
    assert np.allclose(rising(source, in_order), in_order)
