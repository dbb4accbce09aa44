"""Find the smooth map that brings a picture's colors to a reference's and keeps the picture."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.engine import cielab, srgb
from bot.engine.mapping import Doubles, Floats, Reals
from bot.engine.reference import wash
from bot.engine.reference.affine import Affine
from bot.engine.reference.penalties import Bounds, Prices, Structure
from bot.engine.reference.samples import Samples
from bot.engine.reference.spline import Mask, Spline
from bot.engine.reference.surfaces import SurfacePairs
from bot.engine.reference.transport import SlicedTarget

_ROUNDS = 12
_ROUNDS_A_PRICE = 3
_BASES = 12
_BASES_A_ROUND = 5
# Beyond the displacement itself, since every round's smoothing takes a part of it back.
_STRIDE = 1.6
_BENDING = 100.0
_SLOPE = 0.01
# How much it costs that places on one surface part in chroma, or are parted in lightness, against a
# picture that is as far from the reference as at the start. Partings well below the last, ΔE76, are
# nearly free: they are what the reference's own colors are spent on, and are not seen as two hues,
# or as a blot.
_ONE_HUE = 12.0
_ONE_LIGHT = 6.0
_PARTING = 12.0
# Pictures whose bases spread less than this (ΔE76) are held more to the gentle map: a flat sky's
# faint differences are not to become a reference's contrasts.
_VARIED = 20.0
_CELL = 25.0
# From the axis along which colors vary least to that of most.
_MOST_CELLS = (5, 6, 8)


@dataclass(frozen=True, slots=True)
class SmoothMap:
    """A spline over an affine map, which alone goes on where the spline's box ends, and a wash."""

    affine: Affine
    spline: Spline
    coefficients: Doubles
    """(nodes, 3), what is added to the affine map."""
    wash: Doubles
    """(wash.COUNT, 3), what is added over the picture; (0, 3) without any."""

    def __call__(self, colors: Doubles, places: Doubles | None = None) -> Doubles:
        """Move CIELAB colors (m, 3); the result lies in sRGB.

        Where they are, (m, 2) row and column from 0 to 1, matters only to the wash.
        """
        added = self.spline.evaluate(self.coefficients, colors)
        if places is not None and len(self.wash):
            added += wash.basis(places) @ self.wash
        return cielab.reduce_chroma(self.affine(colors) + added)


def solve(
    samples: Samples,
    surfaces: SurfacePairs,
    reference: Doubles,
    start: Affine,
    gain: Doubles,
    bounds: Bounds,
    *,
    with_wash: bool,
) -> SmoothMap:
    """Minimize transport residual, bending and penalties, a dozen rounds from an affine start.

    Each round moves the samples' colors, kept inside the gamut, toward the reference by their
    sliced displacement, and fits the spline to where they should be, by least squares.

    Parameters
    ----------
    samples
        Of the picture: the map moves their bases, and their detail is added afterwards.
    surfaces
        What should stay together, in hue and in lightness.
    reference
        (m, 3) CIELAB, the colors to come to.
    start
        The gentle map that the spline is added to.
    gain
        (3, 3) what detail is multiplied by, in encoded sRGB.
    bounds
        What the picture must keep.
    with_wash
        Whether the map may depend on place.
    """
    target = SlicedTarget(reference, _BASES, len(samples.pixels.whole))
    # A picture nearer than ΔE76 1 is there already.
    distance = max(target.displacement(samples.pixels.whole, range(_BASES))[1], 1.0)
    fit = _Fit(samples, surfaces, start, gain, 1 / distance**2, with_wash)
    prices, left = Prices(), distance
    for turn in range(_ROUNDS):
        if turn % _ROUNDS_A_PRICE == 0:
            prices = fit.penalize(prices, bounds.given(left / distance) if turn else None)
        bases = [(turn * _BASES_A_ROUND + i) % _BASES for i in range(_BASES_A_ROUND)]
        moves, left = target.displacement(fit.colors(), bases)
        fit.approach(_STRIDE * moves)
    return fit.result()


class _Outputs(NamedTuple):
    """Colors as they come out of the map, as far as it is known beforehand."""

    start: Doubles
    """(n, 3) CIELAB, the bases after the affine map"""
    detail: Doubles
    """(n, 3) in encoded sRGB, what is added afterwards"""
    basis: Floats
    """(n, u) of the spline's used nodes, then of the wash's"""

    def colors(self, added: Doubles) -> Reals:
        """Return the colors (n, 3) in CIELAB, given what is added at the nodes, (u, 3)."""
        base = cielab.reduce_chroma(self.start + _product(self.basis, added))
        encoded = srgb.from_linear(cielab.to_linear(base)) + self.detail
        return cielab.from_encoded(np.clip(encoded, 0, 1))


