"""What one pass over a picture tells: see `mapping.Survey`."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.engine.area import AreaAverage, Part
from bot.engine.distinct import distinct
from bot.engine.evenly import evenly
from bot.engine.mapping import Averages, Floats, Pixels, Survey
from bot.engine.pipeline import in_order
from bot.engine.source import Picture, Strip, reduced

_THUMBNAIL = 384
# Faces are looked for in a larger one: three times, so that the small one is its exact mean.
_TIMES = 3
_SAMPLES = 6000
_MOST_COLORS = 256

Glance = tuple[Averages, Pixels]
"""What a picture looks like from afar, and the larger picture for finding people in."""


def take_survey(
    picture: Picture, threads: int = 1, from_afar: Callable[[], Glance] | None = None
) -> tuple[Survey, Pixels]:
    """Survey a picture in one pass; a second one if it is all but transparent.

    Parameters
    ----------
    picture
        A picture that is open.
    threads
        How many strips are worked on at once.
    from_afar
        Gives what a `glance` finds, and is asked for it at last; then nothing is averaged.

    Returns
    -------
    tuple[Survey, Pixels]
        The survey, and the picture at no more than 1152 pixels (h, w, 3) for finding people in.
        Averages are of encoded values, weighted by opacity.
    """
    averages = _Averages(picture) if from_afar is None else None
    samples = _Samples(picture, _spread(picture))
    colors = _Colors()

    def look(strip: Strip) -> tuple[Strip, Part | None]:
        samples.add(strip)
        return strip, None if averages is None else averages.part(strip)

    visible = 0
    for strip, part in in_order(look, picture.strips(), threads):
        if averages is not None and part is not None:
            averages.add(part)
        colors.add(strip)
        visible += strip.rgb.size // 3 if strip.alpha is None else int((strip.alpha > 0).sum())
    if np.count_nonzero(samples.visible[:, 0]) < min(visible, _SAMPLES // 4):
        samples = _Samples(picture, _visible_places(picture, visible))
        for strip in picture.strips():
            samples.add(strip)

    pixels, places = samples.result()
    distinct, counts = colors.result()
    if averages is not None:
        thumbnail, weights, overview = averages.thumbnail, averages.weights, averages.overview
    else:
        assert from_afar is not None
        seen, overview = from_afar()
        thumbnail, weights = seen.thumbnail, seen.weights
    survey = Survey(
        width=picture.width,
        height=picture.height,
        thumbnail=thumbnail,
        weights=weights,
        samples=pixels,
        places=places,
        colors=distinct,
        counts=counts,
    )
    return survey, overview


def glance(path: Path, picture: Picture) -> Callable[[], Glance] | None:
    """Prepare to look at a large JPEG from afar only, in a fourth of the time of a survey.

    Returns
    -------
    Callable[[], Glance] | None
        Looks, once, and mostly without the GIL: finds nearly what `take_survey` does, but for
        colors, which are not counted. None for other files.
    """
    small, large = _sizes(picture)
    decode = reduced(path, *large)
    if decode is None:
        return None

    def look() -> Glance:
        overview = decode()
        # Whole columns are added: a reduction over an axis so short takes four times as long.
        rows = np.add.reduce(overview.reshape(small[0], _TIMES, -1), axis=1, dtype=np.uint16)
        columns = rows.reshape(-1, _TIMES, 3).swapaxes(0, 1)
        sums = columns[0] + columns[1] + columns[2]
        thumbnail = np.rint(sums / _TIMES**2).astype(np.uint8).reshape(*small, 3)
        weights = np.ones(small, np.float32)
        return Averages(thumbnail=thumbnail, weights=weights, colors=None, counts=None), overview

    return look


def _sizes(picture: Picture) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return height and width of the thumbnail, and of the picture for finding people in."""
    scale = min(1.0, _THUMBNAIL / max(picture.height, picture.width))
    small = max(1, round(picture.height * scale)), max(1, round(picture.width * scale))
    return small, (
        min(small[0] * _TIMES, picture.height),
        min(small[1] * _TIMES, picture.width),
    )


def _spread(picture: Picture) -> npt.NDArray[np.int32]:
    """Return places (n, 2) spread evenly over the picture, in the order of rows.

    Roberts' R2 sequence, which fills a square more evenly than chance or a grid does. Of a
    picture with transparency it takes more, as many will fall on nothing.
    """
    wanted = _SAMPLES * 4 if picture.has_alpha else _SAMPLES
    if picture.width * picture.height <= wanted:
        grid = np.indices((picture.height, picture.width), dtype=np.int32)
        return grid.reshape(2, -1).T
    golden = 1.32471795724474602596
    steps = np.arange(1, wanted + 1)[:, None] * (1 / golden, 1 / golden**2)
    places = (steps % 1 * (picture.height, picture.width)).astype(np.int32)
    numbers = distinct(places[:, 0].astype(np.int64) * picture.width + places[:, 1])
    return np.stack(np.divmod(numbers, picture.width), axis=1).astype(np.int32)


