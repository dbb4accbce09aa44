import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.api.contract import ContractError, ErrorCode
from bot.api.server.pictures import check_picture
from tests.api.server.conftest import encoded


def refusal_of(path: Path, content: bytes) -> ErrorCode | None:
    path.write_bytes(content)
    try:
        check_picture(path, "image")
    except ContractError as refusal:
        return refusal.code
    return None


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunks(*chunks: bytes) -> bytes:
    """A PNG with these chunks before its pixels."""
    picture = png_header(80, 80)
    return picture[:33] + b"".join(chunks) + picture[33:]


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims any size: a decompression bomb's beginning."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def jpeg_of_size(width: int, height: int) -> bytes:
    """A JPEG whose header claims any size."""
    small = bytearray(encoded(Image.new("RGB", (80, 80)), "JPEG"))
    frame = small.index(b"\xff\xc0")
    small[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(small)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "image"


@pytest.mark.parametrize("name", ["astronaut", "chelsea", "coffee", "china", "flower"])
def test_photographs_are_taken(photographs: dict[str, Path], path: Path, name: str) -> None:
    assert refusal_of(path, photographs[name].read_bytes()) is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(path: Path, mode: str) -> None:
    assert refusal_of(path, encoded(Image.new(mode, (65, 65)))) is None


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_kind_of_jpeg_is_taken(path: Path, mode: str, progressive: bool) -> None:
    picture = Image.effect_noise((200, 100), 90).convert(mode)
    assert refusal_of(path, encoded(picture, "JPEG", progressive=progressive)) is None


def test_an_animated_png_is_a_png(path: Path) -> None:
    frames = [Image.new("RGB", (80, 80), color) for color in ("red", "green", "blue")]
    moving = encoded(frames[0], save_all=True, append_images=frames[1:])
    assert b"acTL" in moving
    assert refusal_of(path, moving) is None


def test_metadata_and_what_cameras_append_do_no_harm(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "\xff\xd9" * 1000
    picture = encoded(Image.new("RGB", (80, 80)), "JPEG", exif=exif, comment=b"\xff\xd9")
    assert refusal_of(path, picture + b"appended" * 1000) is None


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((65, 65), None),
        ((64, 65), ErrorCode.ERROR_LOW_RESOLUTION),
        ((65, 64), ErrorCode.ERROR_LOW_RESOLUTION),
        ((1, 1), ErrorCode.ERROR_LOW_RESOLUTION),
        ((0, 500), ErrorCode.ERROR_LOW_RESOLUTION),
        ((9999, 9999), None),
        ((10_000, 100), ErrorCode.FILE_RESOLUTION_EXCEEDS_LIMITS),
        ((100, 10_000), ErrorCode.FILE_RESOLUTION_EXCEEDS_LIMITS),
        ((65_535, 65_535), ErrorCode.FILE_RESOLUTION_EXCEEDS_LIMITS),
    ],
)
def test_both_sides_are_larger_than_64_and_smaller_than_10000(
    path: Path, size: tuple[int, int], code: ErrorCode | None
) -> None:
    assert refusal_of(path, png_header(*size)) is code
    assert refusal_of(path, jpeg_of_size(*size)) is code


def test_a_bomb_is_known_by_its_header(path: Path) -> None:
    bomb = png_header(2**31 - 1, 2**31 - 1)
    assert refusal_of(path, bomb) is ErrorCode.FILE_RESOLUTION_EXCEEDS_LIMITS


def packed(megabytes: int) -> bytes:
    return zlib.compress(bytes(megabytes * 1024**2), 9)


@pytest.mark.parametrize(
    "chunks",
    [
        [chunk(b"zTXt", b"Comment\0\0" + packed(17))],
        [chunk(b"zTXt", b"Comment\0\0" + packed(2))] * 9,
        [chunk(b"zTXt", b"Comment\0\0" + packed(2)[:-4] + b"oops")] * 10,
        [chunk(b"iTXt", b"Comment\0\1\0en\0Kommentar\0" + packed(17))],
        [chunk(b"iCCP", b"profile\0\0" + packed(17))],
    ],
)
def test_texts_that_unpack_to_a_bomb_are_refused(path: Path, chunks: list[bytes]) -> None:
    assert refusal_of(path, with_chunks(*chunks)) is ErrorCode.ERROR_ILLEGAL_FILE


@pytest.mark.parametrize(
    "chunks",
    [
        [chunk(b"tEXt", b"workflow\0" + b"x" * 2_000_000)],
        [chunk(b"zTXt", b"workflow\0\0" + packed(8))],
        [chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + b"x" * 17 * 1024**2)],
        [chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed(8))],
        [chunk(b"iCCP", b"profile\0\0no zlib")],
        [chunk(kind, b"") for kind in (b"zTXt", b"iTXt", b"iCCP")],
    ],
)
def test_texts_of_any_usual_kind_do_no_harm(path: Path, chunks: list[bytes]) -> None:
    assert refusal_of(path, with_chunks(*chunks)) is None


def test_a_text_that_claims_four_gigabytes_is_cut_off(path: Path) -> None:
    lying = png_header(80, 80)[:33] + b"\xff\xff\xff\xffzTXt" + bytes(100)
    assert refusal_of(path, lying) is ErrorCode.FILE_DECODING_FAILURE


@pytest.mark.parametrize("form", ["GIF", "BMP", "WEBP", "TIFF", "ICO"])
def test_other_formats_are_refused(path: Path, form: str) -> None:
    content = encoded(Image.new("RGB", (80, 80)), form)
    assert refusal_of(path, content) is ErrorCode.UNSUPPORTED_FILE_TYPES


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG", b"\xff\xd8", b"<svg/>", b"%PDF-1.7", b"MZ" + bytes(100)]
)
def test_what_is_no_picture_is_refused(path: Path, content: bytes) -> None:
    assert refusal_of(path, content) is ErrorCode.UNSUPPORTED_FILE_TYPES


@pytest.mark.parametrize("name", ["astronaut", "coffee"])
@pytest.mark.parametrize("part", [0.001, 0.01, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_refused(
    photographs: dict[str, Path], path: Path, name: str, part: float
) -> None:
    whole = photographs[name].read_bytes()
    cut = whole[: int(len(whole) * part)]
    assert refusal_of(path, cut) is ErrorCode.FILE_DECODING_FAILURE


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IDAT\0\0\0\0" * 200_000,
        png_header(80, 80)[:33] + b"\0\0\0\0tEXt\0\0\0\0" * 200_000,
        png_header(80, 80)[:33] + b"\0\0\0\0IEND\0\0\0\0",
        b"\xff\xd8" + b"\xff\xe0\x00\x02" * 500_000,
        b"\xff\xd8\xff\xe0\x00\x00" + bytes(100),
        b"\xff\xd8" + b"\xff" * 2_000_000,
        b"\xff\xd8\xff\xda\x00\x02\xff\xd9",
    ],
)
def test_crafted_files_are_refused_without_much_ado(path: Path, content: bytes) -> None:
    assert refusal_of(path, content) is ErrorCode.FILE_DECODING_FAILURE


@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", b"\xff\xd8\xff"]),
    st.binary(max_size=500),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_taken_or_refused_by_the_contract(
    path: Path, start: bytes, rest: bytes
) -> None:
    refusal_of(path, start + rest)
