"""Faces are found at every size, and nothing else is one."""

import numpy as np
import pytest
from PIL import Image

from bot.engine.mapping import Pixels
from bot.engine.portrait.faces import find_faces
from bot.engine.portrait.regions import Region
from tests.engine.portrait.conftest import FACE, HEADS, PORTRAIT


def test_the_astronaut_has_one_face(pictures: dict[str, Pixels]) -> None:
    (face,) = find_faces(pictures["astronaut"])
    assert face.score > 0.8
    truth = Region(*FACE)
    assert face.region.intersection(truth).area > 0.8 * truth.area
    assert face.region.area < 1.3 * truth.area


@pytest.mark.parametrize("side", [100, 200, 1200])
def test_a_face_is_found_whatever_the_picture_s_size(
    pictures: dict[str, Pixels], side: int
) -> None:
    picture = Image.fromarray(pictures["astronaut"]).resize((side, side))
    assert len(find_faces(np.asarray(picture))) == 1


def test_a_small_face_in_a_large_picture_is_found(pictures: dict[str, Pixels]) -> None:
    picture = Image.fromarray(pictures["china"]).resize((1280, 854))
    person = Image.fromarray(pictures["astronaut"]).crop(PORTRAIT).resize((75, 75))
    picture.paste(person, (900, 500))
    (face,) = find_faces(np.asarray(picture))
    assert Region(900, 500, 975, 575).contains_center(face.region)
    assert face.region.width < 40


def test_all_six_of_a_group_are_found(group: Pixels) -> None:
    faces = find_faces(group)
    assert len(faces) == 6
    for left, top, side in HEADS:
        head = Region(left, top, left + side, top + side)
        assert sum(head.contains_center(face.region) for face in faces) == 1


@pytest.mark.parametrize("name", ["chelsea", "coffee", "china", "flower"])
@pytest.mark.parametrize("view", ["as it is", "mirrored", "enlarged", "cropped", "upside down"])
def test_nobody_is_found_where_nobody_is(pictures: dict[str, Pixels], name: str, view: str) -> None:
    picture = Image.fromarray(pictures[name])
    width, height = picture.size
    match view:
        case "mirrored":
            picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        case "enlarged":
            picture = picture.resize((1280, round(1280 * height / width)))
        case "cropped":
            picture = picture.crop((width // 4, height // 4, width * 3 // 4, height * 3 // 4))
        case "upside down":
            picture = picture.rotate(180)
        case _:
            pass
    assert find_faces(np.asarray(picture)) == []


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (1280, 3), (20, 20)])
def test_odd_pictures_have_nobody(size: tuple[int, int]) -> None:
    picture = np.random.default_rng(7).integers(0, 256, (*size, 3), dtype=np.uint8)
    assert find_faces(picture) == []
