"""A sample of a picture's pixels: small, and with exactly the colors that the picture has."""

from pathlib import Path

import pyvips


def write_sample(path: Path, target: Path, side: int) -> None:
    """Write pixels at even distances as a PNG, in sRGB, with their alpha.

    Each side has `side` to 2 * `side` pixels, or as many as the picture. Nothing is interpolated:
    that would add colors to flat graphics, and distort those of nearly transparent pixels.

    Raises
    ------
    pyvips.Error
        When the file is damaged or cut off, or the disk is full.
    """
    picture = pyvips.Image.new_from_file(str(path), access="sequential", fail_on="error")
    assert isinstance(picture, pyvips.Image)
    sample = picture.subsample(max(1, picture.width // side), max(1, picture.height // side))
    if sample.get_typeof("icc-profile-data"):
        sample = sample.icc_transform("srgb", embedded=True)
    sample.colourspace("srgb").write_to_file(str(target), compression=1, keep="none")
