"""Count colors in even cells of the sRGB cube."""

import numpy as np

from bot.engine.mapping import Doubles, Pixels, Reals


def histogram(
    codes: Pixels, values: Reals, weights: Reals, *, bits: int, most: int
) -> tuple[Doubles, Doubles]:
    """Gather colors in cells of 2^(8 - bits) codes an axis and average something over each.

    Parameters
    ----------
    codes
        (n, 3) sRGB codes, which choose the cell.
    values
        (n, 3) what to average: the same colors in any space.
    weights
        (n,) at least 0, with a positive sum.
    bits
        Of each code, how many count; 1 to 8.
    most
        Keep the heaviest cells only, at most this many.

    Returns
    -------
    tuple
        (m, 3) the cells' mean values, in the order of their codes; (m,) shares that sum to 1.
    """
    steps = codes.astype(np.intp) >> (8 - bits)
    cells = (steps[:, 0] << 2 * bits) | (steps[:, 1] << bits) | steps[:, 2]
    size = 1 << 3 * bits
    mass = np.bincount(cells, weights, size)
    kept = np.flatnonzero(mass)
    if len(kept) > most:
        kept = np.sort(kept[np.argsort(-mass[kept], kind="stable")[:most]])
    sums = [np.bincount(cells, weights * values[:, i], size)[kept] for i in range(3)]
    return np.stack(sums, axis=1) / mass[kept, None], mass[kept] / mass[kept].sum()
