import numpy as np

from bot.engine import oklab
from bot.engine.palette import space
from bot.engine.palette.conversion import working_planes


def test_the_table_agrees_with_the_formula():
    codes = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    planes = np.moveaxis(working_planes(codes), 0, -1)
    gaps = np.abs(planes - space.from_oklab(oklab.from_codes(codes)))
    assert gaps.mean() < 1e-4
    assert gaps.max() < 5e-3
