"""Find the smooth map that brings a picture's colors to a reference's and keeps the picture."""

from dataclasses import dataclass

import numpy as np

from bot.engine import cielab, srgb
from bot.engine.mapping import Doubles, Floats, Reals
from bot.engine.reference.affine import Affine
from bot.engine.reference.penalties import Bounds, Measures, Prices, Structure
from bot.engine.reference.samples import Samples
from bot.engine.reference.spline import Mask, Spline
from bot.engine.reference.transport import SlicedTarget

_ROUNDS = 12
_ROUNDS_A_PRICE = 3
_BASES = 12
_BASES_A_ROUND = 5
# Beyond the displacement itself, since every round's smoothing takes a part of it back.
_STRIDE = 1.6
_BENDING = 4.0
_SLOPE = 0.01
# Pictures whose bases spread less than this (ΔE76) are held more to the gentle map: a flat sky's
# faint differences are not to become a reference's contrasts.
_VARIED = 20.0
_CELL = 15.0
# From the axis along which colors vary least to that of most.
_MOST_CELLS = (6, 7, 10)


@dataclass(frozen=True, slots=True)
class SmoothMap:
    """A spline over an affine map, which alone goes on where the spline's box ends."""

    affine: Affine
    spline: Spline
    coefficients: Doubles
    """(nodes, 3), what is added to the affine map."""

    def __call__(self, colors: Doubles) -> Doubles:
        """Move CIELAB colors (m, 3); the result lies in sRGB."""
        added = self.spline.evaluate(self.coefficients, colors)
        return cielab.reduce_chroma(self.affine(colors) + added)


def solve(
    samples: Samples, reference: Doubles, start: Affine, gain: Doubles, bounds: Bounds
) -> SmoothMap:
    """Minimize transport residual, bending and penalties, a dozen rounds from an affine start.

    Each round moves the samples' colors, kept inside the gamut, toward the reference by their
    sliced displacement, and fits the spline to where they should be, by least squares.

    Parameters
    ----------
    samples
        Of the picture: the map moves their bases, and their detail is added afterwards.
    reference
        (m, 3) CIELAB, the colors to come to.
    start
        The gentle map that the spline is added to.
    gain
        (3, 3) what detail is multiplied by, in encoded sRGB.
    bounds
        What the picture must keep.
    """
    target = SlicedTarget(reference, _BASES, len(samples.pixels.whole))
    distance = target.displacement(samples.pixels.whole, range(_BASES))[1]
    fit = _Fit(samples, start, gain, 1 / max(distance, 1.0) ** 2)
    prices = Prices()
    for turn in range(_ROUNDS):
        colors = fit.colors()
        if turn % _ROUNDS_A_PRICE == 0:
            measures = fit.measure(colors)
            prices = prices.after(measures, bounds) if turn else prices
            fit.penalize(prices, measures)
        bases = [(turn * _BASES_A_ROUND + i) % _BASES for i in range(_BASES_A_ROUND)]
        fit.approach(_STRIDE * target.displacement(colors, bases)[0])
    return fit.result()


