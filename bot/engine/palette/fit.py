"""Fitting a recoloring to one picture: cluster weights in place, and where the colors go."""

from dataclasses import dataclass

import numpy as np

from bot.engine import cielab, oklab
from bot.engine.mapping import Doubles, Floats, Survey
from bot.engine.palette import assignment, clusters, space
from bot.engine.palette.loop import close_in
from bot.engine.palette.move import Move, moved, plan, seen
from bot.engine.palette.place import Guide, at_places, base_of, overlap, weights_of

_SOFTNESS = 0.2
_LEAST_SOFTNESS = 0.012
_SLACK = 0.03
_SMOOTHNESS = (2.5e-3, 8.75e-3, 30.6e-3)
MOST_AMPLIFICATION = 9.5


@dataclass(frozen=True, slots=True)
class Freedom:
    """How far a recoloring may go from the picture to come near to the palette."""

    least_share: float
    """The least mass of a cluster, of what each would have if all were equal."""
    most_slope: float
    """Of the curve that moves lightness."""
    most_lightness: float
    """How far beside its color lightness may be aimed."""
    fits: int
    """How often the weights are fitted, the more smoothly while noise is amplified."""


CAREFUL = Freedom(least_share=0.15, most_slope=1.7, most_lightness=0.09, fits=3)
BOLD = Freedom(least_share=0.8, most_slope=2.4, most_lightness=0.13, fits=1)


@dataclass(frozen=True, slots=True)
class Fit:
    """A recoloring of one picture, and what it does to the sampled pixels."""

    coefficients: Floats
    """As `Guide.fit` returns them."""
    move: Move
    error: float
    """Mean ΔE00 from the main colors to the palette."""
    correlation: float
    """Of the gradients of L* before and after."""
    amplification: float
    """99.5th percentile of ΔE76 between neighbors that were within ΔE76 3."""


class Picture:
    """What is the same for all fits to one picture."""

    def __init__(self, survey: Survey, points: Doubles, mass: Doubles) -> None:
        """Take the picture's survey and its histogram, (m, 3) in the working space and (m,)."""
        self._survey = survey
        self._points = points
        self._mass = mass
        self._thumbnail: Floats = space.from_oklab(oklab.from_codes(survey.thumbnail))
        sampled: Floats = space.from_oklab(oklab.from_codes(survey.samples))
        # A pixel, its right and its lower neighbor.
        self._samples = [np.ascontiguousarray(sampled[:, i]) for i in range(3)]
        self._before = [cielab.from_codes(survey.samples[:, i]) for i in range(3)]

    def fit(self, centers: Doubles, palette: Doubles, freedom: Freedom) -> Fit:
        """Fit weights and close the loop, the more smoothly while noise is amplified.

        Where more than one color is asked for, lightness is steered up to 0.03 toward the
        source: the eye does not miss it in the palette, and the picture gains in structure.

        Parameters
        ----------
        centers
            (k, 3) the picture's main colors, working space.
        palette
            (n, 3) the colors wanted, n at least k.
        freedom
            How far to go.
        """
        survey = self._survey
        softness = _softness(centers)
        centers, sizes, bias = clusters.balance(
            self._points, self._mass, centers, softness, freedom.least_share
        )
        weights = clusters.soft_weights(self._thumbnail, centers, softness, bias)
        if len(centers) == len(palette):
            between = overlap(weights, survey.weights)
            order = assignment.by_lightness(centers, sizes, palette, between)
        else:
            order = assignment.nearest(centers, sizes, palette)
        targets = palette[order]
        goal = targets.copy()
        if len(centers) > 1:
            goal[:, 0] += np.clip(centers[:, 0] - targets[:, 0], -_SLACK, _SLACK)
        guide = Guide(self._thumbnail, survey.weights, weights)
        fit = self._close(guide.fit(_SMOOTHNESS[0]), centers, targets, goal, freedom)
        for smoothness in _SMOOTHNESS[1 : freedom.fits]:
            if fit.amplification <= MOST_AMPLIFICATION:
                break
            fit = self._close(guide.fit(smoothness), centers, targets, goal, freedom)
        return fit

    def _close(
        self,
        coefficients: Floats,
        centers: Doubles,
        targets: Doubles,
        goal: Doubles,
        freedom: Freedom,
    ) -> Fit:
        here = at_places(coefficients, self._survey.places, self._survey.height, self._survey.width)
        shares = [weights_of(here, colors) for colors in self._samples]
        bases = [base_of(here, colors) for colors in self._samples]

        def planned(aim: Doubles) -> Move:
            return plan(centers, aim, freedom.most_slope)

        def recolor(move: Move, i: int) -> Floats:
            return seen(moved(move, self._samples[i], shares[i], bases[i]))

        aim, error = close_in(
            lambda aim: recolor(planned(aim), 0),
            np.ones(len(here)),
            targets,
            goal,
            freedom.most_lightness,
        )
        move = planned(aim)
        correlation, amplification = self._judge([recolor(move, i) for i in range(3)])
        return Fit(coefficients, move, error, correlation, amplification)

    def _judge(self, after: list[Floats]) -> tuple[float, float]:
        """Return correlation and amplification over the sampled neighbors, (n, 3) CIELAB."""
        drawn = np.concatenate([self._before[i] - self._before[0] for i in (1, 2)])
        kept = np.concatenate([after[i] - after[0] for i in (1, 2)])
        energy = (drawn[:, 0] ** 2).sum() * (kept[:, 0] ** 2).sum()
        correlation = float((drawn[:, 0] * kept[:, 0]).sum() / np.sqrt(energy + 1e-9))
        gaps = np.linalg.norm(kept, axis=1)[np.linalg.norm(drawn, axis=1) <= 3]
        return correlation, float(np.percentile(gaps, 99.5)) if len(gaps) > 50 else 0.0


def _softness(centers: Doubles) -> float:
    if len(centers) == 1:
        return 1.0
    return max(_SOFTNESS * float(clusters.gaps(centers).mean()), _LEAST_SOFTNESS)
