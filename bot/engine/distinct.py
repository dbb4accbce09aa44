"""Distinct numbers, by sorting."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Whole = TypeVar("Whole", bound=np.integer)


def distinct(numbers: npt.NDArray[Whole]) -> npt.NDArray[Whole]:
    """Return the distinct ones of whole numbers (n,), in order.

    Numpy's `unique` goes by hashes, which takes several times as long, and loads masked arrays.
    """
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
