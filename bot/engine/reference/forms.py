"""Quadratic forms of least squares, and the products that they are made of.

Rows are many and form matrices of megabytes: they are multiplied in single precision, but for a
form that is to be weighed by thousands. Forms are small, and are solved in double.
"""

from contextlib import suppress

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles, Floats, Reals

Mask = npt.NDArray[np.bool_]

# Unknowns that a triangular system is solved for at a time.
_BLOCK = 48
# Of the mean of a form's diagonal.
_RIDGES = (1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1)


def condense(form: Doubles, used: Mask) -> tuple[Doubles, Reals]:
    """Eliminate unknowns that are not used from a quadratic form (n, n), given which are, (n,).

    Returns
    -------
    tuple
        (u, u) the form of those used, the others being where it is least; and (n - u, u), which
        gives the others from the used.
    """
    across = form[~used][:, used]
    extension: Reals = -np.linalg.solve(form[~used][:, ~used], across)
    return form[used][:, used] + across.T @ extension, extension


def gram(rows: Reals, weights: Doubles | None = None) -> Doubles:
    """Return the form rowsᵀ · diag(weights) · rows, (u, u), of rows (n, u); weights are (n,).

    It is as precise as the rows.
    """
    if weights is not None:
        counting = weights > 0
        if not counting.all():
            rows, weights = rows[counting], weights[counting]
        rows = rows * np.sqrt(weights).astype(rows.dtype)[:, None]
    return (rows.T @ rows).astype(np.float64)


def product(matrix: Floats, columns: Reals) -> Floats:
    """Return a matrix (n, u) times columns (u, k) or a single one (u,).

    One column at a time is twice as fast as a product with three.
    """
    planes = np.atleast_2d(columns.T).astype(np.float32)
    # At the start nothing is added to the affine map.
    if not planes.any():
        return np.zeros((len(matrix), *columns.shape[1:]), np.float32)
    result = np.stack([matrix @ plane for plane in planes], axis=-1)
    return result.reshape(-1, *columns.shape[1:])


class Factors:
    """A positive semidefinite form's Cholesky factor, for several right-hand sides.

    Three solutions and the factor take a third of the time of a general inverse.
    """

    def __init__(self, form: Doubles) -> None:
        """Factor a form (u, u), with a ridge that is next to nothing.

        Where rounding has left the form indefinite the ridge is raised until it is not.

        Raises
        ------
        numpy.linalg.LinAlgError
            The form is far from semidefinite.
        """
        self._lower = _cholesky(form)
        starts = range(0, len(form), _BLOCK)
        self._blocks = [slice(start, min(start + _BLOCK, len(form))) for start in starts]
        self._inverses = [np.linalg.inv(self._lower[block, block]) for block in self._blocks]

    def solve(self, right: Doubles) -> Doubles:
        """Return what the form turns into `right`, both (u, k)."""
        lower, result = self._lower, right.copy()
        steps = list(zip(self._blocks, self._inverses, strict=True))
        for block, inverse in steps:
            known = slice(0, block.start)
            result[block] = inverse @ (result[block] - lower[block, known] @ result[known])
        for block, inverse in reversed(steps):
            known = slice(block.stop, len(lower))
            result[block] = inverse.T @ (result[block] - lower[known, block].T @ result[known])
        return result


def _cholesky(form: Doubles) -> Reals:
    """Factor a form and as little of a ridge as makes it definite, up to its mean diagonal."""
    mean = max(float(np.trace(form)) / len(form), 1e-9)
    for ridge in _RIDGES:
        with suppress(np.linalg.LinAlgError):
            return np.linalg.cholesky(form + ridge * mean * np.eye(len(form)))
    return np.linalg.cholesky(form + mean * np.eye(len(form)))
