"""Sliced optimal transport: toward a reference's colors, one direction at a time."""

from collections.abc import Sequence

import numpy as np

from bot.engine.mapping import Doubles
from bot.engine.reference.cloud import Cloud

_QUANTILES = 512


class SlicedTarget:
    """A reference's colors, seen along fixed directions in CIELAB.

    On a line, the optimal transport maps quantile to quantile. Averaged over the directions of
    orthonormal bases, that gives every color a displacement toward the reference.

    References
    ----------
    Pitié, Kokaram, Dahyot (2007), "Automated colour grading using colour distribution transfer";
    Bonneel, Rabin, Peyré, Pfister (2015), "Sliced and Radon Wasserstein barycenters of measures".
    """

    def __init__(self, reference: Cloud, bases: int) -> None:
        """Prepare `bases` orthonormal bases: the axes of CIELAB, then fixed random rotations."""
        random = np.random.default_rng(0)
        rotations = [np.linalg.qr(random.standard_normal((3, 3)))[0] for _ in range(bases - 1)]
        self._directions: Doubles = np.stack([np.eye(3), *rotations])
        self._levels: Doubles = np.linspace(0, 1, _QUANTILES + 1)
        self._integrals = [
            self._quantile_integral(reference.colors @ direction, reference.weights)
            for direction in np.concatenate(list(self._directions.transpose(0, 2, 1)))
        ]

    def _quantile_integral(self, places: Doubles, weights: Doubles) -> Doubles:
        """Return the integral of the quantile function from 0 to each level."""
        order = np.argsort(places)
        middles = np.cumsum(weights[order]) - weights[order] / 2
        centers = (self._levels[1:] + self._levels[:-1]) / 2
        quantiles = np.interp(centers, middles, places[order])
        return np.concatenate([[0.0], np.cumsum(quantiles) / _QUANTILES])

    def displacement(
        self, colors: Doubles, weights: Doubles, bases: Sequence[int]
    ) -> tuple[Doubles, float]:
        """Return how far each color should move, and how far off the colors are.

        Parameters
        ----------
        colors, weights
            (m, 3) CIELAB, (m,) summing to 1.
        bases
            Numbers of the bases to look along.

        Returns
        -------
        tuple
            (m, 3) in CIELAB; and the mean absolute displacement along one direction, ΔE.
        """
        axes = np.concatenate([self._directions[i] for i in bases], axis=1)
        places = colors @ axes
        order = np.argsort(places, axis=0)
        moves = np.empty_like(places)
        for column in range(places.shape[1]):
            by_place = order[:, column]
            edges = np.concatenate([[0.0], np.cumsum(weights[by_place])])
            integral = self._integrals[3 * bases[column // 3] + column % 3]
            # A color spans a range of quantiles; it goes to their mean.
            means = np.diff(np.interp(edges / edges[-1], self._levels, integral))
            means /= np.maximum(np.diff(edges / edges[-1]), 1e-12)
            moves[by_place, column] = means - places[by_place, column]
        return moves @ axes.T / len(bases), float(weights @ np.abs(moves).mean(axis=1))
