"""The queue of jobs: in their order, with limits for each person and for each process."""

from collections.abc import Sequence
from typing import Final

from dbos import DBOS, WorkflowStatus

JOBS: Final = "jobs"
NOTICES: Final = "notices"
QUEUES: Final = (JOBS, NOTICES)
"""What a process that runs jobs takes its work from."""

JOB: Final = "job"
NOTICE: Final = "notice"
"""The workflows' names."""

UNFINISHED: Final = ("ENQUEUED", "PENDING")

_POLL_SECONDS: Final = 0.25
_NOTICE_POLL_SECONDS: Final = 0.5
_NOTICES_AT_ONCE: Final = 8


async def open_queues(*, per_user: int, at_once: int) -> None:
    """Begin to take work: so many jobs of one person in all, and so many in this process."""
    await DBOS.register_queue_async(
        JOBS,
        worker_concurrency=at_once,
        partition_concurrency=per_user,
        polling_interval_sec=_POLL_SECONDS,
        on_conflict="always_update",
    )
    await DBOS.register_queue_async(
        NOTICES,
        worker_concurrency=_NOTICES_AT_ONCE,
        polling_interval_sec=_NOTICE_POLL_SECONDS,
        on_conflict="always_update",
    )


async def count_of(user_id: int) -> int:
    """Return how many jobs of a person wait or run."""
    jobs = await _listed(UNFINISHED)
    return sum(job.queue_partition_key == str(user_id) for job in jobs)


async def waiting() -> list[str]:
    """Return the ids of the jobs that wait, the one that came first at the head."""
    return [job.workflow_id for job in await _listed(("ENQUEUED",))]


async def _listed(states: Sequence[str]) -> list[WorkflowStatus]:
    return await DBOS.list_workflows_async(
        queue_name=JOBS, status=list(states), load_input=False, load_output=False
    )
