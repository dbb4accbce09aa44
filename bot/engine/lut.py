"""A color map of color alone: a grid over sRGB, interpolated between eight neighbors."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from bot.engine import cielab, oklab, srgb
from bot.engine.mapping import Doubles, Floats, Pixels, Reals
from bot.engine.packing import unpacked

SIZE = 33
"""Grid points an axis: against 65 the mean error is a tenth of a code, at an eighth of the work."""

# Pixels a call: four floats come out for each, which should stay in the cache.
_BLOCK = 1 << 15


class Lut:
    """A three-dimensional look-up table, tetrahedral, applied by OpenColorIO without the GIL.

    A Lut may be applied by several threads at once.
    """

    def __init__(self, grid: Reals, axes: Doubles | None = None) -> None:
        """Take over a grid.

        Parameters
        ----------
        grid
            (n, n, n, 3) encoded sRGB in 0 to 1 for red, green and blue (the axes, in this order);
            clipped. At least 2 an axis.
        axes
            (3, n) where the grid's planes stand for red, green and blue, each from 0 rising to 1;
            by default evenly.
        """
        self.grid: Floats = np.clip(grid, 0, 1).astype(np.float32)
        self.is_even = axes is None
        self._axes = axes
        ocio = _ocio()
        group = ocio.GroupTransform()
        if axes is not None:
            group.appendTransform(_shaper(axes))
        transform = ocio.Lut3DTransform(gridSize=len(self.grid))
        # It gives floats, which numpy turns into codes in half the time: cut off, as they are
        # half a code more than they should be.
        transform.setData((self.grid * np.float32(255) + np.float32(0.5)).ravel())
        transform.setInterpolation(ocio.INTERP_TETRAHEDRAL)
        group.appendTransform(transform)
        config = ocio.Config.CreateRaw()
        # The cache's key leaves out a table's numbers: a second table would get the first's colors.
        config.setProcessorCacheFlags(ocio.PROCESSOR_CACHE_OFF)
        self._processor = config.getProcessor(group).getOptimizedCPUProcessor(
            ocio.BIT_DEPTH_UINT8, ocio.BIT_DEPTH_F32, ocio.OPTIMIZATION_VERY_GOOD
        )

    def toward(self, degree: float) -> "Lut":
        """Return the table that goes so far, 0 to 1; see `ColorMap.toward`."""
        size = len(self.grid)
        linear = _linear_grid(size) if self._axes is None else _linear(self._axes)
        start = oklab.from_linear(linear)
        way = oklab.from_encoded(self.grid.reshape(-1, 3)) - start
        return self._from_linear(oklab.to_linear(start + degree * way), size, self._axes)

    @classmethod
    def identity(cls) -> "Lut":
        """Return the map that leaves every color alone, to the code."""
        return cls(np.stack(np.meshgrid(*[np.linspace(0, 1, 2)] * 3, indexing="ij"), axis=-1))

    @classmethod
    def from_oklab(cls, function: Callable[[Floats], Floats], size: int = SIZE) -> "Lut":
        """Tabulate a function that moves OKLab colors (n, 3), float32; clip the results."""
        moved = function(_oklab_grid(size))
        return cls._from_linear(oklab.to_linear(moved), size)

    @classmethod
    def from_cielab(
        cls, function: Callable[[Doubles], Doubles], axes: Doubles | None = None, size: int = SIZE
    ) -> "Lut":
        """Tabulate a function that moves CIELAB colors (n, 3), float64; clip the results."""
        moved = function(cielab.from_linear(_linear_grid(size) if axes is None else _linear(axes)))
        return cls._from_linear(cielab.to_linear(moved), size, axes)

    @classmethod
    def _from_linear(cls, linear: Reals, size: int, axes: Doubles | None = None) -> "Lut":
        return cls(srgb.from_linear(linear).reshape(size, size, size, 3), axes)

    def apply(self, strip: Pixels, top: int = 0) -> Pixels:
        """Recolor (h, w, 3) sRGB codes, or colors of any shape (..., 3); `top` does not matter."""
        ocio = _ocio()
        pixels = np.ascontiguousarray(strip).reshape(-1, 3)
        words = np.empty(len(pixels), np.uint32)
        moved = np.empty((min(len(pixels), _BLOCK), 4), np.float32)
        for start in range(0, len(pixels), _BLOCK):
            block = pixels[start : start + _BLOCK]
            count = len(block)
            self._processor.apply(
                ocio.PackedImageDesc(
                    block.reshape(-1), count, 1, 3, ocio.BIT_DEPTH_UINT8, 1, 3, 3 * count
                ),
                ocio.PackedImageDesc(moved[:count], count, 1, 4),
            )
            words[start : start + count] = moved[:count].astype(np.uint8).view(np.uint32)[:, 0]
        return unpacked(words).reshape(strip.shape)


def load() -> None:
    """Make ready, while there is time, what the first table needs: OpenColorIO, and the grid."""
    _ocio()
    _oklab_grid(SIZE)


def _ocio() -> Any:
    """Return OpenColorIO, loaded when it is first needed; a compiled module without types."""
    import PyOpenColorIO

    return PyOpenColorIO


def crowded_axes(colors: Reals, size: int = SIZE) -> Doubles:
    """Place a grid's planes (3, size) closer together where colors (n, 3), 0 to 1, are many."""
    cells = np.linspace(0, 1, 65)
    axes = np.empty((3, size))
    for channel in range(3):
        counts = np.histogram(colors[:, channel], cells)[0].astype(np.float64)
        near = np.convolve(np.pad(counts, 2, mode="edge"), np.ones(5) / 5, mode="valid")
        density = np.sqrt(near / max(near.max(), 1e-9)) + 0.35
        levels = np.concatenate([[0.0], np.cumsum(density)])
        axes[channel] = np.interp(np.linspace(0, 1, size), levels / levels[-1], cells)
    return axes


def _shaper(axes: Doubles) -> Any:
    """Return the transform that maps each channel to its place among the grid's planes."""
    length = 4096
    inputs, places = np.linspace(0, 1, length), np.linspace(0, 1, axes.shape[1])
    transform = _ocio().Lut1DTransform(length=length, inputHalfDomain=False)
    table = np.stack([np.interp(inputs, axis, places) for axis in axes], axis=-1)
    transform.setData(table.astype(np.float32).ravel())
    return transform


@cache
def _linear_grid(size: int) -> Doubles:
    """Return the linear light of all points of an even grid (size³, 3), blue the fastest."""
    linear = _linear(np.tile(np.linspace(0, 1, size), (3, 1)))
    linear.setflags(write=False)
    return linear


@cache
def _oklab_grid(size: int) -> Floats:
    """Return OKLab of all points of an even grid (size³, 3), blue the fastest."""
    grid = oklab.from_linear(_linear_grid(size)).astype(np.float32)
    grid.setflags(write=False)
    return grid


def _linear(axes: Doubles) -> Doubles:
    linear = srgb.to_linear(axes)
    return np.stack(np.meshgrid(*linear, indexing="ij"), axis=-1).reshape(-1, 3)
