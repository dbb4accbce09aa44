from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.engine.mapping import ColorMap, Pixels
from bot.engine.palette import palette_map
from bot.engine.recoloring import RGB
from tests import metrics
from tests.engine.surveys import survey_of

SUNSET: list[RGB] = [(38, 70, 83), (233, 196, 106), (231, 111, 81)]
VIVID: list[RGB] = [(255, 190, 11), (251, 86, 7), (255, 0, 110), (131, 56, 236), (58, 134, 255)]
GRAYS: list[RGB] = [(20, 20, 20), (128, 128, 128), (235, 235, 235)]


def recolored(picture: Pixels, palette: list[RGB]) -> Pixels:
    return palette_map(survey_of(picture), palette).apply(picture, 0)


@pytest.fixture(scope="module")
def pictures(photographs: dict[str, Path]) -> dict[str, Pixels]:
    return {
        name: metrics.area_average(np.asarray(Image.open(path).convert("RGB")), 600)
        for name, path in photographs.items()
    }


@pytest.mark.parametrize("name", ["astronaut", "chelsea", "coffee", "china", "flower"])
@pytest.mark.parametrize("color", [(42, 111, 151), (238, 108, 77), (183, 65, 14)])
def test_one_color_becomes_the_mean_of_a_photograph(
    pictures: dict[str, Pixels], name: str, color: RGB
):
    output = recolored(pictures[name], [color])
    assert metrics.adherence(output, [color]) <= 1
    assert metrics.nearness(output, [color]) <= 14
    kept = metrics.fidelity(pictures[name], output)
    assert kept.correlation >= 0.95
    assert kept.reversals < 0.01


@pytest.mark.parametrize("name", ["coffee", "china", "flower"])
def test_photographs_take_the_palette_and_keep_their_structure(
    pictures: dict[str, Pixels], name: str
):
    output = recolored(pictures[name], SUNSET)
    kept = metrics.fidelity(pictures[name], output)
    assert metrics.adherence(output, SUNSET) <= 8
    assert kept.correlation >= 0.93
    assert kept.ssim >= 0.7
    assert kept.amplification <= 11
    assert kept.contours <= 150
    assert kept.reversals < 0.05


def test_a_palette_out_of_reach_is_approached_without_tearing(pictures: dict[str, Pixels]):
    palette: list[RGB] = [(20, 33, 61), (244, 241, 222)]
    picture = pictures["chelsea"]
    output = recolored(picture, palette)
    kept = metrics.fidelity(picture, output)
    assert metrics.adherence(output, palette) <= 14
    assert kept.correlation >= 0.92
    assert kept.amplification <= 11


def test_a_shaded_sky_keeps_one_hue():
    """A sky, darker at its corners, and land of three kinds: as many surfaces as colors."""
    rows, columns = np.mgrid[:240, :360]
    shade = 1 - 0.22 * (((columns - 180) / 180) ** 2 + ((rows - 90) / 240) ** 2)
    picture = shade[..., None] * np.array([150.0, 190.0, 235.0])
    texture = 12 * np.random.default_rng(3).standard_normal((240, 360, 1))
    for left, color in ((0, (60, 90, 40)), (120, (140, 110, 70)), (240, (70, 40, 30))):
        picture[150:, left : left + 120] = color + texture[150:, left : left + 120]
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    sky = metrics.lab_of(recolored(picture, VIVID[:4])[5:140, 5:-5, :])[..., 1:]
    assert np.percentile(np.linalg.norm(sky - sky.mean(axis=(0, 1)), axis=-1), 95) < 15


def test_a_speck_does_not_use_up_a_color():
    rows, columns = np.mgrid[:240, :360]
    shades = 90 + 70 * rows / 240 + 8 * np.sin(columns / 9)
    picture = (shades[..., None] * np.array([0.5, 0.8, 1.0])).astype(np.uint8)
    picture[100:112, 100:112] = (230, 30, 20)
    output = recolored(picture, SUNSET)
    assert metrics.adherence(output, SUNSET) <= 12


def test_grays_make_a_gray_picture(pictures: dict[str, Pixels]):
    output = recolored(pictures["flower"], GRAYS)
    assert np.ptp(output.astype(int), axis=2).mean() < 1


@pytest.fixture(scope="module")
def maps(pictures: dict[str, Pixels]) -> list[ColorMap]:
    survey = survey_of(pictures["coffee"])
    return [palette_map(survey, palette) for palette in (SUNSET, VIVID, VIVID[:1])]


@pytest.mark.parametrize("palette", [SUNSET, VIVID, [(42, 111, 151)]])
@pytest.mark.parametrize("name", ["chelsea", "flower"])
def test_a_degree_looks_as_far_as_it_says(
    pictures: dict[str, Pixels], name: str, palette: list[RGB]
):
    picture = metrics.area_average(pictures[name], 300)
    whole = palette_map(survey_of(picture), palette)
    far = metrics.color_distance(picture, whole.apply(picture, 0))
    for degree in (0.1, 0.25, 0.5, 0.75, 0.9):
        part = whole.toward(degree).apply(picture, 0)
        assert abs(metrics.color_distance(picture, part) / far - degree) < 0.03


