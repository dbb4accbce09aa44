"""Slow shading is smoothed away, edges are not."""

import numpy as np

from bot.engine.mapping import Floats
from bot.engine.palette.surfaces import surface_means


def sky_over_land() -> Floats:
    """Return a sky that gets lighter downward, over dark land: (120, 180, 3), working space."""
    colors = np.empty((120, 180, 3), np.float32)
    colors[:80] = (0, -0.02, -0.08)
    colors[:80, :, 0] = np.linspace(0.5, 0.85, 80)[:, None]
    colors[80:] = (0.3, -0.05, 0.08)
    return colors


def test_a_shading_becomes_one_color():
    means = surface_means(sky_over_land())
    assert np.ptp(means[:70, :, 0]) < 0.5 * np.ptp(sky_over_land()[:70, :, 0])


def test_surfaces_do_not_mix_over_an_edge():
    means = surface_means(sky_over_land())
    assert means[78:80, :, 0].min() > 0.6
    np.testing.assert_allclose(means[85:], sky_over_land()[85:], atol=0.02)


def test_one_color_stays_as_it_is():
    flat = np.full((30, 1, 3), (0.4, 0.1, -0.1), np.float32)
    np.testing.assert_allclose(surface_means(flat), flat, atol=1e-6)


def test_the_colors_given_are_left_alone():
    colors = sky_over_land()
    surface_means(colors)
    np.testing.assert_array_equal(colors, sky_over_land())
