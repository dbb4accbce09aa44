"""The gentle map: the affine optimal transport between two Gaussians."""

from typing import NamedTuple

import numpy as np

from bot.engine.mapping import Doubles
from bot.engine.reference.cloud import Cloud


class Affine(NamedTuple):
    """A color x becomes ``matrix @ x + offset``."""

    matrix: Doubles
    """(3, 3), symmetric."""
    offset: Doubles
    """(3,)"""

    def __call__(self, colors: Doubles) -> Doubles:
        """Move colors (n, 3)."""
        return colors @ self.matrix.T + self.offset


def monge_kantorovich(source: Cloud, reference: Cloud, least: float, most: float) -> Affine:
    """Find the map that gives the source the reference's mean and, nearly, its covariance.

    Stretching along each principal axis is held between `least` and `most`, so that a flat sky's
    noise does not become the reference's texture.

    References
    ----------
    Pitié, Kokaram (2007), "The linear Monge-Kantorovitch linear colour mapping for example-based
    colour transfer".
    """
    root = _root(_covariance(source))
    inverse = np.linalg.inv(root)
    matrix = inverse @ _root(root @ _covariance(reference) @ root) @ inverse
    stretches, axes = np.linalg.eigh((matrix + matrix.T) / 2)
    matrix = (axes * np.clip(stretches, least, most)) @ axes.T
    return Affine(matrix, _mean(reference) - matrix @ _mean(source))


def _mean(cloud: Cloud) -> Doubles:
    return cloud.weights @ cloud.colors


def _covariance(cloud: Cloud) -> Doubles:
    """Return the covariance plus one unit an axis: flat pictures have none of their own."""
    offsets = cloud.colors - _mean(cloud)
    return offsets.T @ (offsets * cloud.weights[:, None]) + np.eye(3)


def _root(matrix: Doubles) -> Doubles:
    values, axes = np.linalg.eigh(matrix)
    return (axes * np.sqrt(np.maximum(values, 1e-9))) @ axes.T
