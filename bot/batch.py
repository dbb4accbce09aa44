"""Recolor files from the command line, many at a time."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tqdm import tqdm

from bot.engine import (
    Auto,
    OversizedPictureError,
    PictureError,
    Recoloring,
    Reference,
    UnsupportedFormatError,
    recolor,
)
from bot.engine.cube import lookup_tables, write_cube
from bot.engine.facade import THREADS


class BatchError(ValueError):
    """Input that cannot be used; the message is one sentence for the person who typed it."""


def recolor_files(
    images: Sequence[Path],
    folder: Path,
    recoloring: Recoloring,
    table: Path | None = None,
    *,
    threads: int = THREADS,
) -> list[str]:
    """Write each picture's colorways into `folder`, with a progress bar over several pictures.

    Of a single picture the recoloring is also written as a look-up table, to the file `table` if
    one is named: several colorways to as many files, with numbers. `threads` are how many strips
    of a picture are worked on at once.

    Returns
    -------
    list[str]
        One sentence for each file that could not be made; the others are written.

    Raises
    ------
    BatchError
        Before any work, when files are missing or would be overwritten, the reference cannot be
        read, or a table is wanted of several pictures.
    """
    images = list(dict.fromkeys(images))
    targets = {image: _targets(image, folder, recoloring) for image in images}
    tables = [] if table is None else _tables(table, recoloring.count)
    reference = recoloring.mode.picture if isinstance(recoloring.mode, Reference) else None
    inputs = images if reference is None else [*images, reference]
    _check(inputs, targets)
    _check_tables(tables, inputs, folder, len(images))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BatchError(f"{folder} cannot be made a folder: {error.strerror}") from error
    complaints: list[str] = []
    bar = tqdm(images, unit="picture", disable=len(images) < 2 or not sys.stderr.isatty())
    for image in bar:
        bar.set_postfix_str(image.name)
        try:
            recolor(image, recoloring, targets[image], threads=threads)
            if tables:
                complaints += _write_tables(image, recoloring, targets[image], tables, threads)
        except PictureError as error:
            if error.path == reference:
                raise BatchError(f"the reference {reference} {_fault(error)}") from error
            complaints.append(f"{image} {_fault(error)}")
        except OSError as error:
            complaints.append(f"{image} could not be recolored: {error.strerror or error}")
    return complaints


def _targets(image: Path, folder: Path, recoloring: Recoloring) -> list[Path]:
    if not isinstance(recoloring.mode, Auto):
        return [folder / f"{image.stem}.png"]
    numbers = range(1, recoloring.count + 1)
    return [folder / f"{image.stem}-{number}.png" for number in numbers]


def _tables(table: Path, count: int) -> list[Path]:
    if count == 1:
        return [table]
    return [table.with_stem(f"{table.stem}-{number}") for number in range(1, count + 1)]


def _write_tables(
    image: Path,
    recoloring: Recoloring,
    pictures: Sequence[Path],
    tables: Sequence[Path],
    threads: int,
) -> list[str]:
    complaints: list[str] = []
    cubes = lookup_tables(image, recoloring, pictures[0].parent, threads=threads)
    for cube, picture, table in zip(cubes, pictures, tables, strict=True):
        title = "".join(c if c.isprintable() and c != '"' else "?" for c in picture.stem)
        try:
            write_cube(cube, table, title)
        except OSError as error:
            complaints.append(f"{table} could not be written: {error.strerror or error}")
    return complaints


def _check(inputs: Sequence[Path], targets: dict[Path, list[Path]]) -> None:
    for path in inputs:
        if not _is_file(path):
            raise BatchError(f"there is no file {path}")
    kept = {path.resolve() for path in inputs}
    taken: dict[Path, Path] = {}
    for image, outputs in targets.items():
        for output in outputs:
            if output.resolve() in kept:
                raise BatchError(f"{output} is an input: choose another folder")
            if output in taken:
                raise BatchError(f"{taken[output]} and {image} would both be written to {output}")
            taken[output] = image


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    # No file has such a name: it is too long.
    return False


def _check_tables(
    tables: Sequence[Path], inputs: Sequence[Path], folder: Path, images: int
) -> None:
    if tables and images > 1:
        raise BatchError(f"a table is made of one picture, and these are {images}")
    kept = {path.resolve() for path in inputs}
    for table in tables:
        if table.resolve() in kept:
            raise BatchError(f"{table} is an input: choose another name for the table")
        # The folder of the pictures will be there by then.
        if not table.parent.is_dir() and table.parent.resolve() != folder.resolve():
            raise BatchError(f"there is no folder {table.parent}")


def _fault(error: PictureError) -> str:
    match error:
        case UnsupportedFormatError():
            return "is neither a PNG nor a JPEG"
        case OversizedPictureError():
            return "has too many pixels: make it smaller"
        case _:
            return "is damaged or cut off"
