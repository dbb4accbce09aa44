"""What files are, by their bytes; and pictures that the API does not take, made into PNG."""

import struct
from pathlib import Path

from PIL import Image, ImageOps

from bot.api.contract import SIDE_ABOVE, SIDE_BELOW
from bot.jobs.troubles import JobError, Trouble

# Pillow warns of a bomb at less than what the API takes.
Image.MAX_IMAGE_PIXELS = SIDE_BELOW**2

_SIGNATURES: tuple[tuple[str, bytes, int], ...] = (
    ("PNG", b"\x89PNG\r\n\x1a\n", 0),
    ("JPEG", b"\xff\xd8\xff", 0),
    ("GIF", b"GIF87a", 0),
    ("GIF", b"GIF89a", 0),
    ("BMP", b"BM", 0),
    ("WEBP", b"WEBP", 8),
)
SNIFFED_BYTES = 16
# What the API takes, and the suffix that goes with it.
_SUFFIXES = {"PNG": ".png", "JPEG": ".jpg"}
# Converting holds all pixels in memory, four bytes each, and more than one may run.
MOST_CONVERTED_MEGAPIXELS = 40

EXTENSIONS = frozenset({".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".webp"})
"""File names that can be meant to hold a picture that we take."""


def sniff(head: bytes) -> str | None:
    """Return the format of a file that starts with `head` (16 bytes are enough), or None."""
    for name, signature, offset in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return name
    return None


def make_acceptable(path: Path, filename: str, most_bytes: int) -> Path:
    """Turn a WebP, a BMP or the first frame of a GIF into a PNG; leave PNG and JPEG as they are.

    The file replaces the one at `path`, with the suffix that its format has.

    Checks the size in pixels, which the API would refuse too, but without naming the file.
    A PNG larger than `most_bytes` is made a JPEG, if nothing in it is transparent.

    Raises
    ------
    JobError
        When the bytes are no picture that can be read, or too many pixels or bytes come out;
        `filename` is the name that the person knows.
    """
    with path.open("rb") as file:
        form = sniff(file.read(SNIFFED_BYTES))
    if form is None:
        raise JobError(Trouble.NOT_A_PICTURE, file=filename)
    try:
        with Image.open(path, formats=[form]) as picture:
            # The header alone has been read: a bomb is refused before it is decoded.
            _check_size(picture.size, filename)
            if form in _SUFFIXES:
                return path.rename(path.with_suffix(_SUFFIXES[form]))
            if picture.width * picture.height > MOST_CONVERTED_MEGAPIXELS * 1_000_000:
                raise JobError(
                    Trouble.TOO_MANY_PIXELS, file=filename, limit=MOST_CONVERTED_MEGAPIXELS
                )
            frame = _plain(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise JobError(Trouble.PICTURE_TOO_LARGE, file=filename, limit=SIDE_BELOW) from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error) as error:
        raise JobError(Trouble.PICTURE_DAMAGED, file=filename) from error
    path.unlink()
    return _save(frame, path, filename, most_bytes)


def _check_size(size: tuple[int, int], filename: str) -> None:
    if max(size) >= SIDE_BELOW:
        raise JobError(Trouble.PICTURE_TOO_LARGE, file=filename, limit=SIDE_BELOW)
    if min(size) <= SIDE_ABOVE:
        raise JobError(Trouble.PICTURE_TOO_SMALL, file=filename, limit=SIDE_ABOVE)


def _plain(picture: Image.Image) -> Image.Image:
    """Return the present frame as RGB, or as RGBA where something is transparent."""
    transparent = picture.has_transparency_data
    frame = picture.convert("RGBA" if transparent else "RGB")
    if "icc_profile" in picture.info:
        frame.info["icc_profile"] = picture.info["icc_profile"]
    return frame


def _save(frame: Image.Image, path: Path, filename: str, most_bytes: int) -> Path:
    profile = frame.info.get("icc_profile")
    target = path.with_suffix(".png")
    frame.save(target, "PNG", compress_level=3, icc_profile=profile)
    if target.stat().st_size > most_bytes and frame.mode == "RGB":
        target.unlink()
        target = path.with_suffix(".jpg")
        frame.save(target, "JPEG", quality=95, subsampling=0, icc_profile=profile)
    if target.stat().st_size > most_bytes:
        target.unlink()
        raise JobError(Trouble.FILE_TOO_LARGE, file=filename, limit=most_bytes)
    return target
