"""Fitting a recoloring to one picture: cluster weights in place, and where the colors go."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.engine import cielab, oklab
from bot.engine.evenly import evenly
from bot.engine.local import Grid
from bot.engine.mapping import Doubles, Floats, Survey
from bot.engine.palette import assignment, clusters, space
from bot.engine.palette.likeness import Likeness
from bot.engine.palette.loop import close_in, error_of
from bot.engine.palette.move import DETAIL, chroma_gain, encoded, moved, plan, seen
from bot.engine.palette.place import Guide, overlap
from bot.engine.palette.surfaces import surface_means

_CUBE = 1 / 40
_SOFTNESS = 0.12
_LEAST_SOFTNESS = 0.012
# How far lightness is steered from the color wanted toward the cluster's own: a share of the gap
# between the two.
_SLACK_A_GAP, _LEAST_SLACK, _MOST_SLACK = 0.15, 0.03, 0.055
# How many assignments of the palette are worth a try.
_ORDERS = 2
_LEAST_SMOOTHNESS, _MORE_SMOOTHNESS = 2.5e-3, (8.75e-3, 30.6e-3)
MOST_AMPLIFICATION = 9.5

# Most of the way is gone on the grid's cells, which is quicker: on so many at most, of those that
# are more opaque than almost nothing.
_CELLS = 6000
_FAINT = 0.01
_ROUNDS_ON_CELLS = 4
_ROUNDS_ON_PIXELS = 1

# What is noise keeps at most this much of its color.
_MOST_COLOR_DETAIL = 0.35
_GRAY: Doubles = np.ones((3, 1)) @ np.array([[0.299, 0.587, 0.114]])


@dataclass(frozen=True, slots=True)
class Freedom:
    """How far a recoloring may go from the picture to come near to the palette."""

    least_share: float
    """The least mass of a cluster, of what each would have if all were equal."""
    most_slope: float
    """Of the curve that moves lightness."""
    most_lightness: float
    """How far beside its color lightness may be aimed."""
    unity: float
    """How far, 0 to 1, cells are taken to look like their surface; see `surfaces`."""
    fits: int
    """How often the weights are fitted, the more smoothly while noise is amplified."""


CAREFUL = Freedom(least_share=0.3, most_slope=1.7, most_lightness=0.09, unity=0.7, fits=3)
BOLD = Freedom(least_share=0.8, most_slope=3.0, most_lightness=0.16, unity=0.2, fits=1)


@dataclass(frozen=True, slots=True)
class Division:
    """A picture's cells divided among clusters, each of which takes a color of the palette."""

    centers: Doubles
    """(k, 3) the clusters' mean colors, working space."""
    weights: Floats
    """(rows, columns, k) how much of each cluster a cell is; they sum to 1."""
    smooth: Floats
    """The same, smoothed in place as little as need be."""
    palette: Doubles
    """(n, 3) the colors wanted, working space."""
    orders: assignment.Order
    """(m, k) which color each cluster takes: the assignments worth a try, the best first."""
    freedom: Freedom


@dataclass(frozen=True, slots=True)
class Fit:
    """A recoloring of one picture, and what it does to the sampled pixels."""

    recolored: Floats
    """(rows, columns, 3) what the grid's colors become, encoded sRGB 0 to 1."""
    prior: Doubles
    """(3, 3) what differences of color are multiplied by where they are only noise."""
    error: float
    """Mean ΔE00 from the main colors to the palette, also to what of it no cluster took."""
    correlation: float
    """Of the gradients of L* before and after."""
    amplification: float
    """99.5th percentile of ΔE76 between neighbors that were within ΔE76 3."""
    similarity: float
    """SSIM of L* of the grid's cells."""


