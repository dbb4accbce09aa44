"""A job's run: fetch, submit, wait, deliver. A DBOS workflow, resumed where a crash cut it off."""

import asyncio
import logging
import secrets
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID
from dbos import error as dbos_errors

from bot import logs
from bot.api.failures import MigrationError
from bot.jobs import acknowledgment
from bot.jobs.acknowledgment import Acknowledgment
from bot.jobs.cards import Card
from bot.jobs.disk import with_room
from bot.jobs.earlier import PREPARE, SUBMIT
from bot.jobs.errands import Errand
from bot.jobs.job import Attachment, Format, Job, Record, Work
from bot.jobs.notices import ANSWERING, find
from bot.jobs.queue import BACKLOG, JOB, NO_PLACE, promote, recording
from bot.jobs.reply import Done, Ending, Reply, Seen, State, UploadTooLargeError
from bot.jobs.results import Result, palettes_of
from bot.jobs.sending import Sending, Try
from bot.jobs.service import job_error
from bot.jobs.sizes import versions
from bot.jobs.troubles import HAVE_RESULT, JobError, Trouble
from bot.jobs.workshop import Workshop, at_work
from bot.metrics import JOB_DURATION, JOBS_ENDED, JOBS_RUNNING, STAGE_DURATION, timed

log = logging.getLogger(__name__)

Made = TypeVar("Made")

MOST_ATTEMPTS: Final = 6
"""How many processes may die of a job, or with it, before it is given up."""

VERDICT_SECONDS: Final = 10.0
"""How long a job waits to be told whose its reply is; Discord gives three seconds to answer."""
OTHER_VERDICT_SECONDS: Final = 4.0


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
                SetEnqueueOptions(queue_partition_key=str(job.user_id), priority=NO_PLACE),
            ):
                await DBOS.enqueue_workflow_async(BACKLOG, run_job, job.record())
        except dbos_errors.DBOSWorkflowIDInUseError:
            return await find(job.id) or job
    await promote()
    return job


@DBOS.workflow(name=JOB, max_recovery_attempts=MOST_ATTEMPTS)
async def run_job(record: Record) -> str | None:
    """Run a job to its end and return what became of its last message."""
    job = Job.from_record(record)
    with logs.about(job=job.id, guild=job.guild_id or "-"):
        async with at_work(job.id) as workshop:
            with JOBS_RUNNING.track_inprogress():
                ending = await _Run(job, workshop).run()
            await promote(ended=job.id)
            return ending


