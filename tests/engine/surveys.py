"""A survey of a picture that is in memory, for tests of color maps that need no file."""

import numpy as np

from bot.engine.mapping import Pixels, Survey
from tests.metrics import area_average


def survey_of(picture: Pixels) -> Survey:
    """Survey an opaque picture (h, w, 3): exact area average, samples on an even grid."""
    height, width = picture.shape[:2]
    thumbnail = area_average(picture, 384)
    step = max(1.0, (height * width / 6000) ** 0.5)
    rows = np.arange(min(step / 2, height - 0.5), height, step).astype(np.int32)
    columns = np.arange(min(step / 2, width - 0.5), width, step).astype(np.int32)
    y, x = (grid.ravel() for grid in np.meshgrid(rows, columns, indexing="ij"))
    right, below = np.minimum(x + 1, width - 1), np.minimum(y + 1, height - 1)
    samples = np.stack([picture[y, x], picture[y, right], picture[below, x]], axis=1)
    colors, counts = np.unique(picture.reshape(-1, 3), axis=0, return_counts=True)
    few = len(colors) <= 256
    return Survey(
        width=width,
        height=height,
        thumbnail=thumbnail,
        weights=np.ones(thumbnail.shape[:2], dtype=np.float32),
        samples=samples,
        places=np.stack([y, x], axis=1),
        colors=colors if few else None,
        counts=counts.astype(np.int64) if few else None,
    )
