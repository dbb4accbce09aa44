"""A color map of color alone: a grid over sRGB, interpolated between eight neighbors."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import PyOpenColorIO

from bot.engine import cielab, oklab, srgb
from bot.engine.mapping import Doubles, Floats, Pixels, Reals

# Its names come out of a compiled module that declares no types.
_ocio: Any = PyOpenColorIO

SIZE = 33
"""Grid points an axis: against 65 the mean error is a tenth of a code, at an eighth of the work."""

# Pixels a call: OpenColorIO holds a float copy of what it is given, which should fit the cache.
_BLOCK = 16_384


class Lut:
    """A three-dimensional look-up table, tetrahedral, applied by OpenColorIO without the GIL.

    A Lut may be applied by several threads at once.
    """

    def __init__(self, grid: Reals) -> None:
        """Take over a grid.

        Parameters
        ----------
        grid
            (n, n, n, 3) encoded sRGB in 0 to 1 for red, green and blue (the axes, in this order)
            at even steps from 0 to 1; clipped. At least 2 an axis.
        """
        self.grid: Floats = np.clip(grid, 0, 1).astype(np.float32)
        transform = _ocio.Lut3DTransform(gridSize=len(self.grid))
        transform.setData(self.grid.ravel())
        transform.setInterpolation(_ocio.INTERP_TETRAHEDRAL)
        config = _ocio.Config.CreateRaw()
        # The cache's key leaves out a table's numbers: a second table would get the first's colors.
        config.setProcessorCacheFlags(_ocio.PROCESSOR_CACHE_OFF)
        self._processor = config.getProcessor(transform).getOptimizedCPUProcessor(
            _ocio.BIT_DEPTH_UINT8, _ocio.BIT_DEPTH_UINT8, _ocio.OPTIMIZATION_VERY_GOOD
        )

    @classmethod
    def identity(cls) -> "Lut":
        """Return the map that leaves every color alone, to the code."""
        return cls(np.stack(np.meshgrid(*[np.linspace(0, 1, 2)] * 3, indexing="ij"), axis=-1))

    @classmethod
    def from_oklab(cls, function: Callable[[Floats], Floats], size: int = SIZE) -> "Lut":
        """Tabulate a function that moves OKLab colors (n, 3), float32; clip the results."""
        moved = function(oklab.from_linear(_linear_grid(size)).astype(np.float32))
        return cls._from_linear(oklab.to_linear(moved), size)

    @classmethod
    def from_cielab(cls, function: Callable[[Doubles], Doubles], size: int = SIZE) -> "Lut":
        """Tabulate a function that moves CIELAB colors (n, 3), float64; clip the results."""
        moved = function(cielab.from_linear(_linear_grid(size)))
        return cls._from_linear(cielab.to_linear(moved), size)

    @classmethod
    def _from_linear(cls, linear: Reals, size: int) -> "Lut":
        return cls(srgb.from_linear(linear).reshape(size, size, size, 3))

    def apply(self, strip: Pixels, top: int = 0) -> Pixels:
        """Recolor (h, w, 3) sRGB codes, or colors of any shape (..., 3); `top` does not matter."""
        result = np.array(strip, dtype=np.uint8, order="C")
        pixels = result.reshape(-1, 3)
        for start in range(0, len(pixels), _BLOCK):
            self._processor.applyRGB(pixels[start : start + _BLOCK])
        return result


@cache
def _linear_grid(size: int) -> Doubles:
    """Return the linear light of all grid points (size³, 3), blue the fastest."""
    axis = np.linspace(0, 1, size)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    linear = srgb.to_linear(grid)
    linear.setflags(write=False)
    return linear