class Picture:
    """What is the same for all fits to one picture."""

    def __init__(self, survey: Survey) -> None:
        """Prepare for fits to a surveyed picture."""
        self.grid = Grid(survey)
        self._places = survey.places
        self._colors: Floats = space.from_oklab(oklab.from_encoded(self.grid.colors))
        self._guide = Guide(self.grid, self._colors)
        self._likeness = Likeness(self.grid)
        visible = np.flatnonzero(self.grid.opacity > _FAINT)
        self._some = visible[evenly(len(visible), _CELLS)]
        # A pixel, its right and its lower neighbor.
        self._samples = survey.samples.astype(np.float32) / 255
        self._before = cielab.from_codes(survey.samples)

    def divide(self, palette: Doubles, freedom: Freedom) -> Division:
        """Divide the cells among as many clusters as the palette has colors, or fewer.

        Fewer are taken where the picture has fewer colors.

        Parameters
        ----------
        palette
            (n, 3) the colors wanted, working space.
        freedom
            How far to go.
        """
        centers, sizes, weights = self._clusters(palette, freedom)
        if len(centers) == len(palette):
            between = overlap(weights, self.grid.opacity)
            orders = assignment.by_lightness(centers, sizes, palette, between, _ORDERS)
        else:
            orders = assignment.nearest(centers, sizes, palette)[None]
        smooth = self._guide.smooth(weights, _LEAST_SMOOTHNESS)
        return Division(centers, weights, smooth, palette, orders, freedom)

    def fit(self, division: Division, order: int = 0) -> Fit:
        """Fit weights and close the loop, the more smoothly while noise is amplified.

        Where more than one color is asked for, lightness is steered 0.03 toward the source, and up
        to 0.055 where it is far: the eye does not miss it in the palette, and the picture gains in
        structure.

        Parameters
        ----------
        division
            Of this picture.
        order
            Which of the division's assignments to follow.
        """
        centers, targets = division.centers, division.palette[division.orders[order]]
        goal = targets.copy()
        if len(centers) > 1:
            gap = centers[:, 0] - targets[:, 0]
            slack = np.clip(_SLACK_A_GAP * np.abs(gap), _LEAST_SLACK, _MOST_SLACK)
            goal[:, 0] += np.clip(gap, -slack, slack)
        fit = self._close(division, division.smooth, targets, goal)
        for smoothness in _MORE_SMOOTHNESS[: division.freedom.fits - 1]:
            if fit.amplification <= MOST_AMPLIFICATION:
                break
            smoother = self._guide.smooth(division.weights, smoothness)
            fit = self._close(division, smoother, targets, goal)
        return fit

    @cached_property
    def _surfaces(self) -> Floats:
        """Of the cells, (rows, columns, 3)."""
        return surface_means(self._guide.without_texture)

    def _clusters(self, palette: Doubles, freedom: Freedom) -> tuple[Doubles, Doubles, Floats]:
        """Divide the cells among as many clusters as the palette has colors, or fewer.

        Returns
        -------
        tuple
            (k, 3) centers, (k,) their mass, and (rows, columns, k) how much of each a cell is.
        """
        opacity = self.grid.opacity[..., None]
        if len(palette) == 1:
            return _means(self._colors, opacity), np.ones(1), np.ones_like(opacity)
        # What the cells look like to the clustering: shading within surfaces is damped.
        looks = self._colors + np.float32(freedom.unity) * (self._surfaces - self._colors)
        points, mass = clusters.histogram(looks.reshape(-1, 3), opacity.ravel(), _CUBE)
        centers = clusters.distinct_colors(points, mass, palette)
        softness = _softness(centers)
        centers, sizes, bias = clusters.balance(
            points, mass, centers, softness, freedom.least_share
        )
        weights = clusters.soft_weights(looks, centers, softness, bias)
        return _means(self._colors, weights * opacity), sizes, weights

    def _close(self, division: Division, weights: Floats, targets: Doubles, goal: Doubles) -> Fit:
        centers, freedom = division.centers, division.freedom
        gain = chroma_gain(centers, targets) @ weights.mean(axis=(0, 1))
        color_detail = min(float(gain), _MOST_COLOR_DETAIL)
        prior = DETAIL * _GRAY + color_detail * (np.eye(3) - _GRAY)
        slope = freedom.most_slope
        some = (
            self._colors.reshape(-1, 3)[self._some],
            weights.reshape(-1, weights.shape[-1])[self._some],
            self._guide.base.ravel()[self._some],
        )

        def cells(aim: Doubles) -> tuple[Floats, None]:
            return seen(moved(plan(centers, aim, slope), *some)), None

        def pixels(aim: Doubles) -> tuple[Floats, tuple[Floats, Floats]]:
            move = plan(centers, aim, slope)
            recolored = encoded(moved(move, self._colors, weights, self._guide.base))
            after = self._sampled(recolored, prior)
            return after[:, 0], (recolored, after)

        most = freedom.most_lightness
        opacity = self.grid.opacity.ravel()[self._some].astype(np.float64)
        ones = np.ones(len(self._samples))
        near = close_in(cells, opacity, targets, goal, most, goal, _ROUNDS_ON_CELLS)
        found = close_in(pixels, ones, targets, goal, most, near.aim, _ROUNDS_ON_PIXELS)
        recolored, after = found.outcome
        error = found.error
        if len(targets) < len(division.palette):
            error = error_of(after[:, 0], ones, division.palette)
        correlation, amplification = self._judge(after)
        similarity = self._likeness.to(recolored)
        return Fit(recolored, prior, error, correlation, amplification, similarity)

    def _sampled(self, recolored: Floats, prior: Doubles) -> Floats:
        """Return what the sampled pixels and their neighbors become, (n, 3, 3) CIELAB."""
        functions = self.grid.at(self.grid.fit(recolored, prior), self._places)
        moved = self._samples @ functions[..., :3].swapaxes(1, 2) + functions[:, None, :, 3]
        return cielab.from_encoded(np.clip(moved, 0, 1))

    def _judge(self, after: Floats) -> tuple[float, float]:
        """Return correlation and amplification over the sampled neighbors, (n, 3, 3) CIELAB."""
        drawn = (self._before[:, 1:] - self._before[:, :1]).reshape(-1, 3)
        kept = (after[:, 1:] - after[:, :1]).reshape(-1, 3)
        energy = (drawn[:, 0] ** 2).sum() * (kept[:, 0] ** 2).sum()
        correlation = float((drawn[:, 0] * kept[:, 0]).sum() / np.sqrt(energy + 1e-9))
        gaps = np.linalg.norm(kept, axis=1)[np.linalg.norm(drawn, axis=1) <= 3]
        return correlation, float(np.percentile(gaps, 99.5)) if len(gaps) > 50 else 0.0


def _softness(centers: Doubles) -> float:
    if len(centers) == 1:
        return 1.0
    return max(_SOFTNESS * float(clusters.gaps(centers).mean()), _LEAST_SOFTNESS)


def _means(colors: Floats, weights: Floats) -> Doubles:
    """Average colors (rows, columns, 3) by k weights each, (rows, columns, k): (k, 3)."""
    shares = weights.reshape(-1, weights.shape[-1]).astype(np.float64)
    return (shares / shares.sum(axis=0)).T @ colors.reshape(-1, 3)
