"""How a color moves, once its cluster weights and its base lightness are known."""

from dataclasses import dataclass

import numpy as np

from bot.engine import cielab, oklab, srgb
from bot.engine.mapping import Doubles, Floats, Reals
from bot.engine.palette import space
from bot.engine.palette.lightness import Reach, rising, tone_curve

_CURVE_STEPS = 4096
_REACH_STEPS = 64
_CHROMA_IN_REACH = 0.75

DETAIL = 0.95
"""What is kept of the lightness that a surface's texture adds to its base."""
_LIFT = 0.7
_MOST_LIFT = 0.12
_CHROMA_KEPT = 0.18


@dataclass(frozen=True, slots=True)
class Move:
    """The numbers behind a recoloring, for k clusters.

    Lightness becomes ``curve(base) + detail · (L - base) + Σ w · lift``, chroma (a, b) becomes
    ``Σ w · (shift + gain · (a, b))``.
    """

    curve: Floats
    """(4097,) lightness for base lightness 0 to 1."""
    detail: np.float32
    lift: Floats
    """(k,)"""
    gain: Floats
    """(k,)"""
    shift: Floats
    """(k, 2)"""


def plan(centers: Doubles, targets: Doubles, most_slope: float) -> Move:
    """Find the move that brings cluster centers (k, 3) near to their targets (k, 3).

    The curve is monotone, no steeper than `most_slope`, so it cannot bring every cluster to its
    lightness; most of what is missing, up to 0.12, is lifted by cluster, as far as clusters stay in
    order. Some of the chroma inside a cluster is kept, more where the target is more colorful
    than the source.
    """
    curve = tone_curve(centers[:, 0], targets[:, 0], most_slope, reach_of(targets))
    on_curve = curve(centers[:, 0])
    lift = np.clip(_LIFT * (targets[:, 0] - on_curve), -_MOST_LIFT, _MOST_LIFT)
    lift = rising(centers[:, 0], on_curve + lift) - on_curve
    gain = chroma_gain(centers, targets)
    table = np.clip(curve(np.linspace(0, 1, _CURVE_STEPS + 1)), -0.1, 1.1)
    return Move(
        curve=table.astype(np.float32),
        detail=np.float32(DETAIL),
        lift=lift.astype(np.float32),
        gain=gain.astype(np.float32),
        shift=(targets[:, 1:] - gain[:, None] * centers[:, 1:]).astype(np.float32),
    )


def reach_of(targets: Doubles) -> Reach:
    """Find how dark the darkest of the targets (k, 3) can be, and how light the lightest.

    Within that, sRGB has three quarters of their chroma: a picture whose highlights go on to
    white does not have yellow as its main color.
    """
    ends = targets[[targets[:, 0].argmin(), targets[:, 0].argmax()]]
    lightness = np.linspace(0, 1, _REACH_STEPS + 1)
    colors = np.repeat(ends[:, None], len(lightness), axis=1)
    colors[..., 0] = lightness
    lab: Floats = space.to_oklab(colors).astype(np.float32)
    kept = oklab.chroma_limit(lab[..., 0], lab[..., 1], lab[..., 2]) >= _CHROMA_IN_REACH
    low, high = (lightness[k] if k.any() else end[:1] for k, end in zip(kept, ends, strict=True))
    return float(low.min()), float(high.max())


def chroma_gain(centers: Doubles, targets: Doubles) -> Doubles:
    """Return how much of the chroma inside each of k clusters is kept: (k,); none for grays."""
    chroma = np.linalg.norm(centers[:, 1:], axis=1)
    wanted = np.linalg.norm(targets[:, 1:], axis=1)
    least = 0.25 * np.clip(wanted / 0.02 - 0.25, 0, 1)
    return _CHROMA_KEPT * np.clip(wanted / np.maximum(chroma, 0.04), least, 1.2)


def moved(move: Move, colors: Floats, weights: Floats, base: Floats) -> Floats:
    """Move colors (..., 3) with weights (..., k) and base lightness (...); working space."""
    index = np.clip(base, 0, 1) * _CURVE_STEPS
    tone = move.curve[(index + 0.5).astype(np.intp)]
    blended = weights @ np.column_stack([move.lift, move.gain, move.shift])
    lift, gain, *shifts = np.moveaxis(blended, -1, 0)
    result = np.empty_like(colors)
    result[..., 0] = tone + move.detail * (colors[..., 0] - base) + lift
    # One by one: arithmetic on pairs takes several times as long.
    for i, shift in enumerate(shifts, start=1):
        result[..., i] = gain * colors[..., i] + shift
    return result


def seen(working: Reals) -> Reals:
    """Turn working colors (..., 3) into the CIELAB (..., 3) of what sRGB can show of them."""
    return cielab.from_linear(_shown(working))


def encoded(working: Reals) -> Reals:
    """Turn working colors (..., 3) into encoded sRGB (..., 3), 0 to 1, of what it can show."""
    return srgb.from_linear(_shown(working))


def _shown(working: Reals) -> Reals:
    lab: Floats = space.to_oklab(working).astype(np.float32, copy=False)
    return np.clip(oklab.to_linear(oklab.reduce_chroma(lab)), 0, 1)
