"""A look-up table whose displacement follows the picture's lightness, not its noise."""

import numpy as np

from bot.engine.lut import Lut
from bot.engine.mapping import Floats, Pixels

# A pixel's color depends on so many rows above and below it: two boxes of three and a linear
# interpolation, at half the size.
REACH = 8
# Columns a tile: its planes stay in the cache.
_TILE = 512
# Variance of the guide, in codes squared, below which it is taken for noise.
_NOISE = 30.0
_LUMA = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


class GuidedLut:
    """Applies a table to the picture at half its size, and carries the change up to full size.

    How far a color moves is fitted, around each pixel, as a linear function of its luma: edges
    and texture stay sharp, while noise and the blocks of JPEG, which a steep table would amplify,
    are averaged out.

    References
    ----------
    He, Sun, Tang (2013), "Guided image filtering"; He, Sun (2015), "Fast guided filter".
    """

    reach = REACH

    def __init__(self, lut: Lut) -> None:
        self.lut = lut

    def apply(self, strip: Pixels, top: int, above: int = 0, below: int = 0) -> Pixels:
        """Recolor whole rows of the picture.

        Parameters
        ----------
        strip
            (above + h + below, width, 3): the rows to recolor, with rows around them that are
            only looked at.
        top
            The number, in the picture, of the first row to recolor.
        above, below
            How many rows are only looked at. The result is what the whole picture would give if
            these are `reach`, or fewer at the picture's border.

        Returns
        -------
        Pixels
            (h, width, 3), a new array.
        """
        height, width = strip.shape[:2]
        result = np.empty((height - above - below, width, 3), dtype=np.uint8)
        odd = (top - above) % 2
        for left in range(0, width, _TILE):
            right = min(left + _TILE, width)
            before, after = max(left - REACH, 0), min(right + REACH, width)
            tile = strip[:, before:after]
            pad = ((odd, (height + odd) % 2), (0, (after - before) % 2), (0, 0))
            done = self._recolor(np.pad(tile, pad, mode="edge"))
            rows = slice(odd + above, odd + height - below)
            result[:, left:right] = done[rows, left - before : right - before]
        return result

    def _recolor(self, tile: Pixels) -> Pixels:
        """Recolor a tile of even height and width, (h, w, 3)."""
        planes = np.ascontiguousarray(np.moveaxis(tile, -1, 0), dtype=np.float32)
        small = planes[:, ::2] + planes[:, 1::2]
        small = small[..., ::2] + small[..., 1::2]
        codes = np.moveaxis((small * 0.25 + 0.5).astype(np.uint8), 0, -1)
        small = np.moveaxis(codes, -1, 0).astype(np.float32)
        moves = np.moveaxis(self.lut.apply(codes), -1, 0) - small
        slopes_and_offsets = _fit(np.tensordot(_LUMA, small, axes=1), moves)
        grown = _twice_as_large(slopes_and_offsets)
        slopes, offsets = grown[:3], grown[3:]
        slopes *= np.tensordot(_LUMA, planes, axes=1)
        planes += slopes
        planes += offsets
        planes += 0.5
        np.clip(planes, 0, 255, out=planes)
        return np.moveaxis(planes.astype(np.uint8), 0, -1)


def _fit(guide: Floats, moves: Floats) -> Floats:
    """Fit moves (3, h, w) by a linear function of the guide (h, w) around each pixel.

    Returns (6, h, w): the slopes, then the offsets, of the three channels.
    """
    means = np.empty((8, *guide.shape), dtype=np.float32)
    means[0] = guide
    np.multiply(guide, guide, out=means[1])
    means[2:5] = moves
    np.multiply(moves, guide, out=means[5:])
    means = _box(means)
    guide, moves = means[0], means[2:5]
    variance = means[1] - guide * guide
    variance += _NOISE
    fitted = np.empty((6, *guide.shape), dtype=np.float32)
    slopes, offsets = fitted[:3], fitted[3:]
    np.multiply(guide, moves, out=slopes)
    np.subtract(means[5:], slopes, out=slopes)
    slopes /= variance
    np.multiply(slopes, guide, out=offsets)
    np.subtract(moves, offsets, out=offsets)
    return _box(fitted)


def _box(planes: Floats) -> Floats:
    """Average planes (n, h, w) over 3 by 3 pixels; the border counts on beyond itself."""
    tall = np.empty_like(planes)
    np.add(planes[:, :-2], planes[:, 2:], out=tall[:, 1:-1])
    tall[:, 0] = planes[:, 0] + planes[:, min(1, planes.shape[1] - 1)]
    tall[:, -1] = planes[:, -1] + planes[:, max(-2, -planes.shape[1])]
    tall += planes
    wide = np.empty_like(planes)
    np.add(tall[..., :-2], tall[..., 2:], out=wide[..., 1:-1])
    wide[..., 0] = tall[..., 0] + tall[..., min(1, planes.shape[2] - 1)]
    wide[..., -1] = tall[..., -1] + tall[..., max(-2, -planes.shape[2])]
    wide += tall
    wide *= 1 / 9
    return wide


def _twice_as_large(planes: Floats) -> Floats:
    """Interpolate planes (n, h, w) linearly to (n, 2 h, 2 w)."""
    count, height, width = planes.shape
    tall = np.empty((count, 2 * height, width), dtype=np.float32)
    _interleave(planes.swapaxes(1, 2), tall.swapaxes(1, 2))
    full = np.empty((count, 2 * height, 2 * width), dtype=np.float32)
    _interleave(tall, full)
    return full


def _interleave(samples: Floats, result: Floats) -> None:
    """Write what lies a quarter before and a quarter after each sample of the last axis."""
    quarter = samples * np.float32(0.25)
    main = samples - quarter
    np.add(main[..., 1:], quarter[..., :-1], out=result[..., 2::2])
    np.add(main[..., :-1], quarter[..., 1:], out=result[..., 1:-1:2])
    result[..., 0], result[..., -1] = samples[..., 0], samples[..., -1]
