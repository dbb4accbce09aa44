"""The curve that takes the picture's lightness to the palette's: monotone and without jumps."""

import numpy as np

from bot.engine.mapping import Doubles

_LEAST_SLOPE = 0.3
# Toward black and toward white.
_LEAST_SLOPE_AT_ENDS, _MOST_SLOPE_AT_ENDS = 0.15, 0.6
_KNOTS_APART = 0.03
_LEAST_RISE = 0.2

Reach = tuple[float, float]


class MonotoneCubic:
    """A smooth curve through knots that never turns between them.

    References
    ----------
    Fritsch, Carlson (1980), "Monotone piecewise cubic interpolation"; Fritsch, Butland (1984), "A
    method for constructing local monotone piecewise cubic interpolants".
    """

    def __init__(self, x: Doubles, y: Doubles) -> None:
        """Take at least two knots, (n,) rising x and (n,) y."""
        self._x, self._y = x, y
        step = np.diff(x)
        slope = np.diff(y) / step
        inner = np.zeros(len(x) - 2)
        before, after = slope[:-1], slope[1:]
        same = before * after > 0
        # Harmonic means, weighted by the steps.
        heavy = (2 * step[1:] + step[:-1])[same]
        light = (step[1:] + 2 * step[:-1])[same]
        inner[same] = (heavy + light) / (heavy / before[same] + light / after[same])
        self._slope = np.r_[_end(step, slope), inner, _end(step[::-1], slope[::-1])]

    def __call__(self, at: Doubles) -> Doubles:
        """Evaluate at any places; beyond the ends it goes on straight."""
        x, y, slope = self._x, self._y, self._slope
        inside = np.clip(at, x[0], x[-1])
        beyond = (at - inside) * np.where(at < x[0], slope[0], slope[-1])
        at = inside
        i = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
        step = x[i + 1] - x[i]
        t = (at - x[i]) / step
        rise = y[i + 1] - y[i]
        bend = step * (slope[i] + slope[i + 1]) - 2 * rise
        return beyond + y[i] + t * (step * slope[i] + t * (rise - step * slope[i] + (t - 1) * bend))


def _end(step: Doubles, slope: Doubles) -> float:
    """Choose the slope at the first knot: of the parabola through three, kept monotone."""
    if len(step) == 1:
        return float(slope[0])
    found = ((2 * step[0] + step[1]) * slope[0] - step[0] * slope[1]) / (step[0] + step[1])
    if found * slope[0] <= 0:
        return 0.0
    if slope[0] * slope[1] <= 0 and abs(found) > 3 * abs(slope[0]):
        return float(3 * slope[0])
    return float(found)


def tone_curve(
    source: Doubles, target: Doubles, most_slope: float, reach: Reach = (0.0, 1.0)
) -> MonotoneCubic:
    """Fit a monotone curve from 0..1 to lightness through pairs of lightness.

    Knots nearer than 0.03 are merged; isotonic regression keeps the slopes between knots within
    0.3 to `most_slope`; a monotone cubic joins them. Toward black and white the curve goes on by a
    slope of 0.6, or less, at least 0.15, to stay within `reach`.

    Parameters
    ----------
    source, target
        (k,) lightness of the clusters and of their colors, working space, in any order.
    most_slope
        Between knots.
    reach
        The least and the most lightness that the palette's colors can bear; see `move.reach_of`.
    """
    order = np.argsort(source, kind="stable")
    x, y = _merge(source[order], target[order])
    y = _isotonic(y - _LEAST_SLOPE * x) + _LEAST_SLOPE * x
    # Within range, or the end beyond the last knot would lie below it.
    y = np.clip(most_slope * x - _isotonic(most_slope * x - y), 0, 1)
    if x[0] > 0.01:
        x, y = np.r_[0, x], np.r_[max(0.0, y[0] - _fall(x[0], y[0] - reach[0])), y]
    if x[-1] < 0.999:
        x, y = np.r_[x, 1], np.r_[y, min(1.0, y[-1] + _fall(1 - x[-1], reach[1] - y[-1]))]
    if len(x) == 1:  # a picture that is all white
        x, y = np.r_[0, x], np.r_[max(0.0, y[0] - 1), y]
    return MonotoneCubic(x, y)


def rising(source: Doubles, target: Doubles) -> Doubles:
    """Bring lightness (k,) that clusters are to get into the order of what they have, (k,).

    Isotonic regression, with a slope of at least 0.2: gradients that turned would be seen.
    """
    order = np.argsort(source, kind="stable")
    least = _LEAST_RISE * source[order]
    result = np.empty_like(target)
    result[order] = _isotonic(target[order] - least) + least
    return result


def _fall(far: float, wanted: float) -> float:
    """Return how much lightness changes over the last `far`, to come near a wanted change."""
    return float(np.clip(wanted, _LEAST_SLOPE_AT_ENDS * far, _MOST_SLOPE_AT_ENDS * far))


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
