"""What of the picture must survive, measured on neighboring pixels, and what missing it costs."""

from dataclasses import dataclass, replace

import numpy as np

from bot.engine.mapping import Doubles, Reals
from bot.engine.reference.samples import Samples

# Pairs up to this far apart (ΔE76) are one surface: what amplifies them draws noise and contours.
_SMOOTH = 3.0
# Of the distance to the reference, what may be left (of 1) for similarity to be held as usual. For
# every hundredth less it is held by two hundredths more: who is there already keeps structure.
_NEAR = 0.08
_SIMILARITY_A_DISTANCE = 2.0
# How much less similarity is held where the reference is far.
_MOST_LENIENCE = 0.08
# Keeps the similarity of structure from counting differences that nobody sees (ΔL*²).
_STRUCTURE_FLOOR = 6.0


@dataclass(frozen=True, slots=True)
class Measures:
    """How a map does on one picture."""

    correlation: float
    """Of the differences of L* between neighbors, before and after."""
    similarity: float
    """A stand-in for structural similarity: lightness kept times contrast kept."""
    amplification: float
    """99.5th percentile of the distance (ΔE76) that neighbors within ΔE 3 come to have."""
    gain: float
    """The factor between differences of L* before and after, by least squares."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least, or the most, that a map is held to."""

    correlation: float = 0.972
    similarity: float = 0.83
    amplification: float = 7.5

    def given(self, left: float) -> "Bounds":
        """Return the bounds where about this share of the distance to the reference is left."""
        more = max(_SIMILARITY_A_DISTANCE * (_NEAR - left), -_MOST_LENIENCE)
        return replace(self, similarity=self.similarity + more)


@dataclass(frozen=True, slots=True)
class Prices:
    """Dual variables: the weight of each penalty, which rises while its bound is missed."""

    correlation: float = 1.0
    similarity: float = 0.02
    amplification: float = 0.003

    def after(self, measured: Measures, bounds: Bounds) -> "Prices":
        """Return the prices for the next rounds. Steps are damped, and similarity's is capped."""

        def step(price: float, rate: float, missed: float, least: float, most: float) -> float:
            return float(np.clip(price * np.exp(rate * missed), least, most))

        return Prices(
            step(self.correlation, 40, bounds.correlation - measured.correlation, 0.1, 60),
            step(self.similarity, 25, bounds.similarity - measured.similarity, 0.005, 0.5),
            step(
                self.amplification, 0.25, measured.amplification - bounds.amplification, 2e-4, 0.2
            ),
        )


class Structure:
    """The picture's own lightness and contrasts, with which a map's output is compared."""

    def __init__(self, samples: Samples, colors: Reals, steps: Reals) -> None:
        """Take what an affine map makes of the pixels, (n, 3), and of the pairs' differences."""
        ones, others, weights = samples.pairs
        between = ones.whole - others.whole
        self.lightness: Doubles = samples.pixels.whole[:, 0]
        """(n,) L* of each pixel."""
        self.differences: Doubles = between[:, 0]
        """(m,) L* of each pair's pixel less its neighbor's."""
        self.smooth: Doubles = weights * (np.linalg.norm(between, axis=1) <= _SMOOTH)
        """(m,) the weights of pairs that lie on one surface, summing to 1; of others 0."""
        self.smooth /= max(float(self.smooth.sum()), 1e-9)
        self.edges: Doubles = weights / max(float(weights @ self.differences**2), 1e-6)
        """(m,) the weights of pairs, with which their squared differences sum to 1."""
        brightness = self.lightness**2 + colors[:, 0] ** 2
        self.lightness_weights: Doubles = 1 / (brightness + 1) / len(colors)
        """(n,) what a squared change of L* takes from the similarity."""
        squares = self.differences**2 + steps[:, 0] ** 2
        self.contrast_weights: Doubles = weights / (squares + _STRUCTURE_FLOOR)
        """(m,) what a squared change of a difference of L* takes from it."""

    def measure(self, colors: Reals, steps: Reals) -> Measures:
        """Compare the output, (n, 3) CIELAB and (m, 3) its differences, with the picture."""
        before, after = self.differences, steps[:, 0]
        product = float(self.edges @ (before * after))
        energy = float(self.edges @ after**2)
        lightness = 1 - float(self.lightness_weights @ (colors[:, 0] - self.lightness) ** 2)
        contrast = 1 - float(self.contrast_weights @ (after - before) ** 2)
        return Measures(
            correlation=product / float(np.sqrt(max(energy, 1e-6))),
            similarity=lightness * contrast,
            amplification=_quantile(np.linalg.norm(steps, axis=1), self.smooth, 0.995),
            gain=max(product, 0.05),
        )


def _quantile(values: Reals, weights: Doubles, share: float) -> float:
    """Return the value at which the others up to it have this share of all weight."""
    order = np.argsort(values)
    below = np.cumsum(weights[order])
    return float(values[order[np.searchsorted(below, share * below[-1])]]) if below[-1] else 0.0
