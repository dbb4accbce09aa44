"""A job's run: fetch, submit, wait, deliver. A DBOS workflow, resumed where a crash cut it off."""

import asyncio
import logging
import re
import secrets
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from dbos import DBOS, SetWorkflowID

from bot import logs
from bot.api.client import Submission
from bot.api.contract import TaskStatus
from bot.api.failures import MigrationError
from bot.api.reading import TaskState, Ticket
from bot.jobs.fit import fit
from bot.jobs.job import Job, Record
from bot.jobs.reply import Done, Ending, Picture, Reply, State, UploadTooLargeError
from bot.jobs.service import job_error
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import Workshop, at_work

log = logging.getLogger(__name__)

Made = TypeVar("Made")

# A reply can be edited for 15 minutes: the sentence for a time-out must still go into it.
WAIT_SECONDS = 13 * 60

_FRESH_URLS_SECONDS = 60

MOST_PICTURES = 10
"""Files that a message can have."""

# When Discord refuses a size that its own limit allows, half of it is tried, this often.
_UPLOADS = 3

_STATES = {TaskStatus.QUEUING: State.QUEUED, TaskStatus.PROCESSING: State.RECOLORING}


async def start(job: Job) -> None:
    """Record the job and begin it; starting it again changes nothing."""
    with SetWorkflowID(job.id):
        await DBOS.start_workflow_async(run_job, job.record())


@DBOS.workflow(name="job")
async def run_job(record: Record) -> str | None:
    """Run a job to its end and return what became of its last message."""
    job = Job.from_record(record)
    with logs.about(job=job.id, guild=job.guild_id or "-"):
        async with at_work() as workshop:
            return await _Run(job, workshop).run()


class _Run:
    def __init__(self, job: Job, workshop: Workshop) -> None:
        self._job = job
        self._workshop = workshop
        self._reply: Reply = workshop.replies(job)
        self._folder = workshop.folder / job.id

    async def run(self) -> str | None:
        if not await self._reply.ready():
            log.info("another process answers")
            return None
        try:
            ending = await self._recolor()
        except JobError as error:
            log.warning("no picture: %s", error)
            ending = await self._apologize(error)
        await self._step("clean up", self._clean_up)
        log.info("ended: %s", ending)
        return ending

    async def _recolor(self) -> str:
        image, reference = await self._step("fetch", self._fetch)
        ticket = await self._step("submit", lambda: self._submit(image, reference))
        await self._step("wait", lambda: self._wait(ticket))
        return await self._step("deliver", lambda: self._deliver(ticket))

    async def _apologize(self, error: JobError) -> str:
        try:
            return await self._step("apologize", lambda: self._reply.finish(error))
        except JobError:
            return Ending.UNDELIVERED

    async def _fetch(self) -> tuple[str, str | None]:
        """Bring the pictures here and return the names of their files."""
        self._folder.mkdir(parents=True, exist_ok=True)
        fetch = self._workshop.attachments.fetch
        image = await fetch(self._job.image, self._folder / "image")
        if self._job.reference is None:
            return image.name, None
        reference = await fetch(self._job.reference, self._folder / "reference")
        return image.name, reference.name

    async def _submit(self, image: str, reference: str | None) -> Ticket:
        """Send the pictures once: after a crash in between, nobody knows whether they arrived."""
        try:
            (self._folder / "submitted").touch(exist_ok=False)
        except FileExistsError:
            raise JobError(Trouble.SUBMIT_UNANSWERED, file=self._job.image.filename) from None
        except FileNotFoundError:
            # A restart took the disk along.
            raise JobError(Trouble.ATTACHMENT_GONE, file=self._job.image.filename) from None
        job = self._job
        ticket = await self._workshop.api.submit(
            Submission(
                image=self._folder / image,
                ref=self._folder / reference if reference else None,
                mode=job.mode,
                degree=job.degree,
                colors=job.colors,
                count=job.count,
                portrait_hold=job.keep_people,
            )
        )
        log.info("submitted as task %s", ticket.task_id)
        return ticket

    async def _wait(self, ticket: Ticket) -> None:
        async def show(state: TaskState) -> None:
            if state.status in _STATES:
                await self._reply.show(_STATES[state.status])

        if not ticket.image_urls:
            await show(TaskState(ticket.status))
        await self._workshop.api.wait(ticket, show, WAIT_SECONDS)

    async def _deliver(self, ticket: Ticket) -> str:
        await self._reply.show(State.UPLOADING)
        results = await self._download(ticket)
        limit = self._job.filesize_limit
        for _ in range(_UPLOADS):
            pictures = await self._fit(results, limit)
            try:
                return await self._reply.finish(Done(pictures=pictures))
            except UploadTooLargeError:
                limit //= 2
        raise JobError(Trouble.UPLOAD_REFUSED)

    async def _download(self, ticket: Ticket) -> list[Path]:
        """Fetch the results, by URLs that are asked for again: old ones may have expired."""

        async def ignore(_: TaskState) -> None:
            return

        self._folder.mkdir(parents=True, exist_ok=True)
        api = self._workshop.api
        urls = (await api.wait(ticket, ignore, _FRESH_URLS_SECONDS))[:MOST_PICTURES]
        results = [self._folder / f"result-{number}.png" for number in range(1, len(urls) + 1)]
        for url, result in zip(urls, results, strict=True):
            await api.download(url, result)
        return results

    async def _fit(self, results: list[Path], limit: int) -> list[Picture]:
        stem = upload_stem(self._job.image.filename)
        stems = [f"{stem}-{number}" for number in range(1, len(results) + 1)]
        if len(results) == 1:
            stems = [stem]
        return [
            await asyncio.to_thread(fit, path, name, limit)
            for path, name in zip(results, stems, strict=True)
        ]

    async def _clean_up(self) -> None:
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def _step(self, name: str, work: Callable[[], Awaitable[Made]]) -> Made:
        """Do `work` unless it is recorded as done; what it cannot have foreseen is a bug."""

        async def typed() -> Made:
            try:
                return await work()
            except JobError:
                raise
            except MigrationError as error:
                raise self._service_failure(error) from error
            except Exception as error:
                reference = secrets.token_hex(4)
                log.exception("bug %s in step %s", reference, name)
                raise JobError(Trouble.BUG, reference=reference) from error

        return await DBOS.run_step_async({"name": name}, typed)

    def _service_failure(self, error: MigrationError) -> JobError:
        reference = self._job.reference
        return job_error(error, self._job.image.filename, reference and reference.filename)


def upload_stem(filename: str) -> str:
    """Return what the results of a picture of that name are called, without number and suffix."""
    stem = re.sub(r"[^\w-]+", "_", Path(filename).stem)[:60].strip("_")
    return f"{stem or 'picture'}-recolored"
