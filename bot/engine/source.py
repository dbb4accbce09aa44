"""Pictures in: PNG and JPEG files of every kind, as upright 8-bit sRGB in strips."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
import pyvips

from bot.engine import icc, jpeg
from bot.engine.errors import (
    OversizedPictureError,
    UndecodablePictureError,
    UnsupportedFormatError,
)
from bot.engine.mapping import Pixels

# One process decodes pictures of many people: nothing is worth caching, and a strip at a time
# leaves libvips' own threads nothing to do. For each of them it would keep more rows.
pyvips.cache_set_max(0)
pyvips.concurrency_set(1)  # pyright: ignore[reportAttributeAccessIssue]
# It warns of every fault in everyone's pictures; the error that ends the reading says enough.
logging.getLogger("pyvips").setLevel(logging.ERROR)

MOST_PIXELS = 128_000_000
"""The largest picture that is taken, a 108-megapixel camera's. A header can claim anything."""

MOST_SIDE = 65_535
"""In pixels, as in JPEG files: of a wider picture already a few rows would take much memory."""

MOST_BYTES = 400_000_000
"""What a decoder may need to hold at once: all of an interlaced PNG, and of a JPEG in many scans
the coefficients. Enough for 100 megapixels in the usual formats, within 512 MB."""

_STRIP_PIXELS = 1 << 18
_AHEAD_PIXELS = 1 << 22
# Rows of the file that become columns are taken in runs this much longer, or the blocks that they
# are stored in would be tiny.
_TRANSPOSED_RUN = 8
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


