"""Make a result fit Discord's upload limit, at the best quality that does."""

import math
from dataclasses import dataclass
from pathlib import Path

import pyvips

from bot.jobs.reply import Picture

# libwebp holds the whole picture and its own planes in memory; JPEG streams, as long as its
# coding is not optimized for the picture, which would buffer it twelvefold.
_MOST_WEBP_PIXELS = 16_000_000
_MOST_WEBP_SIDE = 16_383
# When the first try is this many times too large, lower quality alone will not do.
_HOPELESS = 4
# Each round aims a little below the limit, since size does not grow quite with the pixels.
_AIM = 0.92


@dataclass(frozen=True, slots=True)
class _Encoding:
    format: str
    suffix: str
    options: dict[str, object]


_JPEG_95 = _Encoding("JPEG", ".jpg", {"Q": 95, "subsample_mode": "off"})
_JPEG_90 = _Encoding("JPEG", ".jpg", {"Q": 90, "subsample_mode": "off"})
_WEBP_95 = _Encoding("WebP", ".webp", {"Q": 95, "effort": 2})
_WEBP_90 = _Encoding("WebP", ".webp", {"Q": 90, "effort": 2})

# JPEG first where it fits: it keeps the colors' full resolution, and those are what we are about.
_OPAQUE = (_JPEG_95, _WEBP_95, _JPEG_90, _WEBP_90)
_TRANSPARENT = (_WEBP_95, _WEBP_90)


def fit(result: Path, stem: str, limit: int) -> Picture:
    """Return the picture in at most `limit` bytes, written beside `result` if it must change.

    A PNG that fits stays as it is; otherwise the best of JPEG and WebP at high quality that
    fits; otherwise a smaller picture.

    Parameters
    ----------
    result
        A PNG.
    stem
        The upload's name without its suffix.
    limit
        Bytes; at least a few hundred.
    """
    picture = _open(result)
    width, height = picture.width, picture.height
    if result.stat().st_size <= limit:
        return _picture(result, stem, "PNG", ".png", width, height, shrunk=False)
    encodings = _TRANSPARENT if picture.hasalpha() else _OPAQUE
    scale = 1.0
    while True:
        size = limit
        for encoding in encodings:
            if encoding.format == "WebP" and not _webp_takes(width * scale, height * scale):
                continue
            target = result.with_name(f"{result.stem}-fitted{encoding.suffix}")
            shown = _encode(result, scale, encoding, target)
            size = target.stat().st_size
            if size <= limit:
                return _picture(
                    target, stem, encoding.format, encoding.suffix, *shown, shrunk=scale < 1
                )
            target.unlink()
            if size > _HOPELESS * limit:
                break
        scale *= min(0.9, math.sqrt(limit / size) * _AIM)


def _open(path: Path) -> pyvips.Image:
    picture = pyvips.Image.pngload(str(path), access="sequential")
    assert isinstance(picture, pyvips.Image)
    return picture


def _encode(result: Path, scale: float, encoding: _Encoding, target: Path) -> tuple[int, int]:
    picture = _open(result)
    if scale < 1:
        picture = picture.resize(scale)
    picture.write_to_file(str(target), keep="none", **encoding.options)
    return picture.width, picture.height


def _webp_takes(width: float, height: float) -> bool:
    return max(width, height) <= _MOST_WEBP_SIDE and width * height <= _MOST_WEBP_PIXELS


def _picture(
    path: Path, stem: str, form: str, suffix: str, width: int, height: int, *, shrunk: bool
) -> Picture:
    return Picture(
        path=path, name=stem + suffix, width=width, height=height, format=form, shrunk=shrunk
    )
