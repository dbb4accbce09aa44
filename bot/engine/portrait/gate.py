"""Decide whether a picture shows people at all, so that others are left entirely alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.engine.mapping import Pixels
from bot.engine.portrait.faces import Face
from bot.engine.portrait.people import surely_person
from bot.engine.portrait.regions import Region

_SURE = 0.55
_AGREED = 0.5
_STONE = 0.08
_COLORFUL = 0.25


def shows_people(picture: Pixels, faces: Sequence[Face]) -> bool:
    """Tell whether one of the faces at least is beyond doubt.

    It must score 0.55; the segmentation, trained on other pictures for another task, must see a
    person there too; and it must not be of stone.

    Parameters
    ----------
    picture
        (h, w, 3) sRGB codes.
    faces
        What was taken for faces in it.
    """
    return any(
        face.score >= _SURE
        and not _is_stone(picture, face)
        and surely_person(picture, face) >= _AGREED
        for face in faces
    )


def _is_stone(picture: Pixels, face: Face) -> bool:
    """Tell whether a face is gray in a picture that is not: then it is a statue's.

    Skin of every shade keeps a saturation, (max - min) / max, of some 0.2 and more, in the shade
    too; marble, granite and dark bronze do not. A black-and-white photograph is let through.
    """
    inner = face.region.square(0.6).intersection(Region(0, 0, picture.shape[1], picture.shape[0]))
    left, top, right, bottom = map(round, inner.box)
    skin = picture[top : bottom + 1, left : right + 1].mean(axis=(0, 1))
    if np.ptp(skin) >= _STONE * skin.max():
        return False
    elsewhere = picture[::4, ::4].reshape(-1, 3).astype(np.float32)
    saturation = np.ptp(elsewhere, axis=1) / np.maximum(elsewhere.max(axis=1), 32.0)
    return bool(np.percentile(saturation, 90) >= _COLORFUL)