class Picture:
    """A picture, upright and in sRGB, that can be read in strips any number of times.

    It is decoded while it is read for the first time, and kept in a scratch file from then on.
    """

    def __init__(self, path: Path, image: pyvips.Image, orientation: int, scratch: Scratch) -> None:
        """Take over an image of 8-bit sRGB, with or without alpha, and its EXIF orientation."""
        self._path = path
        self._image: pyvips.Image | None = image
        self._orientation = orientation
        self._scratch = scratch
        self._decoded = False
        self._ahead: deque[tuple[int, Pixels]] = deque()
        self._decoding: Iterator[tuple[int, Pixels]] | None = None
        # Orientations from 5 on make columns of the file's rows.
        self._transposed = orientation >= 5
        size = (image.width, image.height)
        self.width, self.height = size[::-1] if self._transposed else size
        self._file_rows = rows_of_a_strip(image.width) * (
            _TRANSPOSED_RUN if self._transposed else 1
        )
        self.has_alpha: bool = image.bands == 4

    def strips(self, *, last: bool = False) -> Iterator[Strip]:
        """Yield the picture from top to bottom, in strips of at most about 2**18 pixels.

        Parameters
        ----------
        last
            Whether it is not read again: then it need not be kept.

        Raises
        ------
        UndecodablePictureError
            The first time, which must be read to its end: the file is damaged or cut off.
        OSError
            The scratch file cannot be written or read.
        """
        if self._decoded:
            yield from self._read()
        elif self._orientation <= 2:
            for start, pixels in self._begun() if last else self._kept():
                yield self._strip(start, pixels)
        else:
            deque(self._kept(), maxlen=0)
            yield from self._read()

    def read_ahead(self) -> None:
        """Decode some of the picture while there is time: the first reading will be shorter.

        Up to about 2**22 pixels stay in memory until they are read.

        Raises
        ------
        UndecodablePictureError
            The file is damaged or cut off.
        """
        decoding = self._decode()
        strips = _AHEAD_PIXELS // (self._file_rows * self.width)
        self._ahead = deque(islice(decoding, strips))
        self._decoding = decoding

    def _begun(self) -> Iterator[tuple[int, Pixels]]:
        """Go on with what was decoded ahead."""
        while self._ahead:
            yield self._ahead.popleft()
        decoding, self._decoding = self._decoding, None
        yield from self._decode() if decoding is None else decoding

    def _kept(self) -> Iterator[tuple[int, Pixels]]:
        """Decode the picture; while one strip is, the one before is written to the scratch file."""
        with ThreadPoolExecutor(1, thread_name_prefix="scratch") as writer:
            writing: Future[None] | None = None
            for start, pixels in self._begun():
                if writing is not None:
                    writing.result()
                writing = writer.submit(self._write, start, pixels)
                yield start, pixels
            if writing is not None:
                writing.result()
        self._decoded = True

    def _decode(self) -> Iterator[tuple[int, Pixels]]:
        """Yield strips of the file turned upright, each with its first row, or column."""
        # Let go of at the end: the decoder may hold as much memory as the whole picture.
        image, self._image = self._image, None
        if image is None:
            raise RuntimeError("the first reading of this picture was not brought to its end")
        rows = self._file_rows
        from_below = self._orientation in {3, 4, 6, 7}
        try:
            region = pyvips.Region.new(image)
            for top in range(0, image.height, rows):
                count = min(rows, image.height - top)
                fetched = region.fetch(0, top, image.width, count)
                strip = np.frombuffer(fetched, np.uint8).reshape(count, image.width, -1)
                start = image.height - top - count if from_below else top
                yield start, _turned(strip, self._orientation)
        except icc.DAMAGE as error:
            raise UndecodablePictureError(self._path, str(error)) from error

    def _write(self, start: int, pixels: Pixels) -> None:
        """Store upright rows from `start` on; or columns, as one block in each upright strip.

        So a strip lies in one piece, however the file is turned, and is put together when read.
        """
        bands = pixels.shape[2]
        if not self._transposed:
            self._scratch.seek(start * self.width * bands)
            self._scratch.write(np.ascontiguousarray(pixels).data.cast("B"))
            return
        rows = rows_of_a_strip(self.width)
        for top in range(0, self.height, rows):
            block = np.ascontiguousarray(pixels[top : top + rows])
            self._scratch.seek((top * self.width + start * len(block)) * bands)
            self._scratch.write(block.data.cast("B"))

    def _read(self) -> Iterator[Strip]:
        bands = 4 if self.has_alpha else 3
        rows = rows_of_a_strip(self.width)
        edges = self._columns()
        self._scratch.seek(0)
        for top in range(0, self.height, rows):
            blocks: list[Pixels] = []
            for left, right in pairwise(edges):
                block = np.empty((min(rows, self.height - top), right - left, bands), np.uint8)
                self._scratch.readinto(block.data.cast("B"))
                blocks.append(block)
            yield self._strip(top, blocks[0] if len(blocks) == 1 else np.concatenate(blocks, 1))

    def _columns(self) -> list[int]:
        """Return the edges of the blocks that a strip is stored in."""
        if not self._transposed:
            return [0, self.width]
        edges = [*range(0, self.width, self._file_rows), self.width]
        if self._orientation in {6, 7}:
            edges = [self.width - edge for edge in reversed(edges)]
        return edges

    def _strip(self, top: int, pixels: Pixels) -> Strip:
        if self.has_alpha:
            return Strip(top, pixels[..., :3].copy(), pixels[..., 3].copy())
        return Strip(top, np.ascontiguousarray(pixels), None)


def open_picture(path: Path, scratch: Scratch) -> Picture:
    """Open a PNG or JPEG file, told by its first bytes and not by its name.

    The picture is turned upright as its EXIF orientation says; ICC profiles (also of gray and
    CMYK pictures) are converted to sRGB; 16 bits are rounded to 8; transparency is kept. No
    other metadata is. Reading it takes the memory of a few strips, but for interlaced PNG (one
    picture) and progressive JPEG (one to two: the coefficients).

    Parameters
    ----------
    path
        The file. It must stay until the picture has been read once.
    scratch
        Where the picture lies after that, as long as it is read: up to 4 bytes a pixel.

    Raises
    ------
    UnsupportedFormatError
        The file is neither a PNG nor a JPEG.
    OversizedPictureError
        Its header claims more than `MOST_PIXELS`, `MOST_SIDE` or `MOST_BYTES`.
    UndecodablePictureError
        Its header is damaged.
    OSError
        It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(8)
    loader = next((name for sign, name in _SIGNATURES.items() if head.startswith(sign)), None)
    if loader is None:
        raise UnsupportedFormatError(path, "the file is neither a PNG nor a JPEG")
    try:
        image = _opened_strictly(path) if loader == "jpegload" else _opened(loader, path)
        if (
            image.width * image.height > MOST_PIXELS
            or max(image.width, image.height) > MOST_SIDE
            or _bytes_at_once(image) > MOST_BYTES
        ):
            raise OversizedPictureError(
                path, f"{image.width} by {image.height} pixels are too many"
            )
        return Picture(path, _as_srgb(image), _orientation(image), scratch)
    except icc.DAMAGE as error:
        raise UndecodablePictureError(path, str(error)) from error


def _opened(loader: str, path: Path, **options: int) -> pyvips.Image:
    """Open a file by an explicit loader: libvips' own guess might be an SVG or a PDF."""
    return pyvips.Operation.call(loader, str(path), access="sequential", fail_on="error", **options)


