"""Which color of the palette each main color of the picture takes."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from bot.engine.mapping import Doubles

Order = npt.NDArray[np.intp]

_CHROMA = 0.4


def by_lightness(centers: Doubles, mass: Doubles, palette: Doubles) -> Order:
    """Assign as many palette colors as there are centers, so that light stays light.

    The cost compares lightness within each side's own range, the rank of lightness, and a little
    of chroma to break ties; heavier clusters count more, by the root of their mass.

    Parameters
    ----------
    centers, mass
        (k, 3) main colors, working space, and (k,) their mass.
    palette
        (k, 3) the colors to assign, working space.

    Returns
    -------
    array
        (k,) for each center the index of its palette color; each one is used once.
    """
    count = len(centers)
    source, target = _within_range(centers[:, 0]), _within_range(palette[:, 0])
    source_rank, target_rank = _rank(centers[:, 0]), _rank(palette[:, 0])
    cost = 0.5 * (source[:, None] - target) ** 2
    cost += 0.5 * ((source_rank[:, None] - target_rank) / max(count - 1, 1)) ** 2
    cost += _CHROMA * ((centers[:, None, 1:] - palette[:, 1:]) ** 2).sum(axis=-1)
    cost *= np.sqrt(mass / mass.sum() + 1e-9)[:, None]
    return linear_sum_assignment(cost)[1]


def nearest(centers: Doubles, mass: Doubles, palette: Doubles) -> Order:
    """Assign to each of k centers its own color out of a larger palette, near to it.

    For pictures that have fewer colors than the palette: a picture of one color takes the nearest
    one. Arguments and result as in `by_lightness`, but `palette` is (n, 3), n at least k.
    """
    gaps: Any = ((centers[:, None] - palette) * np.array([1, 0.7, 0.7])) ** 2
    return linear_sum_assignment(gaps.sum(axis=-1) * np.sqrt(mass / mass.sum() + 1e-9)[:, None])[1]


def _within_range(values: Doubles) -> Doubles:
    low, high = values.min(), values.max()
    if high - low < 1e-3:
        return np.full_like(values, 0.5)
    return (values - low) / (high - low)


def _rank(values: Doubles) -> npt.NDArray[np.intp]:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable")
