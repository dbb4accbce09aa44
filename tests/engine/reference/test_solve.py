import numpy as np
import pytest

from bot.engine import cielab
from bot.engine.reference import wash
from bot.engine.reference.affine import Affine
from bot.engine.reference.solve import SmoothMap
from bot.engine.reference.spline import Spline

random = np.random.default_rng(0)
colors = random.uniform((20, -30, -30), (80, 30, 30), (6, 9, 3)).astype(np.float32)
spline = Spline(colors.reshape(-1, 3).astype(np.float64), 25.0, (5, 6, 8))
coefficients = random.standard_normal((spline.count, 3))
affine = Affine(np.eye(3), np.zeros(3))


def test_without_a_wash_a_color_becomes_the_same_wherever_it_is():
    smooth = SmoothMap(affine, spline, coefficients, np.zeros((0, 3)))
    each = smooth(colors.reshape(-1, 3)).reshape(colors.shape)
    assert smooth.over_grid(colors) == pytest.approx(each, abs=1e-4)
    assert cielab.to_linear(each).min() > -0.02


def test_over_a_grid_the_wash_is_added():
    washed = random.standard_normal((wash.COUNT, 3))
    plain = SmoothMap(affine, spline, coefficients, np.zeros((0, 3))).over_grid(colors)
    over = SmoothMap(affine, spline, coefficients, washed).over_grid(colors)
    inside = np.abs(colors[..., 1:]).max(axis=-1) < 10
    expected = wash.over_grid(washed, *inside.shape)
    assert (over - plain)[inside] == pytest.approx(expected[inside], abs=1e-3)