@settings(max_examples=20)
@given(st.data())
def test_strips_are_byte_for_byte_the_whole(
    pictures: dict[str, Pixels], maps: list[ColorMap], data: st.DataObject
):
    picture = pictures["coffee"]
    made = data.draw(st.sampled_from(maps))
    whole = made.apply(picture, 0)
    top, strips = 0, list[Pixels]()
    while top < len(picture):
        height = data.draw(st.integers(1, 150))
        strips.append(made.apply(picture[top : top + height], top))
        top += height
    assert np.array_equal(np.concatenate(strips), whole)


def test_the_same_input_gives_the_same_output(pictures: dict[str, Pixels]):
    assert np.array_equal(
        recolored(pictures["china"], VIVID), recolored(pictures["china"], VIVID[::-1])
    )


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (37, 1), (5, 7)])
def test_a_picture_of_one_color_takes_the_nearest(size: tuple[int, int]):
    picture = np.full((*size, 3), (200, 90, 70), dtype=np.uint8)
    assert (recolored(picture, SUNSET) == SUNSET[2]).all()


def test_a_flat_picture_with_noise_takes_the_nearest():
    noise = np.random.default_rng(0).integers(-3, 4, (200, 200, 3))
    picture = (np.array([200, 90, 70]) + noise).astype(np.uint8)
    output = recolored(picture, SUNSET)
    assert np.allclose(output.mean(axis=(0, 1)), SUNSET[2], atol=3)


def test_noise_near_black_stays_noise():
    picture = np.random.default_rng(0).integers(0, 9, (200, 300, 3)).astype(np.uint8)
    kept = metrics.fidelity(picture, recolored(picture, VIVID))
    assert kept.amplification <= 12


def test_flat_graphics_take_the_palette_exactly():
    picture = np.zeros((90, 90, 3), dtype=np.uint8)
    picture[30:60], picture[60:] = (200, 40, 40), (250, 240, 200)
    output = recolored(picture, SUNSET)
    assert {tuple(map(int, c)) for c in np.unique(output.reshape(-1, 3), axis=0)} == set(SUNSET)


def test_a_grayscale_photograph_is_not_taken_for_graphics(pictures: dict[str, Pixels]):
    gray = np.repeat(pictures["chelsea"].mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    kept = metrics.fidelity(gray, recolored(gray, VIVID))
    assert kept.amplification <= 13
    assert kept.contours <= 300
    assert kept.correlation >= 0.85


def test_what_is_one_color_in_pixel_art_stays_one_color():
    random = np.random.default_rng(5)
    art = random.integers(0, 256, (40, 3), np.uint8)[random.integers(0, 40, (30, 40))]
    output = recolored(art.repeat(3, axis=0).repeat(3, axis=1), VIVID)
    pairs = np.concatenate([art, output[::3, ::3]], axis=-1).reshape(-1, 6)
    assert len(np.unique(pairs, axis=0)) == len(np.unique(art.reshape(-1, 3), axis=0))


def test_antialiased_edges_stay_between_their_sides():
    picture = np.zeros((60, 90, 3), dtype=np.uint8)
    shades = np.linspace(0, 1, 5)[:, None] * np.array([240, 230, 60])
    picture[:, 40:45], picture[:, 45:] = shades.astype(np.uint8), (240, 230, 60)
    output = recolored(picture, [(120, 20, 90), (240, 200, 220)])
    row = output[0, 38:47].astype(int)
    assert tuple(row[0]) == (120, 20, 90)
    assert tuple(row[-1]) == (240, 200, 220)
    assert (np.diff(row, axis=0) >= -2).all()


def test_a_palette_larger_than_the_picture_uses_what_is_near():
    picture = np.zeros((20, 20, 3), dtype=np.uint8)
    picture[10:] = 255
    output = recolored(picture, [*GRAYS, (200, 0, 0), (0, 0, 200)])
    assert tuple(output[0, 0]) == GRAYS[0]
    assert tuple(output[-1, 0]) == GRAYS[2]


def test_equal_colors_count_as_one(pictures: dict[str, Pixels]):
    once = recolored(pictures["coffee"], SUNSET)
    assert np.array_equal(recolored(pictures["coffee"], [*SUNSET, SUNSET[0], SUNSET[0]]), once)


def test_a_gradient_stays_free_of_steps():
    ramp = np.linspace(20, 235, 400)[None, :, None] + np.arange(200)[:, None, None] * 0.05
    picture = np.clip(ramp * np.array([1, 0.9, 0.8]), 0, 255).astype(np.uint8).repeat(1, axis=0)
    kept = metrics.fidelity(picture, recolored(picture, VIVID))
    assert kept.reversals == 0
    assert kept.amplification <= 12


def test_what_is_visible_takes_the_palette_however_little_it_is(pictures: dict[str, Pixels]):
    """Of a photograph that is transparent but for a narrow stripe."""
    picture = pictures["coffee"][:300, :300]
    survey, stripe = survey_of(picture), slice(202, 204)
    weights = np.zeros_like(survey.weights)
    weights[:, stripe] = 1
    rows = np.arange(300)
    survey = replace(
        survey,
        thumbnail=np.where(weights[..., None] > 0, survey.thumbnail, 0).astype(np.uint8),
        weights=weights,
        samples=np.repeat(picture[:, 202, None], 3, axis=1),
        places=np.stack([rows, np.full_like(rows, 202)], axis=1).astype(np.int32),
    )
    visible = palette_map(survey, SUNSET[:2]).apply(picture, 0)[:, stripe]
    assert metrics.adherence(visible, SUNSET[:2]) <= 4
