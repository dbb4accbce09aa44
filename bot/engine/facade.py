"""The one function that the rest of the program calls."""

from collections.abc import Generator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

from bot.engine import lut, oklab
from bot.engine.mapping import Averages, ColorMap, Pixels, Survey
from bot.engine.recoloring import Auto, Palette, Recoloring, Reference
from bot.engine.render import Mask, Unchanged, render
from bot.engine.source import Picture, Scratch, open_picture
from bot.engine.survey import glance, take_survey

THREADS = 2
# Decoded pictures up to this size stay in memory, larger ones go to a file.
_SCRATCH_BYTES = 4 << 20
# Loaded when the mode is first asked for.
_PACKAGES = {
    Palette: "bot.engine.palette",
    Reference: "bot.engine.reference",
    Auto: "bot.engine.auto",
}


def recolor(
    source: Path,
    recoloring: Recoloring,
    destinations: Sequence[Path],
    *,
    threads: int = THREADS,
) -> None:
    """Recolor a PNG or JPEG file into PNG files of the same size.

    The picture comes upright and in sRGB, transparency is kept to the bit, and no metadata is.
    The same request gives the same pixels, whatever the number of threads. Decoded pictures lie
    in temporary files beside the first destination.

    Parameters
    ----------
    source
        A PNG or JPEG file; its bytes count, not its name.
    recoloring
        What to do. At degree 0 every pixel is kept.
    destinations
        One file for each picture that comes back (`Recoloring.count`). They appear when all are
        complete; an error leaves none behind.
    threads
        How many strips are worked on at once.

    Raises
    ------
    PictureError
        The picture or the reference cannot be taken: see `bot.engine.errors`.
    OSError
        A file cannot be read or written.
    ValueError
        The number of destinations is wrong.
    """
    if len(destinations) != recoloring.count:
        raise ValueError(f"{recoloring.count} pictures need as many destinations")
    folder = destinations[0].parent
    with prepared(source, recoloring, folder, threads) as (picture, maps, people):
        render(picture, maps, destinations, mask=people, threads=threads)


class Prepared(NamedTuple):
    """A picture that is open, and what is to become of it."""

    picture: Picture
    maps: Sequence[ColorMap]
    """One for each picture that comes back; they go as far as is asked for."""
    people: Mask | None
    """Where colors do not move; None where there is nobody, or nobody is to be held."""


@contextmanager
def prepared(
    source: Path,
    recoloring: Recoloring,
    folder: Path,
    threads: int = THREADS,
    *,
    with_wash: bool = True,
) -> Generator[Prepared]:
    """Open a file, choose its color maps, and keep it open; arguments and errors as `recolor`'s.

    `folder` is where temporary files may lie. Without a wash, a reference's colors do not drift
    from place to place.
    """
    with _scratch(folder) as scratch:
        picture = open_picture(source, scratch)
        maps: Sequence[ColorMap] = [Unchanged()] * recoloring.count
        people: Mask | None = None
        if recoloring.degree > 0:
            with ThreadPoolExecutor(1, thread_name_prefix="beside") as beside:
                seen, overview = _look(source, picture, recoloring, threads, beside)
                finding = beside.submit(_find_people, picture, overview, recoloring)
                maps = _choose_maps(seen, recoloring, folder, threads, with_wash) or maps
                people = finding.result()
        if recoloring.degree < 1:
            maps = [color_map.toward(recoloring.degree) for color_map in maps]
        yield Prepared(picture, maps, people)


def _look(
    source: Path, picture: Picture, recoloring: Recoloring, threads: int, beside: Executor
) -> tuple[Averages, Pixels]:
    """Survey a picture; large JPEG files from afar, and for auto that is all.

    The look from afar is taken beside what else there is to do: loading what the mode needs, and
    decoding the whole, or for auto its first part. It is prepared before, as a thread that has
    many calls to make waits for the interpreter at each.
    """
    look = glance(source, picture)
    looking = None if look is None else beside.submit(look)
    import_module(_PACKAGES[type(recoloring.mode)])
    if isinstance(recoloring.mode, Auto):
        lut.load()
    oklab.gamut_table()
    if looking is None:
        return take_survey(picture, threads)
    if isinstance(recoloring.mode, Auto):
        picture.read_ahead()
        return looking.result()
    return take_survey(picture, threads, looking.result)


def _find_people(picture: Picture, overview: Pixels, recoloring: Recoloring) -> Mask | None:
    if not recoloring.portrait_hold:
        return None
    from bot.engine.portrait import find_people

    return find_people(overview, picture.width, picture.height)


def _choose_maps(
    seen: Averages, recoloring: Recoloring, folder: Path, threads: int, with_wash: bool
) -> Sequence[ColorMap]:
    """Return the maps; none where there is nothing to see, in the picture or in the reference."""
    if seen.is_blank:
        return []
    if isinstance(recoloring.mode, Auto):
        from bot.engine.auto import auto_maps

        return auto_maps(seen, recoloring.mode.count)
    # Only auto makes do with less.
    assert isinstance(seen, Survey)
    match recoloring.mode:
        case Palette(colors):
            from bot.engine.palette import palette_map

            return [palette_map(seen, colors)]
        case Reference(picture):
            from bot.engine.reference import reference_map

            with _scratch(folder) as scratch:
                reference, _ = take_survey(open_picture(picture, scratch), threads)
            if reference.is_blank:
                return []
            return [reference_map(seen, reference, with_wash=with_wash)]


@contextmanager
def _scratch(folder: Path) -> Generator[Scratch]:
    with SpooledTemporaryFile(max_size=_SCRATCH_BYTES, dir=str(folder)) as file:
        yield file
