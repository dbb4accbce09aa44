"""How alike a recoloring looks is what scikit-image finds, and falls with what is lost."""

from typing import Any

import numpy as np
import pytest
from skimage.metrics import structural_similarity

from bot.engine import cielab
from bot.engine.local import Grid
from bot.engine.mapping import Pixels
from bot.engine.palette.likeness import Likeness
from tests.engine.surveys import survey_of


@pytest.fixture(scope="module")
def grid() -> Grid:
    random = np.random.default_rng(3)
    coarse = random.integers(0, 256, (6, 8, 3)).repeat(20, axis=0).repeat(20, axis=1)
    picture: Pixels = np.clip(coarse + random.normal(0, 8, coarse.shape), 0, 255).astype(np.uint8)
    return Grid(survey_of(picture))


def test_a_picture_is_wholly_like_itself(grid: Grid):
    assert Likeness(grid).to(grid.colors) == pytest.approx(1, abs=1e-4)


def test_the_figure_is_that_of_the_reference_implementation(grid: Grid):
    recolored = grid.colors[..., ::-1] ** 1.4
    before, after = (
        cielab.from_encoded(colors)[..., 0].astype(np.float64)
        for colors in (grid.colors, recolored)
    )
    expected: Any = structural_similarity(before, after, data_range=100.0)
    # Theirs leaves out the border.
    assert Likeness(grid).to(recolored) == pytest.approx(expected, abs=0.03)


def test_less_contrast_is_less_alike(grid: Grid):
    likeness = Likeness(grid)
    found = [likeness.to(0.5 + kept * (grid.colors - 0.5)) for kept in (0.9, 0.6, 0.3)]
    assert found == sorted(found, reverse=True)
