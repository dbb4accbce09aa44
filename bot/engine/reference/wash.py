"""A wash over a picture: a color that changes slowly from place to place, added to the map's.

No gradient is drawn by it that anyone would see, so it costs a picture's structure nothing: one
side of a meadow may become darker than the other without any blade of grass losing contrast.
"""

import numpy as np

from bot.engine.mapping import Doubles, Floats
from bot.engine.reference.spline import bumps, difference_form

_CELLS = 6
_NODES = _CELLS + 2
COUNT = _NODES**2
"""How many nodes there are."""

# A wash should be no stronger than it need be, and still smoother than its nodes make it.
_STRENGTH = 0.01
_BENDING = 0.1


def basis(places: Doubles) -> Floats:
    """Return the weights (m, COUNT) of the nodes at places (m, 2), row and column, 0 to 1."""
    at = np.clip(places, 0, 1) * _CELLS
    cell = np.minimum(at.astype(np.intp), _CELLS - 1)
    sides = np.zeros((2, len(at), _NODES), dtype=np.float32)
    pixel = np.arange(len(at))
    for side, first, t in zip(sides, cell.T, (at - cell).T, strict=True):
        for i, weight in enumerate(bumps(t)):
            side[pixel, first + i] = weight
    return (sides[0][:, :, None] * sides[1][:, None, :]).reshape(-1, COUNT)


def roughness() -> Doubles:
    """Return the (COUNT, COUNT) form of what a wash costs: a mean over the nodes."""
    first, second = (difference_form(_NODES, order, 1.0) for order in (1, 2))
    none = np.eye(_NODES)
    bent = np.kron(second, none) + np.kron(none, second) + 2 * np.kron(first, first)
    return (_STRENGTH * np.eye(COUNT) + _BENDING * bent) / COUNT
