from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from bot.playground.animals import ANIMALS, draw_animal, draw_avatar, draw_mark

SIDE = 200


def picture(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("PNG", (SIDE, SIDE))
    return image


@pytest.mark.parametrize("name", ANIMALS)
def test_a_head_is_drawn_on_nothing(name: str) -> None:
    alpha = np.asarray(picture(draw_animal(name, SIDE)).convert("RGBA"))[..., 3]
    assert alpha[[0, 0, -1, -1], [0, -1, 0, -1]].tolist() == [0, 0, 0, 0]
    assert alpha[SIDE // 2, SIDE // 2] == 255
    assert 0.3 < (alpha == 255).mean() < 0.8


@pytest.mark.parametrize("name", ANIMALS)
def test_an_avatar_keeps_its_head_when_it_is_cut_round(name: str) -> None:
    avatar = picture(draw_avatar(name, "#336699", SIDE))
    colors = np.asarray(avatar.convert("RGB"), int)
    y, x = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
    is_head = np.abs(colors - (0x33, 0x66, 0x99)).max(-1) > 3
    assert is_head.mean() > 0.2
    assert not is_head[np.hypot(x, y) > SIDE / 2].any()


@pytest.mark.parametrize("name", ANIMALS)
def test_an_avatar_has_so_few_colors_that_it_stays_flat(name: str) -> None:
    colors = picture(draw_avatar(name, "#336699", SIDE)).convert("RGB").getcolors()
    assert colors is not None
    assert len(colors) <= 256


def test_the_mark_fills_its_square() -> None:
    assert picture(draw_mark(SIDE)).getpixel((0, 0)) == (0x26, 0x46, 0x53)
