"""Pictures with and without people."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.engine.mapping import Pixels

PORTRAIT = (100, 0, 400, 300)
"""The astronaut's head and shoulders."""
FACE = (184, 66, 268, 176)
"""The astronaut's face from the brow to the chin."""
HEADS = (
    (20, 40, 180),
    (230, 90, 120),
    (390, 30, 150),
    (570, 60, 200),
    (800, 110, 100),
    (940, 50, 160),
)
"""Left, top and side of the portraits in the group."""


@pytest.fixture(scope="session")
def pictures(photographs: dict[str, Path]) -> dict[str, Pixels]:
    return {name: np.asarray(Image.open(file).convert("RGB")) for name, file in photographs.items()}


@pytest.fixture(scope="session")
def group(pictures: dict[str, Pixels]) -> Pixels:
    """Six people of different sizes, every other one mirrored, before a palace."""
    picture = Image.fromarray(pictures["china"]).resize((1120, 747))
    portrait = Image.fromarray(pictures["astronaut"]).crop(PORTRAIT)
    for number, (left, top, side) in enumerate(HEADS):
        head = portrait.resize((side, side), Image.Resampling.BOX)
        if number % 2:
            head = head.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        picture.paste(head, (left, top))
    return np.asarray(picture)
