"""What is taken for one surface, and that it comes out in one hue."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine.local import Grid
from bot.engine.mapping import Pixels
from bot.engine.reference import reference_map, solve
from bot.engine.reference.base import DetailField
from bot.engine.reference.surfaces import SurfacePairs, surface_pairs
from tests import metrics
from tests.engine.surveys import survey_of


def pairs_of(picture: Pixels) -> SurfacePairs:
    grid = Grid(survey_of(picture))
    return surface_pairs(grid, DetailField(grid), 2000)


def halves(left: tuple[int, int, int], right: tuple[int, int, int]) -> Pixels:
    picture = np.empty((120, 160, 3), np.uint8)
    picture[:, :80], picture[:, 80:] = left, right
    return picture


def share_across(pairs: SurfacePairs) -> float:
    """Return the mean weight of pairs from the left half to the right, over that of the others."""
    across = (pairs.ones.places[:, 1] < 0.48) & (pairs.others.places[:, 1] > 0.52)
    beside = (pairs.ones.places[:, 1] > 0.52) | (pairs.others.places[:, 1] < 0.48)
    mean = pairs.weights[across].sum() / max(across.sum(), 1)
    return float(mean / pairs.weights[beside].mean())


def test_an_edge_of_color_parts_surfaces_and_a_shadow_on_one_does_not():
    assert share_across(pairs_of(halves((200, 60, 40), (40, 120, 60)))) < 0.01
    assert share_across(pairs_of(halves((150, 140, 130), (136, 127, 118)))) > 0.5


def test_a_slow_shading_is_one_surface_from_end_to_end():
    ramp = np.linspace(60, 200, 160)[None, :, None] * np.array([1, 0.9, 0.8])
    pairs = pairs_of(np.repeat(ramp, 120, axis=0).round().astype(np.uint8))
    assert pairs.weights.sum() > 0.8


def test_places_of_other_chroma_are_no_pair_however_slow_the_way():
    ramp = np.linspace((220, 40, 40), (40, 80, 220), 160)[None]
    pairs = pairs_of(np.repeat(ramp, 120, axis=0).round().astype(np.uint8))
    far = pairs.others.places[:, 1] - pairs.ones.places[:, 1] > 0.1
    assert pairs.weights[far].mean() < 0.2 * pairs.weights[~far].mean()


@pytest.mark.parametrize("shape", [(1, 1), (2, 300), (300, 3)])
def test_pictures_of_any_shape_are_taken(shape: tuple[int, int]):
    picture = np.random.default_rng(0).integers(0, 256, (*shape, 3)).astype(np.uint8)
    pairs = pairs_of(picture)
    assert pairs.ones.base.shape == pairs.others.base.shape == (len(pairs.weights), 3)
    assert pairs.weights.sum() <= 1 + 1e-9


@pytest.mark.parametrize(
    ("source", "reference", "most"), [("coffee", "flower", 8.0), ("chelsea", "astronaut", 13.0)]
)
def test_a_surface_comes_out_in_one_hue(
    photographs: dict[str, Path], source: str, reference: str, most: float
):
    """Without regard to surfaces a saucer is blue and orange, and a cat's face half orange."""
    picture, goal = (
        metrics.area_average(np.asarray(Image.open(photographs[name]).convert("RGB")), 500)
        for name in (source, reference)
    )
    output = reference_map(survey_of(picture), survey_of(goal)).apply(picture, 0)
    assert metrics.parting(picture, output) <= most


def test_a_wall_is_not_blotted_for_a_reference_with_two(monkeypatch: pytest.MonkeyPatch):
    def rough(color: tuple[int, int, int], width: int, noise: int) -> Pixels:
        random = np.random.default_rng(0).integers(-noise, noise + 1, (160, width, 3))
        return np.clip(np.array(color) + random, 0, 255).astype(np.uint8)

    dark = rough((60, 50, 40), 80, 25)
    picture = np.concatenate([dark, rough((190, 180, 170), 160, 6)], axis=1)
    walls = rough((120, 110, 100), 80, 6), rough((235, 225, 215), 80, 6)
    reference = np.concatenate([dark, *walls], axis=1)

    def spread() -> float:
        """Return how much the wall's lightness changes from place to place, well off its edges."""
        output = reference_map(survey_of(picture), survey_of(reference)).apply(picture, 0)
        seen = metrics.lab_of(metrics.area_average(output, 30))[2:-2, 12:-2, 0]
        return float(np.ptp(seen))

    held = spread()
    monkeypatch.setattr(solve, "_ONE_LIGHT", 0.0)
    assert held < 0.9 * spread()
