"""JPEG headers without the oddities that libjpeg remarks on though no pixel suffers from them.

All its other remarks mean damage: it paints what is missing gray, or skips what it cannot make out.
Which remark it was, libvips tells only in a text that all threads write into, and of each file only
the first. So oddities are amended beforehand, and then any remark counts. That refuses a sound file
whose progressive scans are followed by padding, too: damage within a scan looks just like it.

References: ITU-T T.81, annex B; T.871 (JFIF); T.872, section 6.5.3 (Adobe's marker).
"""

import mmap
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

# Any number of 0xFF may stand before a marker's code; the last of them is found.
_MARKER = re.compile(rb"\xff([^\x00\xff])")
_FILL = b"\xff"
# No camera writes so many segments. What comes after them is left as it is.
_MOST_SEGMENTS = 5000
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The codes of markers whose segments tell the picture's size."""
STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""The codes of markers that no segment follows."""
START_OF_SCAN = 0xDA
"""The code of the marker that the first compressed data follow."""
_END_OF_IMAGE = 0xD9
_JFIF, _ADOBE = 0xE0, 0xEE
# By the number of channels, the color transforms that there are; others count as the last of them.
_TRANSFORMS = {3: b"\0\1", 4: b"\0\2"}


@contextmanager
def tidied(path: Path) -> Generator[BinaryIO]:
    """Open a JPEG file, or a copy without oddities if it has any, at its start.

    The copy lies in the system's folder of temporary files.

    Raises
    ------
    OSError
        The file cannot be read, or the copy not be written.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        amendments = list(_amendments(data))
        if not amendments:
            yield file
            return
        with TemporaryFile() as copy:
            copy.write(data)
            for place, instead in amendments:
                copy.seek(place)
                copy.write(instead)
            copy.seek(0)
            yield copy


def _amendments(data: mmap.mmap) -> Iterator[tuple[int, bytes]]:
    """Yield what to overwrite, and where, in the segments before the first scan."""
    end = 2
    adobe: int | None = None
    transforms: bytes | None = None
    for _ in range(_MOST_SEGMENTS):
        marker = _MARKER.search(data, end)
        if marker is None:
            return
        # Stray bytes between segments become fill bytes, which may stand there.
        if data[end : marker.start()].strip(_FILL):
            yield end, _FILL * (marker.start() - end)
        code, start, end = marker[1][0], marker.end() + 2, marker.end()
        if code in {START_OF_SCAN, _END_OF_IMAGE}:
            break
        if code in STANDALONE:
            continue
        # A length counts itself.
        end += max(2, int.from_bytes(data[end:start]))
        segment = data[start : min(start + 12, end)]
        if code == _JFIF and end - start >= 14 and segment.startswith(b"JFIF\0"):
            # Revisions to come are read as the first is.
            if segment[5] != 1:
                yield start + 5, b"\1"
        elif code == _ADOBE and len(segment) == 12 and segment.startswith(b"Adobe"):
            adobe = start + 11
        elif code in START_OF_FRAME and len(segment) >= 6:
            transforms = _TRANSFORMS.get(segment[5])
    if adobe is not None and transforms is not None and data[adobe] not in transforms:
        yield adobe, transforms[-1:]
