"""Recolorings that are affine in color around every place: quick at full size, whatever they are.

A recoloring is worked out for the cells of a small grid. Around each cell it is then fitted, as
well as it can be, by an affine function of the picture's own colors; full-size pixels go through
the functions of their places. Four colors in a window can be sent anywhere at once, so an edge
stays where it is and as sharp as it is. Where a window shows a single color, its noise goes through
a matrix that is given, and is not amplified.

References
----------
He, Sun, Tang (2013), "Guided image filtering", section 3.3; Chen, Adams, Wadhwa, Hasinoff (2016),
"Bilateral guided upsampling".
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.engine import oklab, srgb
from bot.engine.degree import share_of_way
from bot.engine.mapping import Doubles, Floats, Pixels, Reals, Survey
from bot.engine.windows import Windows

RADIUS = 3
"""Of a window, in cells."""
_CELLS = 192
"""On the longer side of the grid, at most."""

# Variance within a window, of colors 0 to 1, below which a difference is noise.
_NOISE = 1e-3
# What transparent cells weigh, so that a window of nothing else has a mean.
_TRACE = 1e-4

# Every so many cells are looked at to find how far a degree goes.
_SOME = 17

# Rows and columns that are worked on at a time: as few rows as the cache likes, as many columns as
# most pictures have, or threads would wait for the interpreter at every turn, half of their time.
# Always the same, so that every pixel goes through the same arithmetic whichever strip it comes in.
# Columns are interpolated in lanes.
_TALL = 16
_WIDE = 4352
_LANE = 64


class Grid:
    """A picture as a small grid of cells, and what is the same for all fits on it."""

    def __init__(self, survey: Survey) -> None:
        """Average the survey's thumbnail down by two if it is large."""
        opacity = (survey.weights + np.float32(_TRACE)).astype(np.float32)
        colors = np.moveaxis(survey.thumbnail, -1, 0).astype(np.float32) * opacity
        if max(opacity.shape) > _CELLS:
            colors, opacity = _halved(colors), _halved(opacity)
        self.height, self.width = survey.height, survey.width
        self.opacity: Floats = opacity / opacity.max()
        self.windows = Windows(opacity.shape[0], opacity.shape[1], RADIUS)
        self.mass = self.windows.sums(self.opacity)
        planes = (colors / (255 * opacity)).astype(np.float32)
        self.colors: Floats = np.ascontiguousarray(np.moveaxis(planes, 0, -1))
        """(rows, columns, 3) encoded sRGB, 0 to 1."""
        self._planes = planes
        self.mean = self.means(planes)
        """(3, rows, columns) of the colors in the window around each cell."""
        self.covariance = self.means(planes[:, None] * planes) - self.mean[:, None] * self.mean
        """(3, 3, rows, columns) of the same."""
        self._inverse = inverse_of(self.covariance, _NOISE)

    def means(self, planes: Reals) -> Reals:
        """Average planes (..., rows, columns) over the window around each cell, by opacity."""
        return self.windows.sums(planes * self.opacity) / self.mass

    def fit(self, recolored: Reals, prior: Reals) -> Floats:
        """Fit an affine function of color around each cell.

        Parameters
        ----------
        recolored
            (rows, columns, 3) what the cells' colors become, encoded sRGB 0 to 1.
        prior
            (3, 3) what differences of color are multiplied by where they are only noise.

        Returns
        -------
        array
            (rows, columns, 3, 4): for each channel three factors and the constant.
        """
        y = np.moveaxis(recolored, -1, 0).astype(np.float32)
        mean = self.means(y)
        slopes = self.means(y[:, None] * self._planes) - mean[:, None] * self.mean
        slopes += (_NOISE * prior).astype(np.float32)[:, :, None, None]
        factors = product(slopes, self._inverse)
        constants = mean - (factors * self.mean).sum(axis=1)
        fitted = self.means(np.concatenate([factors, constants[:, None]], axis=1))
        return np.ascontiguousarray(np.moveaxis(fitted, (0, 1), (2, 3)))

    def at(self, fitted: Reals, places: npt.NDArray[np.int32]) -> Reals:
        """Interpolate what `fit` returned at pixels (n, 2), row and column: (n, 3, 4)."""
        rows, columns = fitted.shape[:2]
        i, v = _position(places[:, 0], self.height, rows)
        j, u = _position(places[:, 1], self.width, columns)
        below, right = np.minimum(i + 1, rows - 1), np.minimum(j + 1, columns - 1)
        v, u = v[:, None, None], u[:, None, None]
        upper = fitted[i, j] * (1 - u) + fitted[i, right] * u
        lower = fitted[below, j] * (1 - u) + fitted[below, right] * u
        return upper * (1 - v) + lower * v


