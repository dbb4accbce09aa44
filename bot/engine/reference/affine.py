"""The gentle map: the affine optimal transport between two Gaussians."""

from typing import NamedTuple

import numpy as np

from bot.engine import cielab
from bot.engine.mapping import Doubles, Reals


class Affine(NamedTuple):
    """A color x becomes ``matrix @ x + offset``."""

    matrix: Doubles
    """(3, 3), symmetric."""
    offset: Doubles
    """(3,)"""

    def __call__(self, colors: Reals) -> Reals:
        """Move colors (..., 3)."""
        return colors @ self.matrix.T.astype(colors.dtype) + self.offset.astype(colors.dtype)


def monge_kantorovich(source: Doubles, reference: Doubles, least: float, most: float) -> Affine:
    """Find the map that gives the source the reference's mean and, nearly, its covariance.

    Stretching along each principal axis is held between `least` and `most`, so that a flat sky's
    noise does not become the reference's texture. Both are colors (n, 3).

    References
    ----------
    Pitié, Kokaram (2007), "The linear Monge-Kantorovitch linear colour mapping for example-based
    colour transfer".
    """
    root = _root(_covariance(source))
    inverse = np.linalg.inv(root)
    matrix = inverse @ _root(root @ _covariance(reference) @ root) @ inverse
    matrix = clamped(matrix, least, most)
    return Affine(matrix, reference.mean(axis=0) - matrix @ source.mean(axis=0))


def clamped(matrix: Doubles, least: float, most: float) -> Doubles:
    """Hold the eigenvalues of a symmetric matrix between two bounds."""
    stretches, axes = np.linalg.eigh((matrix + matrix.T) / 2)
    return (axes * np.clip(stretches, least, most)) @ axes.T


def _covariance(colors: Doubles) -> Doubles:
    """Return the covariance plus one unit an axis: flat pictures have none of their own."""
    offsets = colors - colors.mean(axis=0)
    return offsets.T @ offsets / len(colors) + np.eye(3)


def _root(matrix: Doubles) -> Doubles:
    values, axes = np.linalg.eigh(matrix)
    return (axes * np.sqrt(np.maximum(values, 1e-9))) @ axes.T


def gain_of_codes(gain: Doubles) -> Doubles:
    """Turn a gain of differences in CIELAB into one of differences in sRGB codes.

    CIELAB is nearly linear in codes, as both follow the eye.
    """
    axis = np.linspace(0.1, 0.9, 5)
    codes = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    lab = cielab.from_encoded(codes)
    fitted = np.linalg.lstsq(codes - codes.mean(axis=0), lab - lab.mean(axis=0), rcond=None)
    matrix = fitted[0].T
    return np.linalg.inv(matrix) @ gain @ matrix
