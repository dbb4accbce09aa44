"""People keep their colors; everything else does not."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.engine.mapping import Floats, Pixels
from bot.engine.portrait import PortraitMask, find_people
from bot.engine.portrait.regions import Region
from tests.engine.portrait.conftest import FACE, HEADS, PORTRAIT


def weigh(picture: Pixels) -> Floats:
    height, width = picture.shape[:2]
    thumbnail = Image.fromarray(picture)
    thumbnail.thumbnail((1280, 1280), Image.Resampling.BOX)
    mask = find_people(np.asarray(thumbnail), width, height)
    assert mask is not None
    return mask.weights(picture, 0)


def inner(weights: Floats, face: Region) -> Floats:
    """Take the ellipse of a face from a mask."""
    rows, columns = np.ogrid[: weights.shape[0], : weights.shape[1]]
    across = (columns + 0.5 - (face.left + face.right) / 2) / (face.width / 2)
    down = (rows + 0.5 - (face.top + face.bottom) / 2) / (face.height / 2)
    return weights[across**2 + down**2 <= 0.9]


def test_the_astronaut_s_face_is_held_and_the_background_is_not(
    pictures: dict[str, Pixels],
) -> None:
    weights = weigh(pictures["astronaut"])
    assert weights.shape == (512, 512)
    assert weights.dtype == np.float32
    assert inner(weights, Region(*FACE)).min() >= 0.98
    assert weights[330:420, 150:250].min() >= 0.98, "the suit"
    assert not weights[:150, :100].any(), "the flag"
    assert not weights[:200, 350:].any(), "the shuttle"


def test_the_edge_is_soft_and_there_is_no_halo(pictures: dict[str, Pixels]) -> None:
    weights = weigh(pictures["astronaut"])
    # From the right of the hair outward along a row: background at x = 300 and on.
    row = weights[90]
    edge = np.flatnonzero((row > 0.02) & (row < 0.98) & (np.arange(512) > 256))
    assert 2 <= len(edge) <= 16
    assert row[edge.max() + 1 : 340].max() <= 0.02


@pytest.mark.parametrize("name", ["chelsea", "coffee", "china", "flower"])
def test_pictures_without_people_have_no_mask(pictures: dict[str, Pixels], name: str) -> None:
    height, width = pictures[name].shape[:2]
    assert find_people(pictures[name], width, height) is None


def test_all_six_faces_of_a_group_are_held(group: Pixels) -> None:
    weights = weigh(group)
    for number, (left, top, side) in enumerate(HEADS):
        scale = side / (PORTRAIT[2] - PORTRAIT[0])
        face = Region(*FACE)
        if number % 2:
            face = Region(500 - face.right, face.top, 500 - face.left, face.bottom)
        face = Region(face.left - PORTRAIT[0], face.top, face.right - PORTRAIT[0], face.bottom)
        face = face.scaled(scale, scale)
        there = Region(face.left + left, face.top + top, face.right + left, face.bottom + top)
        assert inner(weights, there).min() >= 0.98, number
    assert weights[500:].mean() < 0.05


@pytest.fixture(scope="module")
def enlarged(pictures: dict[str, Pixels]) -> tuple[Pixels, PortraitMask]:
    """A person in the middle of a larger picture, with its mask."""
    picture = Image.fromarray(pictures["china"]).resize((1500, 1000))
    picture.paste(Image.fromarray(pictures["astronaut"]).crop(PORTRAIT), (600, 400))
    thumbnail = picture.resize((1280, 853), Image.Resampling.BOX)
    mask = find_people(np.asarray(thumbnail), 1500, 1000)
    assert mask is not None
    return np.asarray(picture), mask


@given(cuts=st.sets(st.integers(1, 999), max_size=8))
def test_strips_are_byte_for_byte_the_whole(
    enlarged: tuple[Pixels, PortraitMask], cuts: set[int]
) -> None:
    picture, mask = enlarged
    tops = [0, *sorted(cuts), 1000]
    strips = [mask.weights(picture[a:b], a) for a, b in pairwise(tops)]
    assert np.concatenate(strips).tobytes() == mask.weights(picture, 0).tobytes()


def test_rows_without_people_have_no_weight(enlarged: tuple[Pixels, PortraitMask]) -> None:
    picture, mask = enlarged
    assert not mask.weights(picture[:200], 0).any()
    assert mask.weights(picture[500:564], 500).any()


def test_two_threads_give_what_one_gives(pictures: dict[str, Pixels], group: Pixels) -> None:
    alone = [weigh(pictures["astronaut"]), weigh(group)]
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(weigh, [pictures["astronaut"], group] * 2))
    for number, weights in enumerate(together):
        assert weights.tobytes() == alone[number % 2].tobytes()


def test_the_engine_loads_the_networks_only_when_it_looks_for_people() -> None:
    script = (
        "import sys, bot.engine, bot.engine.portrait\n"
        "assert not any(name.startswith('ai_edge_litert') for name in sys.modules)\n"
        "import numpy as np\n"
        "bot.engine.portrait.find_people(np.zeros((200, 300, 3), np.uint8), 300, 200)\n"
        "assert 'ai_edge_litert' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