class LocalMap:
    """A recoloring of one picture that is affine in color around every place; a `ColorMap`."""

    def __init__(self, grid: Grid, recolored: Reals, prior: Doubles) -> None:
        """Fit what the grid's colors become; see `Grid.fit`."""
        self._grid = grid
        self._recolored = recolored
        self._prior = prior
        fitted = grid.fit(recolored, prior)
        # Half a code more, as results are cut off.
        fitted[..., 3] = fitted[..., 3] * 255 + 0.5
        # Every factor of the three channels, and the constants: (rows, columns, 12).
        functions = fitted.swapaxes(2, 3).reshape(*fitted.shape[:2], 12)
        self._functions: Floats = np.ascontiguousarray(functions)
        self._tiles = list(_tiles(grid.width, fitted.shape[1]))
        self._workspace = _Workspace()

    def toward(self, degree: float) -> "LocalMap":
        """Return the map that goes so far, 0 to 1; see `ColorMap.toward`."""
        start = oklab.from_encoded(self._grid.colors.astype(np.float64))
        end = oklab.from_encoded(np.asarray(self._recolored, np.float64))
        some = slice(None, None, _SOME)
        weights = self._grid.opacity.astype(np.float64).ravel()[some]
        pair = start.reshape(-1, 3)[some], end.reshape(-1, 3)[some]
        share = share_of_way(*pair, weights, degree)
        linear = np.clip(oklab.to_linear(start + share * (end - start)), 0, 1)
        prior = np.eye(3) + share * (self._prior - np.eye(3))
        return LocalMap(self._grid, srgb.from_linear(linear), prior)

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Recolor the rows `top` and following, (h, width, 3); see `ColorMap.apply`."""
        result = np.empty_like(strip)
        bottom = top + len(strip)
        for first in range(top - top % _TALL, bottom, _TALL):
            low, high = max(first, top), min(first + _TALL, bottom)
            strip_rows, own = slice(low - top, high - top), slice(low - first, high - first)
            columns = self._columns(first)
            for tile in self._tiles:
                functions = tile.spread_out(columns, self._workspace)[own]
                _transform(
                    strip[strip_rows, tile.columns],
                    functions,
                    result[strip_rows, tile.columns],
                    self._workspace,
                )
        return result

    def _columns(self, top: int) -> Floats:
        """Return the cells' functions at `_TALL` rows, (columns of the grid, `_TALL` · 12)."""
        rows, columns = self._functions.shape[:2]
        i, v = _position(np.arange(top, top + _TALL), self._grid.height, rows)
        between = self._functions[i]
        between += (self._functions[np.minimum(i + 1, rows - 1)] - between) * v[:, None, None]
        return between.swapaxes(0, 1).reshape(columns, -1)


class _Workspace(threading.local):
    """Each thread's own place to work on a tile in.

    Always the same, it stays in the processor's cache, where new arrays would lie anywhere.
    """

    def __init__(self) -> None:
        pixels = _TALL * _WIDE
        self.functions: Floats = np.empty(12 * pixels, np.float32)
        self.colors: Floats = np.empty(3 * pixels, np.float32)
        self.moved: Floats = np.empty(3 * pixels, np.float32)
        self.codes: Pixels = np.empty(3 * pixels, np.uint8)