def _opened_strictly(path: Path) -> pyvips.Image:
    """Open a JPEG file so that whatever the decoder remarks on is an error."""
    with jpeg.tidied(path) as file:
        # It keeps a descriptor of its own.
        source = pyvips.Source.new_from_descriptor(file.fileno())
    return pyvips.Operation.call("jpegload_source", source, access="sequential", fail_on="warning")


def _is_multiscan(image: pyvips.Image) -> bool:
    return bool(image.get_typeof("jpeg-multiscan") and image.get("jpeg-multiscan"))


def reduced(path: Path, height: int, width: int) -> Callable[[], Pixels] | None:
    """Prepare to decode a large JPEG file at a smaller size, upright and in sRGB.

    It takes a third of the time: the decoder leaves out what a reduction by 2, 4 or 8 would average
    away, and libvips does the rest, all in one call without the GIL.

    Parameters
    ----------
    path
        A file that `open_picture` has taken.
    height, width
        The size of the result.

    Returns
    -------
    Callable[[], Pixels] | None
        Decodes, once: (height, width, 3). None where the file is no baseline JPEG of twice that
        size at least: decoding it would take as long as a whole.

    Raises
    ------
    UndecodablePictureError
        The file is damaged or cut off; raised by either.
    """
    with path.open("rb") as file:
        if _SIGNATURES.get(file.read(3)) != "jpegload":
            return None
    try:
        image = _opened("jpegload", path)
        orientation = _orientation(image)
        if orientation >= 5:
            height, width = width, height
        times = min(image.width // width, image.height // height)
        shrink = next((n for n in (8, 4, 2) if times >= n), 1)
        if shrink == 1 or _is_multiscan(image):
            return None
        small = _as_srgb(_opened("jpegload", path, shrink=shrink))
        across, down = width / small.width, height / small.height
        small = small.resize(across, vscale=down, kernel="linear")
    except icc.DAMAGE as error:
        raise UndecodablePictureError(path, str(error)) from error

    def decode() -> Pixels:
        try:
            pixels = np.frombuffer(small.write_to_memory(), np.uint8)
        except icc.DAMAGE as error:
            raise UndecodablePictureError(path, str(error)) from error
        return np.ascontiguousarray(_turned(pixels.reshape(height, width, 3), orientation))

    return decode


def rows_of_a_strip(width: int) -> int:
    """Return how many rows of a picture make a strip: if it can be, a multiple of JPEG's 16.

    There are at least 4, as the widest pictures have.
    """
    rows = _STRIP_PIXELS // width
    return rows // 16 * 16 if rows >= 16 else max(4, rows)


def _bytes_at_once(image: pyvips.Image) -> float:
    """Return what the decoder must hold of the whole picture before it can give the first row."""
    pixels = image.width * image.height
    if _is_multiscan(image):
        halved = image.get("jpeg-chroma-subsample") == "4:2:0"
        return 2 * pixels * (1.5 if halved else image.bands)
    if image.get_typeof("interlaced"):
        return pixels * image.bands * (1 if image.format == "uchar" else 2)
    return 0


def _turned(pixels: Pixels, orientation: int) -> Pixels:
    turned = pixels.swapaxes(0, 1) if orientation >= 5 else pixels
    if orientation in {3, 4, 7, 8}:
        turned = turned[::-1]
    if orientation in {2, 3, 6, 7}:
        turned = turned[:, ::-1]
    return turned


def _orientation(image: pyvips.Image) -> int:
    value = image.get("orientation") if image.get_typeof("orientation") else 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _as_srgb(image: pyvips.Image) -> pyvips.Image:
    """Return an image of 3 bands, or 4 with alpha, 8 bits each."""
    if not image.hasalpha():
        return icc.to_srgb(image)
    color = icc.to_srgb(image[: image.bands - 1])
    return color.bandjoin(icc.to_8_bits(image[image.bands - 1]))
