"""Rectangles in a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in pixels, not necessarily whole ones nor within the picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return the width, never negative."""
        return max(0.0, self.right - self.left)

    @property
    def height(self) -> float:
        """Return the height, never negative."""
        return max(0.0, self.bottom - self.top)

    @property
    def area(self) -> float:
        """Return the area."""
        return self.width * self.height

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom

    def intersection(self, other: Region) -> Region:
        """Return what both cover; its area is 0 where they do not meet."""
        return Region(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def contains_center(self, other: Region) -> bool:
        """Tell whether the center of another region lies within this one."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x < self.right and self.top <= y < self.bottom

    def square(self, size: float) -> Region:
        """Return a square around the same center, its side `size` times the longer side."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        half = size * max(self.width, self.height) / 2
        return Region(x - half, y - half, x + half, y + half)

    def scaled(self, x: float, y: float) -> Region:
        """Return the same region in a picture that is so many times as wide and as high."""
        return Region(self.left * x, self.top * y, self.right * x, self.bottom * y)

    def tiles(self, side: float, overlap: float) -> list[Region]:
        """Cover the region with tiles that overlap by at least this share of their side.

        A tile reaches over the region nowhere: one that is lower than `side` has lower tiles.
        """
        columns = _starts(self.left, self.width, side, overlap)
        rows = _starts(self.top, self.height, side, overlap)
        return [
            Region(left, top, min(left + side, self.right), min(top + side, self.bottom))
            for top in rows
            for left in columns
        ]


def _starts(start: float, length: float, side: float, overlap: float) -> list[float]:
    spare = max(0.0, length - side)
    count = math.ceil(spare / (side * (1.0 - overlap))) + 1
    return [float(x) for x in np.linspace(start, start + spare, count)]
