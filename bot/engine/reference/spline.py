"""A smooth map of CIELAB: a tensor product of quadratic B-splines on a box."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles, Floats, Reals

Numbers = npt.NDArray[np.intp]


class Spline:
    """Quadratic B-splines on even cells of a box that lies along a cloud of colors.

    Outside the box its nearest point counts. The map itself is a (nodes, 3) array of
    coefficients, one color a node.
    """

    def __init__(self, colors: Doubles, cell: float, most: Sequence[int]) -> None:
        """Lay a box around colors (m, 3), its axes being those along which they vary.

        Parameters
        ----------
        colors
            (m, 3) CIELAB.
        cell
            A cell's preferred size, ΔE.
        most
            The most cells an axis, from the axis of least variation to that of most; there are
            at least two.
        """
        self._axes: Doubles = np.linalg.eigh(np.cov(colors.T, bias=True))[1]
        turned = colors @ self._axes
        # A cell is never smaller than it should be: where a picture hardly varies, neither may
        # what becomes of it.
        middle = (turned.max(axis=0) + turned.min(axis=0)) / 2
        half = np.maximum(np.ptp(turned, axis=0) / 2 + 1, cell)
        self._lower = middle - half
        self._cells = np.clip(np.ceil(2 * half / cell), 2, most).astype(np.intp)
        self._step = 2 * half / self._cells
        self._shape = self._cells + 2
        self.count = int(self._shape.prod())
        """How many nodes there are."""
        row, column, layer = np.ogrid[:3, :3, :3]
        offsets = (row * self._shape[1] + column) * self._shape[2] + layer
        # From the first node near a color to each of the 27.
        self._offsets = offsets.ravel()

    def basis(self, colors: Reals) -> tuple[Floats, Numbers]:
        """Return the (27, m) weights that are not zero at each color, and their nodes' numbers."""
        w, first = self._near(colors)
        weights = w[:, None, None, 0] * w[:, None, 1] * w[:, 2]
        return weights.reshape(27, -1), first + self._offsets[:, None]

    def evaluate(self, coefficients: Doubles, colors: Reals) -> Floats:
        """Return the map (nodes, 3) at colors (m, 3)."""
        w, first = self._near(colors)
        result = np.zeros((3, len(colors)), dtype=np.float32)
        planes = np.ascontiguousarray(coefficients.T, dtype=np.float32)
        for (i, j, k), offset in zip(np.ndindex(3, 3, 3), self._offsets, strict=True):
            weight = w[i, 0] * w[j, 1] * w[k, 2]
            for plane, values in zip(result, planes, strict=True):
                plane += weight * values[offset:].take(first)
        return result.T

    def _near(self, colors: Reals) -> tuple[Floats, Numbers]:
        """Return each axis's weights (3, axes, m) at colors, and the first node's number, (m,)."""
        turned = self._axes.T.astype(np.float32) @ colors.T.astype(np.float32)
        lower, step = (side.astype(np.float32)[:, None] for side in (self._lower, self._step))
        weights, cell = near((turned - lower) / step, self._cells[:, None])
        return weights, (cell[0] * self._shape[1] + cell[1]) * self._shape[2] + cell[2]

    def roughness(self, bending: float, slope: float) -> Doubles:
        """Return the (nodes, nodes) form of squared second and first derivatives, so weighed.

        Both are means over the nodes. The form of bending is zero for affine coefficients.
        """
        first = [difference_form(n, 1, h) for n, h in zip(self._shape, self._step, strict=True)]
        second = [difference_form(n, 2, h) for n, h in zip(self._shape, self._step, strict=True)]
        own = [bending * two + slope * one for one, two in zip(first, second, strict=True)]
        none = [np.eye(n) for n in self._shape]
        inner = np.kron(own[1], none[2]) + np.kron(none[1], own[2])
        inner += 2 * bending * np.kron(first[1], first[2])
        mixed = 2 * bending * (np.kron(first[1], none[2]) + np.kron(none[1], first[2]))
        n, m = len(none[0]), len(inner)
        total = np.einsum("ij,kl->ikjl", first[0], mixed)
        total += np.einsum("ij,kl->ikjl", own[0], np.eye(m))
        total[np.arange(n), :, np.arange(n)] += inner
        return total.reshape(n * m, n * m) / (n * m)


def near(places: Floats, cells: Numbers | int) -> tuple[Floats, Numbers]:
    """Return which splines are not zero along an axis, and how much of each counts.

    Parameters
    ----------
    places
        (...) in cells from the axis's beginning; beyond its ends the ends count.
    cells
        How many the axis has.

    Returns
    -------
    tuple
        (3, ...) weights of three splines, and (...) the first one's number.
    """
    at = np.clip(places, 0, np.asarray(cells, np.float32))
    cell = np.minimum(at.astype(np.intp), cells - 1)
    t = at - cell.astype(np.float32)
    weights = np.stack([(1 - t) ** 2 / 2, np.float32(0.75) - (t - np.float32(0.5)) ** 2, t**2 / 2])
    return weights, cell


def difference_form(count: int, order: int, step: float) -> Doubles:
    """Return the (count, count) form of squared differences of an order, per step."""
    differences = np.diff(np.eye(count), n=order, axis=0) / step**order
    return differences.T @ differences
