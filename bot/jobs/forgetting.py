"""Forgetting a person's jobs, when they ask for it."""

from dataclasses import dataclass

from dbos import DBOS

from bot.jobs.queue import JOB, UNFINISHED, recording


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of the records of a person's jobs."""

    deleted: int
    unfinished: int
    """Jobs that wait or run: their records are needed, and deleted when they are a day old."""


async def forget_jobs(user_id: int) -> Forgotten:
    """Delete what is recorded of a person's jobs that have ended.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    with recording():
        jobs = await DBOS.list_workflows_async(name=JOB, load_input=False, load_output=False)
        theirs = [job for job in jobs if job.queue_partition_key == str(user_id)]
        ended = [job.workflow_id for job in theirs if job.status not in UNFINISHED]
        if ended:
            notices = [f"{job_id}-notice" for job_id in ended]
            await DBOS.delete_workflows_async([*ended, *notices])
    return Forgotten(len(ended), len(theirs) - len(ended))
