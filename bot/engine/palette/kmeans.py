"""Weighted k-means, from several starts at once, deterministic.

In double or in single precision, as the colors are; the latter is half the work.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles, Reals

Labels = npt.NDArray[np.intp]


def spread_seeds(colors: Reals, mass: Reals, count: int, tries: int) -> Reals:
    """Choose `count` first centers out of weighted colors (m, 3), `tries` times.

    The first try takes the heaviest, then always the one with the most mass times squared distance;
    the others draw with that as probability (k-means++, Arthur and Vassilvitskii 2007).

    Returns
    -------
    array
        (tries, count, 3), the same for the first tries however many there are.
    """
    lots = _lots(tries, count)
    planes = np.ascontiguousarray(colors.T)[:, None]

    def draw(scores: Reals, lots: Doubles) -> Labels:
        steps = np.cumsum(scores, axis=1)
        drawn = np.count_nonzero(steps < (lots * steps[:, -1])[:, None], axis=1)
        drawn[0] = scores[0].argmax()
        return np.minimum(drawn, len(colors) - 1)

    chosen = [draw(np.broadcast_to(mass, (tries, len(mass))), lots[:, 0])]
    gaps: Reals = np.full((tries, len(mass)), np.inf, mass.dtype)
    for i in range(1, count):
        steps = planes - colors[chosen[-1]].T[..., None]
        gaps = np.minimum(gaps, (steps * steps).sum(axis=0))
        chosen.append(draw(gaps * mass, lots[:, i]))
    return colors[np.stack(chosen, axis=1)]


@cache
def _lots(tries: int, count: int) -> Doubles:
    """Draw numbers from 0 to 1, (tries, count), each try by a generator of its own."""
    lots = np.stack([np.random.default_rng(seed).random(count) for seed in range(tries)])
    lots.setflags(write=False)
    return lots


def kmeans(colors: Reals, mass: Reals, starts: Reals, rounds: int) -> tuple[Reals, Reals]:
    """Move centers to the means of their nearest colors, until nothing changes.

    Parameters
    ----------
    colors, mass
        (m, 3) points and (m,) their weights.
    starts
        (s, k, 3) where to begin: each start is worked on by itself, but all at once, which is
        quicker. A center that loses all its points stays where it is.
    rounds
        The most iterations.

    Returns
    -------
    tuple
        (s, k, 3) centers, and (s,) the weighted sums of squared distances to the nearest ones.
    """
    count, kind = starts.shape[1], colors.dtype
    points = _homogeneous(colors)
    weighted = mass.astype(kind)[:, None] * points
    centers = starts.reshape(-1, 3).astype(kind)
    for _ in range(rounds):
        scores = _scores(points, centers).reshape(-1, count, len(points))
        # A point between two centers, as near to one as to the other, counts for both.
        own = (scores <= scores.min(axis=1, keepdims=True)).reshape(-1, len(points))
        sums = own.astype(kind) @ weighted
        before, taken = centers, sums[:, 3] > 0
        centers = before.copy()
        centers[taken] = sums[taken, :3] / sums[taken, 3:]
        if np.array_equal(centers, before):
            break
    least = _scores(points, centers).reshape(-1, count, len(points)).min(axis=1)
    gaps = np.maximum((colors * colors).sum(axis=1) + 2 * least, 0)
    return centers.reshape(starts.shape), gaps @ mass


def nearest(colors: Reals, centers: Reals) -> Labels:
    """Return for each color (m, 3) which of k centers (k, 3) is nearest, (m,)."""
    return _scores(_homogeneous(colors), centers).argmin(axis=0)


def _homogeneous(colors: Reals) -> Reals:
    """Append a 1 to colors (m, 3): (m, 4)."""
    return np.concatenate([colors, np.ones_like(colors[:, :1])], axis=1)


def _scores(points: Reals, centers: Reals) -> Reals:
    """Return half the squared distances of homogeneous points (m, 4) to centers (k, 3): (k, m).

    They lack half the square of the point, which is the same for all centers.
    """
    halves = 0.5 * (centers * centers).sum(axis=1, keepdims=True)
    return np.concatenate([-centers, halves], axis=1) @ points.T
