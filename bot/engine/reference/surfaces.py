"""Pairs of places on one surface, some way apart: they are to come out in one hue,
and in lightness no farther apart than they were.

Along a row or a column, steps in color add up. Where they add up to little, no edge lies between
two places, though light and shade may differ: a saucer, a petal, a cheek.
"""

from typing import NamedTuple

import numpy as np

from bot.engine import cielab
from bot.engine.local import Grid
from bot.engine.mapping import Doubles, Reals
from bot.engine.reference.base import DetailField

# How far apart the two places are, in cells.
_REACHES = (8, 20)
# What the steps between them may add up to, and how much chroma may differ at the ends, ΔE76.
_WAY, _CHROMA = 12.0, 8.0
# Steps below this are a shading, no edge; a step of light and shade counts for so much of itself.
_SHADING = 0.6
_LIGHTNESS = 0.35


class Spots(NamedTuple):
    """Places and the bases of their colors."""

    base: Doubles
    """(n, 3) CIELAB"""
    places: Doubles
    """(n, 2) row and column, 0 to 1 over the picture"""


class SurfacePairs(NamedTuple):
    """Places that lie on one surface, two and two."""

    ones: Spots
    others: Spots
    weights: Doubles
    """(n,) how surely they do, as shares of all pairs: they sum to at most 1."""

    @classmethod
    def none(cls) -> "SurfacePairs":
        """Return no pairs, as of a picture that has no surfaces."""
        nothing = Spots(np.zeros((0, 3)), np.zeros((0, 2)))
        return cls(nothing, nothing, np.zeros(0))


def surface_pairs(grid: Grid, field: DetailField, most: int) -> SurfacePairs:
    """Take at most `most` pairs, spread evenly over a picture's rows and columns."""
    size = grid.opacity.shape
    base = np.clip(grid.colors - field.of_cells(), 0, 1).reshape(-1, 3).astype(np.float64)
    colors = cielab.from_encoded(base)
    lab = colors.reshape(*size, 3)
    cells = np.arange(len(colors)).reshape(size)
    ways = [_ways(lab, axis) for axis in (0, 1)]
    found = [
        _pairs(axis, reach, lab, ways[axis], grid.opacity, cells)
        for axis in (0, 1)
        for reach in _REACHES
        if reach < size[axis]
    ]
    if not found:
        return SurfacePairs.none()
    one, other, weights = (np.concatenate(part) for part in zip(*found, strict=True))
    chosen = np.linspace(0, len(one) - 1, min(most, len(one))).astype(np.intp)
    ends = [
        Spots(colors[cell], (np.stack(np.divmod(cell, size[1]), axis=1) + 0.5) / size)
        for cell in (one[chosen], other[chosen])
    ]
    return SurfacePairs(ends[0], ends[1], weights[chosen] / len(chosen))


def _ways(lab: Doubles, axis: int) -> Doubles:
    """Return how much has changed from the first cell to each along an axis, (rows, columns)."""
    steps = np.diff(lab, axis=axis)
    lengths = np.sqrt((_LIGHTNESS * steps[..., 0]) ** 2 + (steps[..., 1:] ** 2).sum(axis=-1))
    before = [(1, 0) if i == axis else (0, 0) for i in (0, 1)]
    return np.pad(np.cumsum(np.maximum(lengths - _SHADING, 0), axis=axis), before)


def _pairs(
    axis: int, reach: int, lab: Doubles, ways: Doubles, opacity: Reals, cells: Reals
) -> tuple[Reals, Reals, Doubles]:
    """Return the cells of all pairs so far apart along an axis, and how surely they are of one."""
    count = lab.shape[axis] - reach
    near, far = ((slice(None),) * axis + (slice(start, start + count),) for start in (0, reach))
    way = ways[far] - ways[near]
    apart = ((lab[far] - lab[near])[..., 1:] ** 2).sum(axis=-1)
    surely = np.exp(-((way / _WAY) ** 2) - apart / _CHROMA**2) * opacity[far] * opacity[near]
    return cells[near].ravel(), cells[far].ravel(), surely.ravel()
