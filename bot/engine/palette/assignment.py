"""Which color of the palette each main color of the picture takes."""

from functools import cache
from itertools import permutations

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles

Order = npt.NDArray[np.intp]

_CHROMA = 0.4
_JUMP = 8.0
_REVERSAL = 0.1


def by_lightness(
    centers: Doubles, mass: Doubles, palette: Doubles, overlap: Doubles, most: int
) -> Order:
    """Assign the k palette colors to k centers, so that light stays light and skies stay calm.

    The cost compares lightness within each side's own range, the rank of lightness, and a little
    of chroma to break ties; heavier clusters count more, by the root of their mass. To it comes
    the jump in chroma between clusters that blend into each other: a gradient that passes through
    them should not pass through every hue. All permutations are tried; those that reverse
    lightness by more than 0.1 are out.

    Parameters
    ----------
    centers, mass
        (k, 3) main colors, working space, and (k,) their mass.
    palette
        (k, 3) the colors to assign, working space.
    overlap
        (k, k) symmetric, how much of the picture lies between each two clusters; sums to 1.
    most
        How many assignments to return.

    Returns
    -------
    array
        (m, k) the m best assignments, m at most `most`, the best first: for each center the index
        of its palette color; each one is used once.
    """
    count = len(centers)
    source, target = _within_range(centers[:, 0]), _within_range(palette[:, 0])
    source_rank, target_rank = _rank(centers[:, 0]), _rank(palette[:, 0])
    cost = 0.5 * (source[:, None] - target) ** 2
    cost += 0.5 * ((source_rank[:, None] - target_rank) / max(count - 1, 1)) ** 2
    cost += _CHROMA * ((centers[:, None, 1:] - palette[:, 1:]) ** 2).sum(axis=-1)
    cost *= np.sqrt(mass / mass.sum() + 1e-9)[:, None]
    jump = ((palette[:, None, 1:] - palette[:, 1:]) ** 2).sum(axis=-1)

    # From the darkest to the lightest center, the lightness of its color never falls by much.
    orders = _permutations(count)[:, source_rank]
    lightness = palette[:, 0][_permutations(count)]
    fall = (np.maximum.accumulate(lightness, axis=1) - lightness).max(axis=1)
    orders = orders[fall <= _REVERSAL]
    total = cost[np.arange(count), orders].sum(axis=1)
    for i in range(count):
        for j in range(i):
            total += 2 * _JUMP * overlap[i, j] * jump[orders[:, i], orders[:, j]]
    return orders[np.argsort(total, kind="stable")[:most]]


def nearest(centers: Doubles, mass: Doubles, palette: Doubles) -> Order:
    """Assign to each of k centers its own color out of a larger palette, near to it.

    For pictures that have fewer colors than the palette: a picture of one color takes the nearest
    one. Arguments as in `by_lightness`, but `palette` is (n, 3), n at least k; the result is (k,).
    """
    gaps = ((centers[:, None] - palette) * np.array([1, 0.7, 0.7])) ** 2
    return cheapest(gaps.sum(axis=-1) * np.sqrt(mass / mass.sum() + 1e-9)[:, None])


def cheapest(cost: Doubles) -> Order:
    """Return for each row of a cost matrix (k, n), k at most n at most 7, a column of its own.

    All assignments are compared: their costs' sum is least.
    """
    orders = _permutations(cost.shape[1])[:, : len(cost)]
    # Row by row: a sum over up to seven costs each, for 5,040 orders, takes four times as long.
    total = np.zeros(len(orders))
    for costs, columns in zip(cost, orders.T, strict=True):
        total += costs[columns]
    return orders[total.argmin()]


@cache
def _permutations(count: int) -> Order:
    orders = np.array(list(permutations(range(count))))
    orders.setflags(write=False)
    return orders


def _within_range(values: Doubles) -> Doubles:
    low, high = values.min(), values.max()
    if high - low < 1e-3:
        return np.full_like(values, 0.5)
    return (values - low) / (high - low)


def _rank(values: Doubles) -> npt.NDArray[np.intp]:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable")
