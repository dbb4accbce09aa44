import numpy as np
import skimage.color
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import cielab

lab = st.tuples(st.floats(0, 100), st.floats(-120, 120), st.floats(-120, 120))


def test_codes_agree_with_scikit_image():
    codes = np.random.default_rng(2).integers(0, 256, (500, 3)).astype(np.uint8)
    assert np.allclose(cielab.from_codes(codes), skimage.color.rgb2lab(codes), atol=0.02)


def test_linear_light_survives_the_way_there_and_back():
    light = np.random.default_rng(3).random((500, 3))
    assert np.allclose(cielab.to_linear(cielab.from_linear(light)), light, atol=1e-9)


@given(lab, lab)
def test_the_difference_agrees_with_scikit_image(one: tuple[float, ...], other: tuple[float, ...]):
    a, b = np.array(one), np.array(other)
    assert np.isclose(
        cielab.difference(a, b), skimage.color.deltaE_ciede2000(a, b), rtol=1e-5, atol=1e-4
    )


def test_the_difference_agrees_with_published_pairs():
    # Rows 1, 7, 16 and 25 of the test data of Sharma, Wu and Dalal (2005).
    one = np.array([[50, 2.6772, -79.7751], [50, 0, 0], [50, 2.5, 0], [60.2574, -34.0099, 36.2677]])
    other = np.array([[50, 0, -82.7485], [50, -1, 2], [50, 0, -2.5], [60.4626, -34.1751, 39.4387]])
    expected = [2.0425, 2.3669, 4.3065, 1.2644]
    assert np.allclose(cielab.difference(one, other), expected, atol=1e-4)


@given(lab)
def test_less_chroma_brings_any_color_into_srgb_and_keeps_its_hue(color: tuple[float, ...]):
    reduced = cielab.reduce_chroma(np.array(color))
    linear = cielab.to_linear(reduced)
    assert linear.min() > -0.02
    assert linear.max() < 1.02
    assert abs(color[1] * reduced[2] - color[2] * reduced[1]) < 1e-6
    assert reduced[1] ** 2 + reduced[2] ** 2 <= color[1] ** 2 + color[2] ** 2 + 1e-9


def test_single_precision_is_enough_to_bring_colors_into_srgb():
    colors = np.random.default_rng(4).uniform((-5, -120, -120), (105, 120, 120), (2000, 3))
    single = cielab.reduce_chroma(colors.astype(np.float32))
    assert single.dtype == np.float32
    assert np.allclose(single, cielab.reduce_chroma(colors), atol=1e-3)
