"""A job's run: fetch, submit, wait, deliver. A DBOS workflow, resumed where a crash cut it off."""

import asyncio
import logging
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID
from dbos import error as dbos_errors

from bot import logs
from bot.api.client import Submission
from bot.api.contract import TaskStatus
from bot.api.failures import MigrationError
from bot.api.reading import TaskState, Ticket
from bot.jobs.disk import with_room
from bot.jobs.fit import fit
from bot.jobs.job import Job, Record
from bot.jobs.notices import ANSWERING, find
from bot.jobs.queue import JOB, JOBS, recording
from bot.jobs.reply import Done, Ending, Picture, Reply, Seen, State, UploadTooLargeError
from bot.jobs.service import job_error
from bot.jobs.swatches import FILENAME as SWATCHES
from bot.jobs.swatches import Row, draw
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import Workshop, at_work
from bot.metrics import JOB_DURATION, JOBS_ENDED, JOBS_RUNNING, STAGE_DURATION, timed

log = logging.getLogger(__name__)

Made = TypeVar("Made")

# A reply can be edited for 15 minutes: the sentence for a time-out must still go into it.
WAIT_SECONDS = 13 * 60

# The service has said that it is done: this is for one that is away just then.
_FRESH_URLS_SECONDS = 10 * 60

MOST_ATTEMPTS: Final = 6
"""How many processes may die of a job, or with it, before it is given up."""

VERDICT_SECONDS: Final = 10.0
"""How long a job waits to be told whose its reply is; Discord gives three seconds to answer."""
OTHER_VERDICT_SECONDS: Final = 4.0

_ACKNOWLEDGED: Final = "acknowledged"

MOST_PICTURES = 10
"""Files that a message can have."""

# When Discord refuses a size that its own limit allows, half of it is tried, this often.
_UPLOADS = 3

_STATES = {TaskStatus.QUEUING: State.QUEUED, TaskStatus.PROCESSING: State.RECOLORING}


@dataclass(frozen=True, slots=True)
class Intent:
    """What is recorded before pictures are sent: after a crash, they may have been."""

    run: str
    """Of which run it is. Another one only finds it, and cannot know what came of it."""
    idempotent: bool
    """Whether the service takes a repeated submission for one."""
    image: str
    reference: str | None


class _TakenOverError(Exception):
    """The job is no longer this process's."""


async def start(job: Job) -> Job:
    """Record the job and put it into the queue; return it as it was recorded, now or before.

    Raises
    ------
    RecordsError
        When it cannot be recorded. If it was all the same, it finds no reply of its own, and ends.
    """
    with recording():
        try:
            with (
                SetWorkflowID(job.id, workflow_id_reuse_policy="reject"),
                SetEnqueueOptions(queue_partition_key=str(job.user_id)),
            ):
                await DBOS.enqueue_workflow_async(JOBS, run_job, job.record())
        except dbos_errors.DBOSWorkflowIDInUseError:
            return await find(job.id) or job
    return job


async def tell(job: Job, *, acknowledged: bool) -> None:
    """Tell a job that its reply is there, or that the process which recorded it was too late.

    Another process may have the reply then: one with the same database, which tells so too, or
    one with another database, whose job it is.
    """
    await DBOS.send_async(job.id, acknowledged, _ACKNOWLEDGED)


@DBOS.workflow(name=JOB, max_recovery_attempts=MOST_ATTEMPTS)
async def run_job(record: Record) -> str | None:
    """Run a job to its end and return what became of its last message."""
    job = Job.from_record(record)
    with logs.about(job=job.id, guild=job.guild_id or "-"):
        async with at_work(job.id) as workshop:
            with JOBS_RUNNING.track_inprogress():
                return await _Run(job, workshop).run()


