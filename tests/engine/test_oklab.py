import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import oklab

channel = st.integers(0, 255)


def test_white_is_lightness_one_without_chroma():
    white = oklab.from_codes(np.array([255, 255, 255], dtype=np.uint8))
    assert np.allclose(white, [1, 0, 0], atol=1e-4)


def test_red_agrees_with_the_published_value():
    red = oklab.from_codes(np.array([255, 0, 0], dtype=np.uint8))
    assert np.allclose(red, [0.627955, 0.224863, 0.125846], atol=1e-4)


@given(channel, channel, channel)
def test_every_color_survives_the_way_there_and_back(r: int, g: int, b: int):
    codes = np.array([[r, g, b]], dtype=np.uint8)
    assert (oklab.to_codes(oklab.from_codes(codes)) == codes).all()


@given(st.floats(0, 1), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_reducing_chroma_ends_inside_the_gamut_at_the_same_hue(L: float, a: float, b: float):
    lab = np.array([[L, a, b]], dtype=np.float32)
    reduced = oklab.reduce_chroma(lab)
    linear = oklab.to_linear(reduced)
    assert linear.min() > -0.03
    assert linear.max() < 1.03
    assert reduced[0, 0] == lab[0, 0]
    assert abs(reduced[0, 1] * b - reduced[0, 2] * a) < 1e-6


def test_colors_inside_the_gamut_are_left_alone():
    codes = np.random.default_rng(1).integers(0, 256, (1000, 3)).astype(np.uint8)
    lab = oklab.from_codes(codes)
    assert (oklab.to_codes(oklab.reduce_chroma(lab)) == codes).all()
