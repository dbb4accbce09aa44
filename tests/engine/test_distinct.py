import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.distinct import distinct


@given(st.lists(st.integers(0, 30)))
def test_each_number_comes_once_in_order(numbers: list[int]) -> None:
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))


@pytest.mark.parametrize("kind", [np.uint8, np.uint32, np.int64])
def test_the_kind_of_number_stays(kind: type[np.integer]) -> None:
    assert distinct(np.array([3, 0, 3], kind)).dtype == kind
