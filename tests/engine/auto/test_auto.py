"""Colorways are distinct, deterministic, and no filters; no picture is too odd for them."""

import itertools

import numpy as np
import pytest
import skimage.data
from sklearn.datasets import load_sample_image  # pyright: ignore[reportUnknownVariableType]

from bot.engine import cielab, srgb
from bot.engine.auto import auto_maps
from bot.engine.lut import Lut
from bot.engine.mapping import Pixels
from tests.engine.surveys import survey_of
from tests.metrics import fidelity


def _colorways(picture: Pixels, count: int = 8) -> list[Pixels]:
    return [color_map.apply(picture, 0) for color_map in auto_maps(survey_of(picture), count)]


def _apart(one: Pixels, other: Pixels) -> float:
    """Return the mean ΔE00 of two pictures, pixel by pixel."""
    return float(cielab.difference(cielab.from_codes(one), cielab.from_codes(other)).mean())


def _photograph(name: str) -> Pixels:
    if name in {"china", "flower"}:
        return np.asarray(load_sample_image(f"{name}.jpg"))[::3, ::3].copy()
    return np.asarray(getattr(skimage.data, name)())[::3, ::3].copy()


# At a third of their size.
PHOTOGRAPHS = {
    name: _photograph(name) for name in ("china", "flower", "astronaut", "chelsea", "coffee")
}


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_colorways_differ_from_each_other_and_from_the_photograph(name: str) -> None:
    original = PHOTOGRAPHS[name]
    colorways = _colorways(original)
    assert len(colorways) == 8
    assert min(_apart(original, colorway) for colorway in colorways) > 6
    between = [_apart(*pair) for pair in itertools.combinations(colorways, 2)]
    assert min(between) > 4.5
    assert np.mean(between) > 10


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_what_the_photograph_shows_stays(name: str) -> None:
    for colorway in _colorways(PHOTOGRAPHS[name]):
        kept = fidelity(PHOTOGRAPHS[name], colorway)
        assert kept.ssim > 0.8
        assert kept.correlation > 0.9
        assert kept.reversals < 1


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_colorways_are_no_color_filters(name: str) -> None:
    """A filter gives all colors one hue: colors would hardly spread about their mean."""
    original = PHOTOGRAPHS[name]
    for colorway in _colorways(original):
        assert _spread(colorway) > 0.4 * min(_spread(original), 25)


def _spread(picture: Pixels) -> float:
    chroma = cielab.from_codes(picture)[..., 1:].reshape(-1, 2)
    return float(np.sqrt(chroma.var(axis=0).sum()))


def test_the_same_picture_gets_the_same_colorways() -> None:
    once, again = (_colorways(PHOTOGRAPHS["china"]) for _ in range(2))
    np.testing.assert_array_equal(once, again)


@pytest.mark.parametrize("count", range(1, 8))
def test_fewer_colorways_are_the_first_of_eight(count: int) -> None:
    picture = PHOTOGRAPHS["chelsea"]
    np.testing.assert_array_equal(_colorways(picture, count), _colorways(picture)[:count])


def test_neighboring_colors_stay_neighbors() -> None:
    """Along a ramp through the cube no colorway jumps."""
    ramp = np.linspace((10, 200, 60), (240, 30, 180), 400).round().astype(np.uint8)[None]
    for color_map in auto_maps(survey_of(PHOTOGRAPHS["flower"]), 8):
        steps = np.abs(np.diff(color_map.apply(ramp, 0).astype(int), axis=1))
        assert steps.max() <= 8


_NOISE = np.random.default_rng(0)
_ODD: dict[str, Pixels] = {
    "near black": _NOISE.integers(0, 20, (60, 80, 3), np.uint8),
    "near white": _NOISE.integers(236, 256, (60, 80, 3), np.uint8),
    "gray": _NOISE.integers(0, 256, (60, 80, 1), np.uint8).repeat(3, axis=2),
    "nearly gray": (
        _NOISE.integers(20, 230, (60, 80, 1)) + _NOISE.integers(0, 6, (60, 80, 3))
    ).astype(np.uint8),
    "flat": np.full((60, 80, 3), (120, 40, 200), np.uint8),
    "flat gray": np.full((60, 80, 3), 128, np.uint8),
    "two colors": np.repeat(np.array([[[250, 200, 30]], [[20, 40, 90]]], np.uint8), 9, axis=1),
    "one pixel": np.array([[[90, 130, 70]]], np.uint8),
    "noise": _NOISE.integers(0, 256, (60, 80, 3), np.uint8),
}


@pytest.mark.parametrize("name", _ODD)
def test_odd_pictures_get_eight_colorways_of_their_own(name: str) -> None:
    colorways = _colorways(_ODD[name])
    assert len({colorway.tobytes() for colorway in colorways}) == 8
    for one, other in itertools.combinations([_ODD[name], *colorways], 2):
        assert _apart(one, other) > 2


def _darkened(picture: Pixels, share: float) -> Pixels:
    """Return the picture in so much of its light."""
    return np.rint(255 * srgb.from_linear(share * srgb.to_linear(picture / 255))).astype(np.uint8)


def _gray(picture: Pixels) -> Pixels:
    return picture.mean(axis=2, keepdims=True).round().astype(np.uint8).repeat(3, axis=2)


_HARDLY_COLORED: dict[str, Pixels] = {
    **{name: _ODD[name] for name in ("near black", "near white", "gray", "nearly gray")},
    "a gray photograph": _gray(PHOTOGRAPHS["chelsea"]),
    "a dark photograph": _darkened(PHOTOGRAPHS["astronaut"], 0.02),
    "a pale photograph": 255 - (255 - PHOTOGRAPHS["chelsea"]) // 6,
}


@pytest.mark.parametrize("name", _HARDLY_COLORED)
def test_pictures_that_are_hardly_colored_get_colorways_far_apart(name: str) -> None:
    original = _HARDLY_COLORED[name]
    for one, other in itertools.combinations([original, *_colorways(original)], 2):
        assert _apart(one, other) >= 6


def test_the_noise_of_a_dark_photograph_stays_in_the_dark() -> None:
    """One code from black is a long way in OKLab, and a short one for the eye."""
    original = _HARDLY_COLORED["a dark photograph"]
    for colorway in _colorways(original):
        kept = fidelity(original, colorway)
        assert kept.amplification < 14
        assert kept.correlation > 0.9


@pytest.mark.parametrize("code", [0, 255])
def test_black_and_white_alone_are_taken(code: int) -> None:
    picture = np.full((30, 40, 3), code, np.uint8)
    for colorway in _colorways(picture):
        assert colorway.shape == picture.shape
        assert np.abs(colorway.astype(int) - picture).max() < 140


def test_half_a_colorway_is_about_half_as_far() -> None:
    """Only about: large differences count for less in CIEDE2000 than the sum of small ones."""
    original = PHOTOGRAPHS["coffee"]
    for color_map in auto_maps(survey_of(original), 4):
        assert isinstance(color_map, Lut)
        whole = _apart(original, color_map.apply(original, 0))
        half = _apart(original, color_map.toward(0.5).apply(original))
        assert half == pytest.approx(0.5 * whole, rel=0.25)