class _Run:
    def __init__(self, job: Job, workshop: Workshop) -> None:
        self._workshop = workshop
        self._folder = workshop.folder / job.id
        self._id = secrets.token_hex(8)
        self._take(job)

    def _take(self, job: Job) -> None:
        self._job = job
        self._reply: Reply = self._workshop.replies(job)
        self._sending = Sending(job, self._workshop, self._reply, self._folder, self._id)

    async def run(self) -> str | None:
        match await self._acknowledgment():
            case Acknowledgment.ELSEWHERE:
                log.info("another process answers")
                return None
            case Acknowledgment.REFUSED:
                log.info("nothing is made: Discord accepted no response")
                return None
            case Acknowledgment.PRIVATE:
                self._take(self._job.as_private())
            case Acknowledgment.PUBLIC:
                pass
        try:
            ending = await self._work()
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

    async def _acknowledgment(self) -> Acknowledgment:
        told = await acknowledgment.receive(VERDICT_SECONDS)
        if told is Acknowledgment.ELSEWHERE:
            # Another process with the same database may have the reply, and tells so too.
            told = await acknowledgment.receive(OTHER_VERDICT_SECONDS) or told
        if told is not None:
            return told
        # The process that was acknowledging it has died.
        found = acknowledgment.read(await self._step("look for the reply", self._look))
        assert found is not None
        return found

    async def _look(self) -> str:
        seen, private = await self._reply.look()
        if seen not in {Seen.RUNNING, Seen.UNKNOWN}:
            return Acknowledgment.ELSEWHERE.value
        return (Acknowledgment.PRIVATE if private else Acknowledgment.PUBLIC).value

    async def _work(self) -> str:
        if self._job.work is Work.RECOLOR:
            return await self._recolor()
        await self._step("fetch", self._fetch_all, preemptible=True)
        first = await self._begin_to_answer()
        return await self._step("make", lambda: self._make(first=first))

    async def _recolor(self) -> str:
        begun = [await self._begun(number) for number in range(len(self._job.pictures))]
        tries = [await self._ended(number, each) for number, each in enumerate(begun)]
        failures = [each for each in tries if isinstance(each, JobError)]
        if len(failures) == len(tries):
            raise failures[0]
        first = await self._begin_to_answer()
        return await self._step("deliver", lambda: self._deliver(tries, first=first))

    async def _begun(self, number: int) -> Try | JobError:
        """Submit a picture; of several, one that cannot be is left out."""
        try:
            intent = await self._step(
                PREPARE, lambda: self._sending.prepare(number), preemptible=True, of=number
            )
            ticket = await self._step(
                SUBMIT, lambda: self._sending.submit(intent, number), of=number
            )
        except JobError as error:
            return error
        return Try(intent, ticket)

    async def _ended(self, number: int, begun: Try | JobError) -> Try | JobError:
        """Wait for a picture that was submitted."""
        if isinstance(begun, JobError):
            return begun
        intent, ticket = begun
        try:
            try:
                await self._step(
                    "wait",
                    lambda: self._sending.wait(ticket, intent, number),
                    preemptible=True,
                    of=number,
                )
            except JobError as error:
                sent_now = not self._job.again
                if error.trouble is not Trouble.RESULT_LOST or (sent_now and not intent.idempotent):
                    raise
                # A server of our own has lost its disk, which costs nothing but time; or another
                # one has forgotten what it made for an earlier job.
                again = await self._step(
                    "submit again",
                    lambda: self._sending.submit(intent, number, anew=True),
                    of=number,
                )
                await self._step(
                    "wait again",
                    lambda: self._sending.wait(again, intent, number),
                    preemptible=True,
                    of=number,
                )
                ticket = again
        except JobError as error:
            return error
        return Try(intent, ticket)

    async def _apologize(self, error: JobError) -> str:
        if error.trouble is Trouble.ATTACHMENT_GONE:
            await self._workshop.cards.keep(Card(job=self._job))
        first = await self._begin_to_answer()
        try:
            ending = await self._step("apologize", lambda: self._finish(error, first=first))
        except JobError:
            return Ending.UNDELIVERED
        return Ending.UNDELIVERED if error.trouble in HAVE_RESULT else ending

    async def _begin_to_answer(self) -> bool:
        """Record that the last edit is made now; return False if a process died while it did."""
        return await self._step(ANSWERING, self._who) == self._id

    async def _who(self) -> str:
        return self._id

    async def _finish(self, end: Done | JobError, *, first: bool) -> str:
        """Make the last edit, unless it was made already, or is another process's to make."""
        if not first and (ending := await self._earlier_ending()):
            return ending
        status = await DBOS.get_workflow_status_async(self._job.id)
        if status is None or (status.status, status.executor_id) != ("PENDING", DBOS.executor_id):
            raise _TakenOverError
        return await self._reply.finish(end)

    async def _earlier_ending(self) -> Ending | None:
        """Return what became of the last message if a process that died has delivered it."""
        match (await self._reply.look()).seen:
            case Seen.ENDED:
                return Ending.REPLIED
            case Seen.WITHOUT_RESULT:
                # A further message may have been sent: nobody can ask Discord for it.
                return Ending.UNDELIVERED
            case _:
                return None

    async def _fetch_all(self) -> None:
        # Within the step: shown by a later run, it would cover a card that has its end.
        await self._reply.show(State.MAKING)
        for number in range(len(self._job.pictures)):
            await self._sending.fetch(number)

    async def _deliver(self, tries: Sequence[Try | JobError], *, first: bool) -> str:
        if not first and (ending := await self._earlier_ending()):
            return ending
        await self._reply.show(State.UPLOADING)
        self._folder.mkdir(parents=True, exist_ok=True)
        results: list[Result] = []
        for number, each in enumerate(tries):
            if isinstance(each, Try):
                results += await self._sending.download(each, number)
        came = [
            file
            for file, each in zip(self._job.pictures, tries, strict=True)
            if isinstance(each, Try)
        ]
        failures = [each for each in tries if isinstance(each, JobError)]
        [reference, *_] = [each.intent.reference for each in tries if isinstance(each, Try)]
        api = self._workshop.api
        done = await palettes_of(self._job, api, self._folder, results, reference)
        return await self._upload(replace(done, failures=failures), results, came)

    async def _make(self, *, first: bool) -> str:
        """Make what is no recoloring; doing it again makes the same."""
        if not first and (ending := await self._earlier_ending()):
            return ending
        images = [path.name for path in sorted(self._folder.glob("image*.*"), key=_number)]
        if len(images) < len(self._job.pictures):
            # The process that had fetched them died with its disk.
            images = [(await self._sending.fetch(n))[0] for n in range(len(self._job.pictures))]
        reference = next(iter(self._folder.glob("reference.*")), None)
        errand = Errand(self._job, self._workshop, self._folder)
        done = await errand.run(images, reference and reference.name)
        results = [Result(picture.path, Path(picture.name).stem) for picture in done.pictures]
        return await self._upload(done, results, done.sources or self._job.pictures)

    async def _upload(
        self, done: Done, results: Sequence[Result], came: Sequence[Attachment]
    ) -> str:
        """End with `results` as pictures, smaller each time that they are too large."""
        job = self._job
        wanted = job.format if job.work is Work.RECOLOR else Format.AUTO
        async with aclosing(versions(done, results, job.filesize_limit, wanted)) as ends:
            async for end in ends:
                try:
                    return await self._end(end, came)
                except UploadTooLargeError as error:
                    log.warning("upload refused for its size: %s", error)
        raise JobError(Trouble.UPLOAD_REFUSED)

    async def _end(self, done: Done, came: Sequence[Attachment]) -> str:
        """Keep what the card's buttons need, and show the card, with the pictures that `came`."""
        names = tuple(picture.name for picture in done.pictures)
        if self._job.work in {Work.RECOLOR, Work.COLORS}:
            colors = tuple(done.colors)
            job = replace(self._job, image=came[0], more=tuple(came[1:]))
            await self._workshop.cards.keep(Card(job=job, names=names, colors=colors))
        return await self._finish(done, first=True)

    async def _step(
        self,
        name: str,
        work: Callable[[], Awaitable[Made]],
        *,
        preemptible: bool = False,
        of: int = 0,
    ) -> Made:
        """Do `work` unless it is recorded as done; what it cannot have foreseen is a bug.

        A cancellation of the job interrupts it only if it is `preemptible`. The service's failures
        are told of the picture `of` that place.
        """

        async def typed() -> Made:
            try:
                with timed(STAGE_DURATION.labels(name)):
                    return await with_room(work)
            except (JobError, _TakenOverError):
                raise
            except MigrationError as error:
                raise self._service_failure(error, of) from error
            except Exception as error:
                reference = secrets.token_hex(4)
                log.exception("bug %s in step %s", reference, name)
                raise JobError(Trouble.BUG, reference=reference) from error

        return await DBOS.run_step_async({"name": name, "preemptible": preemptible}, typed)

    def _service_failure(self, error: MigrationError, number: int) -> JobError:
        reference = self._job.reference
        image = self._job.pictures[number]
        return job_error(error, image.filename, reference and reference.filename)


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[2] or 1)
