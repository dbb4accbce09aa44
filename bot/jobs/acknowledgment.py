"""How Discord answered the first response to an interaction, as the job is told of it.

The process that responds sends it to the job's workflow, where it outlives both.
"""

from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from dbos import DBOS
from dbos._dbos import _get_dbos_instance  # pyright: ignore[reportPrivateUsage]
from dbos._serialization import deserialize_value

from bot.jobs.queue import JOBS, rows
from bot.waking import wake_queue

_TOPIC: Final = "acknowledged"


class Acknowledgment(StrEnum):
    """What became of the first response to an interaction."""

    PUBLIC = "public"
    """Everyone in the channel sees the reply."""
    PRIVATE = "private"
    """Only the person sees the reply, whether or not the job asked for that."""
    ELSEWHERE = "elsewhere"
    """Another process responded, or this one was too late."""
    REFUSED = "refused"
    """Discord accepted no response."""


async def tell(job_id: str, acknowledgment: Acknowledgment) -> None:
    """Send the acknowledgment to the job's workflow, which may begin now.

    Two processes may send one each for the same job: those that share a database.
    """
    await DBOS.send_async(job_id, acknowledgment.value, _TOPIC)
    # Not before: a job that begins earlier waits for the acknowledgment.
    wake_queue(JOBS)


async def receive(seconds: float) -> Acknowledgment | None:
    """Return the next acknowledgment of the running workflow, or None after so many seconds."""
    return read(await DBOS.recv_async(_TOPIC, seconds))


async def is_private(job_id: str) -> bool:
    """Tell whether only the person sees a job's reply, as far as the job was told.

    Raises
    ------
    RecordsError
        When the database cannot be used.
    """
    database = _get_dbos_instance()._sys_db  # noqa: SLF001
    sent = database.tables.notifications.c
    query = sa.select(sent.message, sent.serialization).where(
        sent.destination_uuid == job_id, sent.topic == _TOPIC
    )
    return any(
        read(deserialize_value(message, serialization, database.serializer))
        is Acknowledgment.PRIVATE
        for message, serialization in await rows(query)
    )


def read(recorded: object) -> Acknowledgment | None:
    """Return an acknowledgment from the form that the database keeps.

    Earlier versions of this program recorded whether there was a reply of their own.
    """
    if isinstance(recorded, bool):
        return Acknowledgment.PUBLIC if recorded else Acknowledgment.ELSEWHERE
    return None if recorded is None else Acknowledgment(str(recorded))
