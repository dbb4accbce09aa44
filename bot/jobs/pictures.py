"""What files are, by their bytes; and pictures that the API does not take, made into PNG."""

import struct
from pathlib import Path

import pyvips
from PIL import Image

from bot.api.contract import SIDE_ABOVE, SIDE_BELOW
from bot.jobs.disk import is_full
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
# Converting holds all pixels in memory, four bytes each.
MOST_CONVERTED_MEGAPIXELS = 30

EXTENSIONS = frozenset({".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".webp"})
"""How names of files end that can be meant to hold a picture that we take."""
TYPES = frozenset(
    f"image/{name}" for name in ("png", "apng", "jpeg", "jpg", "gif", "bmp", "x-ms-bmp", "webp")
)
"""The media types of such files, as they are claimed."""
# The media type of a file whose type its sender does not know.
_UNKNOWN_TYPE = "application/octet-stream"


def claims_to_be_picture(filename: str, content_type: str | None) -> bool:
    """Tell whether a file may be a picture that we take, as far as its sender's claims tell."""
    claimed = (content_type or "").partition(";")[0].removeprefix(_UNKNOWN_TYPE)
    suffix = Path(filename).suffix.lower()
    # Names are typed by people, and may hold a dot anywhere: "holiday v2.0".
    return claimed in TYPES or (not claimed and (not suffix or suffix in EXTENSIONS))


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
            if form == "WEBP":
                # Pillow would hold five times the pixels for it, libvips holds them twice.
                picture.close()
                plain = _first_of_webp(path)
            else:
                plain = _plain(picture)
            target = _save(plain, path, filename, most_bytes)
    except Image.DecompressionBombError as error:
        raise JobError(Trouble.PICTURE_TOO_LARGE, file=filename, limit=SIDE_BELOW) from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, pyvips.Error) as error:
        if is_full(error):
            raise
        raise JobError(Trouble.PICTURE_DAMAGED, file=filename) from error
    path.unlink()
    return target


def _check_size(size: tuple[int, int], filename: str) -> None:
    if max(size) >= SIDE_BELOW:
        raise JobError(Trouble.PICTURE_TOO_LARGE, file=filename, limit=SIDE_BELOW)
    if min(size) <= SIDE_ABOVE:
        raise JobError(Trouble.PICTURE_TOO_SMALL, file=filename, limit=SIDE_ABOVE)


def _first_of_webp(path: Path) -> pyvips.Image:
    """Return the first frame, to be decoded when it is written, upright as its EXIF says."""
    picture = pyvips.Image.webpload(str(path), n=1)
    assert isinstance(picture, pyvips.Image)
    return picture.autorot()


def _plain(picture: Image.Image) -> Image.Image:
    """Return the present frame as RGB, or as RGBA where something is transparent."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)


def _save(picture: Image.Image | pyvips.Image, path: Path, filename: str, most_bytes: int) -> Path:
    target = path.with_suffix(".png")
    _write(picture, target)
    if target.stat().st_size > most_bytes and not _transparent(picture):
        target.unlink()
        target = path.with_suffix(".jpg")
        _write(picture, target)
    if target.stat().st_size > most_bytes:
        target.unlink()
        raise JobError(Trouble.RESOLUTION_TOO_HIGH, file=filename)
    return target


def _transparent(picture: Image.Image | pyvips.Image) -> bool:
    if isinstance(picture, pyvips.Image):
        return picture.hasalpha()
    return picture.mode == "RGBA"


def _write(picture: Image.Image | pyvips.Image, target: Path) -> None:
    lossless = target.suffix == ".png"
    if isinstance(picture, pyvips.Image):
        options = {"compression": 3} if lossless else {"Q": 95, "subsample_mode": "off"}
        picture.write_to_file(str(target), keep="icc", **options)
    elif lossless:
        picture.save(target, "PNG", compress_level=3, icc_profile=picture.info.get("icc_profile"))
    else:
        picture.save(target, "JPEG", quality=95, subsampling=0)


def small_picture(path: Path, width: int, height: int, *, crop: bool = False) -> Image.Image:
    """Return a picture as sRGB without transparency, upright, within a size, or filling it."""
    small = pyvips.Image.thumbnail(
        str(path),
        width,
        height=height,
        size="both" if crop else "down",
        crop="centre" if crop else "none",
        output_profile="srgb",
    )
    assert isinstance(small, pyvips.Image)
    if small.hasalpha():
        small = small.flatten(background=_PAPER)
    if small.bands == 1:
        small = small.colourspace("srgb")
    return Image.frombuffer("RGB", (small.width, small.height), small.write_to_memory())


# What transparent parts are shown on where a picture has no theme behind it.
_PAPER = [221.0, 221.0, 221.0]
