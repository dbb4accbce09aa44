"""The last word on jobs that did not have it themselves: stopped, broken, or given up."""

import asyncio
import logging
import secrets
import shutil
from typing import Final

from dbos import DBOS, SetWorkflowID, WorkflowStatus

from bot import logs
from bot.jobs import acknowledgment
from bot.jobs.job import Job, Record
from bot.jobs.queue import JOB, NOTICE, NOTICES, UNFINISHED, RecordsError, promote, recording
from bot.jobs.reply import Ending, Reply, Seen
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import at_work
from bot.metrics import JOBS_ENDED

log = logging.getLogger(__name__)

ANSWERING: Final = "begin to answer"
"""The step that a job records before it makes its last edit."""

MOST_ATTEMPTS: Final = 5

ENDS_WITHOUT_A_WORD: Final = {
    "ERROR": Trouble.BUG,
    "CANCELLED": Trouble.CANCELLED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": Trouble.BUG,
}
"""How a workflow ends that did not come to its last edit."""

# A job that was stopped while it made its last edit needs so long for it, at most.
_LOOKS: Final = 10
_BETWEEN_LOOKS_SECONDS: Final = 2.0


async def find(job_id: str) -> Job | None:
    """Return a job that was recorded within the last day.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    with recording():
        status = await DBOS.get_workflow_status_async(job_id)
    return job_of(status) if status is not None and status.name == JOB else None


def job_of(status: WorkflowStatus) -> Job:
    """Return the job that a workflow runs, or ran."""
    assert status.input is not None
    [record] = status.input["args"]
    return Job.from_record(record)


async def cancel(job: Job) -> bool:
    """Stop a job: at once if it waits, at its next step if it runs; its reply will say so.

    Return False where it is too late: the job has ended, or is making its last edit.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    with recording():
        status = await DBOS.get_workflow_status_async(job.id)
        if status is not None and status.status == "CANCELLED":
            return True
        if status is None or status.status not in UNFINISHED or await has_begun_to_answer(job.id):
            return False
        await DBOS.cancel_workflow_async(job.id)
        await notify(job, Trouble.CANCELLED)
    await promote()
    return True


async def fate(job_id: str) -> Ending | Trouble | None:
    """Return what became of a job's last message, or what the notice says in its place.

    None while it runs, where it is forgotten, and where another process had its reply.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    with recording():
        status = await DBOS.get_workflow_status_async(job_id)
    if status is None or status.status in UNFINISHED:
        return None
    if status.status == "SUCCESS":
        return None if status.output is None else Ending(str(status.output))
    return trouble_of(status)


def trouble_of(status: WorkflowStatus) -> Trouble:
    """Return what the notice says of a job that did not come to its last edit."""
    # Of its own version, somebody has stopped it; of another one, the janitor.
    if status.status == "CANCELLED" and status.app_version != DBOS.application_version:
        return Trouble.STRANDED
    return ENDS_WITHOUT_A_WORD.get(status.status, Trouble.BUG)


async def notify(job: Job, trouble: Trouble) -> None:
    """Have the reply of a job say why it ended; once, however often this is asked for."""
    with SetWorkflowID(f"{job.id}-notice"):
        await DBOS.enqueue_workflow_async(NOTICES, _run_notice, job.record(), trouble.value)


async def has_begun_to_answer(job_id: str) -> bool:
    """Tell whether a job is making its last edit, or has made it."""
    steps = await DBOS.list_workflow_steps_async(job_id)
    return any(step["function_name"] == ANSWERING for step in steps)


@DBOS.workflow(name=NOTICE, max_recovery_attempts=MOST_ATTEMPTS)
async def _run_notice(record: Record, trouble: str) -> str:
    job = Job.from_record(record)
    run = secrets.token_hex(8)

    async def begin() -> str:
        return run

    with logs.about(job=job.id, guild=job.guild_id or "-"):
        async with at_work(f"{job.id}-notice") as workshop:
            begun_before = await DBOS.run_step_async({"name": ANSWERING}, begin) != run

            async def end() -> str:
                told = await _as_told(job)
                reply = workshop.replies(told)
                return await _end(told, reply, Trouble(trouble), begun_before=begun_before)

            ending = await DBOS.run_step_async({"name": "notify"}, end)
            await asyncio.to_thread(shutil.rmtree, workshop.folder / job.id, ignore_errors=True)
            JOBS_ENDED.labels(trouble).inc()
            log.info("told that it ended (%s): %s", trouble, ending)
            return ending


async def _as_told(job: Job) -> Job:
    """Return the job as private if only the person sees its reply, whatever was asked for."""
    try:
        private = await acknowledgment.is_private(job.id)
    except RecordsError as error:
        log.warning("notice is kept private: cannot read the acknowledgment: %s", error)
        private = True
    return job.as_private() if private else job


async def _end(job: Job, reply: Reply, trouble: Trouble, *, begun_before: bool) -> str:
    try:
        if await has_begun_to_answer(job.id):
            for _ in range(_LOOKS):
                if (await reply.look()).seen in {Seen.ENDED, Seen.WITHOUT_RESULT, Seen.ABSENT}:
                    return Ending.REPLIED
                await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)
        else:
            seen = (await reply.look()).seen
            if seen is Seen.FOREIGN or (begun_before and seen is Seen.ENDED):
                return Ending.REPLIED
        return await reply.finish(JobError(trouble, reference=job.id))
    except Exception:
        log.exception("nobody could be told")
        return Ending.UNDELIVERED
