"""The limits of pictures, read from the bytes of a file without decoding it.

A PNG's chunks and a JPEG's segments are walked to the end: that finds files that are cut off,
headers that announce too many pixels and texts that unpack to too many bytes, whatever a file's
name says, and costs next to nothing. Damage within the compressed data shows when the picture is
rendered.

References: W3C, "Portable Network Graphics (PNG) Specification", 3rd edition, sections 5 and 11;
ITU-T T.81, annex B.
"""

import struct
import zlib
from pathlib import Path
from typing import BinaryIO

from bot.api.contract import (
    JPEG_SIGNATURE,
    PNG_SIGNATURE,
    SIDE_ABOVE,
    SIDE_BELOW,
    ContractError,
    ErrorCode,
)
from bot.engine.jpeg import STANDALONE, START_OF_FRAME, START_OF_SCAN

Size = tuple[int, int]
"""Width and height, in pixels."""

# A file of millions of tiny chunks is an attack on our patience; real ones have far fewer.
MOST_CHUNKS = 100_000
MOST_SEGMENTS = 2_000
MOST_STRAY_BYTES = 1_024
SCAN_BYTES = 256 * 1024
# Decoders unpack texts and profiles whole, and keep several copies. Real ones are a tenth of it.
MOST_UNPACKED_BYTES = 16 * 1024**2

_END_OF_IMAGE = b"\xff\xd9"

_COMPRESSED = frozenset({b"zTXt", b"iTXt", b"iCCP"})


def check_picture(path: Path, field: str) -> None:
    """Check that a file is a PNG or a JPEG within the limits; `field` names it in messages.

    Raises
    ------
    ContractError
        When it is something else, is damaged or cut off, or has too few or too many pixels.
    """
    with path.open("rb") as file:
        start = file.read(len(PNG_SIGNATURE))
        if start == PNG_SIGNATURE:
            size = _png_size(file, field)
        elif start.startswith(JPEG_SIGNATURE):
            file.seek(2)
            size = _jpeg_size(file)
        else:
            raise ContractError(
                ErrorCode.UNSUPPORTED_FILE_TYPES, f"{field} must be a PNG or a JPEG"
            )
        if size is None:
            raise ContractError(ErrorCode.FILE_DECODING_FAILURE, f"{field} is damaged or cut off")
    if min(size) <= SIDE_ABOVE:
        raise ContractError(
            ErrorCode.ERROR_LOW_RESOLUTION,
            f"both sides of {field} must be larger than {SIDE_ABOVE} pixels",
        )
    if max(size) >= SIDE_BELOW:
        raise ContractError(
            ErrorCode.FILE_RESOLUTION_EXCEEDS_LIMITS,
            f"both sides of {field} must be smaller than {SIDE_BELOW} pixels",
        )


def _png_size(file: BinaryIO, field: str) -> Size | None:
    """Return the size of a PNG whose signature has been read; None unless it is whole.

    Raises
    ------
    ContractError
        When its compressed texts and profiles unpack to too many bytes.
    """
    header = file.read(16)
    if len(header) < 16 or header[:8] != b"\0\0\0\x0dIHDR":
        return None
    size: Size = struct.unpack(">II", header[8:])
    file.seek(5 + 4, 1)  # the rest of IHDR, and its checksum
    has_pixels = False
    unpacked = 0
    for _ in range(MOST_CHUNKS):
        chunk = file.read(8)
        if len(chunk) < 8:
            return None
        length, kind = struct.unpack(">I4s", chunk)
        end = file.tell() + length + 4  # with its checksum
        if kind == b"IEND":
            return size if has_pixels else None
        has_pixels = has_pixels or kind == b"IDAT"
        if kind in _COMPRESSED:
            # A length can be a lie: no more is read than there can be.
            unpacked += _unpacked_bytes(kind, file.read(min(length, MOST_UNPACKED_BYTES)))
            if unpacked > MOST_UNPACKED_BYTES:
                raise ContractError(
                    ErrorCode.ERROR_ILLEGAL_FILE, f"{field} holds too much text beside the picture"
                )
        file.seek(end)
    return None


def _unpacked_bytes(kind: bytes, chunk: bytes) -> int:
    """Return how many bytes a chunk of texts or a profile unpacks to, counted up to the limit."""
    _, _, content = chunk.partition(b"\0")  # behind the keyword or the profile's name
    compressed = content[1:]
    if kind == b"iTXt":
        if content[:1] != b"\1":
            return 0
        _, _, compressed = content[2:].partition(b"\0")  # the language
        _, _, compressed = compressed.partition(b"\0")  # the translated keyword
    unpacker = zlib.decompressobj()
    unpacked = 0
    try:
        while unpacked <= MOST_UNPACKED_BYTES and (
            piece := unpacker.decompress(compressed, SCAN_BYTES)
        ):
            unpacked += len(piece)
            compressed = unpacker.unconsumed_tail
    except zlib.error:
        # Decoders skip what they cannot unpack to its end, but only there.
        pass
    return unpacked


def _jpeg_size(file: BinaryIO) -> Size | None:
    """Return the size of a JPEG whose first marker has been read; None unless it is whole."""
    size: Size | None = None
    for _ in range(MOST_SEGMENTS):
        marker = _next_marker(file)
        if marker is None:
            return None
        if marker in STANDALONE:
            continue
        head = file.read(2)
        if len(head) < 2 or (length := int.from_bytes(head) - 2) < 0:
            return None
        if marker == START_OF_SCAN:
            return size if _reaches_end(file) else None
        if marker in START_OF_FRAME:
            frame = file.read(5)
            if len(frame) < 5:
                return None
            _, height, width = struct.unpack(">BHH", frame)
            size = (width, height)
            length -= 5
        file.seek(max(length, 0), 1)
    return None


def _next_marker(file: BinaryIO) -> int | None:
    """Return the code of the next marker, past the fill and stray bytes that decoders forgive."""
    before = b""
    for _ in range(MOST_STRAY_BYTES):
        byte = file.read(1)
        if not byte:
            return None
        if before == b"\xff" and byte not in {b"\xff", b"\0"}:
            return byte[0]
        before = byte
    return None


def _reaches_end(file: BinaryIO) -> bool:
    """Return whether an end-of-image marker follows; within a scan its bytes cannot occur."""
    last = b""
    while block := file.read(SCAN_BYTES):
        if _END_OF_IMAGE in last + block:
            return True
        last = block[-1:]
    return False
