"""Portrait hold: people in a picture keep their natural colors.

Faces are found first (`faces`); only if one is beyond doubt (`gate`), and only around faces, are
people marked (`people`), since the network that marks people also sees them in cats and trees. A
guided filter then takes the coarse mark to the edges of the full-size picture (`matting`, `mask`).
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from bot.engine.mapping import Pixels
from bot.engine.portrait.faces import find_faces
from bot.engine.portrait.gate import shows_people
from bot.engine.portrait.mask import PortraitMask
from bot.engine.portrait.matting import fit_coefficients
from bot.engine.portrait.people import mark_people

__all__ = ["PortraitMask", "find_people"]

_LONGEST_SIDE = 640


def find_people(picture: Pixels, width: int, height: int) -> PortraitMask | None:
    """Find the people in a picture.

    Parameters
    ----------
    picture
        (h, w, 3) sRGB codes: the picture, upright, area-averaged to at most 1280 pixels on its
        longest side.
    width, height
        The size of the full picture.

    Returns
    -------
    PortraitMask | None
        None when there is nobody.
    """
    faces = find_faces(picture)
    if not shows_people(picture, faces):
        return None
    h, w = picture.shape[:2]
    scale = min(1.0, _LONGEST_SIDE / max(h, w))
    size = max(1, round(w * scale)), max(1, round(h * scale))
    guide = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX))
    people, certain = mark_people(picture, faces, *size)
    return PortraitMask(fit_coefficients(people, certain, guide), width, height)