def _visible_places(picture: Picture, visible: int) -> npt.NDArray[np.int32]:
    """Return places (n, 2) spread evenly over the pixels that are not fully transparent."""
    ranks = distinct(evenly(visible, _SAMPLES))
    found: list[npt.NDArray[np.int32]] = []
    seen = 0
    for strip in picture.strips():
        if strip.alpha is None:
            continue
        there = np.argwhere(strip.alpha)
        chosen = ranks[np.searchsorted(ranks, seen) : np.searchsorted(ranks, seen + len(there))]
        found.append((there[chosen - seen] + (strip.top, 0)).astype(np.int32))
        seen += len(there)
    return np.concatenate(found)


class _Averages:
    """The picture at two sizes, of which the smaller is averaged from the larger."""

    def __init__(self, picture: Picture) -> None:
        full = (picture.height, picture.width)
        small, large = _sizes(picture)
        self._has_alpha = picture.has_alpha
        bands = 4 if picture.has_alpha else 3
        self._to_large, self._to_small = (
            AreaAverage(full, large, bands),
            AreaAverage(large, small, bands),
        )
        self._large_rows = self._small_rows = 0
        self.overview: Pixels = np.empty((*large, 3), np.uint8)
        self.thumbnail: Pixels = np.empty((*small, 3), np.uint8)
        self.weights: Floats = np.empty(small, np.float32)

    def part(self, strip: Strip) -> Part:
        """Work out what a strip brings."""
        opacity = None if strip.alpha is None else strip.alpha.astype(np.float32) / np.float32(255)
        return self._to_large.part(strip.top, strip.rgb, opacity)

    def add(self, part: Part) -> None:
        """Take in the part of a strip, in their order."""
        means, opacity = self._to_large.add(part)
        if not len(means):
            return
        top, self._large_rows = self._large_rows, self._large_rows + len(means)
        self.overview[top : self._large_rows] = np.rint(means)
        part = self._to_small.part(top, means, opacity if self._has_alpha else None)
        means, opacity = self._to_small.add(part)
        top, self._small_rows = self._small_rows, self._small_rows + len(means)
        self.thumbnail[top : self._small_rows] = np.rint(means)
        self.weights[top : self._small_rows] = opacity


class _Samples:
    """Pixels at given places with their right and lower neighbors, gathered strip by strip."""

    def __init__(self, picture: Picture, places: npt.NDArray[np.int32]) -> None:
        self._places = places
        ends = (picture.height - 1, picture.width - 1)
        # Rows in each of the three are in order, so that a strip's share is a slice.
        self._where = [np.minimum(places + step, ends) for step in ((0, 0), (0, 1), (1, 0))]
        self._pixels = np.zeros((len(places), 3, 3), np.uint8)
        self.visible = np.ones((len(places), 3), np.bool_)

    def add(self, strip: Strip) -> None:
        for i, where in enumerate(self._where):
            first, last = np.searchsorted(where[:, 0], (strip.top, strip.bottom))
            rows, columns = where[first:last, 0] - strip.top, where[first:last, 1]
            self._pixels[first:last, i] = strip.rgb[rows, columns]
            if strip.alpha is not None:
                self.visible[first:last, i] = strip.alpha[rows, columns] > 0

    def result(self) -> tuple[Pixels, npt.NDArray[np.int32]]:
        """Return samples and places without those that are transparent; a neighbor that is
        counts as the border does: the pixel itself stands in.
        """
        pixels = np.where(self.visible[..., None], self._pixels, self._pixels[:, :1])
        kept = np.flatnonzero(self.visible[:, 0])
        kept = kept[evenly(len(kept), _SAMPLES)]
        return pixels[kept], self._places[kept]


class _Colors:
    """All visible colors and how often they occur, given up once there are too many."""

    def __init__(self) -> None:
        # The number of each color among the known ones, 0 for unknown. Only touched pages count.
        self._numbers: npt.NDArray[np.uint16] | None = np.zeros(1 << 24, np.uint16)
        self._known = np.zeros(0, np.uint32)
        self._counts = np.zeros(_MOST_COLORS + 1, np.int64)

    def add(self, strip: Strip) -> None:
        numbers = self._numbers
        if numbers is None:
            return
        rgb = strip.rgb.reshape(-1, 3) if strip.alpha is None else strip.rgb[strip.alpha > 0]
        packed = rgb.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
        # A look at a few pixels spares photographs the sorting of many.
        for some in (packed[::61], packed):
            new = distinct(some[numbers[some] == 0])
            if len(self._known) + len(new) > _MOST_COLORS:
                self._numbers = None
                return
            numbers[new] = np.arange(1, len(new) + 1) + len(self._known)
            self._known = np.concatenate([self._known, new])
        self._counts += np.bincount(numbers[packed], minlength=_MOST_COLORS + 1)

    def result(self) -> tuple[Pixels | None, npt.NDArray[np.int64] | None]:
        if self._numbers is None:
            return None, None
        order = np.argsort(self._known)
        known = self._known[order]
        colors = np.stack([known >> 16, known >> 8 & 255, known & 255], axis=-1)
        return colors.astype(np.uint8), self._counts[1:][order]
