"""What of the picture must survive, measured on neighboring pixels, and what missing it costs."""

from dataclasses import dataclass

import numpy as np

from bot.engine.mapping import Doubles
from bot.engine.reference.samples import Samples
from bot.engine.reference.spline import Mask

# Pairs up to this far apart (ΔE76) are one surface: what amplifies them draws noise and contours.
_SMOOTH = 3.0
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

    correlation: float = 0.966
    similarity: float = 0.83
    amplification: float = 7.5


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
            step(self.similarity, 25, bounds.similarity - measured.similarity, 0.005, 0.3),
            step(
                self.amplification, 0.25, measured.amplification - bounds.amplification, 2e-4, 0.2
            ),
        )


class Structure:
    """The picture's own contrasts, with which a map's output is compared."""

    def __init__(self, samples: Samples, colors: Doubles, steps: Doubles) -> None:
        """Take what an affine map makes of the samples, (n, 3), and of their differences."""
        whole, beside = samples.pixels.whole, samples.neighbors.whole
        count = len(whole)
        self.lightness: Doubles = whole[:, 0]
        """(n,) L* of each pixel."""
        self.differences: Doubles = (whole - beside)[:, 0]
        """(n,) L* of each pixel less its neighbor's."""
        self.energy: float = max(float(self.differences @ self.differences), 1e-6)
        self.smooth: Mask = np.linalg.norm(whole - beside, axis=1) <= _SMOOTH
        """(n,) pairs that lie on one surface."""
        self.lightness_weights: Doubles = 1 / (self.lightness**2 + colors[:, 0] ** 2 + 1) / count
        """(n,) what a squared change of L* takes from the similarity."""
        squares = self.differences**2 + steps[:, 0] ** 2
        self.contrast_weights: Doubles = 1 / (squares + _STRUCTURE_FLOOR) / count
        """(n,) what a squared change of a difference of L* takes from it."""

    def measure(self, colors: Doubles, steps: Doubles) -> Measures:
        """Compare the output, (n, 3) CIELAB and differences between neighbors, with the picture."""
        before, after = self.differences, steps[:, 0]
        product = float(before @ after)
        lightness = 1 - float(self.lightness_weights @ (colors[:, 0] - self.lightness) ** 2)
        contrast = 1 - float(self.contrast_weights @ (after - before) ** 2)
        lengths = np.linalg.norm(steps[self.smooth], axis=1)
        return Measures(
            correlation=product / float(np.sqrt(self.energy * max(float(after @ after), 1e-6))),
            similarity=lightness * contrast,
            amplification=float(np.quantile(lengths, 0.995)) if len(lengths) else 0.0,
            gain=max(product / self.energy, 0.05),
        )
