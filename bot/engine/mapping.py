"""The two things that the parts of the engine hand each other: a survey and a color map."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Reals = npt.NDArray[Any]
"""Float32 or float64; a function gives back the kind that it got."""


@dataclass(frozen=True, slots=True)
class Averages:
    """What a picture looks like from afar.

    All colors are sRGB codes, 0 to 255. Fully transparent pixels are left out of `colors`, and
    weigh nothing in the thumbnail.
    """

    thumbnail: Pixels
    """(h, w, 3), area-averaged, longest side at most 384; no larger than the picture."""
    weights: Floats
    """(h, w), the mean opacity below each pixel of the thumbnail, 0 to 1."""
    colors: Pixels | None
    """(m, 3) all distinct colors if the picture has at most 256, sorted; otherwise None."""
    counts: npt.NDArray[np.int64] | None
    """(m,) how many pixels have each of `colors`."""

    @property
    def is_blank(self) -> bool:
        """Tell whether the whole picture is fully transparent: then it has no colors."""
        return self.colors is not None and len(self.colors) == 0


@dataclass(frozen=True, slots=True)
class Survey(Averages):
    """What one pass over a picture tells. Fully transparent pixels are left out of `samples`."""

    width: int
    height: int
    samples: Pixels
    """(n, 3, 3), n about 6,000 real pixels spread evenly, each with its right and its lower
    neighbor (at the border: itself). Empty only where the picture is blank."""
    places: npt.NDArray[np.int32]
    """(n, 2), row and column of each sample in the full picture."""


class ColorMap(Protocol):
    """A recoloring made ready for one picture. Applying it releases the GIL where it is long."""

    def apply(self, strip: Pixels, top: int) -> Pixels:
        """Recolor whole rows of the picture.

        Parameters
        ----------
        strip
            (h, width, 3) sRGB codes: the rows `top` to ``top + h`` of the picture.
        top
            The first row's number in the full picture. A map that depends on place needs it;
            strips give byte for byte what the whole picture in one call would give.

        Returns
        -------
        Pixels
            (h, width, 3), a new array.
        """
        ...

    def toward(self, degree: float) -> "ColorMap":
        """Return the map that goes so far, 0 to 1, on a straight way in OKLab."""
        ...
