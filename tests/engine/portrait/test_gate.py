"""Only a face that is beyond doubt makes a picture one of people."""

import numpy as np
import pytest
import skimage.data
from PIL import Image

from bot.engine.mapping import Pixels
from bot.engine.portrait.faces import Face, find_faces
from bot.engine.portrait.gate import shows_people
from bot.engine.portrait.regions import Region
from tests.engine.portrait.conftest import FACE, PORTRAIT


def pasted(person: Image.Image, onto: Pixels) -> Pixels:
    picture = Image.fromarray(onto)
    picture.paste(person, (150, 60))
    return np.asarray(picture)


def judge(picture: Pixels) -> bool:
    faces = find_faces(picture)
    assert faces, "a face is seen, whatever it is made of"
    return shows_people(picture, faces)


def test_a_person_among_flowers_is_one(pictures: dict[str, Pixels]) -> None:
    person = Image.fromarray(pictures["astronaut"]).crop(PORTRAIT)
    assert judge(pasted(person, pictures["flower"]))


def test_a_person_in_the_shade_is_one(pictures: dict[str, Pixels]) -> None:
    person = Image.fromarray(pictures["astronaut"] // 3).crop(PORTRAIT)
    assert judge(pasted(person, pictures["flower"]))


def test_a_gray_face_among_colors_is_a_statue_s(pictures: dict[str, Pixels]) -> None:
    stone = Image.fromarray(pictures["astronaut"]).crop(PORTRAIT).convert("L").convert("RGB")
    assert not judge(pasted(stone, pictures["flower"]))


def test_a_black_and_white_photograph_shows_people(pictures: dict[str, Pixels]) -> None:
    gray = Image.fromarray(pictures["astronaut"]).convert("L").convert("RGB")
    assert judge(np.asarray(gray))


def test_a_man_in_profile_behind_a_camera_is_one() -> None:
    gray = Image.fromarray(np.asarray(skimage.data.camera()))
    assert judge(np.asarray(gray.convert("RGB")))


def test_a_blurred_clock_that_looks_like_a_face_is_none() -> None:
    clock = Image.fromarray(np.asarray(skimage.data.clock())).rotate(90, expand=True)
    assert not judge(np.asarray(clock.convert("RGB")))


def test_a_doubtful_face_alone_is_none(pictures: dict[str, Pixels]) -> None:
    truth = Region(*FACE)
    assert shows_people(pictures["astronaut"], [Face(0.6, truth)])
    assert not shows_people(pictures["astronaut"], [Face(0.5, truth)])


@pytest.mark.parametrize("name", ["chelsea", "coffee"])
def test_a_face_that_the_segmentation_denies_is_none(
    pictures: dict[str, Pixels], name: str
) -> None:
    assert not shows_people(pictures[name], [Face(0.9, Region(0, 0, 40, 40))])


def test_no_faces_are_no_people(pictures: dict[str, Pixels]) -> None:
    assert not shows_people(pictures["china"], [])
