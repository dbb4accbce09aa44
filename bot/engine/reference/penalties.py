"""What of the picture must survive, measured on neighboring pixels, and what missing it costs."""

from dataclasses import dataclass

import numpy as np

from bot.engine.mapping import Doubles
from bot.engine.reference.cloud import Cloud, Pairs
from bot.engine.reference.spline import Mask

# Pairs up to this far apart (ΔE76) are one surface: what amplifies them draws noise and contours.
_SMOOTH = 3.0
# Keeps the similarity of structure from counting differences that nobody sees (ΔL*²).
_STRUCTURE_FLOOR = 6.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least, or the most, that a map is held to."""

    correlation: float = 0.94
    """Correlation of the differences of L* between neighbors, before and after."""
    similarity: float = 0.79
    """A stand-in for structural similarity: lightness kept times contrast kept."""
    amplification: float = 8.5
    """99.5th percentile of the distance (ΔE76) that neighbors within ΔE 3 come to have."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Dual variables: the weight of each penalty, which rises while its bound is missed."""

    correlation: float = 1.0
    similarity: float = 0.0
    amplification: float = 0.003

    def after(self, measured: "Measures", bounds: Bounds) -> "Prices":
        """Return the prices for the next rounds. Steps are damped, and similarity's is capped."""
        raised = max(self.similarity, 0.02) * np.exp(25 * (bounds.similarity - measured.similarity))
        return Prices(
            float(
                np.clip(
                    self.correlation * np.exp(40 * (bounds.correlation - measured.correlation)),
                    0.1,
                    60,
                )
            ),
            float(np.clip(raised, 0, 5)),
            float(
                np.clip(
                    self.amplification
                    * np.exp(0.25 * (measured.amplification - bounds.amplification)),
                    2e-4,
                    0.2,
                )
            ),
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """How a map does on one picture, and the weights that make quadratic forms of it."""

    correlation: float
    similarity: float
    amplification: float
    gain: float
    """The factor between differences of L* before and after, by least squares."""
    lightness_weights: Doubles
    """(m,) for each color: what a squared change of its L* takes from the similarity."""
    contrast_weights: Doubles
    """(n,) for each pair: what a squared change of its difference of L* takes from it."""
    lengths: Doubles
    """(n,) ΔE76 of each pair in the output."""


class Structure:
    """The picture's own contrasts, with which a map's output is compared."""

    def __init__(self, cloud: Cloud, pairs: Pairs) -> None:
        self.differences: Doubles = pairs.one[:, 0] - pairs.other[:, 0]
        """(n,) L* of each pair's first pixel less its other's."""
        self.energy: float = max(float((self.differences**2).sum()), 1e-6)
        self.smooth: Mask = np.linalg.norm(pairs.one - pairs.other, axis=1) <= _SMOOTH
        """(n,) pairs that lie on one surface."""
        self._cloud = cloud

    def measure(self, colors: Doubles, steps: Doubles) -> Measures:
        """Compare the output with the picture.

        Parameters
        ----------
        colors
            (m, 3) CIELAB, what the cloud's colors become.
        steps
            (n, 3) CIELAB, what the differences between the pairs' pixels become.
        """
        before, after = self.differences, steps[:, 0]
        product = float(before @ after)
        correlation = product / np.sqrt(self.energy * max(float(after @ after), 1e-6))
        old, new = self._cloud.colors[:, 0], colors[:, 0]
        lightness_weights = self._cloud.weights / (old**2 + new**2 + 1)
        contrast_weights = 1 / (before**2 + after**2 + _STRUCTURE_FLOOR) / len(before)
        lightness_kept = 1 - float(lightness_weights @ (new - old) ** 2)
        contrast_kept = 1 - float(contrast_weights @ (after - before) ** 2)
        lengths = np.linalg.norm(steps, axis=1)
        smooth = lengths[self.smooth]
        return Measures(
            correlation=float(correlation),
            similarity=lightness_kept * contrast_kept,
            amplification=float(np.quantile(smooth, 0.995)) if len(smooth) else 0.0,
            gain=max(product / self.energy, 0.05),
            lightness_weights=lightness_weights,
            contrast_weights=contrast_weights,
            lengths=lengths,
        )
