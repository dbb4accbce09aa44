"""What is no PNG or JPEG, is damaged, or would take too much memory, is refused as such."""

import io
import struct
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import pyvips
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.engine import source
from bot.engine.errors import (
    OversizedPictureError,
    UndecodablePictureError,
    UnsupportedFormatError,
)
from tests.engine.files import SIGNATURE, opened, png_bytes, read


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF", "BMP", "PDF", "PPM", "ICO"])
def test_other_formats_are_refused(tmp_path: Path, kind: str) -> None:
    Image.new("RGB", (30, 30), "red").save(tmp_path / "picture.png", kind)
    with pytest.raises(UnsupportedFormatError):
        read(tmp_path / "picture.png")


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "picture.png").write_bytes(data)
    with pytest.raises(UnsupportedFormatError):
        read(tmp_path / "picture.png")


@pytest.mark.parametrize("sign", [SIGNATURE, b"\xff\xd8\xff\xe0"])
@pytest.mark.parametrize("rest", [b"", b"\0" * 1000, bytes(range(256)) * 8])
def test_garbage_after_the_signature_is_damage(tmp_path: Path, sign: bytes, rest: bytes) -> None:
    (tmp_path / "picture.png").write_bytes(sign + rest)
    with pytest.raises(UndecodablePictureError):
        read(tmp_path / "picture.png")


@cache
def _encoded(kind: str) -> bytes:
    noise = np.random.default_rng(2).integers(0, 256, (300, 400, 3), np.uint8)
    file = io.BytesIO()
    if kind == "PNG":
        Image.fromarray(noise).save(file, "PNG")
    else:
        Image.fromarray(noise).save(file, "JPEG", progressive=kind == "progressive JPEG")
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "progressive JPEG"])
def test_a_file_cut_anywhere_is_damaged(tmp_path: Path, kind: str) -> None:
    data = _encoded(kind)
    whole = tmp_path / "whole"
    whole.write_bytes(data)
    read(whole)
    # A PNG without its last chunk, which is empty, lacks nothing.
    last = len(data) - 20
    for length in (8, 20, 33, 60, 500, len(data) // 3, len(data) // 2, len(data) - 3000, last):
        path = tmp_path / "cut"
        path.write_bytes(data[:length])
        with pytest.raises(UndecodablePictureError):
            read(path)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "progressive JPEG"])
