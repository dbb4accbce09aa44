"""Find the smooth map that brings a picture's colors to a reference's and keeps the picture."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from bot.engine import cielab
from bot.engine.mapping import Doubles, Floats
from bot.engine.reference.affine import Affine
from bot.engine.reference.cloud import Cloud, Pairs
from bot.engine.reference.penalties import Bounds, Measures, Prices, Structure
from bot.engine.reference.spline import Mask, Spline
from bot.engine.reference.transport import SlicedTarget

_ROUNDS = 12
_ROUNDS_A_PRICE = 3
_BASES = 12
_BASES_A_ROUND = 5
# Beyond the displacement itself, since every round's smoothing takes a part of it back.
_STRIDE = 1.6
_BENDING = 200.0
_SLOPE = 0.01
_CELL = np.array([9.0, 11.0, 11.0])
_MOST_CELLS = (10, 7, 7)


@dataclass(frozen=True, slots=True)
class SmoothMap:
    """A spline over an affine map, which alone goes on where the spline's box ends."""

    affine: Affine
    spline: Spline
    coefficients: Doubles
    """(n, 3), what is added to the affine map."""

    def __call__(self, colors: Doubles) -> Doubles:
        """Move CIELAB colors (m, 3); the result lies in sRGB."""
        weights, numbers = self.spline.basis(colors)
        added = np.einsum("mk,mkc->mc", weights, self.coefficients[numbers])
        return cielab.reduce_chroma(self.affine(colors) + added)


def solve(cloud: Cloud, pairs: Pairs, reference: Cloud, start: Affine, bounds: Bounds) -> SmoothMap:
    """Minimize transport residual, bending and penalties, a dozen rounds from an affine start.

    Each round moves the colors, kept inside the gamut, toward the reference by their sliced
    displacement, and fits the spline to where they should be, by least squares.
    """
    everything = np.concatenate([cloud.colors, pairs.one, pairs.other])
    spline = Spline(everything.min(axis=0) - 1, everything.max(axis=0) + 1, _CELL, _MOST_CELLS)
    target = SlicedTarget(reference, _BASES)
    distance = target.displacement(cloud.colors, cloud.weights, range(_BASES))[1]
    fit = _Fit(cloud, pairs, start, spline, 1 / max(distance, 1.0) ** 2)
    prices, measures = Prices(), fit.measure()
    fit.penalize(prices, measures, bounds)
    for turn in range(_ROUNDS):
        if turn and turn % _ROUNDS_A_PRICE == 0:
            measures = fit.measure()
            prices = prices.after(measures, bounds)
            fit.penalize(prices, measures, bounds)
        bases = [(turn * _BASES_A_ROUND + i) % _BASES for i in range(_BASES_A_ROUND)]
        colors = fit.colors()
        fit.approach(colors + _STRIDE * target.displacement(colors, cloud.weights, bases)[0])
    return SmoothMap(start, spline, fit.coefficients())


