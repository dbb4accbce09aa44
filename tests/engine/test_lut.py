from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.engine import oklab
from bot.engine.lut import Lut
from bot.engine.mapping import Floats, Pixels


def _warm(lab: Floats) -> Floats:
    return lab * np.array([0.9, 1, 1], np.float32) + np.array([0.02, 0.02, 0.03], np.float32)


@pytest.fixture
def strip() -> Pixels:
    return np.random.default_rng(4).integers(0, 256, (97, 301, 3)).astype(np.uint8)


def test_the_identity_keeps_every_code(strip: Pixels):
    assert (Lut.identity().apply(strip, 0) == strip).all()


def test_red_green_and_blue_keep_their_places():
    swapped = Lut(Lut.identity().grid[..., [2, 0, 1]])
    assert swapped.apply(np.array([[[10, 20, 30]]], np.uint8), 0).tolist() == [[[30, 10, 20]]]


def test_a_function_on_oklab_is_followed_to_two_codes_where_it_stays_in_gamut():
    codes = np.random.default_rng(5).integers(96, 160, (2000, 3)).astype(np.uint8)
    exact = oklab.to_codes(_warm(oklab.from_codes(codes))).astype(int)
    off = abs(Lut.from_oklab(_warm).apply(codes) - exact)
    assert off.max() <= 2
    assert off.mean() < 0.2


def test_a_function_on_cielab_that_does_nothing_changes_nothing(
    strip: Pixels,
):
    assert (Lut.from_cielab(lambda lab: lab).apply(strip, 0) == strip).all()


def test_two_luts_do_not_share_their_colors(
    strip: Pixels,
):
    dark, bright = (Lut(Lut.from_oklab(lambda lab: lab).grid ** power) for power in (2, 0.5))
    assert (dark.apply(strip, 0).mean() + 50) < bright.apply(strip, 0).mean()


def test_strips_give_what_the_whole_picture_gives_from_several_threads(
    strip: Pixels,
):
    lut = Lut.from_oklab(_warm)
    with ThreadPoolExecutor(4) as pool:
        parts = pool.map(lambda top: lut.apply(strip[top : top + 10], top), range(0, 97, 10))
        assert (np.concatenate(list(parts)) == lut.apply(strip, 0)).all()


def test_the_given_strip_is_left_alone(
    strip: Pixels,
):
    before = strip.copy()
    Lut.from_oklab(_warm).apply(strip, 0)
    assert (strip == before).all()
