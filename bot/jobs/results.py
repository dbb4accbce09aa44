"""From what the service gives to what a card shows: formats, names, palettes."""

import asyncio
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bot.api.client import MigrationClient, Submission
from bot.api.contract import Mode
from bot.jobs.colors import came_out, draw_swatches
from bot.jobs.fit import fit
from bot.jobs.job import Format, Job
from bot.jobs.reply import Done, Picture
from bot.jobs.swatches import Row

MOST_FILES: Final = 10
"""That a message can have."""


class Result(NamedTuple):
    """A picture as the service gives it, and what its file is to be called."""

    path: Path
    stem: str


def submission(job: Job, folder: Path, image: str, reference: str | None) -> Submission:
    """Return what is asked of the service for one of a job's pictures; the names are files'."""
    return Submission(
        image=folder / image,
        ref=folder / reference if reference else None,
        mode=job.mode,
        degree=job.degree,
        colors=job.colors,
        count=job.count,
        portrait_hold=job.keep_people,
    )


async def fitted(
    results: Sequence[Result], limit: int, wanted: Format, total: int | None = None
) -> list[Picture]:
    """Make results fit into `limit` bytes each and `total` bytes together.

    No two have the same name. What small pictures leave of their equal share goes to larger ones.
    """
    stems = _distinct([result.stem for result in results])
    pictures: dict[int, Picture] = {}
    by_size = sorted(range(len(results)), key=lambda place: results[place].path.stat().st_size)
    for place in by_size:
        share = limit if total is None else min(limit, total // (len(results) - len(pictures)))
        picture = await asyncio.to_thread(fit, results[place].path, stems[place], share, wanted)
        pictures[place] = picture
        if total is not None:
            total -= picture.path.stat().st_size
    return [pictures[place] for place in range(len(results))]


def _distinct(stems: Sequence[str]) -> list[str]:
    """Return the names with a number added to each that was there before."""
    names: list[str] = []
    for stem in stems:
        name, number = stem, 2
        while name in names:
            name, number = f"{stem}-{number}", number + 1
        names.append(name)
    return names


async def palettes_of(
    job: Job,
    api: MigrationClient,
    folder: Path,
    results: Sequence[Result],
    reference: str | None,
) -> Done:
    """Return the palettes of a good end, and the swatches of them, without its pictures."""
    paths = [result.path for result in results]
    reference_path = folder / reference if reference and job.mode is Mode.REF_PIC else None
    of_reference, colors = await asyncio.gather(
        came_out(api, [reference_path] if reference_path else []),
        came_out(api, paths, job.colors),
    )
    asked = job.colors
    if reference_path:
        [asked] = of_reference or [()]
    rows = [Row(colors=asked)] if asked else []
    several = len(paths) > 1
    for number, path in enumerate(paths, start=1):
        own = colors[number - 1] if colors else ()
        if several and len(paths) < MOST_FILES:
            rows.append(Row(colors=own, number=number, picture=path))
        elif own and not several:
            rows.append(Row(colors=own))
    swatches: Path | None = None
    if len(paths) < MOST_FILES:
        swatches = await draw_swatches(rows, folder, job.filesize_limit)
    return Done(swatches=swatches, asked=asked, colors=colors)


def upload_stem(filename: str) -> str:
    """Return what the results of a picture of that name are called, without number and suffix."""
    # Discord takes other letters out of a name, by which the card then would not find its file.
    plain = unicodedata.normalize("NFKD", Path(filename).stem).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^\w-]+", "_", plain)[:60].strip("_")
    return f"{stem or 'picture'}-recolored"
