"""The curve that takes the picture's lightness to the palette's: monotone and without jumps."""

import numpy as np
from scipy.interpolate import PchipInterpolator

from bot.engine.mapping import Doubles

_LEAST_SLOPE = 0.3
_MOST_SLOPE = 1.7
_MOST_SLOPE_AT_ENDS = 1.2
_KNOTS_APART = 0.03


def tone_curve(source: Doubles, target: Doubles) -> PchipInterpolator:
    """Fit a monotone curve from 0..1 to lightness through pairs of lightness.

    Knots nearer than 0.03 are merged; isotonic regression keeps the slopes between knots within
    0.3 to 1.7, toward black and white within 1.2; a monotone cubic joins them.

    Parameters
    ----------
    source, target
        (k,) lightness of the clusters and of their colors, working space, in any order.

    References
    ----------
    Fritsch, Carlson (1980), "Monotone piecewise cubic interpolation".
    """
    order = np.argsort(source, kind="stable")
    x, y = _merge(source[order], target[order])
    y = _isotonic(y - _LEAST_SLOPE * x) + _LEAST_SLOPE * x
    y = _MOST_SLOPE * x - _isotonic(_MOST_SLOPE * x - y)
    if x[0] > 0.01:
        x, y = np.r_[0, x], np.r_[max(0.0, y[0] - _MOST_SLOPE_AT_ENDS * x[0]), y]
    if x[-1] < 0.999:
        x, y = np.r_[x, 1], np.r_[y, min(1.0, y[-1] + _MOST_SLOPE_AT_ENDS * (1 - x[-1]))]
    if len(x) == 1:  # a picture that is all white
        x, y = np.r_[0, x], np.r_[max(0.0, y[0] - 1), y]
    return PchipInterpolator(x, y, extrapolate=True)


def _merge(x: Doubles, y: Doubles) -> tuple[Doubles, Doubles]:
    """Average knots that are too close to carry a slope."""
    groups: list[list[int]] = [[0]]
    for i in range(1, len(x)):
        if x[i] - x[groups[-1]].mean() < _KNOTS_APART:
            groups[-1].append(i)
        else:
            groups.append([i])
    return np.array([x[g].mean() for g in groups]), np.array([y[g].mean() for g in groups])


def _isotonic(values: Doubles) -> Doubles:
    """Find the nearest nondecreasing sequence: pool adjacent violators."""
    pools: list[tuple[float, int]] = []
    for value in values:
        pools.append((float(value), 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2], pools[-1]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    return np.concatenate([np.full(n, value) for value, n in pools])
