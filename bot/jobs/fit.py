"""Make a result fit Discord's upload limit, at the best quality that does."""

import math
from dataclasses import dataclass
from pathlib import Path

import pyvips

from bot.jobs.job import Format
from bot.jobs.pictures import SNIFFED_BYTES, sniff
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

# What a service gives: ours PNG, somebody else's the others too.
_AS_IT_IS = {"PNG": ("PNG", ".png"), "JPEG": ("JPEG", ".jpg"), "WEBP": ("WebP", ".webp")}

# JPEG first where it fits: it keeps the colors' full resolution, and those are what we are about.
_WEBPS = (_WEBP_95, _WEBP_90)
_JPEGS = (_JPEG_95, _JPEG_90)
_OPAQUE = (_JPEG_95, _WEBP_95, _JPEG_90, _WEBP_90)


def fit(result: Path, stem: str, limit: int, wanted: Format = Format.AUTO) -> Picture:
    """Return the picture in at most `limit` bytes, written beside `result` if it must change.

    A result that fits stays as it is, unless another format is wanted; otherwise the best of JPEG
    and WebP at high quality that fits; otherwise a smaller picture.

    Parameters
    ----------
    result
        A PNG, or what else a service of somebody else's gives: a JPEG or a WebP.
    stem
        The upload's name without its suffix.
    limit
        Bytes; at least a few hundred.
    wanted
        JPEG is not given to what is transparent, and WebP not to what is too large for it.
    """
    picture = _open(result)
    width, height = picture.width, picture.height
    if wanted is Format.WEBP and _webp_takes(picture, 1.0):
        encodings = _WEBPS
    elif wanted is Format.JPEG and not picture.hasalpha():
        encodings = _JPEGS
    else:
        encodings = _WEBPS if picture.hasalpha() else _OPAQUE
        wanted = Format.AUTO
    if wanted is Format.AUTO and result.stat().st_size <= limit:
        with result.open("rb") as file:
            form, suffix = _AS_IT_IS[sniff(file.read(SNIFFED_BYTES)) or "PNG"]
        return Picture(
            path=result,
            name=stem + suffix,
            width=width,
            height=height,
            format=form,
            converted=False,
            shrunk=False,
        )
    scale = 1.0
    while True:
        size = limit
        for encoding in encodings:
            if encoding.format == "WebP" and not _webp_takes(picture, scale):
                continue
            target = result.with_name(f"{result.stem}-fitted{encoding.suffix}")
            width, height = _encode(result, scale, encoding, target)
            size = target.stat().st_size
            if size <= limit:
                return Picture(
                    path=target,
                    name=stem + encoding.suffix,
                    width=width,
                    height=height,
                    format=encoding.format,
                    converted=encoding.format.lower() != wanted,
                    shrunk=scale < 1,
                )
            target.unlink()
            if size > _HOPELESS * limit:
                break
        scale *= min(0.9, math.sqrt(limit / size) * _AIM)


def _open(path: Path) -> pyvips.Image:
    picture = pyvips.Image.new_from_file(str(path), access="sequential")
    assert isinstance(picture, pyvips.Image)
    return picture


def _encode(result: Path, scale: float, encoding: _Encoding, target: Path) -> tuple[int, int]:
    picture = _open(result)
    if scale < 1:
        picture = _resized(picture, scale)
    # Without its profile, a picture in other colors than sRGB would show wrong ones.
    picture.write_to_file(str(target), keep="icc", **encoding.options)
    return picture.width, picture.height


def _resized(picture: pyvips.Image, scale: float) -> pyvips.Image:
    if not picture.hasalpha():
        return picture.resize(scale)
    # Weighted by alpha: what is transparent must not lend its color to what is seen.
    weighted = picture.premultiply().resize(scale).unpremultiply()
    return weighted.rint().cast(picture.format)


def _webp_takes(picture: pyvips.Image, scale: float) -> bool:
    width, height = picture.width * scale, picture.height * scale
    return max(width, height) <= _MOST_WEBP_SIDE and width * height <= _MOST_WEBP_PIXELS
