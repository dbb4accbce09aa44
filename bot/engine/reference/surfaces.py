"""Pairs of places on one surface, some way apart: they are to come out in one hue,
and in lightness no farther apart than they were.

Along a row or a column, steps in color add up. Where they add up to little, no edge lies between
two places, though light and shade may differ: a saucer, a petal, a cheek.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.engine.evenly import evenly
from bot.engine.local import Grid
from bot.engine.mapping import Doubles, Floats
from bot.engine.reference.base import DetailField

# How far apart the two places are, in cells.
_REACHES = (8, 20)
# What the steps between them may add up to, and how much chroma may differ at the ends, ΔE76.
_WAY, _CHROMA = 12.0, 8.0
# Steps below this are a shading, no edge; a step of light and shade counts for so much of itself.
_SHADING = 0.6
_LIGHTNESS = 0.35
# Pairs that are hardly on one surface, as a good third is, have too little weight to be worth it.
_UNLIKELY = 0.01


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
    every = _pairs(size)
    chosen = evenly(every.shape[1], most)
    one, other, axis = every[:, chosen]
    ways = np.stack([_ways(field.base, axis).ravel() for axis in (0, 1)])
    colors, opacity = field.base.reshape(-1, 3), grid.opacity.ravel()
    way = ways[axis, other] - ways[axis, one]
    apart = ((colors[other, 1:] - colors[one, 1:]) ** 2).sum(axis=1)
    surely = np.exp(-((way / _WAY) ** 2) - apart / _CHROMA**2) * opacity[one] * opacity[other]
    kept = surely > _UNLIKELY
    ones, others = (
        Spots(
            colors[cell].astype(np.float64),
            (np.stack(np.divmod(cell, size[1]), axis=1) + 0.5) / size,
        )
        for cell in (one[kept], other[kept])
    )
    return SurfacePairs(ones, others, surely[kept].astype(np.float64) / len(chosen))


def _pairs(size: tuple[int, int]) -> npt.NDArray[np.intp]:
    """Return all pairs so far apart on a grid, (3, n): two cells' numbers, and along which axis."""
    cells = np.arange(size[0] * size[1]).reshape(size)
    found = [np.zeros((3, 0), np.intp)]
    for axis in (0, 1):
        for reach in _REACHES:
            count = max(size[axis] - reach, 0)
            near, far = (
                cells.take(range(start, start + count), axis).ravel() for start in (0, reach)
            )
            found.append(np.stack([near, far, np.full_like(near, axis)]))
    return np.concatenate(found, axis=1)


def _ways(lab: Floats, axis: int) -> Floats:
    """Return how much has changed from the first cell to each along an axis, (rows, columns)."""
    weights = np.array([_LIGHTNESS**2, 1, 1], np.float32)
    lengths = np.sqrt(np.diff(lab, axis=axis) ** 2 @ weights)
    before = [(1, 0) if i == axis else (0, 0) for i in (0, 1)]
    return np.pad(np.cumsum(np.maximum(lengths - _SHADING, 0), axis=axis), before)
