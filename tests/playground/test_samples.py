from io import BytesIO

import pytest
from PIL import Image

from bot.playground.samples import SAMPLES, sample


@pytest.mark.parametrize(
    ("name", "size"), [("lake", (960, 640)), ("tiles", (960, 640)), ("pixels", (768, 768))]
)
def test_a_sample_is_a_picture_that_the_bot_takes(name: str, size: tuple[int, int]) -> None:
    with Image.open(BytesIO(sample(name))) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", size)
    assert len(sample(name)) < 3 * 1024 * 1024


def test_what_the_samples_are_for() -> None:
    colors = {name: len(draw().getcolors(1 << 20) or ()) for name, draw in SAMPLES.items()}
    assert colors["lake"] > 20_000
    assert colors["tiles"] < 2_000
    assert colors["pixels"] == 15


def test_a_sample_is_the_same_every_time() -> None:
    assert SAMPLES["lake"]().tobytes() == SAMPLES["lake"]().tobytes()
