"""The presets, as palettes to paint with."""

import itertools

import numpy as np
import pytest

from bot.engine import oklab
from bot.palette import MOST_NAME, NamedPalette, clean_name, key_of, presets, read_palette
from bot.palette.colors import color_called

PRESETS = list(presets().values())


def lightness(colors: tuple[str, ...]) -> list[float]:
    pixels = np.array([[list(bytes.fromhex(color)) for color in colors]], np.uint8)
    return oklab.from_codes(pixels)[..., 0].ravel().tolist()


def test_there_are_about_sixty():
    assert 60 <= len(PRESETS) <= 75


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_is_a_palette_from_dark_to_light(preset: NamedPalette):
    assert 3 <= len(preset.colors) <= 7
    assert len(set(preset.colors)) == len(preset.colors)
    assert all(len(color) == 6 and color == color.upper() for color in preset.colors)
    tones = lightness(preset.colors)
    assert min(tones) < 0.5
    assert max(tones) - min(tones) > 0.4


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_is_found_by_its_name_which_is_no_colors(preset: NamedPalette):
    assert clean_name(preset.name) == preset.name
    assert len(preset.name) <= MOST_NAME
    assert color_called(key_of(preset.name)) is None
    assert read_palette(preset.name.lower(), presets()).colors == preset.colors


def test_no_two_are_nearly_the_same():
    def distance(one: NamedPalette, other: NamedPalette) -> float:
        a, b = (np.array([list(bytes.fromhex(c)) for c in p.colors], float) for p in (one, other))
        gaps = np.linalg.norm(a[:, None] - b[None], axis=2)
        return float(gaps.min(axis=1).mean() + gaps.min(axis=0).mean())

    pairs = itertools.combinations(PRESETS, 2)
    assert min(distance(one, other) for one, other in pairs) > 25
