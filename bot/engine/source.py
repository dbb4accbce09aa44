"""Pictures in: PNG and JPEG files of every kind, as upright 8-bit sRGB in strips."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyvips

from bot.engine import icc
from bot.engine.errors import UndecodablePictureError, UnsupportedFormatError
from bot.engine.mapping import Pixels

# One process decodes pictures of many people: nothing is worth caching, and a strip at a time
# leaves libvips' own threads nothing to do.
pyvips.cache_set_max(0)

MOST_PIXELS = 128_000_000
"""The largest picture that is taken, a 108-megapixel camera's. A header can claim anything."""

_STRIP_PIXELS = 1 << 18
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "pngload", b"\xff\xd8\xff": "jpegload"}


class Scratch(Protocol):
    """A binary file that can be written, sought in and read back: a temporary one, a BytesIO."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place, as files do."""
        ...

    def write(self, data: memoryview, /) -> int:
        """Write at that place and go on behind it."""
        ...

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer from that place and go on behind it."""
        ...


@dataclass(frozen=True, slots=True)
class Strip:
    """Whole rows of a picture, from the row `top` on."""

    top: int
    rgb: Pixels
    """(h, width, 3) sRGB codes, contiguous."""
    alpha: Pixels | None
    """(h, width) straight opacity; None where the file has none."""

    @property
    def bottom(self) -> int:
        """Return the number of the row after the last one."""
        return self.top + len(self.rgb)


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture. Its pixels lie in a scratch file, which it needs as long as it is read."""

    width: int
    height: int
    has_alpha: bool
    scratch: Scratch
    # Transposed pictures are stored in blocks: these are the edges of their columns.
    columns: tuple[int, ...]

    def strips(self) -> Iterator[Strip]:
        """Yield the picture from top to bottom, in strips of at most about 2**18 pixels."""
        bands = 4 if self.has_alpha else 3
        rows = rows_of_a_strip(self.width)
        self.scratch.seek(0)
        for top in range(0, self.height, rows):
            height = min(rows, self.height - top)
            pixels = np.empty((height, self.width, bands), np.uint8)
            if len(self.columns) == 2:
                self.scratch.readinto(pixels.data.cast("B"))
            else:
                for left, right in zip(self.columns, self.columns[1:], strict=False):
                    block = np.empty((height, right - left, bands), np.uint8)
                    self.scratch.readinto(block.data.cast("B"))
                    pixels[:, left:right] = block
            if self.has_alpha:
                yield Strip(top, pixels[..., :3].copy(), pixels[..., 3].copy())
            else:
                yield Strip(top, pixels, None)


def decode(path: Path, scratch: Scratch) -> Picture:
    """Decode a PNG or JPEG file, told by its first bytes and not by its name, into `scratch`.

    The picture is turned upright as its EXIF orientation says; ICC profiles (also of gray and
    CMYK pictures) are converted to sRGB; 16 bits are rounded to 8; transparency is kept. No
    other metadata is. The memory needed is a few strips, but for interlaced PNG (one picture)
    and progressive JPEG (one to two: the coefficients); the scratch file holds the whole picture.

    Raises
    ------
    UnsupportedFormatError
        The file is neither a PNG nor a JPEG.
    UndecodablePictureError
        It is damaged, cut off, or larger than `MOST_PIXELS`.
    OSError
        A file cannot be read or written.
    """
    with path.open("rb") as file:
        head = file.read(8)
    loader = next((name for sign, name in _SIGNATURES.items() if head.startswith(sign)), None)
    if loader is None:
        raise UnsupportedFormatError("the file is neither a PNG nor a JPEG")
    try:
        # An explicit loader: libvips must not go by its own guess and open an SVG or a PDF.
        image: pyvips.Image = pyvips.Operation.call(
            loader, str(path), access="sequential", fail_on="error"
        )
        if image.width * image.height > MOST_PIXELS:
            raise UndecodablePictureError(f"{image.width} by {image.height} pixels are too many")
        turn = _orientation(image)
        upright = _as_srgb(image)
        return _store(upright, turn, scratch)
    except pyvips.Error as error:
        raise UndecodablePictureError(str(error)) from error


def rows_of_a_strip(width: int) -> int:
    """Return how many rows of a picture make a strip: a multiple of JPEG's 16."""
    return max(16, _STRIP_PIXELS // width // 16 * 16)


def _orientation(image: pyvips.Image) -> int:
    value = image.get("orientation") if image.get_typeof("orientation") else 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _as_srgb(image: pyvips.Image) -> pyvips.Image:
    """Return an image of 3 bands, or 4 with alpha, 8 bits each."""
    if not image.hasalpha():
        return icc.to_srgb(image)
    color = icc.to_srgb(image[: image.bands - 1])
    return color.bandjoin(icc.to_8_bits(image[image.bands - 1]))


def _store(image: pyvips.Image, orientation: int, scratch: Scratch) -> Picture:
    """Write the image into `scratch`, turned upright, a strip of its rows at a time.

    Rows stay rows in the orientations 1 to 4 (1 as it is, 2 mirrored, 3 upside down, 4 both). In
    5 to 8 they become columns: the strips of the upright picture lie one after the other, each
    made of blocks, one for every strip of the file, and are put together when they are read.
    """
    transposed = orientation >= 5
    from_below = orientation in {3, 4, 6, 7}
    length = image.height
    width, height = (length, image.width) if transposed else (image.width, length)
    rows = rows_of_a_strip(image.width)
    region = pyvips.Region.new(image)
    edges = {0, length}
    for top in range(0, length, rows):
        count = min(rows, length - top)
        fetched = region.fetch(0, top, image.width, count)
        strip = np.frombuffer(fetched, np.uint8).reshape(count, image.width, image.bands)
        upright = _turned(strip, orientation)
        start = length - top - count if from_below else top
        if transposed:
            edges.add(start)
            _write_blocks(scratch, upright, start, width)
        else:
            scratch.seek(start * width * image.bands)
            _write(scratch, upright)
    columns = tuple(sorted(edges)) if transposed else (0, width)
    return Picture(width, height, image.bands == 4, scratch, columns)


def _turned(strip: Pixels, orientation: int) -> Pixels:
    turned = strip.swapaxes(0, 1) if orientation >= 5 else strip
    if orientation in {3, 4, 7, 8}:
        turned = turned[::-1]
    if orientation in {2, 3, 6, 7}:
        turned = turned[:, ::-1]
    return turned


def _write_blocks(scratch: Scratch, columns: Pixels, left: int, width: int) -> None:
    bands = columns.shape[2]
    rows = rows_of_a_strip(width)
    for top in range(0, len(columns), rows):
        block = columns[top : top + rows]
        scratch.seek((top * width + left * len(block)) * bands)
        _write(scratch, block)


def _write(scratch: Scratch, pixels: npt.NDArray[np.uint8]) -> None:
    scratch.write(np.ascontiguousarray(pixels).data.cast("B"))
