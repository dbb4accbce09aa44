"""Loading what the first recoloring of each kind would load, before anybody waits for it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from bot.engine.extraction import main_colors
from bot.engine.facade import recolor
from bot.engine.recoloring import Auto, Palette, Recoloring, Reference

_SIDE = 96


def warm_up() -> None:
    """Import every mode, build the shared tables, and load both networks, by using them once."""
    with TemporaryDirectory() as name:
        picture, result = Path(name) / "picture.png", Path(name) / "result.png"
        ramp = np.linspace(0, 255, _SIDE).astype(np.uint8)
        channels = np.broadcast_arrays(ramp, ramp[:, None], np.uint8(96))
        Image.fromarray(np.dstack(channels)).save(picture)
        for mode in (Palette(((38, 70, 83), (231, 111, 81))), Auto(1), Reference(picture)):
            recolor(picture, Recoloring(mode=mode, degree=1.0, portrait_hold=True), [result])
        main_colors(picture, 2)
    # Nobody is on that picture, so only faces have been looked for.
    from bot.engine.portrait.models import PERSON_SEGMENTATION

    PERSON_SEGMENTATION.run(np.zeros((256, 256, 3), np.float32))