class _Fit:
    """One picture's least-squares problem, in what the spline adds to the affine start.

    Only the nodes near the picture's colors are unknown; the others follow from smoothness.
    """

    def __init__(
        self, cloud: Cloud, pairs: Pairs, start: Affine, spline: Spline, scale: float
    ) -> None:
        points = spline.dense_basis(cloud.colors)
        one, other = spline.dense_basis(pairs.one), spline.dense_basis(pairs.other)
        self._used: Mask = (points.max(axis=0) + one.max(axis=0) + other.max(axis=0)) > 0
        self._points: Floats = points[:, self._used]
        self._one: Floats = one[:, self._used]
        self._other: Floats = other[:, self._used]
        self._steps: Floats = self._one - self._other
        self._start = start(cloud.colors)
        self._start_one, self._start_other = start(pairs.one), start(pairs.other)
        self._start_steps = self._start_one - self._start_other
        self._cloud, self._scale = cloud, scale
        self._structure = Structure(cloud, pairs)
        smoothness, self._extension = _condense(
            _BENDING * spline.bending() + _SLOPE * spline.slope(), self._used
        )
        self._fixed = scale * (_gram(self._points, cloud.weights) + smoothness)
        self._drawn = _gram(self._steps, np.ones(len(self._steps)))
        self._tension: Doubles | None = None
        self._added: Doubles = np.zeros((self._points.shape[1], 3))

    def colors(self) -> Doubles:
        """Return what the cloud's colors become, (m, 3)."""
        return cielab.reduce_chroma(self._start + _product(self._points, self._added))

    def measure(self) -> Measures:
        """Compare the output with the picture."""
        one = cielab.reduce_chroma(self._start_one + _product(self._one, self._added))
        other = cielab.reduce_chroma(self._start_other + _product(self._other, self._added))
        return self._structure.measure(self.colors(), one - other)

    def penalize(self, prices: Prices, measures: Measures, bounds: Bounds) -> None:
        """Weigh the penalties by their prices, as quadratic forms about the present map."""
        structure = self._structure
        smooth, before = structure.smooth, structure.differences
        tension = np.clip((measures.lengths / bounds.amplification) ** 3, 1e-3, 50)
        if self._tension is not None:
            tension = np.sqrt(tension * self._tension)
        self._tension = tension
        held = prices.amplification / max(int(smooth.sum()), 1) * tension * smooth
        pulled = prices.correlation / (measures.gain**2 * structure.energy)
        drawn = prices.similarity * measures.contrast_weights
        kept = prices.similarity * measures.lightness_weights

        chroma = self._fixed + _gram(self._steps[smooth], held[smooth])
        self._chroma = _factor(chroma)
        self._lightness = _factor(
            chroma + pulled * self._drawn + _gram(self._points, kept) + _gram(self._steps, drawn)
        )
        self._anchor = -_product(self._steps.T, held[:, None] * self._start_steps)
        rise = (pulled * measures.gain + drawn) * before - (pulled + drawn) * self._start_steps[
            :, 0
        ]
        self._anchor[:, 0] += _product(self._steps.T, rise)
        self._anchor[:, 0] += _product(
            self._points.T, kept * (self._cloud.colors[:, 0] - self._start[:, 0])
        )

    def approach(self, wanted: Doubles) -> None:
        """Fit the spline to where the cloud's colors should be, (m, 3)."""
        pull = self._scale * self._cloud.weights[:, None] * (wanted - self._start)
        right = self._anchor + _product(self._points.T, pull)
        self._added[:, 0] = cho_solve(self._lightness, right[:, 0])
        self._added[:, 1:] = cho_solve(self._chroma, right[:, 1:])

    def coefficients(self) -> Doubles:
        """Return the spline's coefficients at all nodes, (n, 3)."""
        result = np.empty((len(self._used), 3))
        result[self._used] = self._added
        result[~self._used] = self._extension @ self._added
        return result


def _condense(form: Doubles, used: Mask) -> tuple[Doubles, Doubles]:
    """Eliminate the nodes that no color of the picture touches from a quadratic form.

    Returns
    -------
    tuple
        (u, u) the form on the used nodes, the others being where it is least; and (n - u, u),
        which gives the others from the used.
    """
    if used.all():
        return form, np.zeros((0, len(form)))
    across = form[np.ix_(~used, used)]
    extension = -cho_solve(_factor(form[np.ix_(~used, ~used)]), across)
    return form[np.ix_(used, used)] + across.T @ extension, extension


def _gram(rows: Floats, weights: Doubles) -> Doubles:
    """Return rowsᵀ · diag(weights) · rows, summed in single precision."""
    scaled = rows * np.sqrt(weights).astype(np.float32)[:, None]
    return (scaled.T @ scaled).astype(np.float64)


def _product(matrix: Floats, columns: Doubles) -> Doubles:
    """Multiply in single precision; a mixed product would copy the matrix to double each time."""
    return (matrix @ columns.astype(np.float32)).astype(np.float64)


def _factor(form: Doubles) -> tuple[Doubles, bool]:
    ridge = 1e-9 * max(float(np.trace(form)) / len(form), 1e-9)
    return cho_factor(form + ridge * np.eye(len(form)), check_finite=False)
