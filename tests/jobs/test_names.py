"""What results are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.results import upload_stem


@pytest.mark.parametrize(
    ("filename", "stem"),
    [
        ("cat.png", "cat-recolored"),
        ("my cat (1).tar.gz", "my_cat_1_tar-recolored"),
        ("Grüße 猫.jpg", "Grue-recolored"),
        ("../../etc/passwd", "passwd-recolored"),
        ("???.png", "picture-recolored"),
        (".png", "png-recolored"),
        ("", "picture-recolored"),
    ],
)
def test_results_are_named_after_the_picture(filename: str, stem: str):
    assert upload_stem(filename) == stem


@given(st.text(max_size=300))
def test_any_name_makes_a_short_and_plain_one(filename: str):
    stem = upload_stem(filename)
    assert len(stem) <= 60 + len("-recolored")
    assert Path(stem).name == stem
    assert not set(stem) & set(' \t\n/\\:*?"<>|`~.')
