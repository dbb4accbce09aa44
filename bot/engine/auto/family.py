"""The candidates: about 930 ways to move a picture's colors.

In OKLab, a candidate bends lightness, moves chroma by a 2×2 matrix, and adds a tint that blends
from shadows to highlights.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.engine import oklab
from bot.engine.mapping import Doubles, Floats, Reals

_TURNS = np.radians(np.arange(0, 360, 15))
_GAINS = (0.85, 1.15)
_TINTS = (0.05, 0.09)
# A picture that is nearly gray has only its tint: it may be stronger.
_TINTS_OF_GRAY = (0.07, 0.11)
_SPLIT_TINT = 0.075
_SPLITS = np.radians([60, 120, 180])
_BEND = 0.24
_DARK = 0.30
_GRAY = 0.03
# Black and white pictures would stay as they are; a veil of middle gray, up to this much of it,
# makes room for color.
_VEIL = 0.5
# In lightness as it is seen: CIELAB's, from 0 to 1, or nearly.
_VEIL_OF_DARK = 0.28
_BRIGHT = 0.90
_LEAST_SPARED = 0.3
_MIRROR = np.diag([1.0, -1.0])
# Chroma up to this share of what sRGB has is kept; the rest is compressed into the remainder.
_KNEE = 0.75


class Cast(NamedTuple):
    """What a picture's colors are like on the whole, in OKLab."""

    lightness: float
    chroma: float
    center: Doubles
    """(2,) the mean of a and b."""
    axis: float
    """The direction, in radians, along which a and b vary most."""

    @classmethod
    def of(cls, colors: Doubles, weights: Doubles) -> "Cast":
        """Sum up OKLab colors (m, 3) with weights (m,) that sum to 1."""
        center = weights @ colors[:, 1:]
        offsets = colors[:, 1:] - center
        axes = np.linalg.eigh((offsets * weights[:, None]).T @ offsets)[1]
        return cls(
            lightness=float(weights @ colors[:, 0]),
            chroma=float(weights @ np.hypot(colors[:, 1], colors[:, 2])),
            center=center,
            axis=float(np.arctan2(axes[1, 1], axes[0, 1])),
        )


@dataclass(frozen=True, slots=True)
class Family:
    """Candidates, each a row of every array."""

    matrices: Doubles
    """(n, 2, 2), applied to (a, b)."""
    shadows: Doubles
    """(n, 2), added to (a, b) of dark colors."""
    highlights: Doubles
    """(n, 2), added to (a, b) of light colors."""
    bends: Doubles
    """(n,) k in L + k·L(1 - L): the ends stay, the slopes there are 1 + k and 1 - k."""
    veils: Doubles
    """(n,) how far L is then drawn to 0.5, 0 to 1."""
    spared: tuple[float, float]
    """How much of the usual range of darks and of lights is spared from tints, 0 to 1."""

    def __len__(self) -> int:
        return len(self.bends)

    def one(self, number: int) -> "Family":
        """Return the family of one candidate."""
        row = slice(number, number + 1)
        return Family(
            self.matrices[row],
            self.shadows[row],
            self.highlights[row],
            self.bends[row],
            self.veils[row],
            self.spared,
        )

    def move(self, colors: Reals) -> tuple[Floats, Floats]:
        """Move OKLab colors (m, 3) by every candidate.

        Returns
        -------
        tuple
            (n, m, 3) OKLab inside sRGB; (n, m) the chroma that was lost to that.
        """
        matrices, shadows, highlights, bends, veils = (
            part.astype(np.float32)
            for part in (self.matrices, self.shadows, self.highlights, self.bends, self.veils)
        )
        L = colors[:, 0].astype(np.float32)
        high = _smoothstep(0.15, 0.85, L)
        moved = np.empty((len(self), len(L), 3), dtype=np.float32)
        moved[..., 0] = L + bends[:, None] * (L * (1 - L))
        darks, lights = self.spared
        if darks < 1:
            # In OKLab a step of one code from black is as long as twenty further on, and the noise
            # in a dark picture's shadows would show.
            seen = _toe(moved[..., 0])
            moved[..., 0] = _untoe(seen + veils[:, None] * (np.float32(_VEIL_OF_DARK) - seen))
            highest = np.maximum(_toe(L), _toe(moved[..., 0]))
            opened = _smoothstep(0.015 * darks, 0.2 * darks, highest)
        else:
            moved[..., 0] += veils[:, None] * (np.float32(0.5) - moved[..., 0])
            opened = _smoothstep(0.06, 0.32, np.maximum(L, moved[..., 0]))
        # Tints leave alone what stays black or white.
        open_to_tints = opened * (
            1 - _smoothstep(1 - 0.14 * lights, 1 - 0.01 * lights, np.minimum(L, moved[..., 0]))
        )
        chroma = colors[:, 1:].astype(np.float32) @ matrices.transpose(0, 2, 1)
        for i in range(2):
            tint = shadows[:, i, None] + (highlights - shadows)[:, i, None] * high
            moved[..., 1 + i] = chroma[..., i] + tint * open_to_tints
        return _compressed(moved)


