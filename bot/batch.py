"""Recolor files from the command line, many at a time."""

import sys
from collections.abc import Sequence
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


class BatchError(ValueError):
    """Input that cannot be used; the message is one sentence for the person who typed it."""


def recolor_files(images: Sequence[Path], folder: Path, recoloring: Recoloring) -> list[str]:
    """Write each picture's colorways into `folder`, with a progress bar over several pictures.

    Returns
    -------
    list[str]
        One sentence for each picture that could not be recolored; the others are written.

    Raises
    ------
    BatchError
        Before any work, when files are missing or would be overwritten, or the reference cannot
        be read.
    """
    images = list(dict.fromkeys(images))
    targets = {image: _targets(image, folder, recoloring) for image in images}
    reference = recoloring.mode.picture if isinstance(recoloring.mode, Reference) else None
    _check(images if reference is None else [*images, reference], targets)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BatchError(f"{folder} cannot be made a folder: {error.strerror}") from error
    complaints: list[str] = []
    bar = tqdm(images, unit="picture", disable=len(images) < 2 or not sys.stderr.isatty())
    for image in bar:
        bar.set_postfix_str(image.name)
        try:
            recolor(image, recoloring, targets[image])
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


def _check(inputs: Sequence[Path], targets: dict[Path, list[Path]]) -> None:
    for path in inputs:
        if not path.is_file():
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


def _fault(error: PictureError) -> str:
    match error:
        case UnsupportedFormatError():
            return "is neither a PNG nor a JPEG"
        case OversizedPictureError():
            return "has too many pixels: make it smaller"
        case _:
            return "is damaged or cut off"
