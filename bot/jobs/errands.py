"""What a job makes besides recolorings: comparisons, look-up tables, palettes."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pyvips

from bot.api.contract import Mode
from bot.api.failures import RequestRejectedError, ServiceGoneError
from bot.jobs.colors import draw_swatches, main_colors
from bot.jobs.compare import compare
from bot.jobs.disk import is_full
from bot.jobs.fit import fit
from bot.jobs.job import Attachment, Job, Work
from bot.jobs.reply import Done, Picture, Table
from bot.jobs.results import submission, upload_stem
from bot.jobs.service import job_error
from bot.jobs.swatches import Row
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import Workshop


class Errand:
    """Makes something for one job. Its pictures are files in `folder`."""

    def __init__(self, job: Job, workshop: Workshop, folder: Path) -> None:
        self._job = job
        self._workshop = workshop
        self._folder = folder

    async def run(self, images: Sequence[str], reference: str | None) -> Done:
        """Make it from files of these names.

        Raises
        ------
        JobError
            When it cannot be made.
        """
        try:
            match self._job.work:
                case Work.COMPARE:
                    return await self._comparisons(images)
                case Work.TABLE:
                    return await self._tables(images, reference)
                case _:
                    return await self._colors(images)
        except ServiceGoneError as error:
            # It may be a service of somebody else's, which keeps to the contract.
            raise JobError(Trouble.SERVICE_CANNOT, work=self._job.work.value) from error

    async def _comparisons(self, images: Sequence[str]) -> Done:
        job, pictures = self._job, list[Picture]()
        befores = [*images] if len(images) > 1 else [*images] * len(job.results)
        for number, (before, result) in enumerate(zip(befores, job.results, strict=False), 1):
            after = await self._workshop.attachments.fetch(result, self._folder / f"after-{number}")
            stem = f"{Path(result.filename).stem}-compared"
            target = self._folder / f"{stem}.jpg"
            await asyncio.to_thread(compare, self._folder / before, after, job.labels, target)
            pictures.append(await asyncio.to_thread(fit, target, stem, job.filesize_limit))
        return Done(pictures=pictures)

    async def _tables(self, images: Sequence[str], reference: str | None) -> Done:
        job, tables = self._job, list[Table]()
        numbers = [job.pick] if job.pick else range(1, job.count + 1)
        numbers = numbers if job.mode is Mode.AUTO else [1]
        is_only = len(job.pictures) * len(numbers) == 1
        for image, attachment in zip(images, job.pictures, strict=True):
            asked = submission(job, self._folder, image, reference)
            for number in numbers:
                table = await self._workshop.api.lookup_table(asked, number)
                stem = upload_stem(attachment.filename)
                stem = stem if is_only else f"{stem}-{len(tables) + 1}"
                path = self._folder / f"{stem}.cube"
                await asyncio.to_thread(path.write_text, table.cube, "ascii")
                tables.append(
                    Table(path=path, mean_error=table.mean_error, tail_error=table.tail_error)
                )
        return Done(tables=tables)

    async def _colors(self, images: Sequence[str]) -> Done:
        """Find the main colors of each picture; one that has none is among the failures."""
        came, paths, colors = list[Attachment](), list[Path](), list[tuple[str, ...]]()
        failures: list[JobError] = []
        for image, attachment in zip(images, self._job.pictures, strict=True):
            path = self._folder / image
            try:
                colors.append(await self._colors_of(path, attachment.filename))
            except JobError as error:
                failures.append(error)
            else:
                came.append(attachment)
                paths.append(path)
        if not came:
            raise failures[0]
        several = len(paths) > 1
        rows = [
            Row(colors=own, number=number if several else None, picture=path if several else None)
            for number, (path, own) in enumerate(zip(paths, colors, strict=True), start=1)
        ]
        swatches = await draw_swatches(rows, self._folder, self._job.filesize_limit)
        return Done(swatches=swatches, colors=colors, sources=came, failures=failures)

    async def _colors_of(self, path: Path, filename: str) -> tuple[str, ...]:
        """Find the main colors of a picture.

        Raises
        ------
        JobError
            When the picture is at fault. The service's own failures end the whole job.
        """
        try:
            found = await main_colors(self._workshop.api, path, self._job.count)
        except RequestRejectedError as error:
            raise job_error(error, filename) from error
        except pyvips.Error as error:
            if is_full(error):
                raise
            raise JobError(Trouble.PICTURE_DAMAGED, file=filename) from error
        if not found:
            raise JobError(Trouble.NO_COLORS, file=filename)
        return found
