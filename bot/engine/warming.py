"""Loads at start what the first recolorings need, so that nobody waits for it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from bot.engine.extraction import main_colors
from bot.engine.facade import recolor
from bot.engine.recoloring import Auto, Palette, Recoloring

_SIDE = 96


def warm_up() -> None:
    """Import two modes, build the tables, and load the network for faces, by using them once.

    A reference loads another 25 MB in a fifth of a second, and the first picture of a person its
    own network: processes in which nobody asks for that do without.
    """
    with TemporaryDirectory() as name:
        picture, result = Path(name) / "picture.png", Path(name) / "result.png"
        ramp = np.linspace(0, 255, _SIDE).astype(np.uint8)
        channels = np.broadcast_arrays(ramp, ramp[:, None], np.uint8(96))
        Image.fromarray(np.dstack(channels)).save(picture)
        for mode in (Palette(((38, 70, 83), (231, 111, 81))), Auto(1)):
            recolor(picture, Recoloring(mode=mode, degree=1.0, portrait_hold=True), [result])
        main_colors(picture, 2)
