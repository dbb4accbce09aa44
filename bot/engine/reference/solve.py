"""Find the smooth map that brings a picture's colors to a reference's and keeps the picture."""

from dataclasses import dataclass

import numpy as np

from bot.engine import cielab, srgb
from bot.engine.mapping import Doubles, Floats, Reals
from bot.engine.reference import wash
from bot.engine.reference.affine import Affine
from bot.engine.reference.forms import Factors, Mask, condense, gram, product
from bot.engine.reference.penalties import Bounds, Prices, Structure
from bot.engine.reference.samples import Samples
from bot.engine.reference.spline import Spline
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

    def __call__(self, colors: Reals) -> Reals:
        """Move CIELAB colors (m, 3) wherever they are; the result lies in sRGB."""
        return cielab.reduce_chroma(self._moved(colors))

    def over_grid(self, colors: Floats) -> Floats:
        """Move the CIELAB colors (rows, columns, 3) of cells that divide the picture evenly."""
        moved = self._moved(colors.reshape(-1, 3)).reshape(colors.shape)
        if len(self.wash):
            moved += wash.over_grid(self.wash, *colors.shape[:2])
        return cielab.reduce_chroma(moved)

    def _moved(self, colors: Reals) -> Reals:
        return self.affine(colors) + self.spline.evaluate(self.coefficients, colors)


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


class _Outputs:
    """Colors as they come out of the map, as far as it is known beforehand."""

    def __init__(self, start: Doubles, detail: Doubles, basis: Floats) -> None:
        """Take what does not change from round to round.

        Parameters
        ----------
        start
            (n, 3) CIELAB, the bases after the affine map.
        detail
            (n, 3) in encoded sRGB, what is added afterwards.
        basis
            (n, u) of the spline's used nodes, then of the wash's.
        """
        self.basis = basis
        self._start: Floats = start.astype(np.float32)
        self._detail: Floats = detail.astype(np.float32)
        self._last: tuple[Doubles, Floats] | None = None

    def colors(self, added: Doubles) -> Floats:
        """Return the colors (n, 3) in CIELAB, given what is added at the nodes, (u, 3).

        They are asked for more than once a round: for the same array they are the last ones.
        """
        if self._last is None or self._last[0] is not added:
            base = cielab.reduce_chroma(self._start + product(self.basis, added))
            encoded = srgb.from_linear(cielab.to_linear(base)) + self._detail
            self._last = added, cielab.from_encoded(np.clip(encoded, 0, 1))
        return self._last[1]


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
        near = [self._spline.basis(c.base) for c in spots]
        self._used: Mask = np.zeros(self._spline.count, dtype=bool)
        for _, numbers in near:
            self._used[numbers] = True
        self._count = int(self._used.sum())
        column = np.cumsum(self._used) - 1
        size = self._count + with_wash * wash.COUNT
        bases = [np.zeros((len(spot.base), size), np.float32) for spot in spots]
        for basis, spot, (weights, numbers) in zip(bases, spots, near, strict=True):
            rows = np.arange(len(basis))
            basis[rows, column[numbers]] = weights
            if with_wash:
                shares, nodes = wash.basis(spot.places)
                basis[rows, self._count + nodes] = shares
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
        bent[:], self._extension = condense(form, self._used)
        if with_wash:
            roughness[self._count :, self._count :] = stiffness * wash.roughness()
        # The quadratic forms of all terms; their weights change, they do not.
        self._pull = scale / len(pixels.base)
        self._nearness = self._pull * gram(self._pixels.basis)
        self._fixed = self._nearness + scale * roughness
        self._tension = gram(self._steps, structure.smooth)
        # After a flat reference this one's price is a thousandfold, and so are its errors.
        self._drawn = gram(self._steps.astype(np.float64), structure.edges)
        self._similar = gram(self._pixels.basis, structure.lightness_weights)
        self._similar += gram(self._steps, structure.contrast_weights)

    def colors(self) -> Floats:
        """Return what the pixels' colors become, (n, 3)."""
        return self._pixels.colors(self._added)

    def _differences(self) -> Floats:
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
        # What would be left of them if nothing were added: that is taken as fixed.
        lights = colors[:, 0] - product(self._pixels.basis, self._added[:, 0])
        steps = steps - product(self._steps, self._added)
        common = self._fixed + prices.amplification * self._tension
        lightness = common + prices.similarity * self._similar
        lightness += prices.correlation / measures.gain**2 * self._drawn
        one_hue, one_light = self._held_together()
        chroma = common + gram(self._partings, one_hue)
        lightness += gram(self._partings, one_light)
        self._factors = Factors(lightness), Factors(chroma)

        held = -prices.amplification * structure.smooth[:, None] * steps
        drawn = prices.correlation / measures.gain**2 * structure.edges
        contrast = prices.similarity * structure.contrast_weights
        held[:, 0] += (drawn * measures.gain + contrast) * structure.differences
        held[:, 0] -= (drawn + contrast) * steps[:, 0]
        bright = prices.similarity * structure.lightness_weights
        bright *= structure.lightness - lights
        self._anchor = product(self._steps.T, held)
        self._anchor[:, 0] += product(self._pixels.basis.T, bright)
        return prices

    def _held_together(self) -> tuple[Doubles, Doubles]:
        """Return the weights of pairs on one surface, (m,), in chroma and in lightness.

        The farther they part, the more. In lightness that is by what is added to the affine map:
        light and shade of a surface's own are to stay.
        """
        squares = product(self._partings, self._added) ** 2
        chroma, lightness = squares[:, 1:].sum(axis=1), squares[:, 0]
        return (
            _ONE_HUE * self._kinship * chroma / (chroma + _PARTING**2),
            _ONE_LIGHT * self._kinship * lightness / (lightness + _PARTING**2),
        )

    def approach(self, moves: Floats) -> None:
        """Fit the spline to where the samples' colors should go from where they are, (n, 3)."""
        right = self._anchor + self._nearness @ self._added
        right += self._pull * product(self._pixels.basis.T, moves)
        lightness, chroma = self._factors
        self._added = np.hstack([lightness.solve(right[:, :1]), chroma.solve(right[:, 1:])])

    def result(self) -> SmoothMap:
        """Return the map, with all of the spline's nodes."""
        coefficients = np.empty((len(self._used), 3))
        added = self._added[: self._count]
        coefficients[self._used] = added
        coefficients[~self._used] = self._extension @ added
        return SmoothMap(self._affine, self._spline, coefficients, self._added[self._count :])
