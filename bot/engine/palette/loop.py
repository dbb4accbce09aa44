"""The closed loop: recolor real pixels, see which main colors come out, correct the aim."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from bot.engine import cielab, oklab
from bot.engine.mapping import Doubles, Reals
from bot.engine.palette import space
from bot.engine.palette.assignment import cheapest
from bot.engine.palette.clusters import histogram
from bot.engine.palette.kmeans import kmeans, spread_seeds
from bot.engine.palette.move import seen

Outcome = TypeVar("Outcome")

_DAMPING = 0.8
_MOST_CHROMA = 0.07
"""More than that overshoots into neon."""
_WORTHWHILE = 0.05
_CUBE = 4.0
_ROUNDS = 15
# By what factor a seeding's inertia must be less than that from the wanted colors.
_CLEARLY = 0.999
_SEEDINGS = 6


class Found(NamedTuple, Generic[Outcome]):
    """The best aim found: its main colors are nearest to the targets."""

    aim: Doubles
    """(k, 3) working space"""
    outcome: Outcome
    """What else the recoloring returned for it."""
    error: float
    """Mean ΔE00 from the targets to the main colors."""


def close_in(
    recolor: Callable[[Doubles], tuple[Reals, Outcome]],
    mass: Doubles,
    targets: Doubles,
    goal: Doubles,
    most_lightness: float,
    aim: Doubles,
    rounds: int,
) -> Found[Outcome]:
    """Find what to aim at so that the targets come out as the main colors.

    Parameters
    ----------
    recolor
        Takes an aim (k, 3), working space, and returns what the sampled pixels become: (n, 3),
        CIELAB; and what else is to be known about that.
    mass
        (n,) the pixels' weights.
    targets
        (k, 3) the colors wanted, working space.
    goal
        (k, 3) where the main colors are steered: the targets, or something near to them.
    most_lightness
        How far the aim may lie from the goal in lightness.
    aim
        (k, 3) what to begin with.
    rounds
        How often to correct it.
    """
    wanted = seen(targets).astype(np.float64)
    output, outcome = recolor(aim)
    got, error = main_colors(output, mass, wanted)
    best = Found(aim, outcome, error)
    for _ in range(rounds):
        aim = _corrected(aim, goal, _working_from_cielab(got), most_lightness)
        output, outcome = recolor(aim)
        got, error = main_colors(output, mass, wanted)
        if error < best.error - _WORTHWHILE:
            best = Found(aim, outcome, error)
    return best


def error_of(output: Reals, mass: Doubles, targets: Doubles) -> float:
    """Return the mean ΔE00 from targets (k, 3) to an output's main colors; see `main_colors`.

    The targets are in the working space, the output (n, 3) in CIELAB.
    """
    wanted = seen(targets).astype(np.float64)
    return main_colors(output, mass, wanted)[1]


def main_colors(output: Reals, mass: Doubles, wanted: Doubles) -> tuple[Doubles, float]:
    """Find the main colors of an output as they will be judged.

    The clustering of least inertia counts, from the wanted colors and from several seedings; which
    of the wanted colors each one is meant to be does not.

    Parameters
    ----------
    output, mass
        (n, 3) CIELAB and (n,) weights.
    wanted
        (k, 3) CIELAB.

    Returns
    -------
    tuple
        (k, 3) CIELAB, in the order of the wanted colors; and the mean ΔE00 from those.
    """
    count = len(wanted)
    # Single precision is half the work, and off by less than ΔE 0.001.
    points, total = (part.astype(np.float32) for part in histogram(output, mass, _CUBE))
    starts = wanted[None]
    if 1 < count <= len(points):
        seeded = spread_seeds(points, total, count, _SEEDINGS)
        starts = np.concatenate([starts, seeded])
    centers, inertia = kmeans(points, total, starts, _ROUNDS)
    best = inertia.argmin() if inertia.min() < _CLEARLY * inertia[0] else 0
    found = centers[best].astype(np.float64)
    gaps = cielab.difference(wanted[:, None], found)
    order = cheapest(gaps)
    return found[order], float(gaps[np.arange(count), order].mean())


def _corrected(aim: Doubles, goal: Doubles, got: Doubles, most_lightness: float) -> Doubles:
    """Move the aim by most of the error, within bounds around the goal."""
    offset = aim + _DAMPING * (goal - got) - goal
    offset[:, 0] = np.clip(offset[:, 0], -most_lightness, most_lightness)
    chroma = np.linalg.norm(offset[:, 1:], axis=1, keepdims=True)
    offset[:, 1:] *= np.minimum(1, _MOST_CHROMA / np.maximum(chroma, 1e-9))
    result = goal + offset
    result[:, 0] = np.clip(result[:, 0], 0, 1)
    return result


def _working_from_cielab(lab: Doubles) -> Doubles:
    return space.from_oklab(oklab.from_linear(np.clip(cielab.to_linear(lab), 0, 1)))
