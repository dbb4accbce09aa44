"""Mark the people whose faces were found: how surely each pixel belongs to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from bot.engine.mapping import Floats, Pixels
from bot.engine.portrait.faces import Face
from bot.engine.portrait.models import PERSON_SEGMENTATION
from bot.engine.portrait.regions import Region

_INPUT = 256
_REACHES = ((4.5, 1.5, 10.0), (3.0, 1.3, 5.0))
"""How far two crops reach from a face to the sides, up and down, in faces: to the feet of someone
who stands, then to the hips. The network knows people of about that size in its input."""
_FEATHER = 0.1
_NOBODY = 0.25
_SOMEBODY = 0.75
_CERTAIN = 0.9
_MISSED = 0.5
_MIDDLE = 0.6
_AROUND = 1.15
"""In radii of the ellipse in a face's box, which is a little tight."""


class Marks(NamedTuple):
    """Where people are."""

    people: Floats
    """(h, w), 0 to 1: how surely each pixel belongs to someone."""
    certain: npt.NDArray[np.bool_]
    """(h, w): their faces."""


def mark_people(picture: Pixels, faces: Sequence[Face], width: int, height: int) -> Marks:
    """Segment each person in a wide crop around the face, then in a narrower one, laid over it.

    The network by itself also takes cats, dogs and trees for people; around a face it does not
    look far enough to see many. People whose crops overlap are joined.

    Parameters
    ----------
    picture
        (h, w, 3) sRGB codes.
    faces
        The faces in it, in pixels of `picture`.
    width, height
        The size of the answer, of about the same shape as `picture`.

    Returns
    -------
    Marks
        Coarse: edges are off by a few pixels.
    """
    image = Image.fromarray(picture)
    people = np.zeros((height, width), np.float32)
    to_x, to_y = width / image.width, height / image.height
    for face in faces:
        person = np.zeros((height, width), np.float32)
        for crop in _crops(face, image.width, image.height):
            left, right = round(crop.left * to_x), round(crop.right * to_x)
            top, bottom = round(crop.top * to_y), round(crop.bottom * to_y)
            if right > left and bottom > top:
                size = right - left, bottom - top
                seen = _resized(_segment(image, crop), size)
                seen -= person[top:bottom, left:right]
                seen *= _resized(_feathered(crop, image.width, image.height), size)
                person[top:bottom, left:right] += seen
        np.maximum(people, person, out=people)
    certain = np.zeros((height, width), np.bool_)
    for face in faces:
        certain |= _skin(people, face.region.scaled(to_x, to_y))
    people[certain] = 1.0
    return Marks(people, certain)


def surely_person(picture: Pixels, face: Face) -> float:
    """Ask the segmentation for its opinion on the middle of a face: 0 to 1."""
    image = Image.fromarray(picture)
    crop = _crops(face, image.width, image.height)[-1]
    person = _segment(image, crop)
    columns = (np.arange(_INPUT) + 0.5) * (crop.width / _INPUT) + crop.left
    rows = (np.arange(_INPUT) + 0.5) * (crop.height / _INPUT) + crop.top
    middle = face.region.square(_MIDDLE)
    across = (columns >= middle.left) & (columns < middle.right)
    down = (rows >= middle.top) & (rows < middle.bottom)
    inner = person[np.ix_(down, across)]
    return float(inner.mean()) if inner.size else 0.0


def _skin(people: Floats, face: Region) -> npt.NDArray[np.bool_]:
    """Take the middle of a face, and around it what the segmentation is certain of.

    Not the whole ellipse, since beside a face in profile lies background; yet all of it where
    the segmentation missed the face.
    """
    rows, columns = np.ogrid[: people.shape[0], : people.shape[1]]
    across = (columns + 0.5 - (face.left + face.right) / 2) / max(0.5, face.width / 2)
    down = (rows + 0.5 - (face.top + face.bottom) / 2) / max(0.5, face.height / 2)
    distance = np.hypot(across, down)
    middle = distance <= _MIDDLE
    if middle.any() and people[middle].mean() < _MISSED:
        return distance <= 1.0
    return middle | ((distance <= _AROUND) & (people >= _CERTAIN))


def _crops(face: Face, width: int, height: int) -> list[Region]:
    region = face.region
    return [
        Region(
            max(0.0, region.left - aside * region.width),
            max(0.0, region.top - above * region.height),
            min(float(width), region.right + aside * region.width),
            min(float(height), region.bottom + below * region.height),
        )
        for aside, above, below in _REACHES
    ]


def _segment(image: Image.Image, crop: Region) -> Floats:
    resized = image.resize((_INPUT, _INPUT), Image.Resampling.BILINEAR, box=crop.box)
    (person,) = PERSON_SEGMENTATION.run(np.asarray(resized, np.float32) / 255.0)
    # The network is often only fairly sure inside of clothes, and a little unsure of backgrounds.
    return np.clip((person[..., 0] - _NOBODY) / (_SOMEBODY - _NOBODY), 0.0, 1.0)


def _resized(values: Floats, size: tuple[int, int]) -> Floats:
    return np.array(Image.fromarray(values).resize(size, Image.Resampling.BILINEAR))


def _feathered(crop: Region, width: int, height: int) -> Floats:
    """Fade a crop out toward those of its sides that are not sides of the picture."""
    from_start = (np.arange(_INPUT, dtype=np.float32) + 0.5) / (_FEATHER * _INPUT)
    from_end = from_start[::-1]
    ones = np.full(_INPUT, 1.0, np.float32)
    across = np.minimum(
        from_start if crop.left > 0 else ones, from_end if crop.right < width else ones
    )
    down = np.minimum(
        from_start if crop.top > 0 else ones, from_end if crop.bottom < height else ones
    )
    return np.minimum(np.minimum(across, down[:, np.newaxis]), 1.0)
