"""Choose colorways that are good, unlike the picture and unlike each other."""

import math

import numpy as np
import numpy.typing as npt

from bot.engine.auto.score import Ratings
from bot.engine.mapping import Doubles, Floats
from bot.engine.recoloring import MOST_COLORWAYS

# Distances are means over the picture in DIN99o.
_FAR_FROM_ORIGINAL = 11.5
_FAR_FROM_EACH_OTHER = 9.0
# Beyond this, more distance is worth nothing.
_FAR_ENOUGH = 22.0
_SCORE_WEIGHT = 5.0
_BEST_SHARE = 0.75
_FEWEST = 40
# How much less harmonious than the picture a colorway may be, if it must.
_HARMONY_LOST = (0.0, 0.1, 0.2, 0.4)

Mask = npt.NDArray[np.bool_]


def choose(ratings: Ratings, weights: Doubles) -> list[int]:
    """Return the numbers of eight candidates, the best first: the first n are the answer for n.

    Those far from the original and not less harmonious compete; if they are too few or too alike,
    somewhat less harmonious ones are let in. `weights` are the colors' (m,).
    """
    away = _distances(ratings.looks, ratings.original, weights)
    far = away >= _FAR_FROM_ORIGINAL
    if far.sum() < _FEWEST:
        far = away >= _quantile(away, 0.6)
    good = far & (ratings.score >= _quantile(ratings.score[far], 1 - _BEST_SHARE))
    for lost in _HARMONY_LOST:
        pool = good & (ratings.harmony_gain >= -lost)
        if pool.sum() >= _FEWEST:
            chosen, apart = _spread_out(ratings, pool, away, weights)
            if apart >= _FAR_FROM_EACH_OTHER:
                return chosen
    return _spread_out(ratings, far, away, weights)[0]


def _spread_out(
    ratings: Ratings, pool: Mask, away: Doubles, weights: Doubles
) -> tuple[list[int], float]:
    """Take, eight times, the candidate that is best and farthest from all taken so far.

    Returns their numbers and the least distance met.
    """
    nearest, least = 0.9 * away, np.inf
    free = pool.copy()
    chosen: list[int] = []
    for _ in range(MOST_COLORWAYS):
        value = np.minimum(nearest, _FAR_ENOUGH) + _SCORE_WEIGHT * ratings.score
        best = int(np.where(free, value, -np.inf).argmax())
        chosen.append(best)
        least = min(least, float(nearest[best]))
        free[best] = False
        nearest = np.minimum(nearest, _distances(ratings.looks, ratings.looks[best], weights))
    return chosen, least


def _quantile(values: Doubles, share: float) -> float:
    """Return the value that at least this share of the others do not exceed.

    Numpy's own, which interpolates, loads masked arrays first.
    """
    return float(np.sort(values)[math.ceil(share * (len(values) - 1))])


def _distances(looks: Floats, other: Floats, weights: Doubles) -> Doubles:
    """Return the mean distance (n,) of colors (n, m, 3) to others (m, 3)."""
    gaps = looks - other
    return np.sqrt(np.einsum("nmc,nmc->nm", gaps, gaps)).astype(np.float64) @ weights
