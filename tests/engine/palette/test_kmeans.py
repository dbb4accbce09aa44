"""Clusters of weighted colors are found from several starts at once."""

import numpy as np
import pytest

from bot.engine.mapping import Doubles, Reals
from bot.engine.palette.kmeans import kmeans, nearest, spread_seeds

BLOBS = np.array([[0.0, 0, 0], [60, 0, 0], [0, 50, 40]])


@pytest.fixture
def colors() -> Doubles:
    """Return 30 colors around each of three, (90, 3)."""
    noise = np.random.default_rng(0).standard_normal((3, 30, 3))
    return (BLOBS[:, None] + noise).reshape(-1, 3)


@pytest.fixture
def mass() -> Doubles:
    return np.random.default_rng(1).random(90) + 0.1


def means(colors: Doubles, mass: Doubles) -> Doubles:
    groups = zip(colors.reshape(3, 30, 3), mass.reshape(3, 30), strict=True)
    return np.array([np.average(own, axis=0, weights=weights) for own, weights in groups])


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_centers_end_in_the_means_of_their_clusters(
    colors: Doubles, mass: Doubles, kind: type[np.floating]
):
    centers, _ = kmeans(colors.astype(kind), mass, (BLOBS + 9)[None], 20)
    assert centers.dtype == kind
    np.testing.assert_allclose(centers[0], means(colors, mass), atol=1e-4)


def test_inertia_is_the_weighted_sum_of_squared_distances(colors: Doubles, mass: Doubles):
    _, inertia = kmeans(colors, mass, BLOBS[None], 20)
    gaps = colors.reshape(3, 30, 3) - means(colors, mass)[:, None]
    np.testing.assert_allclose(inertia, [mass @ (gaps**2).sum(axis=-1).ravel()])


def test_each_start_is_worked_on_by_itself(colors: Doubles, mass: Doubles):
    starts = spread_seeds(colors, mass, 5, 4)
    together, inertia = kmeans(colors, mass, starts, 20)
    for i, start in enumerate(starts):
        alone, own = kmeans(colors, mass, start[None], 20)
        np.testing.assert_allclose(together[i], alone[0])
        np.testing.assert_allclose(inertia[i], own[0])


def test_a_center_without_points_stays_where_it_is(colors: Doubles, mass: Doubles):
    far = np.array([[500.0, 500, 500]])
    centers, _ = kmeans(colors, mass, np.concatenate([BLOBS, far])[None], 20)
    np.testing.assert_array_equal(centers[0, 3:], far)


def test_without_rounds_the_start_is_judged_as_it_is(colors: Doubles, mass: Doubles):
    centers, inertia = kmeans(colors, mass, BLOBS[None], 0)
    np.testing.assert_array_equal(centers[0], BLOBS)
    assert inertia > kmeans(colors, mass, BLOBS[None], 20)[1]


def test_every_color_belongs_to_the_nearest_center(colors: Doubles):
    np.testing.assert_array_equal(nearest(colors, BLOBS), np.repeat([0, 1, 2], 30))


@pytest.mark.parametrize("count", [1, 2, 7])
def test_seeds_are_different_colors_of_those_given(colors: Doubles, mass: Doubles, count: int):
    seeds = spread_seeds(colors, mass, count, 6)
    assert seeds.shape == (6, count, 3)
    for seed in seeds:
        assert len(np.unique(seed, axis=0)) == count
        assert (seed[:, None] == colors).all(axis=-1).any(axis=1).all()


def test_the_first_seed_is_the_heaviest_then_the_farthest():
    colors: Reals = np.array([[0.0, 0, 0], [1, 0, 0], [10, 0, 0], [4, 0, 0]])
    seeds = spread_seeds(colors, np.array([1.0, 2, 1, 1]), 3, 1)
    np.testing.assert_array_equal(seeds[0], colors[[1, 2, 3]])


def test_seedings_are_the_same_however_many_there_are(colors: Doubles, mass: Doubles):
    many = spread_seeds(colors, mass, 4, 6)
    np.testing.assert_array_equal(spread_seeds(colors, mass, 4, 2), many[:2])
    assert not (many[1] == many[2]).all()
