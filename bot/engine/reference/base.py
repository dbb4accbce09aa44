"""What a picture is like without its fine detail, fitted on the thumbnail, known at full size."""

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles, Floats, Pixels, Reals

# Longest side of the grid, and the radius of its windows, in cells.
_CELLS = 192
_RADIUS = 4
# Variance within a window, in codes squared, below which a difference is detail.
_NOISE = (0.09 * 255) ** 2
# What transparent cells weigh, so that a window of nothing else has a mean.
_TRACE = 1e-4
# Rows and columns that are interpolated at a time. Always the same, so that every pixel goes
# through the same arithmetic whichever strip it comes in.
TALL = 16
_LANE = 64

PLANES = 9
# Where the entries of a symmetric 3 by 3 matrix stand among the planes.
_ENTRIES = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
_PLACE_OF = ((0, 1, 2), (1, 3, 4), (2, 4, 5))


class DetailField:
    """Tells the detail in each pixel's color, ``E x - t``, by a matrix and an offset at its place.

    The rest is the base: where colors vary much within a window all of a color is base, where
    they vary little only their mean. Edges so belong to the base, and noise does not.

    References
    ----------
    He, Sun, Tang (2013), "Guided image filtering", section 3.3 and, for the smaller grid, He, Sun
    (2015), "Fast guided filter".
    """

    def __init__(self, thumbnail: Pixels, weights: Floats, height: int, width: int) -> None:
        """Fit the field on a thumbnail (h, w, 3) and its opacity (h, w), for a size in pixels."""
        self._height, self._width = height, width
        self._grid = _fit(*_shrunk(thumbnail, weights))
        # (rows, planes, columns), so that rows interpolate to whole planes.
        self._planes = np.ascontiguousarray(self._grid.transpose(1, 0, 2))
        self._lanes = self._prepare_lanes()

    def detail(self, colors: Doubles, rows: Reals, columns: Reals) -> Doubles:
        """Return the detail in single pixels' colors (n, 3), in codes."""
        grid = self._grid
        i, u = _position(rows, self._height, grid.shape[1])
        j, v = _position(columns, self._width, grid.shape[2])
        ii, jj = np.minimum(i + 1, grid.shape[1] - 1), np.minimum(j + 1, grid.shape[2] - 1)
        upper = grid[:, i, j] * (1 - v) + grid[:, i, jj] * v
        lower = grid[:, ii, j] * (1 - v) + grid[:, ii, jj] * v
        return detail(upper * (1 - u) + lower * u, colors.T).T

    def rows(self, top: int) -> Floats:
        """Return the planes of `TALL` rows, (`TALL`, 9, width or a little more)."""
        i, u = _position(np.arange(top, top + TALL), self._height, len(self._planes))
        between = self._planes[i]
        between += (self._planes[np.minimum(i + 1, len(self._planes) - 1)] - between) * u[
            :, None, None
        ]
        flat = between.reshape(TALL * PLANES, -1)
        result = np.empty((len(flat), len(self._lanes) * _LANE), dtype=np.float32)
        for number, (start, spread) in enumerate(self._lanes):
            part = slice(number * _LANE, (number + 1) * _LANE)
            np.matmul(flat[:, start : start + len(spread)], spread, out=result[:, part])
        return result.reshape(TALL, PLANES, -1)

    def _prepare_lanes(self) -> list[tuple[int, Floats]]:
        """For each run of columns find the first cell it needs, and the matrix to interpolate."""
        cells = self._planes.shape[-1]
        lanes: list[tuple[int, Floats]] = []
        here = np.arange(_LANE)
        for at in range(0, self._width, _LANE):
            j, v = _position(at + here, self._width, cells)
            start, stop = int(j[0]), min(int(j[-1]) + 2, cells)
            spread = np.zeros((stop - start, _LANE), dtype=np.float32)
            spread[j - start, here] = 1 - v
            spread[np.minimum(j + 1, cells - 1) - start, here] += v
            lanes.append((start, spread))
        return lanes