def candidates(cast: Cast) -> Family:
    """List the candidates for a picture."""
    still = cast.lightness < _DARK or cast.chroma < _GRAY
    tints = _TINTS_OF_GRAY if cast.chroma < _GRAY else _TINTS
    hues = list(_hue_moves(cast, tints))
    dark = min(1.0, cast.lightness / _DARK)
    bright = min(1.0, (1 - cast.lightness) / (1 - _BRIGHT))
    veil = _VEIL * (1 - min(dark, bright))
    bends = np.array([0.0] if still else [-_BEND, 0.0, _BEND])
    tones = [(bend, part) for bend in bends for part in ([0.0, veil / 2, veil] if veil else [0.0])]
    matrices, shadows, highlights = (
        np.repeat(np.array(part), len(tones), axis=0) for part in zip(*hues, strict=True)
    )
    bends, veils = np.tile(np.array(tones).T, len(hues))
    spared = (max(dark, _LEAST_SPARED), max(bright, _LEAST_SPARED))
    return Family(matrices, shadows, highlights, bends, veils, spared)


def _hue_moves(cast: Cast, tints: tuple[float, ...]) -> Iterator[tuple[Doubles, Doubles, Doubles]]:
    """Yield matrices with their tints of shadows and highlights."""
    none = np.zeros(2)
    for gain in _GAINS:
        for number, turn in enumerate(_TURNS):
            if number:
                yield gain * _rotation(turn), none, none
            yield gain * _rotation(turn) @ _MIRROR, none, none
    for turn in _TURNS:
        along = _rotation(turn - cast.axis)
        across = _rotation(turn + np.pi / 2 - cast.axis)
        for strength in tints:
            # Analogous: all hues close in on one, keeping some of their spread along or across.
            tint = strength * _direction(turn)
            yield 0.4 * along, tint - 0.2 * along @ cast.center, tint - 0.2 * along @ cast.center
            yield 0.4 * across, tint, tint
        # The picture's own axis of color, turned; then the same about a neutral center.
        axis = _rotation(turn) @ np.diag([1.1, 0.35]) @ _rotation(-cast.axis)
        yield axis, none, none
        yield axis, -axis @ cast.center, -axis @ cast.center
        for split in _SPLITS:
            low, high = _direction(turn), _direction(turn + split)
            yield 0.35 * along, _SPLIT_TINT * low, _SPLIT_TINT * high


def _compressed(lab: Floats) -> tuple[Floats, Floats]:
    """Compress chroma softly into sRGB at constant L and hue; return what each color lost, too."""
    # Stretched so that the limit is met where the knee is: below it the limit is 1.
    a, b = (lab[..., i] / np.float32(_KNEE) for i in (1, 2))
    share = np.float32(_KNEE) / oklab.chroma_limit(lab[..., 0], a, b)
    bent = _KNEE + (1 - _KNEE) * np.tanh((share - _KNEE) / (1 - _KNEE))
    factor = (bent / share).astype(np.float32)
    lost = np.hypot(lab[..., 1], lab[..., 2]) * (1 - factor)
    lab[..., 1:] *= factor[..., None]
    return lab, lost


def _smoothstep(start: float, end: float, x: Floats) -> Floats:
    t = np.clip((x - np.float32(start)) / np.float32(end - start), 0, 1).astype(np.float32)
    return t * t * (3 - 2 * t)


def _toe(L: Reals) -> Reals:
    """Turn OKLab's L into one that is small where the eye sees black, as CIELAB's is.

    References
    ----------
    Ottosson (2021), "Okhsv and Okhsl: two new color spaces for color picking".
    """
    k1, k2 = np.float32(0.206), np.float32(0.03)
    k3 = (1 + k1) / (1 + k2)
    shifted = k3 * L - k1
    return (shifted + np.sqrt(shifted * shifted + 4 * k2 * k3 * L)) / 2


def _untoe(seen: Reals) -> Reals:
    """Invert `_toe`."""
    k1, k2 = np.float32(0.206), np.float32(0.03)
    k3 = (1 + k1) / (1 + k2)
    return (seen * seen + k1 * seen) / (k3 * (seen + k2))


def _rotation(angle: float) -> Doubles:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _direction(angle: float) -> Doubles:
    return np.array([np.cos(angle), np.sin(angle)])
