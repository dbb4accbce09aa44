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
    # Channel by channel, so that a step of the filter is over few long rows.
    planes = np.ascontiguousarray(np.moveaxis(colors, -1, 0), np.float32)
    across = _taken_over(np.diff(planes, axis=2)).T
    down = _taken_over(np.diff(planes, axis=1))
    for _ in range(_ROUNDS):
        planes = _filtered(planes.transpose(2, 0, 1), across).transpose(1, 2, 0)
        planes = _filtered(planes.swapaxes(0, 1), down).swapaxes(0, 1)
    return np.ascontiguousarray(np.moveaxis(planes, 0, -1))


def _taken_over(steps: Floats) -> Floats:
    """Return the share, 0 to 1, that a cell takes over from its neighbor: (...) of (3, ...)."""
    size = np.sqrt((steps * steps).sum(axis=0))
    distance = 1 + np.maximum(size - _SLOW, 0) * np.float32(_REACH / _STEP)
    return np.exp(distance * np.float32(-np.sqrt(2) / _REACH))


def _filtered(lines: Floats, shares: Floats) -> Floats:
    """Filter lines (n, 3, m), forth and back, by the shares (n - 1, m) between them."""
    result = lines.reshape(len(lines), -1).copy()
    shares = np.tile(shares, lines.shape[1])
    _take_over(result, shares)
    _take_over(result[::-1], shares[::-1])
    return result.reshape(lines.shape)


def _take_over(lines: Floats, shares: Floats) -> None:
    """Mix into each line (n, m), in place, its share (n - 1, m) of the line before it."""
    lines[1:] *= 1 - shares
    part = np.empty_like(lines[0])
    for before, share, line in zip(lines[:-1], shares, lines[1:], strict=True):
        np.multiply(before, share, out=part)
        np.add(line, part, out=line)
