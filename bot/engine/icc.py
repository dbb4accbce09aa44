"""Color conversion on the way in: whatever a file's numbers mean, to 8-bit sRGB."""

import numpy as np
import pyvips

DAMAGE = (pyvips.Error, UnicodeDecodeError)
"""What pyvips raises for a damaged file; the second where its message quotes the file's bytes.

The message is to be read by people alone: what other threads decode is remarked on in it, too.
"""

_PROFILE = "icc-profile-data"


def to_srgb(image: pyvips.Image) -> pyvips.Image:
    """Turn a gray, RGB or CMYK image without alpha, 8 or 16 bits, into 8-bit sRGB.

    The embedded profile counts if it is sound and fits the image; otherwise gray and RGB are
    taken for sRGB, and CMYK for libvips' own press profile. A profile that is sRGB but for
    rounding leaves the numbers as they are.

    Raises
    ------
    pyvips.Error
        When the image is none of the three.
    """
    if image.interpretation == "cmyk" and image.bands == 4:
        return _converted(image if _fits(image) else _without_profile(image))
    if image.bands not in {1, 3}:
        raise pyvips.Error(f"the picture has {image.bands} channels")
    if _fits(image):
        return _converted(image)
    reduced = to_8_bits(image)
    return reduced if image.bands == 3 else reduced.bandjoin([reduced, reduced])


def to_8_bits(image: pyvips.Image) -> pyvips.Image:
    """Turn 16 bits into 8, rounding to the nearest; 8 bits stay as they are."""
    if image.format == "uchar":
        return image
    return image.linear([1 / 257], [0.5], uchar=True)


def _converted(image: pyvips.Image) -> pyvips.Image:
    return image.icc_transform(
        "srgb",
        embedded=True,
        input_profile="cmyk" if image.interpretation == "cmyk" else "srgb",
        intent="relative",
        black_point_compensation=True,
        depth=8,
    )


def _without_profile(image: pyvips.Image) -> pyvips.Image:
    bare = image.copy()
    if bare.get_typeof(_PROFILE):
        bare.remove(_PROFILE)
    return bare


def _fits(image: pyvips.Image) -> bool:
    """Tell whether the image's profile is sound, fits its channels, and is not sRGB anyway."""
    if not image.get_typeof(_PROFILE):
        return False
    levels = np.linspace(0, 255, {1: 256, 3: 17, 4: 5}[image.bands]).astype(np.uint8)
    grid = np.stack(np.meshgrid(*[levels] * image.bands, indexing="ij"), axis=-1)
    grid = grid.reshape(1, -1, image.bands)
    interpretation = {1: "b-w", 3: "srgb", 4: "cmyk"}[image.bands]
    swatch = pyvips.Image.new_from_array(grid, interpretation=interpretation).copy()
    swatch.set_type(pyvips.GValue.blob_type, _PROFILE, image.get(_PROFILE))
    try:
        converted = _converted(swatch).numpy()
    except DAMAGE:
        return False
    if image.bands == 4:
        return True
    return bool(np.abs(converted.astype(np.int16) - grid).max() > 1)
