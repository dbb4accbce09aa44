"""Applying a palette to full-size rows: plane by plane, in tiles that stay in the cache."""

import math

import numpy as np
import numpy.typing as npt

from bot.engine import oklab, srgb
from bot.engine.mapping import Doubles, Floats, Pixels
from bot.engine.palette import place, space
from bot.engine.palette.conversion import working_planes
from bot.engine.palette.move import CURVE_STEPS, Move
from bot.engine.palette.place import grid_position

_TILE_PIXELS = 1 << 14
_WIDEST_TILE = 1024
_TALLEST_TILE = 64
_LANE = 64
"""Tiles are a multiple of this wide, and coefficients are interpolated so many pixels at a time."""

_STEPS = 1 << 12
_LIGHTNESS: Doubles = np.arange(_STEPS + 1) / _STEPS
_TO_OKLAB: Floats = space.factor_to_oklab(_LIGHTNESS).astype(np.float32)


_TOLERANCE = 1e-4
"""How far outside 0 to 1 linear light may lie and still count as inside the gamut."""

_LMS_FROM_LAB: Floats = oklab.LMS_FROM_LAB.astype(np.float32)
_LINEAR_FROM_LMS: Floats = oklab.LINEAR_FROM_LMS.astype(np.float32)


class PlaceMap:
    """A recoloring that depends on color and place; a `ColorMap`.

    The picture is worked in tiles of a fixed grid, always whole ones: each pixel goes through the
    same arithmetic at the same position whichever strip it comes in.
    """

    def __init__(self, width: int, height: int, fitted: Floats, move: Move) -> None:
        """Take what `Guide.fit` found, (rows, columns, 4 k + 2), and the move, for one picture."""
        self._width = width
        self._height = height
        self._move = move
        self._clusters = len(move.gain)
        columns = math.ceil(width / _WIDEST_TILE)
        self._tile_width = math.ceil(width / columns / _LANE) * _LANE
        rows = max(1, min(_TILE_PIXELS // self._tile_width, _TALLEST_TILE))
        self._tile_height = 1 << (rows.bit_length() - 1)
        # The weights sum to 1: the last cluster's coefficients follow from the others'.
        k = self._clusters
        fitted = np.concatenate([fitted[..., : 4 * (k - 1)], fitted[..., 4 * k :]], axis=-1)
        # (rows, planes, columns), so that a row of tiles interpolates to planes.
        self._fitted = np.ascontiguousarray(np.moveaxis(fitted, -1, 1))
        self._lanes = self._prepare_lanes(columns * self._tile_width)
        self._combine = np.stack([move.gain, *move.shift.T, move.lift, np.ones_like(move.gain)])

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Recolor the rows `top` and following, (h, width, 3); see `ColorMap.apply`."""
        result = np.empty_like(strip)
        tall, wide = self._tile_height, self._tile_width
        tile = np.zeros((tall, wide, 3), dtype=np.uint8)
        for first in range(top - top % tall, top + len(strip), tall):
            low, high = max(first, top), min(first + tall, top + len(strip))
            between = self._interpolate_rows(first)
            for left in range(0, self._width, wide):
                right = min(left + wide, self._width)
                rows, columns = slice(low - first, high - first), slice(0, right - left)
                tile[rows, columns] = strip[low - top : high - top, left:right]
                done = self._recolor(tile, self._interpolate_columns(between, left))
                result[low - top : high - top, left:right] = done[rows, columns]
        return result

    def _recolor(self, tile: Pixels, planes: Floats) -> Pixels:
        """Recolor a tile (tall, wide, 3) by its coefficients (tall, planes, wide)."""
        lab = working_planes(tile)
        base = planes[:, -2] * lab[0]
        base += planes[:, -1]
        detail = lab[0] - base
        lab[0] -= (1 - place.TEXTURE) * detail
        gain, shift_a, shift_b, lift = self._weigh(lab, planes)
        np.multiply(detail, self._move.detail, out=lab[0])
        lab[0] += lift
        lab[0] += np.take(self._move.curve, _steps(base, CURVE_STEPS))
        lab[1:] *= gain
        lab[1] += shift_a
        lab[2] += shift_b
        return _codes(lab)

    def _weigh(self, lab: Floats, planes: Floats) -> list[Floats]:
        """Average gain, shift of a and b, and lift by the pixels' cluster weights."""
        if self._clusters == 1:
            return list(self._combine[:4, 0])
        tall, _, wide = planes.shape
        weights = np.empty((self._clusters, tall, wide), dtype=np.float32)
        term = np.empty((tall, wide), dtype=np.float32)
        for j, weight in enumerate(weights[:-1]):
            np.multiply(planes[:, 4 * j], lab[0], out=weight)
            for i in (1, 2):
                weight += np.multiply(planes[:, 4 * j + i], lab[i], out=term)
            weight += planes[:, 4 * j + 3]
        np.subtract(1, weights[:-1].sum(axis=0), out=weights[-1])
        np.maximum(weights, 0, out=weights)
        combined = (self._combine @ weights.reshape(self._clusters, -1)).reshape(-1, tall, wide)
        combined[:4] /= combined[4]
        return list(combined[:4])

    def _interpolate_rows(self, first: int) -> Floats:
        """Interpolate the grid at the rows of a tile: (tall, planes, columns)."""
        rows = np.arange(first, first + self._tile_height)
        lower, share = grid_position(rows, self._height, len(self._fitted))
        upper = np.minimum(lower + 1, len(self._fitted) - 1)
        share = share[:, None, None]
        between = self._fitted[lower]
        between += (self._fitted[upper] - between) * share
        return between

    def _interpolate_columns(self, between: Floats, left: int) -> Floats:
        """Interpolate at the columns of a tile: (tall, planes, wide)."""
        tall, planes, cells = between.shape
        flat = between.reshape(-1, cells)
        result = np.empty((tall * planes, self._tile_width), dtype=np.float32)
        for at in range(0, self._tile_width, _LANE):
            start, spread = self._lanes[(left + at) // _LANE]
            np.matmul(flat[:, start : start + len(spread)], spread, out=result[:, at : at + _LANE])
        return result.reshape(tall, planes, -1)

    def _prepare_lanes(self, width: int) -> list[tuple[int, Floats]]:
        """For each lane find the first grid column it needs, and the matrix that interpolates."""
        cells = self._fitted.shape[-1]
        lower, share = grid_position(np.arange(width), self._width, cells)
        lanes: list[tuple[int, Floats]] = []
        for at in range(0, width, _LANE):
            j, u = lower[at : at + _LANE], share[at : at + _LANE]
            start, stop = int(j[0]), min(int(j[-1]) + 2, cells)
            spread = np.zeros((stop - start, _LANE), dtype=np.float32)
            here = np.arange(_LANE)
            spread[j - start, here] = 1 - u
            spread[np.minimum(j + 1, cells - 1) - start, here] += u
            lanes.append((start, spread))
        return lanes


def _codes(lab: Floats) -> Pixels:
    """Turn planes of the working space into codes (tall, wide, 3), with chroma inside sRGB."""
    np.clip(lab[0], 0, 1, out=lab[0])
    lab *= np.take(_TO_OKLAB, _steps(lab[0], _STEPS))
    flat = lab.reshape(3, -1)
    linear = _linear(flat)
    low, high = linear.min(axis=0), linear.max(axis=0)
    outside = np.flatnonzero((low < -_TOLERANCE) | (high > 1 + _TOLERANCE))
    if outside.size:
        out = np.take(flat, outside, axis=1)
        out[1:] *= oklab.chroma_limit(out[0], out[1], out[2])
        linear[:, outside] = _linear(out)
    codes = srgb.codes_from_linear(linear)
    return np.ascontiguousarray(codes.T).reshape(*lab.shape[1:], 3)


def _linear(lab: Floats) -> Floats:
    """Turn OKLab (3, n) into linear sRGB (3, n), unclipped."""
    lms = _LMS_FROM_LAB @ lab
    cubes = lms * lms
    cubes *= lms
    linear: Floats = np.matmul(_LINEAR_FROM_LMS, cubes, out=lms)
    return linear


def _steps(values: Floats, steps: int) -> npt.NDArray[np.intp]:
    """Turn values, clipped to 0 to 1, into the nearest of so many steps."""
    index = np.clip(values, 0, 1)
    index *= steps
    index += 0.5
    return index.astype(np.intp)