@dataclass(frozen=True, slots=True)
class _Tile:
    """Columns of the picture, and how they lie between the grid's."""

    columns: slice
    cells: npt.NDArray[np.intp]
    """(lanes, k): for each lane the grid's columns that it needs."""
    spread: Floats
    """(lanes, k, `_LANE`): how much of each of them a column is."""

    def spread_out(self, columns: Floats, workspace: _Workspace) -> Floats:
        """Interpolate functions (columns of the grid, rows · 12): (rows, 4, 3, tile's columns)."""
        size = columns.shape[1]
        lanes = len(self.cells)
        windows = np.take(columns, self.cells, axis=0).swapaxes(1, 2)
        result = workspace.functions[: size * lanes * _LANE].reshape(size, lanes, _LANE)
        np.matmul(windows, self.spread, out=result.swapaxes(0, 1))
        width = self.columns.stop - self.columns.start
        return result.reshape(-1, 4, 3, lanes * _LANE)[..., :width]


def _tiles(width: int, cells: int) -> Iterator[_Tile]:
    """Divide a picture's columns into tiles, over as many columns of a grid."""
    here = np.arange(_LANE)
    for left in range(0, width, _WIDE):
        right = min(left + _WIDE, width)
        starts = np.arange(left, right, _LANE)
        at, share = _position(starts[:, None] + here, width, cells)
        first = at[:, :1]
        needed = first + np.arange(int((at - first).max()) + 2)
        spread = np.zeros((len(starts), needed.shape[1], _LANE), np.float32)
        lane = np.arange(len(starts))[:, None]
        spread[lane, at - first, here] = 1 - share
        spread[lane, at - first + 1, here] = share
        yield _Tile(slice(left, right), np.minimum(needed, cells - 1), spread)


def _transform(pixels: Pixels, functions: Floats, result: Pixels, workspace: _Workspace) -> None:
    """Send pixels (h, w, 3) through the functions of their places (h, 4, 3, w), which are lost."""
    height, width = pixels.shape[:2]
    colors, moved, codes = (
        part[: pixels.size].reshape(height, 3, width)
        for part in (workspace.colors, workspace.moved, workspace.codes)
    )
    np.copyto(colors, pixels.swapaxes(1, 2))
    # By the color that they are factors of, for all three channels at once.
    functions[:, :3] *= colors[:, :, None]
    np.add.reduce(functions, axis=1, out=moved)
    np.clip(moved, 0, 255, out=moved)
    # Cast on their own, then interleaved: both at once would take longer.
    np.copyto(codes, moved, casting="unsafe")
    for channel in range(3):
        result[..., channel] = codes[:, channel]


def product(matrices: Reals, others: Reals) -> Reals:
    """Multiply matrices (n, 3, ...) by others (3, 3, ...), cell by cell."""
    return (
        matrices[:, 0, None] * others[0]
        + matrices[:, 1, None] * others[1]
        + matrices[:, 2, None] * others[2]
    )


def inverse_of(covariance: Reals, noise: float) -> Reals:
    """Invert covariances (3, 3, rows, columns), to which a variance of noise is added.

    By their cofactors.
    """
    matrices = covariance + np.float32(noise) * np.eye(3, dtype=np.float32)[:, :, None, None]
    (a, b, c), (_, d, e), (_, _, f) = matrices
    rows = [
        [d * f - e * e, c * e - b * f, b * e - c * d],
        [c * e - b * f, a * f - c * c, b * c - a * e],
        [b * e - c * d, b * c - a * e, a * d - b * b],
    ]
    determinant = a * rows[0][0] + b * rows[0][1] + c * rows[0][2]
    return np.stack([np.stack(row) for row in rows]) / determinant


def _halved(planes: Reals) -> Reals:
    """Add up the last two axes by twos, the border counting twice where it has to."""
    height, width = planes.shape[-2:]
    odd = [(0, 0)] * (planes.ndim - 2) + [(0, height % 2), (0, width % 2)]
    padded = np.pad(planes, odd, mode="edge")
    tall = padded[..., ::2, :] + padded[..., 1::2, :]
    return tall[..., ::2] + tall[..., 1::2]


def _position(
    pixels: npt.NDArray[Any], full: int, cells: int
) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return the cell before each pixel's center, and how far, 0 to 1, it is to the next."""
    at = np.clip((pixels + 0.5) * (cells / full) - 0.5, 0, cells - 1)
    cell = np.minimum(at.astype(np.intp), max(cells - 2, 0))
    return cell, (at - cell).astype(np.float32)
