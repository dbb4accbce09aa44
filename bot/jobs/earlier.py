"""What came of an earlier job's pictures, as far as it is recorded."""

from typing import Final

from dbos import DBOS

from bot.api.reading import Ticket
from bot.jobs.troubles import JobError, Trouble

PREPARE: Final = "prepare"
SUBMIT: Final = "submit"
"""The steps of a picture, by their names: it is brought here, and sent."""


async def earlier_ticket(job_id: str, number: int) -> Ticket | None:
    """Return how the service knows the picture of that number (from 0) which a job has sent.

    None where the service did not take it, or nobody knows any more.

    Raises
    ------
    JobError
        When the service may have taken it, and billed it.
    """
    place = -1
    for step in await DBOS.list_workflow_steps_async(job_id):
        if step["function_name"] == PREPARE:
            place += 1
        elif step["function_name"] == SUBMIT and place == number:
            error, ticket = step["error"], step["output"]
            if isinstance(error, JobError) and error.trouble is Trouble.SUBMIT_UNANSWERED:
                raise error
            return ticket if isinstance(ticket, Ticket) else None
    return None