class _Fit:
    """One picture's least-squares problem, in what the spline adds to the affine start.

    Only the nodes near the picture's colors are unknown; the others follow from smoothness. What
    detail and gamut make of the map is taken, within each round, as fixed.
    """

    def __init__(self, samples: Samples, start: Affine, gain: Doubles, scale: float) -> None:
        pixels, beside = samples.pixels, samples.neighbors
        self._affine = start
        self._spline = Spline(np.concatenate([pixels.base, beside.base]), _CELL, _MOST_CELLS)
        one, other = self._spline.dense_basis(pixels.base), self._spline.dense_basis(beside.base)
        self._used: Mask = (one.max(axis=0) + other.max(axis=0)) > 0
        self._one, self._other = one[:, self._used], other[:, self._used]
        self._steps: Floats = self._one - self._other
        self._start, self._start_beside = start(pixels.base), start(beside.base)
        self._detail, self._detail_beside = (part.detail @ gain.T for part in samples)
        self._added: Doubles = np.zeros((self._one.shape[1], 3))

        colors, steps = self._outputs(self.colors())
        self._structure = Structure(samples, colors, steps)
        structure, smooth = self._structure, self._structure.smooth
        spread = max(float(np.sqrt(pixels.base.var(axis=0).sum())), 0.1)
        form = self._spline.roughness(_BENDING, _SLOPE * (1 + (_VARIED / spread) ** 4))
        roughness, self._extension = _condense(form, self._used)
        # The quadratic forms of all terms; their weights change, they do not.
        self._pull = scale / len(one)
        self._fixed = self._pull * _gram(self._one) + scale * roughness
        self._tension = _gram(self._steps[smooth]) / max(int(smooth.sum()), 1)
        self._drawn = _gram(self._steps) / structure.energy
        self._similar = _gram(self._one, structure.lightness_weights)
        self._similar += _gram(self._steps, structure.contrast_weights)

    def colors(self) -> Reals:
        """Return what the samples' colors become, (n, 3)."""
        return _output(self._start + _product(self._one, self._added), self._detail)

    def _outputs(self, colors: Doubles) -> tuple[Doubles, Doubles]:
        """Return the samples' colors, as given, and their differences to their neighbors."""
        moved = self._start_beside + _product(self._other, self._added)
        return colors, colors - _output(moved, self._detail_beside)

    def measure(self, colors: Doubles) -> Measures:
        """Compare the output with the picture."""
        return self._structure.measure(*self._outputs(colors))

    def penalize(self, prices: Prices, measures: Measures) -> None:
        """Weigh the penalties by their prices, about the present map."""
        structure, smooth = self._structure, self._structure.smooth
        colors, steps = self._outputs(self.colors())
        colors = colors - _product(self._one, self._added)
        steps = steps - _product(self._steps, self._added)
        chroma = self._fixed + prices.amplification * self._tension
        lightness = chroma + prices.similarity * self._similar
        lightness += prices.correlation / measures.gain**2 * self._drawn
        self._chroma, self._lightness = _inverse(chroma), _inverse(lightness)

        held = prices.amplification / max(int(smooth.sum()), 1) * smooth
        drawn = prices.correlation / (measures.gain**2 * structure.energy)
        contrast = prices.similarity * structure.contrast_weights
        bright = prices.similarity * structure.lightness_weights
        self._anchor = -_product(self._steps.T, held[:, None] * steps)
        rise = (drawn * measures.gain + contrast) * structure.differences
        rise -= (drawn + contrast) * steps[:, 0]
        self._anchor[:, 0] += _product(self._steps.T, rise)
        self._anchor[:, 0] += _product(self._one.T, bright * (structure.lightness - colors[:, 0]))

    def approach(self, moves: Doubles) -> None:
        """Fit the spline to where the samples' colors should go from where they are, (n, 3)."""
        wanted = _product(self._one, self._added) + moves
        right = self._anchor + self._pull * _product(self._one.T, wanted)
        self._added[:, 0] = self._lightness @ right[:, 0]
        self._added[:, 1:] = self._chroma @ right[:, 1:]

    def result(self) -> SmoothMap:
        """Return the map, with all of the spline's nodes."""
        coefficients = np.empty((len(self._used), 3))
        coefficients[self._used] = self._added
        coefficients[~self._used] = self._extension @ self._added
        return SmoothMap(self._affine, self._spline, coefficients)


def _output(base: Doubles, detail: Doubles) -> Reals:
    """Return the colors (n, 3) in CIELAB that a mapped base and its detail, 0 to 1, come to."""
    encoded = srgb.from_linear(cielab.to_linear(cielab.reduce_chroma(base))) + detail
    return cielab.from_linear(srgb.to_linear(np.clip(encoded, 0, 1)))


def _condense(form: Doubles, used: Mask) -> tuple[Doubles, Reals]:
    """Eliminate the nodes that no color of the picture touches from a quadratic form.

    Returns
    -------
    tuple
        (u, u) the form on the used nodes, the others being where it is least; and (n - u, u),
        which gives the others from the used.
    """
    across = form[~used][:, used]
    extension: Reals = -np.linalg.solve(form[~used][:, ~used], across)
    return form[used][:, used] + across.T @ extension, extension


def _gram(rows: Floats, weights: Doubles | None = None) -> Doubles:
    """Return rowsᵀ · diag(weights) · rows, summed in single precision."""
    if weights is not None:
        rows = rows * np.sqrt(weights).astype(np.float32)[:, None]
    return (rows.T @ rows).astype(np.float64)


def _product(matrix: Floats, columns: Doubles) -> Doubles:
    """Multiply in single precision; a mixed product would copy the matrix to double each time."""
    return (matrix @ columns.astype(np.float32)).astype(np.float64)


def _inverse(form: Doubles) -> Reals:
    """Invert a positive definite form: it is used for three rounds, and small."""
    ridge = 1e-9 * max(float(np.trace(form)) / len(form), 1e-9)
    return np.linalg.inv(form + ridge * np.eye(len(form)))