class _Run:
    def __init__(self, job: Job, workshop: Workshop) -> None:
        self._job = job
        self._workshop = workshop
        self._reply: Reply = workshop.replies(job)
        self._folder = workshop.folder / job.id
        self._id = secrets.token_hex(8)

    async def run(self) -> str | None:
        if not await self._is_ours():
            log.info("another process answers")
            return None
        try:
            ending = await self._recolor()
        except JobError as error:
            log.warning("no picture: %s", error)
            ending = await self._apologize(error)
            JOBS_ENDED.labels(error.trouble).inc()
        else:
            JOBS_ENDED.labels(ending).inc()
        JOB_DURATION.observe(max(0.0, time.time() - self._job.created))
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)
        log.info("ended: %s", ending)
        return ending

    async def _is_ours(self) -> bool:
        verdict = await DBOS.recv_async(_ACKNOWLEDGED, VERDICT_SECONDS)
        if verdict is False:
            verdict = bool(await DBOS.recv_async(_ACKNOWLEDGED, OTHER_VERDICT_SECONDS))
        if verdict is not None:
            return bool(verdict)
        # The process that was acknowledging it has died.
        return await self._step("look for the reply", self._is_there)

    async def _is_there(self) -> bool:
        return await self._reply.look() in {Seen.RUNNING, Seen.UNKNOWN}

    async def _recolor(self) -> str:
        intent = await self._step("prepare", self._prepare, preemptible=True)
        ticket = await self._step("submit", lambda: self._submit(intent))
        try:
            await self._step("wait", lambda: self._wait(ticket, intent), preemptible=True)
        except JobError as error:
            if error.trouble is not Trouble.RESULT_LOST or not intent.idempotent:
                raise
            # A server of our own has lost its disk, which costs nothing but time.
            again = await self._step("submit again", lambda: self._submit(intent))
            await self._step("wait again", lambda: self._wait(again, intent), preemptible=True)
            ticket = again
        last = ticket
        first = await self._begin_to_answer()
        return await self._step("deliver", lambda: self._deliver(last, intent, first=first))

    async def _apologize(self, error: JobError) -> str:
        first = await self._begin_to_answer()
        try:
            return await self._step("apologize", lambda: self._finish(error, first=first))
        except JobError:
            return Ending.UNDELIVERED

    async def _begin_to_answer(self) -> bool:
        """Record that the last edit is made now; return False if a process died while it did."""
        return await self._step(ANSWERING, self._who) == self._id

    async def _who(self) -> str:
        return self._id

    async def _finish(self, end: Done | JobError, *, first: bool) -> str:
        """Make the last edit, unless it was made already, or is another process's to make."""
        if not first and await self._reply.look() is Seen.ENDED:
            return Ending.REPLIED
        status = await DBOS.get_workflow_status_async(self._job.id)
        if status is None or (status.status, status.executor_id) != ("PENDING", DBOS.executor_id):
            raise _TakenOverError
        return await self._reply.finish(end)

    async def _prepare(self) -> Intent:
        """Bring the pictures here; record that they are about to be sent."""
        STAGE_DURATION.labels("queue").observe(max(0.0, time.time() - self._job.created))
        image, reference = await self._fetch()
        idempotent = await self._workshop.api.is_idempotent()
        return Intent(self._id, idempotent, image, reference)

    async def _fetch(self) -> tuple[str, str | None]:
        """Bring the pictures here and return the names of their files."""
        self._folder.mkdir(parents=True, exist_ok=True)
        fetch = self._workshop.attachments.fetch
        image = await fetch(self._job.image, self._folder / "image")
        if self._job.reference is None:
            return image.name, None
        reference = await fetch(self._job.reference, self._folder / "reference")
        return image.name, reference.name

    async def _submit(self, intent: Intent) -> Ticket:
        """Send the pictures, once unless the service takes several times for once."""
        job = self._job
        if intent.run != self._id and not intent.idempotent:
            # A process died here, and nobody knows whether they arrived.
            raise JobError(Trouble.SUBMIT_UNANSWERED, file=job.image.filename)
        names = filter(None, (intent.image, intent.reference))
        if not all((self._folder / name).is_file() for name in names):
            # It died with its disk.
            await self._fetch()
        ticket = await self._workshop.api.submit(
            Submission(
                image=self._folder / intent.image,
                ref=self._folder / intent.reference if intent.reference else None,
                mode=job.mode,
                degree=job.degree,
                colors=job.colors,
                count=job.count,
                portrait_hold=job.keep_people,
            ),
            job.id if intent.idempotent else None,
        )
        log.info("submitted as task %s", ticket.task_id)
        return ticket

    async def _wait(self, ticket: Ticket, intent: Intent) -> None:
        async def show(state: TaskState) -> None:
            if state.status in _STATES:
                await self._reply.show(_STATES[state.status])

        if not ticket.image_urls:
            await show(TaskState(ticket.status))
        await self._workshop.api.wait(ticket, show, WAIT_SECONDS, patient=intent.idempotent)

    async def _deliver(self, ticket: Ticket, intent: Intent, *, first: bool) -> str:
        if not first and await self._reply.look() is Seen.ENDED:
            return Ending.REPLIED
        await self._reply.show(State.UPLOADING)
        results = await self._download(ticket, patient=intent.idempotent)
        swatches = await self._draw_swatches()
        limit = self._job.filesize_limit
        for _ in range(_UPLOADS):
            pictures = await self._fit(results, limit)
            try:
                return await self._finish(Done(pictures=pictures, swatches=swatches), first=True)
            except UploadTooLargeError:
                limit //= 2
        raise JobError(Trouble.UPLOAD_REFUSED)

    async def _download(self, ticket: Ticket, *, patient: bool) -> list[Path]:
        """Fetch the results, by URLs that are asked for again: old ones may have expired."""

        async def ignore(_: TaskState) -> None:
            return

        self._folder.mkdir(parents=True, exist_ok=True)
        api = self._workshop.api
        urls = await api.wait(ticket, ignore, _FRESH_URLS_SECONDS, patient=patient)
        urls = urls[:MOST_PICTURES]
        results = [self._folder / f"result-{number}.png" for number in range(1, len(urls) + 1)]
        for url, result in zip(urls, results, strict=True):
            await api.download(url, result, patient=patient)
        return results

    async def _draw_swatches(self) -> Path | None:
        if not self._job.colors:
            return None
        target = self._folder / SWATCHES
        await asyncio.to_thread(draw, [Row(colors=self._job.colors)], target)
        return target if target.stat().st_size <= self._job.filesize_limit else None

    async def _fit(self, results: list[Path], limit: int) -> list[Picture]:
        stem = upload_stem(self._job.image.filename)
        stems = [f"{stem}-{number}" for number in range(1, len(results) + 1)]
        if len(results) == 1:
            stems = [stem]
        return [
            await asyncio.to_thread(fit, path, name, limit)
            for path, name in zip(results, stems, strict=True)
        ]

    async def _step(
        self, name: str, work: Callable[[], Awaitable[Made]], *, preemptible: bool = False
    ) -> Made:
        """Do `work` unless it is recorded as done; what it cannot have foreseen is a bug.

        A cancellation of the job interrupts it only if it is `preemptible`.
        """

        async def typed() -> Made:
            try:
                with timed(STAGE_DURATION.labels(name)):
                    return await with_room(work)
            except (JobError, _TakenOverError):
                raise
            except MigrationError as error:
                raise self._service_failure(error) from error
            except Exception as error:
                reference = secrets.token_hex(4)
                log.exception("bug %s in step %s", reference, name)
                raise JobError(Trouble.BUG, reference=reference) from error

        return await DBOS.run_step_async({"name": name, "preemptible": preemptible}, typed)

    def _service_failure(self, error: MigrationError) -> JobError:
        reference = self._job.reference
        return job_error(error, self._job.image.filename, reference and reference.filename)


def upload_stem(filename: str) -> str:
    """Return what the results of a picture of that name are called, without number and suffix."""
    # Discord takes other letters out of a name, by which the card then would not find its file.
    plain = unicodedata.normalize("NFKD", Path(filename).stem).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^\w-]+", "_", plain)[:60].strip("_")
    return f"{stem or 'picture'}-recolored"
