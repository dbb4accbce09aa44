"""A wash over a picture: a color that changes slowly from place to place, added to the map's.

No gradient is drawn by it that anyone would see, so it costs a picture's structure nothing: one
side of a meadow may become darker than the other without any blade of grass losing contrast.
"""

import numpy as np

from bot.engine.mapping import Doubles, Floats
from bot.engine.reference.spline import Numbers, difference_form, near

_CELLS = 6
_NODES = _CELLS + 2
COUNT = _NODES**2
"""How many nodes there are."""

# A wash should be no stronger than it need be, and still smoother than its nodes make it.
_STRENGTH = 0.01
_BENDING = 0.01


def basis(places: Doubles) -> tuple[Floats, Numbers]:
    """Return the (9, m) weights that are not zero at places, and their nodes' numbers.

    Places are (m, 2), row and column, 0 to 1.
    """
    sides = places.T.astype(np.float32) * _CELLS
    (down, row), (across, column) = (near(side, _CELLS) for side in sides)
    beside = np.arange(3)[:, None]
    numbers = (row + beside)[:, None] * _NODES + column + beside
    return (down[:, None] * across).reshape(9, -1), numbers.reshape(9, -1)


def over_grid(coefficients: Doubles, rows: int, columns: int) -> Floats:
    """Return a wash (COUNT, 3) at the centers of cells that divide a picture evenly.

    Returns
    -------
    array
        (rows, columns, 3)
    """
    down, across = (_side(count) for count in (rows, columns))
    nodes = coefficients.reshape(_NODES, _NODES, 3).astype(np.float32)
    return np.einsum("rn,cm,nmk->rck", down, across, nodes, optimize=True)


def _side(count: int) -> Floats:
    """Return the weights (count, _NODES) along one side, at the centers of so many cells."""
    centers = np.arange(0.5, count) * (_CELLS / count)
    weights, first = near(centers.astype(np.float32), _CELLS)
    side = np.zeros((count, _NODES), dtype=np.float32)
    side[np.arange(count), first + np.arange(3)[:, None]] = weights
    return side


def roughness() -> Doubles:
    """Return the (COUNT, COUNT) form of what a wash costs: a mean over the nodes."""
    first, second = (difference_form(_NODES, order, 1.0) for order in (1, 2))
    none = np.eye(_NODES)
    bent = np.kron(second, none) + np.kron(none, second) + 2 * np.kron(first, first)
    return (_STRENGTH * np.eye(COUNT) + _BENDING * bent) / COUNT
