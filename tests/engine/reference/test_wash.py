from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine.reference import reference_map, wash
from tests import metrics
from tests.engine.surveys import survey_of


def test_a_wash_of_one_color_is_that_color_everywhere():
    places = np.random.default_rng(0).random((400, 2))
    corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1), (-0.1, 1.2)])
    weights, numbers = wash.basis(np.concatenate([places, corners]))
    assert weights.shape == numbers.shape == (9, 405)
    assert weights.min() >= 0
    assert weights.sum(axis=0) == pytest.approx(1, abs=1e-5)
    assert numbers.min() >= 0
    assert numbers.max() < wash.COUNT


def test_over_a_grid_a_wash_is_what_it_is_at_the_centers_of_the_cells():
    values = np.random.default_rng(0).standard_normal((wash.COUNT, 3))
    row, column = np.divmod(np.arange(7 * 20), 20)
    weights, numbers = wash.basis(np.stack([(row + 0.5) / 7, (column + 0.5) / 20], axis=1))
    expected = (weights[..., None] * values[numbers]).sum(axis=0).reshape(7, 20, 3)
    assert wash.over_grid(values, 7, 20) == pytest.approx(expected, abs=1e-5)


def test_the_more_a_wash_changes_the_more_it_costs():
    form = wash.roughness()
    side = np.linspace(-1, 1, round(wash.COUNT**0.5))
    even = np.ones(wash.COUNT)
    tilted = np.repeat(side, len(side))
    restless = np.resize([1.0, -1.0], wash.COUNT)
    assert even @ form @ even < restless @ form @ restless / 10
    assert tilted @ form @ tilted < even @ form @ even
    assert np.linalg.eigvalsh(form).min() > 0


def test_halves_of_one_color_may_part_for_a_reference_of_two(photographs: dict[str, Path]):
    with Image.open(photographs["flower"]) as image:
        leaves = np.asarray(image.convert("RGB"))[:200, :200]
    tiled = np.tile(leaves, (2, 2, 1))
    reference = tiled.copy()
    reference[:, 200:] //= 3
    output = reference_map(survey_of(tiled), survey_of(reference)).apply(tiled, 0)
    assert metrics.sliced_wasserstein(output, tiled, reference) < 0.25
    assert metrics.fidelity(tiled, output).correlation > 0.95