@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_is_called_so(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    damaged = bytearray(_encoded(kind))
    places = st.one_of(st.integers(8, 700), st.integers(8, len(damaged) - 1))
    for place, value in data.draw(
        st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=9)
    ):
        damaged[place] = value
    path = tmp_path_factory.mktemp("damaged") / "picture"
    path.write_bytes(damaged)
    try:
        rgb, _ = read(path)
    except (UndecodablePictureError, OversizedPictureError) as error:
        assert error.path == path
        return
    assert rgb.size > 0


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG"])
def test_half_a_picture_is_damaged_even_if_an_end_is_put_to_it(tmp_path: Path, kind: str) -> None:
    data = _encoded(kind)
    path = tmp_path / "half"
    path.write_bytes(data[: len(data) // 2] + b"\xff\xd9")
    with pytest.raises(UndecodablePictureError):
        read(path)


def _odd(data: bytes, oddity: str) -> bytes:
    """Give a JPEG file an oddity; its first segment is JFIF's, of 18 bytes with its marker."""
    if oddity == "bytes between segments":
        return data[:20] + b"\0\1\2" + data[20:]
    return data[:11] + b"\x09" + data[12:]


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG"])
@pytest.mark.parametrize("oddity", ["bytes between segments", "a revision to come"])
def test_oddities_before_the_pixels_do_no_harm(tmp_path: Path, kind: str, oddity: str) -> None:
    data = _encoded(kind)
    whole, odd = tmp_path / "whole", tmp_path / "odd"
    whole.write_bytes(data)
    odd.write_bytes(_odd(data, oddity))
    np.testing.assert_array_equal(read(odd)[0], read(whole)[0])
    # Nor does it make the next picture look harmless.
    odd.write_bytes(data[: len(data) // 10] + b"\xff\xd9")
    with pytest.raises(UndecodablePictureError):
        read(odd)


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG"])
@pytest.mark.parametrize("oddity", ["bytes between segments", "a revision to come"])
def test_an_oddity_does_not_hide_damage(tmp_path: Path, kind: str, oddity: str) -> None:
    data = _odd(_encoded(kind), oddity)
    path = tmp_path / "half"
    path.write_bytes(data[: len(data) // 2] + b"\xff\xd9")
    with pytest.raises(UndecodablePictureError):
        read(path)


def test_padding_after_a_scan_is_damage_only_where_it_might_be(tmp_path: Path) -> None:
    # Within a progressive file's scans, changed bytes look just like it.
    path = tmp_path / "padded"
    for kind in ("JPEG", "progressive JPEG"):
        data = _encoded(kind)
        path.write_bytes(data[:-2] + bytes(50) + data[-2:])
        if kind == "JPEG":
            assert read(path)[0].shape == (300, 400, 3)
        else:
            with pytest.raises(UndecodablePictureError):
                read(path)


@pytest.mark.parametrize("remark", ["", "extraneous bytes before marker", "premature end of file"])
def test_what_is_remarked_on_in_other_threads_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remark: str
) -> None:
    # All threads write into the text that errors take with them.
    monkeypatch.setattr(pyvips.Error, "__str__", lambda _: remark)
    data = _encoded("JPEG")
    odd, damaged = tmp_path / "odd", tmp_path / "damaged"
    odd.write_bytes(_odd(data, "bytes between segments"))
    damaged.write_bytes(data[: len(data) // 10] + b"\xff\xd9")
    assert read(odd)[0].shape == (300, 400, 3)
    with pytest.raises(UndecodablePictureError):
        read(damaged)


def test_bytes_after_the_end_do_no_harm(tmp_path: Path) -> None:
    for kind in ("PNG", "JPEG"):
        path = tmp_path / "picture"
        path.write_bytes(_encoded(kind) + b"PK\x03\x04<script>%PDF-1.7" * 100)
        assert read(path)[0].shape == (300, 400, 3)


@pytest.mark.parametrize("place", ["header", "pixels"])
def test_a_wrong_checksum_is_damage(tmp_path: Path, place: str) -> None:
    data = bytearray(_encoded("PNG"))
    data[29 if place == "header" else -14] ^= 1
    (tmp_path / "picture.png").write_bytes(data)
    with pytest.raises(UndecodablePictureError):
        read(tmp_path / "picture.png")


def test_a_header_that_claims_too_much_is_refused_before_any_pixel(tmp_path: Path) -> None:
    sides = ((100_000, 100_000), (1_000_000, 50), (50, 1_000_000))
    huge = [png_bytes(*side, depth=8, color=2, rows=[]) for side in sides]
    jpeg = _encoded("progressive JPEG")
    sizes = struct.pack(">HH", 300, 400)
    assert jpeg.count(sizes) == 1
    for data in (*huge, jpeg.replace(sizes, struct.pack(">HH", 65000, 65000))):
        (tmp_path / "picture").write_bytes(data)
        with pytest.raises(OversizedPictureError, match="too many"):
            opened(tmp_path / "picture")


def test_what_no_decoder_can_stream_has_a_limit_of_its_own(
    photographs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photograph = Image.open(photographs["chelsea"])
    pixels = photograph.width * photograph.height
    photograph.save(tmp_path / "plain.jpg")
    photograph.save(tmp_path / "halved.jpg", progressive=True)
    photograph.save(tmp_path / "full.jpg", progressive=True, subsampling=0)
    pyvips.Image.pngload(str(photographs["chelsea"])).pngsave(
        str(tmp_path / "interlaced.png"), interlace=True
    )
    monkeypatch.setattr(source, "MOST_BYTES", 3 * pixels)
    for name in ("plain.jpg", "halved.jpg", "interlaced.png"):
        assert opened(tmp_path / name).width == photograph.width
    with pytest.raises(OversizedPictureError, match="too many"):
        opened(tmp_path / "full.jpg")
    monkeypatch.setattr(source, "MOST_BYTES", 3 * pixels - 1)
    for name in ("halved.jpg", "interlaced.png"):
        with pytest.raises(OversizedPictureError, match="too many"):
            opened(tmp_path / name)


def test_a_missing_file_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "nowhere.png")
