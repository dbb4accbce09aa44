"""A lake between mountains at sunset: soft gradients, haze, ripples and grain, as a photograph."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WIDTH, HEIGHT, SHORE = 960, 640, 400
SEED = 7

Floats = NDArray[np.float64]

SKY = ((52, 74, 122), (196, 124, 122), (250, 190, 120))
FAR, NEAR, HAZE = (126, 118, 150), (24, 40, 48), (240, 178, 130)
SUN = (660.0, 300.0)


def draw_lake() -> Image.Image:
    """Return the picture, 960 by 640; the same every time."""
    chance = np.random.default_rng(SEED)
    land = _sky()
    for step in range(5):
        _add_ridge(land, chance, step / 4)
    _add_trees(land, chance)
    picture = np.empty((HEIGHT, WIDTH, 3))
    picture[:SHORE] = land
    picture[SHORE:] = _water(land, chance)
    grain = chance.normal(0.0, 3.0, (HEIGHT, WIDTH, 1)) + chance.normal(0.0, 1.2, picture.shape)
    return Image.fromarray((picture + grain).clip(0, 255).round().astype(np.uint8))


def _sky() -> Floats:
    height = np.linspace(0.0, 1.0, SHORE)
    stops = np.array(SKY, float)
    columns = [np.interp(height, (0.0, 0.55, 0.9), stops[:, channel]) for channel in range(3)]
    sky = np.repeat(np.stack(columns, -1)[:, None], WIDTH, 1)
    y, x = np.mgrid[:SHORE, :WIDTH].astype(float)
    away = np.hypot(x - SUN[0], y - SUN[1])
    glow = np.exp(-away / 130.0)[..., None]
    disc = ((34.0 - away).clip(0.0, 3.0) / 3.0)[..., None]
    sky += glow * np.array((110.0, 70.0, 10.0))
    # Thin clouds: noise that is stretched sideways.
    clouds = _noise(np.random.default_rng(SEED + 1), (10, 5)) ** 2
    sky += (clouds * np.exp(-(((y - 130.0) / 90.0) ** 2)))[..., None] * np.array((120, 60, 40))
    return sky * (1 - disc) + disc * np.array((255, 244, 214))


def _noise(chance: np.random.Generator, cells: tuple[int, int]) -> Floats:
    """Return smooth noise from 0 to 1 over the land, with so many bumps down and across."""
    small = Image.fromarray(chance.random(cells).astype(np.float32))
    smooth = np.asarray(small.resize((WIDTH, SHORE), Image.Resampling.BICUBIC), float)
    return (smooth - smooth.min()) / np.ptp(smooth)


def _ridge(chance: np.random.Generator, roughness: float) -> Floats:
    """Return a line from -1 to 1 over the width: octaves of noise, each half as high."""
    x = np.arange(WIDTH)
    line = np.zeros(WIDTH)
    for octave in range(8):
        knots = chance.uniform(-1.0, 1.0, 4 + 2**octave)
        line += np.interp(x, np.linspace(0, WIDTH, knots.size), knots) * roughness**octave
    return line / np.abs(line).max()


def _add_ridge(land: Floats, chance: np.random.Generator, nearness: float) -> None:
    crest = 250 + 120 * nearness - (86 - 60 * nearness) * _ridge(chance, 0.52)
    below = np.arange(SHORE)[:, None] - crest[None]
    cover = below.clip(0.0, 1.0)[..., None]
    color = np.array(FAR) * (1 - nearness) + np.array(NEAR) * nearness
    # Light from the sun's side, and haze that gathers at each ridge's foot.
    slope = np.gradient(np.convolve(np.pad(crest, 12, "edge"), np.ones(25) / 25, "valid"))[
        None, :, None
    ] * np.array((10.0, 6.0, 2.0))
    haze = (below / 150.0).clip(0.0, 1.0)[..., None] * (0.75 - 0.55 * nearness)
    body = (color + slope) * (1 - haze) + np.array(HAZE) * haze
    land[:] = land * (1 - cover) + body * cover


def _add_trees(land: Floats, chance: np.random.Generator) -> None:
    shade = np.array((14.0, 26.0, 28.0))
    for left, right, count in ((-10, 250, 26), (800, 970, 14)):
        for place in chance.uniform(left, right, count):
            edge = 1.0 - abs((place - (left + right) / 2) / (right - left)) * 1.1
            height = chance.uniform(40.0, 130.0) * (0.4 + 0.6 * edge)
            top = SHORE - height
            # No tree is wider than that.
            around = slice(max(int(place) - 30, 0), min(int(place) + 31, WIDTH))
            y, x = np.mgrid[int(top) : SHORE, around].astype(float)
            # Branches: the width swings as it grows towards the ground.
            width = (y - top) * 0.19 * (0.75 + 0.25 * np.sin((y - top) * 0.55))
            part = land[int(top) :, around]
            cover = ((width - np.abs(x - place)).clip(0.0, 1.0) * (y > top))[..., None]
            part[:] = part * (1 - cover) + shade * cover


def _water(land: Floats, chance: np.random.Generator) -> Floats:
    depth = np.arange(HEIGHT - SHORE)
    mirrored = land[::-1]
    rows = (depth * 1.45).astype(int).clip(0, SHORE - 1)
    # Ripples grow towards the viewer; each row is shifted by them.
    swell = np.sin(depth**1.08 * 0.42 + chance.uniform(0, 0.9, depth.size)) * (1.0 + depth * 0.05)
    across = np.arange(WIDTH)
    water = np.empty((depth.size, WIDTH, 3))
    for row, (source, shift) in enumerate(zip(rows, swell, strict=True)):
        water[row] = mirrored[source, (across + round(shift)).clip(0, WIDTH - 1)]
    darker = (0.9 - 0.34 * depth / depth.size)[:, None, None]
    glitter = np.exp(-(((across - SUN[0]) / (26.0 + depth[:, None] * 0.35)) ** 2))
    bands = 0.4 + 0.6 * np.sin(depth * 0.9)[:, None] ** 2
    sparks = (chance.random(glitter.shape) < 0.35) * glitter * bands
    light = sparks[..., None] * np.array((110.0, 70.0, 30.0))
    return water * darker + np.array((4.0, 8.0, 18.0)) + light
