from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.engine.mapping import Pixels
from bot.engine.reference import reference_map
from tests import metrics
from tests.engine.surveys import survey_of


def colored(picture: Pixels, reference: Pixels) -> Pixels:
    return reference_map(survey_of(picture), survey_of(reference)).apply(picture, 0)


@pytest.fixture(scope="module")
def pictures(photographs: dict[str, Path]) -> dict[str, Pixels]:
    return {
        name: metrics.area_average(np.asarray(Image.open(path).convert("RGB")), 500)
        for name, path in photographs.items()
    }


@pytest.mark.parametrize(
    ("source", "reference", "distance"),
    # The last asks a bright cat to become a dark flower: structure comes first.
    [("coffee", "china", 0.15), ("china", "coffee", 0.15), ("chelsea", "flower", 0.3)],
)
def test_a_photograph_takes_a_reference_s_colors_and_keeps_its_structure(
    pictures: dict[str, Pixels], source: str, reference: str, distance: float
):
    picture, goal = pictures[source], pictures[reference]
    output = colored(picture, goal)
    kept = metrics.fidelity(picture, output)
    assert metrics.sliced_wasserstein(output, picture, goal) <= distance
    assert kept.correlation >= 0.96
    assert kept.ssim >= 0.7
    assert kept.amplification <= 10
    assert kept.contours <= 50


@pytest.mark.parametrize("plain", [(255, 0, 0), (0, 0, 255), (255, 255, 255)])
def test_hard_contrasts_take_a_plain_color(plain: tuple[int, int, int]):
    halves = np.zeros((120, 160, 3), np.uint8)
    halves[:, 80:] = (255, 0, 255)
    codes = np.random.default_rng(0).integers(0, 2, (120, 160, 3))
    extremes = (codes * 255).astype(np.uint8)
    reference = np.full((60, 80, 3), plain, np.uint8)
    for picture in (halves, np.repeat(halves, 2, axis=0), extremes):
        left = metrics.sliced_wasserstein(colored(picture, reference), picture, reference)
        assert left < 0.7


def test_a_picture_that_is_its_own_reference_hardly_changes(pictures: dict[str, Pixels]):
    picture = pictures["coffee"]
    assert metrics.color_distance(picture, colored(picture, picture)) <= 1.5


@pytest.mark.parametrize("size", [(1, 1), (48, 64)])
@pytest.mark.parametrize("code", [0, 128, 255])
def test_a_flat_picture_that_is_its_own_reference_stays(size: tuple[int, int], code: int):
    picture = np.full((*size, 3), code, np.uint8)
    assert np.abs(colored(picture, picture).astype(int) - code).max() <= 1


def test_a_gray_reference_makes_a_gray_picture(pictures: dict[str, Pixels]):
    gray = np.repeat(pictures["china"][..., 1:2], 3, axis=2)
    output = colored(pictures["coffee"], gray)
    assert np.ptp(output.astype(int), axis=2).mean() < 8


def test_the_same_pictures_give_the_same_bytes(pictures: dict[str, Pixels]):
    once, again = (colored(pictures["chelsea"], pictures["coffee"]) for _ in range(2))
    assert np.array_equal(once, again)


@settings(max_examples=10)
@given(heights=st.lists(st.integers(1, 90), min_size=1, max_size=40))
def test_strips_are_byte_for_byte_the_whole(pictures: dict[str, Pixels], heights: list[int]):
    picture = pictures["coffee"]
    made = reference_map(survey_of(picture), survey_of(pictures["flower"]))
    strips: list[Pixels] = []
    top = 0
    for height in [*heights, len(picture)]:
        if top < len(picture):
            strips.append(made.apply(picture[top : top + height], top))
            top += height
    assert np.array_equal(np.concatenate(strips), made.apply(picture, 0))


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_flat_sky_s_noise_is_not_amplified(pictures: dict[str, Pixels], value: int):
    noise = np.random.default_rng(0).integers(-4, 5, (120, 160, 3))
    flat = np.clip(value + noise, 0, 255).astype(np.uint8)
    output = colored(flat, pictures["flower"])
    assert output.reshape(-1, 3).std(axis=0).max() <= 1.6 * noise.std()


def test_graphics_of_few_colors_keep_them_apart(pictures: dict[str, Pixels]):
    colors = np.array([(250, 250, 245), (20, 30, 60), (200, 40, 40), (40, 120, 200)], np.uint8)
    picture = np.repeat(np.repeat(colors, 40, axis=0)[None], 60, axis=0)
    output = colored(picture, pictures["china"])
    assert len(np.unique(output.reshape(-1, 3), axis=0)) == 4
