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
