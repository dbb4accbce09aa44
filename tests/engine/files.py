"""Files that Pillow will not write, made byte by byte, and how to read pictures back."""

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.engine.mapping import Pixels
from bot.engine.source import Picture, open_picture

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bytes(
    width: int,
    height: int,
    *,
    depth: int,
    color: int,
    rows: Sequence[bytes],
    extra: Sequence[bytes] = (),
) -> bytes:
    """Return a PNG of packed, unfiltered rows, with `extra` chunks before its pixels."""
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = [chunk(b"IHDR", header), *extra, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return SIGNATURE + b"".join(chunks)


def icc_bytes(space: bytes, primaries: Sequence[tuple[float, float, float]], gamma: float) -> bytes:
    """Return a display profile (ICC.1:2001): ``RGB `` with three D50 primaries, or ``GRAY``."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    text = b"test\0"
    white = b"XYZ " + bytes(4) + fixed(0.9642, 1.0, 0.8249)
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    described = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)
    tags = {b"desc": described, b"cprt": b"text" + bytes(4) + text, b"wtpt": white}
    if space == b"GRAY":
        tags[b"kTRC"] = curve
    for letter, primary in zip(b"rgb", primaries, strict=False):
        tags[bytes([letter]) + b"XYZ"] = b"XYZ " + bytes(4) + fixed(*primary)
        tags[bytes([letter]) + b"TRC"] = curve
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(">I4sI4s4s4s", start + len(body), b"", 0x02100000, b"mntr", space, b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + fixed(0.9642, 1.0, 0.8249)
    return header.ljust(128, b"\0") + table + body


def opened(path: Path) -> Picture:
    """Open a file, and decode it into memory."""
    return open_picture(path, io.BytesIO())


def pixels_of(picture: Picture) -> tuple[Pixels, Pixels | None]:
    """Return all codes (h, w, 3) and the alpha (h, w) of a picture."""
    strips = list(picture.strips())
    alphas = [strip.alpha for strip in strips if strip.alpha is not None]
    return np.concatenate([s.rgb for s in strips]), np.concatenate(alphas) if alphas else None


def read(path: Path) -> tuple[Pixels, Pixels | None]:
    """Decode a file and return its codes and alpha."""
    return pixels_of(opened(path))


def rgba(picture: Picture) -> Pixels:
    """Return codes and alpha of a picture that has both, (h, w, 4)."""
    rgb, alpha = pixels_of(picture)
    assert alpha is not None
    return np.concatenate([rgb, alpha[..., None]], axis=-1)
