from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine.mapping import Pixels
from tests import metrics


@pytest.fixture(scope="module")
def coffee(photographs: dict[str, Path]) -> Pixels:
    return metrics.area_average(np.asarray(Image.open(photographs["coffee"])), 300)


def flag(*colors: tuple[int, int, int]) -> Pixels:
    """Make a picture of vertical bands, 20 pixels each."""
    return np.repeat(np.array([colors], dtype=np.uint8), 60, axis=0).repeat(20, axis=1)


def test_an_untouched_picture_loses_nothing(coffee: Pixels):
    kept = metrics.fidelity(coffee, coffee)
    assert kept.ssim == pytest.approx(1)
    assert kept.correlation == pytest.approx(1)
    assert kept.reversals == 0
    assert kept.amplification <= 3
    assert kept.contours == 0


def test_a_negative_reverses_every_gradient(coffee: Pixels):
    kept = metrics.fidelity(coffee, 255 - coffee)
    assert kept.reversals > 90
    assert kept.correlation < -0.8


def test_noise_is_amplification(coffee: Pixels):
    noise = np.random.default_rng(0).integers(-20, 21, coffee.shape)
    kept = metrics.fidelity(coffee, np.clip(coffee + noise, 0, 255).astype(np.uint8))
    assert kept.amplification > 12
    assert kept.contours > 500


def test_the_palette_of_a_flag_is_the_flag():
    colors = [(206, 17, 38), (255, 255, 255), (0, 56, 147)]
    picture = flag(*colors)
    assert metrics.adherence(picture, colors[::-1]) == pytest.approx(0, abs=1e-6)
    assert metrics.nearness(picture, colors) == pytest.approx(0, abs=1e-6)
    assert metrics.adherence(picture, [(0, 140, 69), *colors[:2]]) > 10


def test_dominant_colors_are_counted():
    _, counts = metrics.dominant_colors(flag((9, 9, 9), (9, 9, 9), (250, 9, 9)), 2)
    assert sorted(counts) == [1200, 2400]


def test_a_picture_with_too_few_colors_repeats_one():
    centers, counts = metrics.dominant_colors(flag((9, 9, 9)), 3)
    assert len(centers) == 3
    assert counts.tolist() == [1200, 0, 0]


def test_the_distance_to_a_reference_is_zero_there_and_one_at_the_source(coffee: Pixels):
    other = 255 - coffee
    assert metrics.sliced_wasserstein(coffee, coffee, other) == pytest.approx(1)
    assert metrics.sliced_wasserstein(other, coffee, other) < 0.1


def test_a_glow_beside_an_edge_is_a_halo_and_a_flat_sky_is_none():
    scene = np.full((120, 160, 3), (150, 180, 210), dtype=np.uint8)
    scene[70:] = (40, 35, 30)
    clean = scene.copy()
    clean[:70] = (210, 180, 190)
    glowing = clean.astype(np.float64)
    glow = np.clip(1 - (69 - np.arange(70)) / 15, 0, 1)[:, None, None]
    glowing[:70] += glow * (np.array([150, 220, 190]) - glowing[:70])
    assert metrics.halo(scene, clean) == 0
    assert metrics.halo(scene, glowing.astype(np.uint8)) > 5


def test_harmony_prefers_neighbors_in_hue_to_garish_contrasts():
    weights = np.array([0.5, 0.5])
    calm = metrics.harmony(np.array([[80.0, 5, -25], [60, 0, -30]]), weights)
    garish = metrics.harmony(np.array([[45.0, 70, 60], [45, -60, 50]]), weights)
    assert calm > garish + 0.5


def test_area_average_keeps_the_mean(coffee: Pixels):
    small = metrics.area_average(coffee, 77)
    assert max(small.shape[:2]) == 77
    assert np.allclose(small.mean(axis=(0, 1)), coffee.mean(axis=(0, 1)), atol=0.2)