def detail(planes: Reals, colors: Reals) -> Reals:
    """Return the detail (3, ...) in colors (3, ...), in codes, by the planes (9, ...) there."""
    return np.stack(
        [
            planes[row[0]] * colors[0]
            + planes[row[1]] * colors[1]
            + planes[row[2]] * colors[2]
            - planes[6 + channel]
            for channel, row in enumerate(_PLACE_OF)
        ]
    )


def _shrunk(thumbnail: Pixels, weights: Floats) -> tuple[Floats, Floats]:
    """Average the thumbnail down by two if it is large; return planes (3, h, w) and opacity."""
    opacity = (weights + np.float32(_TRACE)).astype(np.float32)
    colors = (np.moveaxis(thumbnail, -1, 0) * opacity).astype(np.float32)
    if max(weights.shape) > _CELLS:
        colors, opacity = _halved(colors), _halved(opacity)
    return (colors / opacity).astype(np.float32), opacity


def _halved(planes: Floats) -> Floats:
    """Add up the last two axes by twos, the border counting twice where it has to."""
    height, width = planes.shape[-2:]
    odd = [(0, 0)] * (planes.ndim - 2) + [(0, height % 2), (0, width % 2)]
    padded: Floats = np.pad(planes, odd, mode="edge")
    tall = padded[..., ::2, :] + padded[..., 1::2, :]
    return (tall[..., ::2] + tall[..., 1::2]).astype(np.float32)


def _fit(colors: Floats, opacity: Floats) -> Floats:
    """Return the field's planes (9, h, w) of colors (3, h, w)."""
    sums = [opacity, *(colors * opacity)]
    sums += [colors[i] * colors[j] * opacity for i, j in _ENTRIES]
    total, *sums = _box(np.stack(sums))
    means = [part / total for part in sums[:3]]
    xx, xy, xz, yy, yz, zz = (
        part / total - means[i] * means[j] for part, (i, j) in zip(sums[3:], _ENTRIES, strict=True)
    )
    xx, yy, zz = xx + _NOISE, yy + _NOISE, zz + _NOISE
    # The inverse, by cofactors, times the noise.
    cofactors = np.stack(
        [
            yy * zz - yz * yz,
            xz * yz - xy * zz,
            xy * yz - xz * yy,
            xx * zz - xz * xz,
            xz * xy - xx * yz,
            xx * yy - xy * xy,
        ]
    )
    determinant = xx * cofactors[0] + xy * cofactors[1] + xz * cofactors[2]
    matrix = cofactors * (_NOISE / determinant)
    offsets = [sum(matrix[row[i]] * means[i] for i in range(3)) for row in _PLACE_OF]
    fitted = np.concatenate([matrix, np.stack(offsets)]) * opacity
    return (_box(fitted) / total).astype(np.float32)


def _box(planes: Reals) -> Doubles:
    """Sum planes (n, h, w) over windows, cut off at the border."""
    result = planes.astype(np.float64)
    for axis in (1, 2):
        size = result.shape[axis]
        sums = np.cumsum(result, axis=axis)
        sums = np.concatenate([np.zeros_like(np.take(sums, [0], axis)), sums], axis=axis)
        ends = np.minimum(np.arange(size) + _RADIUS + 1, size)
        starts = np.maximum(np.arange(size) - _RADIUS, 0)
        result = np.take(sums, ends, axis) - np.take(sums, starts, axis)
    return result


def _position(pixels: Reals, size: int, cells: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return the cell before each pixel's center, and how far, 0 to 1, it is to the next."""
    at = np.clip((pixels + 0.5) * (cells / size) - 0.5, 0, cells - 1)
    cell = np.minimum(at.astype(np.intp), max(cells - 2, 0))
    return cell, (at - cell).astype(np.float32)
