import numpy as np
import pytest

from bot.engine import cielab
from bot.engine.reference.samples import samples_of
from tests.engine.surveys import survey_of


def test_the_few_edges_of_a_smooth_picture_are_among_the_pairs_and_weigh_what_they_are():
    ramp = np.linspace(60, 90, 300) + np.random.default_rng(0).integers(-1, 2, (200, 300))
    ramp[np.arange(200)[:, None] < np.arange(300) - 50] += 100
    survey = survey_of(np.repeat(ramp[..., None], 3, axis=2).astype(np.uint8))
    pixels, (ones, others, weights) = samples_of(survey, None, 500)
    assert len(pixels.whole) == len(weights) == 500
    steps = np.abs(ones.whole - others.whole)[:, 0]
    assert (steps > 20).sum() > 100

    lightness = cielab.from_codes(survey.samples)[..., 0]
    every = (lightness[:, 1:] - lightness[:, :1]).ravel()
    assert weights.sum() == pytest.approx(1, abs=0.02)
    assert weights @ steps**2 == pytest.approx((every**2).mean(), rel=0.02)
    assert weights[steps > 20].sum() == pytest.approx((np.abs(every) > 20).mean(), rel=0.05)


def test_a_picture_without_any_contrast_has_pairs_too():
    survey = survey_of(np.full((20, 30, 3), 90, np.uint8))
    assert samples_of(survey, None, 2500).pairs.weights.sum() == pytest.approx(1)
