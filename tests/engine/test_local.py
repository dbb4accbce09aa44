"""Functions of color around every place stand for a recoloring, and are quick."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine import cielab
from bot.engine.local import Grid, LocalMap, inverse_of
from bot.engine.mapping import Pixels
from tests.engine.surveys import survey_of

KEEP = np.eye(3)


@pytest.fixture(scope="module")
def picture(photographs: dict[str, Path]) -> Pixels:
    return np.asarray(Image.open(photographs["coffee"]).convert("RGB"))


@pytest.fixture(scope="module")
def grid(picture: Pixels) -> Grid:
    return Grid(survey_of(picture))


def test_what_stays_stays(picture: Pixels, grid: Grid):
    output = LocalMap(grid, grid.colors, KEEP).apply(picture, 0)
    assert np.abs(output.astype(int) - picture).max() <= 1


def test_any_affine_recoloring_is_met(picture: Pixels, grid: Grid):
    matrix = np.array([[0.2, 0.5, 0.1], [0.4, 0.1, 0.3], [0.1, 0.2, 0.6]])
    output = LocalMap(grid, grid.colors @ matrix.T + 0.05, matrix).apply(picture, 0)
    assert np.abs(output - (picture @ matrix.T + 0.05 * 255)).max() <= 1


def test_strips_are_the_bytes_of_the_whole(picture: Pixels, grid: Grid):
    change = LocalMap(grid, 1 - grid.colors**2, -KEEP)
    whole = change.apply(picture, 0)
    for cut in (1, 7, 16, 100):
        parts = [change.apply(picture[:cut], 0), change.apply(picture[cut:], cut)]
        np.testing.assert_array_equal(np.concatenate(parts), whole)


def test_threads_do_not_work_in_each_others_place(picture: Pixels, grid: Grid):
    change = LocalMap(grid, 1 - grid.colors**2, -KEEP)
    tops = list(range(0, len(picture), 16)) * 4
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda top: change.apply(picture[top : top + 16], top), tops))
    whole = change.apply(picture, 0)
    np.testing.assert_array_equal(np.concatenate(parts), np.concatenate([whole] * 4))


def test_pictures_wider_than_a_tile_are_put_together():
    wide = np.random.default_rng(2).integers(0, 256, (20, 9001, 3), np.uint8)
    grid = Grid(survey_of(wide))
    change = LocalMap(grid, 1 - grid.colors, -KEEP)
    whole = change.apply(wide, 0)
    parts = [change.apply(wide[top : top + 3], top) for top in range(0, 20, 3)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert np.abs(whole.astype(int) - (255 - wide)).max() <= 1


def test_noise_goes_through_the_given_matrix():
    random = np.random.default_rng(1)
    noise = random.integers(-4, 5, (150, 200, 3))
    flat = (np.full((150, 200, 3), 128) + noise).astype(np.uint8)
    grid = Grid(survey_of(flat))
    output = LocalMap(grid, 1 - grid.colors, 0.5 * KEEP).apply(flat, 0)
    assert output.std() < 0.75 * flat.std()


def test_each_degree_goes_as_far_as_it_says(picture: Pixels, grid: Grid):
    whole = LocalMap(grid, 0.7 * grid.colors + 0.2, 0.7 * KEEP)
    start = cielab.from_codes(picture)
    far = [
        float(cielab.difference(start, cielab.from_codes(part.apply(picture, 0))).mean())
        for part in (whole.toward(degree) for degree in (0.25, 0.5, 0.75, 1.0))
    ]
    np.testing.assert_allclose(far, np.array([0.25, 0.5, 0.75, 1]) * far[-1], rtol=0.15)


def test_symmetric_matrices_are_inverted():
    root = np.random.default_rng(2).normal(size=(3, 3, 5))
    matrices = np.einsum("ijn,kjn->ikn", root, root) + 0.1 * np.eye(3)[..., None]
    inverse = inverse_of(matrices[:, :, None], 0.0)[:, :, 0]
    product = np.einsum("ijn,jkn->ikn", matrices, inverse)
    np.testing.assert_allclose(product, np.broadcast_to(np.eye(3)[..., None], (3, 3, 5)), atol=1e-8)
