"""Oddities in a JPEG file's header are amended in a copy; what has none is taken as it is."""

import io
import itertools
import os
from pathlib import Path

import pytest
from PIL import Image

from bot.engine.jpeg import tidied

_SCAN = b"\xff\xda\x00\x08"


def _content(path: Path) -> bytes:
    with tidied(path) as file:
        # As a decoder reads that is given the descriptor.
        return os.read(file.fileno(), 1 << 22)


def _segment(code: int, content: bytes) -> bytes:
    return bytes([0xFF, code]) + (len(content) + 2).to_bytes(2) + content


def _frame(channels: int) -> bytes:
    return _segment(0xC0, bytes([8, 0, 1, 0, 1, channels]) + bytes(3 * channels))


def _jfif(major: int) -> bytes:
    return _segment(0xE0, b"JFIF\0" + bytes([major, 2]) + bytes(7))


def _adobe(transform: int) -> bytes:
    return _segment(0xEE, b"Adobe" + bytes(6) + bytes([transform]))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_ordinary_files_are_taken_as_they_are(tmp_path: Path, mode: str, progressive: bool) -> None:
    file = io.BytesIO()
    Image.new(mode, (40, 30)).save(file, "JPEG", progressive=progressive)
    path = tmp_path / "picture"
    path.write_bytes(file.getvalue())
    with tidied(path) as taken:
        assert Path(taken.name) == path
    assert _content(path) == file.getvalue()


@pytest.mark.parametrize(
    ("odd", "tidy"),
    [
        (b"\0\1\2" + _frame(3), b"\xff\xff\xff" + _frame(3)),
        (_frame(3) + b"\xff\0\x07", _frame(3) + b"\xff\xff\xff"),
        (_jfif(9), _jfif(1)),
        (_adobe(7) + _frame(3), _adobe(1) + _frame(3)),
        (_adobe(7) + _frame(4), _adobe(2) + _frame(4)),
        (_adobe(1) + _frame(4), _adobe(2) + _frame(4)),
        (_frame(3) + _adobe(7), _frame(3) + _adobe(1)),
        (b"\xff\xe0\0\0\x05" + _frame(3), b"\xff\xe0\0\0\xff" + _frame(3)),
    ],
    ids=[
        "stray bytes",
        "stuffed bytes",
        "a revision to come",
        "a transform to come",
        "a transform to come, of inks",
        "a transform that inks do not have",
        "a transform to come, after the frame",
        "stray bytes after a segment shorter than its length",
    ],
)
def test_oddities_are_amended(tmp_path: Path, odd: bytes, tidy: bytes) -> None:
    path = tmp_path / "picture"
    rest = _SCAN + b"\0\1\2\xff\xd9"
    path.write_bytes(b"\xff\xd8" + odd + rest)
    assert _content(path) == b"\xff\xd8" + tidy + rest
    assert path.read_bytes() == b"\xff\xd8" + odd + rest


@pytest.mark.parametrize(
    "header",
    [
        b"\xff\xff\xff" + _frame(3),
        _adobe(7) + _frame(1),
        _segment(0xE0, b"JFIF\0\x09"),
        _segment(0xEE, b"Adobe"),
        b"\xff\xc0\x00\x00",
        b"\xff\xe0",
        b"\xff\xe0\xff",
        b"\xff\x01\xff\xd9\0",
        # No shorter way through a million fill bytes may depend on where it begins.
        b"\xff" * 1_000_000,
        b"\xff" * 1_000_000 + b"\0",
    ],
    ids=itertools.count(),
)
def test_what_decoders_do_not_remark_on_stays(tmp_path: Path, header: bytes) -> None:
    path = tmp_path / "picture"
    path.write_bytes(b"\xff\xd8" + header)
    assert _content(path) == b"\xff\xd8" + header


def test_no_file_takes_a_million_amendments(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(b"\xff\xd8" + b"\xff\x01\0" * 1_000_000 + _frame(3))
    content = _content(path)
    assert len(content) == path.stat().st_size
    assert content.endswith(b"\xff\x01\0" + _frame(3))
