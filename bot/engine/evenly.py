"""Some of many, spread evenly."""

import numpy as np
import numpy.typing as npt


def evenly(count: int, most: int) -> npt.NDArray[np.intp]:
    """Return at most `most` of the numbers from 0 to `count` - 1, in order, the ends among them."""
    return np.linspace(0, count - 1, min(count, most)).astype(np.intp)