class _Fit:
    """One picture's least-squares problem, in what spline and wash add to the affine start.

    Of the spline, only the nodes near the picture's colors are unknown; the others follow from
    smoothness. What detail and gamut make of the map is taken, within each round, as fixed.
    """

    def __init__(
        self,
        samples: Samples,
        surfaces: SurfacePairs,
        start: Affine,
        gain: Doubles,
        scale: float,
        with_wash: bool,
    ) -> None:
        pixels, (ones, others, _) = samples
        clouds = (pixels, ones, others)
        spots = (*clouds, surfaces.ones, surfaces.others)
        self._affine = start
        self._spline = Spline(np.concatenate([c.base for c in clouds]), _CELL, _MOST_CELLS)
        bases = [self._spline.dense_basis(c.base) for c in spots]
        self._used: Mask = np.max([basis.max(axis=0, initial=0) for basis in bases], axis=0) > 0
        self._count = int(self._used.sum())
        bases = [basis[:, self._used] for basis in bases]
        if with_wash:
            places = (wash.basis(c.places) for c in spots)
            bases = [np.concatenate(pair, axis=1) for pair in zip(bases, places, strict=True)]
        self._pixels, one, other = (
            _Outputs(start(c.base), c.detail @ gain.T, basis)
            for c, basis in zip(clouds, bases[:3], strict=True)
        )
        self._pair = one, other
        self._steps: Floats = one.basis - other.basis
        self._partings: Floats = bases[3] - bases[4]
        self._kinship = scale * surfaces.weights
        self._added: Doubles = np.zeros((self._steps.shape[1], 3))

        self._structure = Structure(samples, self.colors(), self._differences())
        structure = self._structure
        spread = max(float(np.sqrt(pixels.base.var(axis=0).sum())), 0.1)
        stiffness = 1 + (_VARIED / spread) ** 4
        form = self._spline.roughness(_BENDING, _SLOPE * stiffness)
        roughness = np.zeros((len(self._added), len(self._added)))
        bent = roughness[: self._count, : self._count]
        bent[:], self._extension = _condense(form, self._used)
        if with_wash:
            roughness[self._count :, self._count :] = stiffness * wash.roughness()
        # The quadratic forms of all terms; their weights change, they do not.
        self._pull = scale / len(pixels.base)
        self._fixed = self._pull * _gram(self._pixels.basis) + scale * roughness
        self._tension = _gram(self._steps, structure.smooth)
        self._drawn = _gram(self._steps, structure.edges)
        self._similar = _gram(self._pixels.basis, structure.lightness_weights)
        self._similar += _gram(self._steps, structure.contrast_weights)

    def colors(self) -> Reals:
        """Return what the pixels' colors become, (n, 3)."""
        return self._pixels.colors(self._added)

    def _differences(self) -> Reals:
        """Return what the pairs' differences become, (m, 3)."""
        one, other = self._pair
        return one.colors(self._added) - other.colors(self._added)

    def penalize(self, prices: Prices, bounds: Bounds | None = None) -> Prices:
        """Weigh the penalties by their prices, about the present map.

        Given bounds, first raise the prices of those that are missed; return the prices.
        """
        structure = self._structure
        colors, steps = self.colors(), self._differences()
        measures = structure.measure(colors, steps)
        if bounds is not None:
            prices = prices.after(measures, bounds)
        colors = colors - _product(self._pixels.basis, self._added)
        steps = steps - _product(self._steps, self._added)
        common = self._fixed + prices.amplification * self._tension
        lightness = common + prices.similarity * self._similar
        lightness += prices.correlation / measures.gain**2 * self._drawn
        hues, lights = self._held_together()
        chroma = common + _gram(self._partings, hues)
        lightness += _gram(self._partings, lights)
        self._chroma, self._lightness = _inverse(chroma), _inverse(lightness)

        held = prices.amplification * structure.smooth
        drawn = prices.correlation / measures.gain**2 * structure.edges
        contrast = prices.similarity * structure.contrast_weights
        bright = prices.similarity * structure.lightness_weights
        bright *= structure.lightness - colors[:, 0]
        self._anchor = -_product(self._steps.T, held[:, None] * steps)
        rise = (drawn * measures.gain + contrast) * structure.differences
        rise -= (drawn + contrast) * steps[:, 0]
        self._anchor[:, 0] += _product(self._steps.T, rise)
        self._anchor[:, 0] += _product(self._pixels.basis.T, bright)
        return prices

    def _held_together(self) -> tuple[Doubles, Doubles]:
        """Return the weights of pairs on one surface, (m,), in chroma and in lightness.

        The farther they part, the more. In lightness that is by what is added to the affine map:
        light and shade of a surface's own are to stay.
        """
        squares = _product(self._partings, self._added) ** 2
        chroma, lightness = squares[:, 1:].sum(axis=1), squares[:, 0]
        return (
            _ONE_HUE * self._kinship * chroma / (chroma + _PARTING**2),
            _ONE_LIGHT * self._kinship * lightness / (lightness + _PARTING**2),
        )

    def approach(self, moves: Doubles) -> None:
        """Fit the spline to where the samples' colors should go from where they are, (n, 3)."""
        wanted = _product(self._pixels.basis, self._added) + moves
        right = self._anchor + self._pull * _product(self._pixels.basis.T, wanted)
        self._added[:, 0] = self._lightness @ right[:, 0]
        self._added[:, 1:] = self._chroma @ right[:, 1:]

    def result(self) -> SmoothMap:
        """Return the map, with all of the spline's nodes."""
        coefficients = np.empty((len(self._used), 3))
        added = self._added[: self._count]
        coefficients[self._used] = added
        coefficients[~self._used] = self._extension @ added
        return SmoothMap(self._affine, self._spline, coefficients, self._added[self._count :])


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
