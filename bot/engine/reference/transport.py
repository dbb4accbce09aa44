"""Sliced optimal transport: toward a reference's colors, one direction at a time."""

from collections.abc import Sequence

import numpy as np

from bot.engine.mapping import Doubles, Floats

# Fixed rotations of the axes, found once by chance; the axes of CIELAB come first.
_SEED = 0


class SlicedTarget:
    """A reference's colors, seen along fixed directions in CIELAB.

    On a line, the optimal transport maps quantile to quantile. Averaged over the directions of
    orthonormal bases, that gives every color a displacement toward the reference.

    References
    ----------
    Pitié, Kokaram, Dahyot (2007), "Automated colour grading using colour distribution transfer";
    Bonneel, Rabin, Peyré, Pfister (2015), "Sliced and Radon Wasserstein barycenters of measures".
    """

    def __init__(self, reference: Doubles, bases: int, count: int) -> None:
        """Prepare `bases` orthonormal bases, for moving `count` colors to a reference's (m, 3)."""
        random = np.random.default_rng(_SEED)
        rotations = [np.linalg.qr(random.standard_normal((3, 3)))[0] for _ in range(bases - 1)]
        self._axes: Floats = np.stack([np.eye(3), *rotations]).astype(np.float32)
        directions = self._axes.transpose(0, 2, 1).reshape(-1, 3)
        places = np.sort(directions @ reference.T.astype(np.float32), axis=1)
        self._quantiles = _cell_means(places, count)

    def displacement(self, colors: Doubles, bases: Sequence[int]) -> tuple[Doubles, float]:
        """Return how far each color should move, and how far off the colors are.

        Parameters
        ----------
        colors
            (count, 3) CIELAB.
        bases
            Numbers of the bases to look along.

        Returns
        -------
        tuple
            (count, 3) in CIELAB; and the mean absolute displacement along one direction, ΔE.
        """
        axes = self._axes[list(bases)].transpose(0, 2, 1).reshape(-1, 3)
        places = axes @ colors.T.astype(np.float32)
        order = np.argsort(places, axis=1)
        wanted = self._quantiles.reshape(len(self._axes), 3, -1)[list(bases)]
        moves = np.empty_like(places)
        np.put_along_axis(moves, order, wanted.reshape(places.shape), axis=1)
        moves -= places
        return (moves.T @ axes / len(bases)).astype(np.float64), float(np.abs(moves).mean())


def _cell_means(places: Floats, count: int) -> Floats:
    """Divide rows of sorted places (k, m) into equal masses; return their means (k, count)."""
    size = places.shape[1]
    sums = np.concatenate([np.zeros((len(places), 1)), np.cumsum(places, axis=1, dtype=float)], 1)
    edges = np.arange(count + 1) * (size / count)
    before = np.minimum(edges.astype(np.intp), size - 1)
    at = sums[:, before] + (sums[:, before + 1] - sums[:, before]) * (edges - before)
    return (np.diff(at, axis=1) * (count / size)).astype(np.float32)
