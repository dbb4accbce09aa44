"""Surfaces: what belongs together though its color changes slowly, as a sky does.

A smoothing that reaches far, but not over a step in color, gives every cell nearly the mean color
of its surface. It runs along rows and columns, forth and back; each cell takes over from the one
before it what no edge keeps away.

References
----------
Gastal, Oliveira (2011), "Domain transform for edge-aware image and video processing", section 5.3:
recursive filtering.
"""

import numpy as np

from bot.engine.mapping import Floats, Reals

# How far the smoothing reaches, in cells, and the step in color that ends it.
_REACH, _STEP = 60.0, 0.05
_SLOW = 0.008
_ROUNDS = 2


def surface_means(colors: Reals) -> Floats:
    """Smooth colors (rows, columns, 3), working space, within surfaces.

    Steps between neighbors below 0.008 do not count as edges: they add up to a shading.
    """
    across = _taken_over(np.diff(colors, axis=1)).T
    down = _taken_over(np.diff(colors, axis=0))
    result = np.array(colors, np.float32)
    for _ in range(_ROUNDS):
        _pass(result.swapaxes(0, 1), across)
        _pass(result, down)
    return result


def _taken_over(steps: Reals) -> Floats:
    """Return the share, 0 to 1, that a cell takes over from its neighbor: (...) of (..., 3)."""
    size = np.sqrt((steps * steps).sum(axis=-1))
    distance = 1 + np.maximum(size - _SLOW, 0) * np.float32(_REACH / _STEP)
    return np.exp(distance * np.float32(-np.sqrt(2) / _REACH))


def _pass(lines: Floats, shares: Floats) -> None:
    """Filter lines (n, m, 3) in place, forth and back, by the shares (n - 1, m) between them."""
    shares = np.ascontiguousarray(shares)[..., None]
    for i in range(1, len(lines)):
        lines[i] += shares[i - 1] * (lines[i - 1] - lines[i])
    for i in range(len(lines) - 2, -1, -1):
        lines[i] += shares[i] * (lines[i + 1] - lines[i])
