import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.evenly import evenly


@given(st.integers(2, 10_000), st.integers(2, 500))
def test_gaps_differ_by_one_at_most_from_end_to_end(count: int, most: int):
    chosen = evenly(count, most)
    assert len(chosen) == min(count, most)
    assert (chosen[0], chosen[-1]) == (0, count - 1)
    gaps = np.diff(chosen)
    assert gaps.min() >= 1
    assert np.ptp(gaps) <= 1


@pytest.mark.parametrize(("count", "most"), [(0, 5), (1, 5), (5, 5)])
def test_few_are_all_taken(count: int, most: int):
    assert evenly(count, most).tolist() == list(range(count))
