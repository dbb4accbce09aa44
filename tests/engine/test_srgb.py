import numpy as np

from bot.engine import srgb


def test_every_code_survives_the_way_to_linear_light_and_back():
    codes = np.arange(256, dtype=np.uint8)
    assert (srgb.codes_from_linear(srgb.LINEAR[codes]) == codes).all()


def test_the_table_agrees_with_the_formula_to_one_code():
    linear = np.random.default_rng(0).random(100_000).astype(np.float32)
    exact = np.rint(srgb.from_linear(linear.astype(np.float64)) * 255)
    off = np.abs(srgb.codes_from_linear(linear) - exact)
    assert off.max() <= 1
    assert (off > 0).mean() < 0.01


def test_light_outside_the_range_is_clipped():
    light = np.array([-1.0, 2.0], dtype=np.float32)
    assert srgb.codes_from_linear(light).tolist() == [0, 255]
