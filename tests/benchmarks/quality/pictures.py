"""Pictures to judge by: real photographs that come inside packages, or any in a folder."""

from pathlib import Path

import numpy as np
import skimage.data
from PIL import Image, ImageOps
from sklearn.datasets import load_sample_image  # pyright: ignore[reportUnknownVariableType]

from bot.engine.mapping import Pixels
from tests.metrics import area_average

Pictures = dict[str, Pixels]
"""(h, w, 3) sRGB codes by name."""

LONGEST = 1000
_PACKAGED = ("china", "coffee", "flower", "chelsea", "astronaut", "rocket", "retina")
_SCIKIT_LEARN = {"china", "flower"}
_SUFFIXES = {".jpg", ".jpeg", ".png"}


def load_pictures(folder: Path | None) -> Pictures:
    """Load all pictures of a folder, its subfolders too; without one, those in packages.

    They are averaged down to at most 1,000 pixels on the longest side.
    """
    if folder is None:
        return {name: area_average(picture, LONGEST) for name, picture in _packaged().items()}
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES]
    names = ["-".join(path.relative_to(folder).with_suffix("").parts) for path in paths]
    return {
        name: area_average(_open(path), LONGEST) for name, path in zip(names, paths, strict=True)
    }


def _packaged() -> Pictures:
    pictures: Pictures = {}
    for name in _PACKAGED:
        if name in _SCIKIT_LEARN:
            pixels = load_sample_image(f"{name}.jpg")
        else:
            pixels = getattr(skimage.data, name)()
        pictures[name] = np.asarray(pixels, dtype=np.uint8)
    return pictures


def _open(path: Path) -> Pixels:
    with Image.open(path) as image:
        # A JPEG file is decoded no larger than it need be.
        image.draft("RGB", (2 * LONGEST, 2 * LONGEST))
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
