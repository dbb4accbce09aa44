"""Recolor files from the command line, many at a time."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bot.engine import PictureError, Recoloring, UnsupportedFormatError, recolor


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
        Before any work, when files are missing or would be overwritten.
    """
    targets = {image: _targets(image, folder, recoloring.count) for image in images}
    _check(images, targets)
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
        except UnsupportedFormatError:
            complaints.append(f"{image} is neither a PNG nor a JPEG")
        except PictureError:
            complaints.append(f"{image} is damaged or cut off")
        except OSError as error:
            complaints.append(f"{image} could not be recolored: {error.strerror or error}")
    return complaints


def _targets(image: Path, folder: Path, count: int) -> list[Path]:
    if count == 1:
        return [folder / f"{image.stem}.png"]
    return [folder / f"{image.stem}-{number}.png" for number in range(1, count + 1)]


def _check(images: Sequence[Path], targets: dict[Path, list[Path]]) -> None:
    for image in images:
        if not image.is_file():
            raise BatchError(f"there is no file {image}")
    inputs = {image.resolve() for image in images}
    taken: dict[Path, Path] = {}
    for image, outputs in targets.items():
        for output in outputs:
            if output.resolve() in inputs:
                raise BatchError(f"{output} is an input: choose another folder")
            if output in taken:
                raise BatchError(f"{taken[output]} and {image} would both be written to {output}")
            taken[output] = image
