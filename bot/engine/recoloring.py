"""What is asked of the engine: a mode, a degree, and whether people keep their colors."""

from dataclasses import dataclass
from pathlib import Path

RGB = tuple[int, int, int]
"""An sRGB color, each channel 0 to 255."""

MOST_COLORS = 7
MOST_COLORWAYS = 8


@dataclass(frozen=True, slots=True)
class Palette:
    """Make these 1 to 7 colors the main colors of the picture."""

    colors: tuple[RGB, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.colors) <= MOST_COLORS:
            raise ValueError(f"a palette has 1 to {MOST_COLORS} colors, not {len(self.colors)}")


@dataclass(frozen=True, slots=True)
class Reference:
    """Color the picture after another one."""

    picture: Path


@dataclass(frozen=True, slots=True)
class Auto:
    """Make 1 to 8 distinct colorways; the first n of 8 are the answer for n."""

    count: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST_COLORWAYS:
            raise ValueError(f"the number of colorways is 1 to {MOST_COLORWAYS}, not {self.count}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoloring:
    """A whole request. `degree` is 0 to 1, how far the colors move; 0 keeps every pixel."""

    mode: Palette | Reference | Auto
    degree: float = 1.0
    portrait_hold: bool = True

    def __post_init__(self) -> None:
        if not 0.0 <= self.degree <= 1.0:
            raise ValueError(f"degree is a number from 0 to 1, not {self.degree}")

    @property
    def count(self) -> int:
        """Return how many pictures come back."""
        return self.mode.count if isinstance(self.mode, Auto) else 1
