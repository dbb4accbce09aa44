"""Codes to the working space at full size: a table in place of three cube roots a pixel."""

from functools import cache
from typing import Any

import numpy as np
import PyOpenColorIO

from bot.engine import oklab
from bot.engine.mapping import Floats, Pixels
from bot.engine.palette import space

# Its names come out of a compiled module that declares no types.
_ocio: Any = PyOpenColorIO

_SIZE = 33
"""Grid points an axis: the mean error is 4e-5 of the whole range of lightness."""


def working_planes(tile: Pixels) -> Floats:
    """Turn codes (h, w, 3), contiguous, into planes of the working space (3, h, w)."""
    height, width = tile.shape[:2]
    lab = np.empty(tile.shape, dtype=np.float32)
    _processor().apply(
        _described(tile, width, height, _ocio.BIT_DEPTH_UINT8),
        _described(lab, width, height, _ocio.BIT_DEPTH_F32),
    )
    return np.ascontiguousarray(np.moveaxis(lab, -1, 0))


def _described(pixels: Pixels | Floats, width: int, height: int, depth: Any) -> Any:
    size = pixels.itemsize
    ordering = _ocio.CHANNEL_ORDERING_RGB
    return _ocio.PackedImageDesc(
        pixels, width, height, ordering, depth, size, 3 * size, 3 * size * width
    )


@cache
def _processor() -> Any:
    axis = np.linspace(0, 1, _SIZE)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1)
    table = _ocio.Lut3DTransform(gridSize=_SIZE)
    table.setData(space.from_oklab(oklab.from_encoded(grid)).astype(np.float32).ravel())
    table.setInterpolation(_ocio.INTERP_TETRAHEDRAL)
    config = _ocio.Config.CreateRaw()
    # The cache's key leaves out a table's numbers.
    config.setProcessorCacheFlags(_ocio.PROCESSOR_CACHE_OFF)
    return config.getProcessor(table).getOptimizedCPUProcessor(
        _ocio.BIT_DEPTH_UINT8, _ocio.BIT_DEPTH_F32, _ocio.OPTIMIZATION_VERY_GOOD
    )
