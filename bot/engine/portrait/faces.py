"""Find every face in a picture, large and small, and take nothing else for one.

One network looks twice. The *sweep* goes over the whole picture and over overlapping tiles of it,
so that a face in the last row of a group is as large to the network as one that fills the frame;
it is generous. Then each candidate gets a *second look*: four close-ups, two sizes, each also
mirrored. A face is a face in all of them, while leaves and letters that resembled one from afar
mostly are not, which is what lets the sweep go down to small tiles at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from bot.engine.mapping import Doubles, Pixels
from bot.engine.portrait.models import FACE_DETECTION
from bot.engine.portrait.regions import Region

_INPUT = 192
_CELLS = 48
_TILE_SIZES = (0.5, 0.3)
"""Sides of the sweep's tiles, as shares of the picture's longest side."""
_SMALLEST_TILE = 160
_OVERLAP = 0.2
_FACELIKE = 0.45
_MOST_CANDIDATES = 24
_CLOSE_UPS = (2.5, 4.0)
"""Sides of the second look's crops, in faces."""
_LEAST_SCORE = 0.4


@dataclass(frozen=True, slots=True)
class Face:
    """A face from the brow to the chin, and how sure the network is, 0 to 1."""

    score: float
    region: Region

    def is_same_as(self, other: Face) -> bool:
        """Tell whether the two cover one another to more than half."""
        shared = self.region.intersection(other.region)
        return shared.area > 0.5 * min(self.region.area, other.region.area)


def find_faces(picture: Pixels) -> list[Face]:
    """Find the faces of the people in a picture, the surest first.

    After the second look true faces scored 0.48 to 0.91. Of 740 views of pictures without people
    eight had any candidate left, and four one above 0.4: see `gate` for those.

    Parameters
    ----------
    picture
        (h, w, 3) sRGB codes. Faces below about 1/60 of its longest side are missed.

    Returns
    -------
    list[Face]
        In pixels of `picture`; empty when nobody is there.
    """
    image = Image.fromarray(picture)
    confirmed = [_look_again(image, face) for face in _sweep(image)]
    return _distinct([face for face in confirmed if face.score >= _LEAST_SCORE])


def _sweep(image: Image.Image) -> list[Face]:
    whole = Region(0, 0, image.width, image.height)
    found = _detect(image, whole)
    for share in _TILE_SIZES:
        side = share * max(image.size)
        if side >= _SMALLEST_TILE:
            for tile in whole.tiles(side, _OVERLAP):
                found += _detect(image, tile)
    return _distinct([face for face in found if whole.contains_center(face.region)])[
        :_MOST_CANDIDATES
    ]


def _look_again(image: Image.Image, candidate: Face) -> Face:
    """Score a candidate anew by the mean of its close-ups; 0 if it is in none of one size."""
    scores: list[float] = []
    for size in _CLOSE_UPS:
        close_up = candidate.region.square(size)
        looks = [_detect(image, close_up, mirrored) for mirrored in (False, True)]
        seen = [[face.score for face in look if face.is_same_as(candidate)] for look in looks]
        if not any(seen):
            return replace(candidate, score=0.0)
        scores += [max(look, default=0.0) for look in seen]
    return replace(candidate, score=float(np.mean(scores)))


def _distinct(faces: list[Face]) -> list[Face]:
    """Keep the surest of those that are the same face, in order of score."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: face.score, reverse=True):
        if not any(face.is_same_as(other) for other in kept):
            kept.append(face)
    return kept


def _detect(image: Image.Image, region: Region, mirrored: bool = False) -> list[Face]:
    """Run the network on a region, which may reach beyond the picture, and decode its answer.

    The region is fitted into the network's square; what lies outside of the picture is black.
    The network has one anchor in the middle of each of 48 x 48 cells, without a size of its own:
    it gives a box's center relative to the anchor, then its width and height (Bazarevsky et al.,
    "BlazeFace: sub-millisecond neural face detection on mobile GPUs", 2019).
    """
    scale = _INPUT / max(region.width, region.height)
    inside = region.intersection(Region(0, 0, image.width, image.height))
    left, top = round((inside.left - region.left) * scale), round((inside.top - region.top) * scale)
    width = min(max(1, round(inside.width * scale)), _INPUT - left)
    height = min(max(1, round(inside.height * scale)), _INPUT - top)
    crop = image.resize((width, height), Image.Resampling.BILINEAR, box=inside.box)
    canvas = np.full((_INPUT, _INPUT, 3), -1.0, np.float32)
    canvas[top : top + height, left : left + width] = np.asarray(crop, np.float32) / 127.5 - 1.0
    if mirrored:
        canvas = np.ascontiguousarray(canvas[:, ::-1])

    logits, boxes = FACE_DETECTION.run(canvas)
    scores = 1.0 / (1.0 + np.exp(-np.clip(logits[:, 0].astype(np.float64), -100.0, 100.0)))
    likely = np.flatnonzero(scores >= _FACELIKE)
    centers = boxes[likely, :2] + _anchors(likely)
    if mirrored:
        centers[:, 0] = _INPUT - centers[:, 0]
    corners = np.hstack([centers - boxes[likely, 2:4] / 2, centers + boxes[likely, 2:4] / 2])
    corners = corners / scale + np.tile([region.left, region.top], 2)
    return _distinct(
        [
            Face(float(scores[i]), Region(*map(float, corner)))
            for i, corner in zip(likely, corners, strict=True)
        ]
    )


def _anchors(cells: np.ndarray) -> Doubles:
    """Give the centers of anchors, in pixels of the network's input."""
    rows, columns = np.divmod(cells, _CELLS)
    return (np.stack([columns, rows], axis=1) + 0.5) * (_INPUT / _CELLS)
