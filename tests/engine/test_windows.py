"""Sums over windows are the sums of what lies in them."""

import numpy as np
import pytest

from bot.engine.windows import Windows


@pytest.mark.parametrize("size", [(1, 1), (5, 70), (64, 33), (100, 2)])
@pytest.mark.parametrize("radius", [1, 3, 40])
def test_every_cell_has_the_sum_of_its_window(size: tuple[int, int], radius: int) -> None:
    planes = np.random.default_rng(0).integers(0, 9, (2, *size)).astype(np.float32)
    sums = Windows(*size, radius).sums(planes)
    for row, column in ((0, 0), (size[0] // 2, size[1] // 2), (size[0] - 1, size[1] - 1)):
        rows = slice(max(row - radius, 0), row + radius + 1)
        columns = slice(max(column - radius, 0), column + radius + 1)
        window = planes[:, rows, columns].sum(axis=(1, 2))
        np.testing.assert_array_equal(sums[:, row, column], window)


def test_planes_may_lie_in_memory_anyhow() -> None:
    cells = np.random.default_rng(0).random((40, 50, 3))
    windows = Windows(40, 50, 2)
    planes = np.moveaxis(cells, -1, 0)
    np.testing.assert_array_equal(windows.sums(planes), windows.sums(planes.copy()))
