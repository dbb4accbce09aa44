"""What is remembered is what the tables say."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.engine import memo
from bot.engine.lut import Lut
from bot.engine.mapping import Pixels
from bot.engine.memo import Memo

LUTS = [Lut(Lut.identity().grid ** power) for power in (0.5, 1.5, 3.0)]


@pytest.fixture
def picture() -> Pixels:
    random = np.random.default_rng(0)
    noise = random.integers(0, 256, (40, 301, 3), np.uint8)
    ramp = np.arange(301 * 3, dtype=np.int64).reshape(1, 301, 3) // 4 % 256
    return np.concatenate([noise, np.broadcast_to(ramp, (60, 301, 3)).astype(np.uint8)])


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("capacity", [1 << 20, 5000])
def test_every_table_is_followed_to_the_byte(
    picture: Pixels, monkeypatch: pytest.MonkeyPatch, count: int, capacity: int
) -> None:
    monkeypatch.setattr(memo, "_CAPACITY", capacity)
    luts = LUTS[:count]
    known = Memo(luts)
    with ThreadPoolExecutor(4) as pool:
        strips = [picture[top : top + 7] for top in range(0, len(picture), 7)]
        parts = list(pool.map(known.apply, strips))
    for n, lut in enumerate(luts):
        result = np.concatenate([part[n] for part in parts])
        np.testing.assert_array_equal(result, lut.apply(picture))


def test_black_white_and_a_single_pixel_are_colors_like_others() -> None:
    known = Memo([Lut(1 - Lut.identity().grid)])
    for code in (0, 255, 0, 7):
        assert known.apply(np.full((1, 1, 3), code, np.uint8))[0].tolist() == [[[255 - code] * 3]]
