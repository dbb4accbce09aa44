"""A survey tells the truth about a picture, whatever its size and transparency."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine import source
from bot.engine.mapping import Pixels, Survey
from bot.engine.survey import glance, take_survey
from tests.engine.files import opened


def _survey(path: Path, threads: int = 1) -> tuple[Survey, Pixels]:
    return take_survey(opened(path), threads)


def _saved(folder: Path, pixels: Pixels) -> Path:
    path = folder / "picture.png"
    Image.fromarray(pixels).save(path)
    return path


def _noise(*shape: int) -> Pixels:
    return np.random.default_rng(0).integers(0, 256, shape, np.uint8)


def test_thumbnails_are_area_averages(tmp_path: Path) -> None:
    pixels = _noise(1152, 2304, 3)
    survey, overview = _survey(_saved(tmp_path, pixels))
    assert (survey.width, survey.height) == (2304, 1152)
    for thumbnail, size in ((survey.thumbnail, (384, 192)), (overview, (1152, 576))):
        reduced = Image.fromarray(pixels).reduce(2304 // size[0])
        np.testing.assert_allclose(thumbnail.astype(int), np.asarray(reduced), atol=1)
    assert (survey.weights == 1).all()


@pytest.mark.parametrize(
    ("size", "small", "large"),
    [
        ((1, 1), (1, 1), (1, 1)),
        ((300, 200), (300, 200), (300, 200)),
        ((451, 300), (384, 255), (451, 300)),
        ((5000, 1), (384, 1), (1152, 1)),
        ((1, 5000), (1, 384), (1, 1152)),
        ((1600, 1201), (384, 288), (1152, 864)),
    ],
)
def test_thumbnails_fit_and_never_grow(
    tmp_path: Path, size: tuple[int, int], small: tuple[int, int], large: tuple[int, int]
) -> None:
    survey, overview = _survey(_saved(tmp_path, _noise(*size[::-1], 3)))
    assert survey.thumbnail.shape[1::-1] == small
    assert survey.weights.shape == small[::-1]
    assert overview.shape[1::-1] == large


def test_a_glance_at_a_large_jpeg_finds_what_a_survey_does(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "picture.jpg"
    with Image.open(photographs["coffee"]) as coffee:
        coffee.resize((2401, 1600), Image.Resampling.BICUBIC).save(path, quality=92)
    survey, overview = _survey(path)
    look = glance(path, opened(path))
    assert look is not None
    averages, seen = look()
    assert seen.shape == overview.shape
    assert averages.weights.shape == survey.weights.shape
    assert np.abs(seen.astype(int) - overview).mean() < 2
    assert np.abs(averages.thumbnail.astype(int) - survey.thumbnail).mean() < 1


def test_what_was_glanced_at_is_not_averaged_again(
    photographs: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "picture.jpg"
    with Image.open(photographs["coffee"]) as coffee:
        coffee.resize((2401, 1600), Image.Resampling.BICUBIC).save(path, quality=92)
    look = glance(path, opened(path))
    assert look is not None
    glanced = look()
    survey, overview = take_survey(opened(path), 2, lambda: glanced)
    alone, _ = _survey(path)
    np.testing.assert_array_equal(overview, glanced[1])
    np.testing.assert_array_equal(survey.thumbnail, glanced[0].thumbnail)
    np.testing.assert_array_equal(survey.samples, alone.samples)
    assert (survey.width, survey.height, survey.colors) == (2401, 1600, None)


def test_a_glance_is_for_large_jpegs(photographs: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "picture"
    Image.open(photographs["coffee"]).save(path, "JPEG")
    assert glance(path, opened(path)) is None
    assert glance(photographs["coffee"], opened(photographs["coffee"])) is None
    for size in ((9000, 2), (2, 9000), (7, 5000)):
        Image.new("RGB", size).save(path, "JPEG")
        look = glance(path, opened(path))
        averages, _ = _survey(path) if look is None else look()
        assert max(averages.thumbnail.shape) == 384


@pytest.mark.parametrize("size", [(1, 1), (1, 9000), (9000, 1), (37, 41), (700, 400)])
def test_samples_are_pixels_with_their_neighbors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(source, "_STRIP_PIXELS", 1)
    pixels = _noise(*size, 3)
    survey, _ = _survey(_saved(tmp_path, pixels))
    rows, columns = survey.places.T
    below, beside = np.minimum(rows + 1, size[0] - 1), np.minimum(columns + 1, size[1] - 1)
    np.testing.assert_array_equal(survey.samples[:, 0], pixels[rows, columns])
    np.testing.assert_array_equal(survey.samples[:, 1], pixels[rows, beside])
    np.testing.assert_array_equal(survey.samples[:, 2], pixels[below, columns])
    assert len(np.unique(survey.places, axis=0)) == len(survey.places)
    assert min(5500, size[0] * size[1]) <= len(survey.samples) <= 6000


def test_samples_are_spread_evenly(tmp_path: Path) -> None:
    survey, _ = _survey(_saved(tmp_path, _noise(800, 1200, 3)))
    counts, _, _ = np.histogram2d(*survey.places.T, bins=(8, 12), range=((0, 800), (0, 1200)))
    mean = len(survey.places) / 96
    assert np.abs(counts - mean).max() < 0.15 * mean


def test_few_colors_are_all_counted(tmp_path: Path) -> None:
    colors = np.unique(_noise(256, 3), axis=0)
    numbers = np.random.default_rng(1).integers(0, len(colors), (600, 700))
    numbers[0, : len(colors)] = np.arange(len(colors))
    survey, _ = _survey(_saved(tmp_path, colors[numbers]))
    assert survey.colors is not None
    assert survey.counts is not None
    np.testing.assert_array_equal(survey.colors, colors)
    np.testing.assert_array_equal(survey.counts, np.bincount(numbers.ravel()))


def test_more_colors_are_not(tmp_path: Path) -> None:
    pixels = np.zeros((600, 700, 3), np.uint8)
    pixels[-1, :257] = np.stack([np.arange(257) % 256, np.arange(257) // 256, [7] * 257], axis=-1)
    assert _survey(_saved(tmp_path, pixels[:, :, ::-1].copy()))[0].colors is None
    pixels[-1, 256] = 0
    survey, _ = _survey(_saved(tmp_path, pixels[:-1]))
    assert survey.colors is not None
    assert survey.colors.tolist() == [[0, 0, 0]]


def test_what_is_transparent_is_left_out(tmp_path: Path) -> None:
    pixels = np.zeros((500, 600, 4), np.uint8)
    pixels[..., 0] = 255
    pixels[100:300, 100:400] = (0, 0, 255, 255)
    survey, _ = _survey(_saved(tmp_path, pixels))
    assert (survey.samples == (0, 0, 255)).all()
    assert len(survey.samples) > 4000
    assert survey.colors is not None
    assert survey.counts is not None
    assert survey.colors.tolist() == [[0, 0, 255]]
    assert survey.counts.tolist() == [200 * 300]
    assert survey.weights.mean() == pytest.approx(0.2, abs=1e-3)
    assert (survey.thumbnail[survey.weights > 0.01] == (0, 0, 255)).all()


def test_a_speck_in_nothing_is_found(tmp_path: Path) -> None:
    pixels = np.zeros((900, 900, 4), np.uint8)
    pixels[500, 600:603] = (10, 20, 30, 1)
    survey, _ = _survey(_saved(tmp_path, pixels))
    assert survey.places.tolist() == [[500, 600], [500, 601], [500, 602]]
    assert (survey.samples == (10, 20, 30)).all()


def test_a_pixel_beside_those_that_are_looked_at_is_found(tmp_path: Path) -> None:
    opaque = _noise(900, 900, 4)
    opaque[..., 3] = 255
    row, column = _survey(_saved(tmp_path, opaque))[0].places[0] + (0, 1)
    pixels = np.zeros((900, 900, 4), np.uint8)
    pixels[row, column] = (10, 20, 30, 255)
    survey, _ = _survey(_saved(tmp_path, pixels))
    assert survey.places.tolist() == [[row, column]]


def test_of_nothing_there_are_no_samples(tmp_path: Path) -> None:
    survey, _ = _survey(_saved(tmp_path, np.zeros((90, 80, 4), np.uint8)))
    assert len(survey.samples) == len(survey.places) == 0
    assert survey.colors is not None
    assert len(survey.colors) == 0
    assert (survey.weights == 0).all()


def test_threads_make_no_difference(photographs: dict[str, Path], tmp_path: Path) -> None:
    large = io.BytesIO()
    Image.open(photographs["coffee"]).resize((2000, 1500)).save(large, "PNG")
    (tmp_path / "large.png").write_bytes(large.getvalue())
    (one, wide), (many, wide_too) = (_survey(tmp_path / "large.png", n) for n in (1, 4))
    np.testing.assert_array_equal(wide, wide_too)
    for name in ("thumbnail", "weights", "samples", "places"):
        np.testing.assert_array_equal(getattr(one, name), getattr(many, name))


@pytest.mark.parametrize("width", [1, 5000, 17_000, source.MOST_SIDE])
def test_strips_of_any_width_take_little_memory(width: int) -> None:
    assert 0 < width * source.rows_of_a_strip(width) <= 1 << 18
