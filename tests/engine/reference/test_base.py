"""What of a color is detail, and what remains."""

import numpy as np
import pytest

from bot.engine import cielab
from bot.engine.local import Grid
from bot.engine.reference.base import DetailField
from tests.engine.surveys import survey_of


def test_noise_is_detail_and_an_edge_is_not():
    random = np.random.default_rng(0)
    picture = np.full((120, 160, 3), 60.0)
    picture[:, 80:] = 200
    noisy = picture + random.integers(-6, 7, picture.shape)
    grid = Grid(survey_of(noisy.astype(np.uint8)))
    field = DetailField(grid)
    assert field.detail.std() == pytest.approx((noisy - picture).std() / 255, rel=0.3)
    middle = field.base[:, :, 0].mean(axis=0)
    assert middle[80] - middle[79] > 50


def test_base_and_detail_of_a_cell_add_up_to_its_color_and_are_those_of_its_pixel():
    picture = np.random.default_rng(1).integers(100, 140, (60, 80, 3)).astype(np.uint8)
    grid = Grid(survey_of(picture))
    field = DetailField(grid)
    whole = cielab.from_encoded(grid.colors - field.detail)
    assert field.base == pytest.approx(whole, abs=1e-3)
    places = np.array([(30, 40), (0, 0), (59, 79)], np.int32)
    colors = picture[tuple(places.T)] / 255
    assert field.of_pixels(colors, places) == pytest.approx(field.detail[tuple(places.T)], abs=1e-5)
