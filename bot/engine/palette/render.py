"""Applying a palette to full-size rows: plane by plane, in tiles that stay in the cache."""

import math

import numpy as np

from bot.engine import oklab, srgb
from bot.engine.mapping import Doubles, Floats, Pixels
from bot.engine.palette import space
from bot.engine.palette.move import CURVE_STEPS, Move
from bot.engine.palette.place import grid_position

_TILE_PIXELS = 1 << 13
_WIDEST_TILE = 1024
_TALLEST_TILE = 64
_LANE = 64
"""Tiles are a multiple of this wide, and coefficients are interpolated so many pixels at a time."""

_STEPS = 1 << 12
_LIGHTNESS: Doubles = np.arange(_STEPS + 1) / _STEPS
_TO_WORKING: Floats = space.factor_from_oklab(_LIGHTNESS).astype(np.float32)
_TO_OKLAB: Floats = space.factor_to_oklab(_LIGHTNESS).astype(np.float32)


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
        if self._clusters == 1:
            fitted = fitted[..., -2:]
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
        move = self._move
        L, a, b = _working_planes(tile)
        base = planes[:, -2] * L
        base += planes[:, -1]
        if self._clusters == 1:
            gain, shift_a, shift_b, lift = (x[0] for x in self._combine[:4])
        else:
            affine = planes[:, :-2].reshape(len(L), self._clusters, 4, -1)
            weights = affine[:, :, 0] * L[:, None]
            weights += affine[:, :, 1] * a[:, None]
            weights += affine[:, :, 2] * b[:, None]
            weights += affine[:, :, 3]
            np.maximum(weights, 0, out=weights)
            summed = np.matmul(self._combine, weights)
            norm = 1 / np.maximum(summed[:, 4], np.float32(1e-9))
            gain, shift_a, shift_b, lift = (summed[:, i] * norm for i in range(4))
        index = np.clip(base, 0, 1)
        index *= CURVE_STEPS
        index += 0.5
        lightness = L - base
        lightness *= move.detail
        lightness += np.take(move.curve, index.astype(np.intp), mode="clip")
        lightness += lift
        a *= gain
        a += shift_a
        b *= gain
        b += shift_b
        return _codes(lightness, a, b)

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


def _transform(matrix: Doubles, planes: Floats) -> Floats:
    """Apply a 3 by 3 matrix to planes (3, tall, wide)."""
    return (matrix.astype(np.float32) @ planes.reshape(3, -1)).reshape(planes.shape)


def _working_planes(tile: Pixels) -> Floats:
    """Turn codes (tall, wide, 3) into planes of the working space (3, tall, wide)."""
    codes = np.ascontiguousarray(np.moveaxis(tile, -1, 0))
    lms = _transform(oklab.LMS_FROM_LINEAR, np.take(srgb.LINEAR, codes))
    lab = _transform(oklab.LAB_FROM_LMS, np.cbrt(lms, out=lms))
    index = lab[0] * np.float32(_STEPS)
    index += 0.5
    lab *= np.take(_TO_WORKING, index.astype(np.intp), mode="clip")
    return lab


def _codes(lightness: Floats, a: Floats, b: Floats) -> Pixels:
    """Turn planes of the working space into codes (tall, wide, 3), with chroma inside sRGB."""
    np.clip(lightness, 0, 1, out=lightness)
    index = lightness * np.float32(_STEPS)
    index += 0.5
    factor = np.take(_TO_OKLAB, index.astype(np.intp), mode="clip")
    lab = np.stack([lightness * factor, a * factor, b * factor])
    light = _linear(lab)
    low = np.minimum(np.minimum(light[0], light[1]), light[2])
    high = np.maximum(np.maximum(light[0], light[1]), light[2])
    outside = np.flatnonzero((low < -oklab.TOLERANCE) | (high > 1 + oklab.TOLERANCE))
    if outside.size:
        flat = lab.reshape(3, -1)[:, outside]
        most = oklab.most_chroma(flat[0], flat[1], flat[2])
        flat[1:] *= np.minimum(1, most / np.sqrt(flat[1] ** 2 + flat[2] ** 2 + 1e-12))
        light.reshape(3, -1)[:, outside] = _linear(flat)
    return np.ascontiguousarray(np.moveaxis(srgb.codes_from_linear(light), 0, -1))


def _linear(lab: Floats) -> Floats:
    lms = _transform(oklab.LMS_FROM_LAB, lab)
    return _transform(oklab.LINEAR_FROM_LMS, lms * lms * lms)
