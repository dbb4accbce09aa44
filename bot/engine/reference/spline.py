"""A smooth map of CIELAB: a tensor product of quadratic B-splines on a box."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles, Floats

Mask = npt.NDArray[np.bool_]


class Spline:
    """Quadratic B-splines on even cells; outside the box the nearest point of it counts.

    The map itself is a (nodes, 3) array of coefficients, one color a node. Coefficients that are
    an affine function of `nodes` make exactly that function of color.
    """

    def __init__(self, lower: Doubles, upper: Doubles, cell: Doubles, most: Sequence[int]) -> None:
        """Divide a box.

        Parameters
        ----------
        lower, upper
            (3,) the box's corners.
        cell
            (3,) a cell's preferred size.
        most
            The most cells an axis; there are at least two.
        """
        self._lower, self._upper = lower, upper
        self._cells = np.clip(np.ceil((upper - lower) / cell), 2, most).astype(np.intp)
        self._step = (upper - lower) / self._cells
        self._shape = self._cells + 2
        axes = [lower[i] + (np.arange(self._shape[i]) - 0.5) * self._step[i] for i in range(3)]
        self.nodes: Doubles = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
        """(n, 3) Greville abscissae: where each coefficient has its place."""

    def nearest(self, colors: Doubles) -> Doubles:
        """Return the nearest point of the box to each color (m, 3)."""
        return np.clip(colors, self._lower, self._upper)

    def basis(self, colors: Doubles) -> tuple[Doubles, npt.NDArray[np.intp]]:
        """Return the (m, 27) weights that are not zero at each color, and their nodes' numbers."""
        place = (self.nearest(colors) - self._lower) / self._step
        cell = np.minimum(place.astype(np.intp), self._cells - 1)
        t = place - cell
        w = np.stack([(1 - t) ** 2 / 2, 0.75 - (t - 0.5) ** 2, t**2 / 2], axis=-1)
        weights = w[:, 0, :, None, None] * w[:, 1, None, :, None] * w[:, 2, None, None, :]
        near = np.arange(3)
        rows, columns, layers = (cell[:, i, None] + near for i in range(3))
        numbers = (
            rows[:, :, None, None] * self._shape[1] + columns[:, None, :, None]
        ) * self._shape[2] + layers[:, None, None, :]
        return weights.reshape(-1, 27), numbers.reshape(-1, 27)

    def dense_basis(self, colors: Doubles) -> Floats:
        """Return the basis as an (m, n) matrix, mostly zeros."""
        weights, numbers = self.basis(colors)
        matrix = np.zeros((len(colors), len(self.nodes)), dtype=np.float32)
        matrix[np.arange(len(colors))[:, None], numbers] = weights
        return matrix

    def bending(self) -> Doubles:
        """Return the (n, n) form of the squared second derivatives, a mean over the nodes.

        Zero for affine coefficients.
        """
        first = [_differences(n, 1) / h for n, h in zip(self._shape, self._step, strict=True)]
        second = [_differences(n, 2) / h**2 for n, h in zip(self._shape, self._step, strict=True)]
        none, one, two = (
            [np.eye(n) for n in self._shape],
            [d.T @ d for d in first],
            [d.T @ d for d in second],
        )
        orders = [(2, 0, 0), (0, 2, 0), (0, 0, 2), (1, 1, 0), (1, 0, 1), (0, 1, 1)]
        forms = [none, one, two]
        total = sum(
            (1 if 2 in order else 2)
            * reduce(np.kron, [forms[o][axis] for axis, o in enumerate(order)])
            for order in orders
        )
        return np.asarray(total) / len(self.nodes)

    def slope(self) -> Doubles:
        """Return the (n, n) form of the squared first derivatives, a mean over the nodes."""
        none = [np.eye(n) for n in self._shape]
        one = [
            d.T @ d
            for d in (_differences(n, 1) / h for n, h in zip(self._shape, self._step, strict=True))
        ]
        total = sum(
            reduce(np.kron, [one[i] if i == axis else none[i] for i in range(3)])
            for axis in range(3)
        )
        return np.asarray(total) / len(self.nodes)


def _differences(count: int, order: int) -> Doubles:
    """Return the (count - order, count) matrix of differences."""
    return np.diff(np.eye(count), n=order, axis=0)
