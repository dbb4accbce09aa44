"""What a job needs of the conversation: to show where it is, and to end in an answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.jobs.job import Attachment, Job
from bot.jobs.troubles import JobError


class State(StrEnum):
    """Where a job is."""

    RECEIVED = "received"
    QUEUED = "queued"
    RECOLORING = "recoloring"
    MAKING = "making"
    """Something else than a recoloring."""
    UPLOADING = "uploading"


class Seen(StrEnum):
    """What a look at the message tells."""

    ABSENT = "absent"
    """Nobody has acknowledged the command, or the message was deleted."""
    RUNNING = "running"
    ENDED = "ended"
    FOREIGN = "foreign"
    """It runs, as the same job in another database, which is not ours."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A recolored picture, ready to be uploaded."""

    path: Path
    name: str
    width: int
    height: int
    format: str
    converted: bool
    """Whether it is not the service's own file, to fit Discord's limit."""
    shrunk: bool
    """Whether it has fewer pixels than the original, for the same reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ``.cube`` file to be uploaded, and how far it is from the recoloring, in CIEDE2000."""

    path: Path
    mean_error: float
    tail_error: float
    """The 95th percentile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A job's good end."""

    pictures: Sequence[Picture] = ()
    tables: Sequence[Table] = ()
    swatches: Path | None = None
    """A small picture of palettes, if there are any."""
    asked: tuple[str, ...] = ()
    """The colors that were wanted; those of the reference where there is one."""
    colors: Sequence[tuple[str, ...]] = ()
    """The main colors of each picture, where the service tells them."""
    sources: Sequence[Attachment] = ()
    """With `Work.COLORS`, the pictures that `colors` are of, one each."""
    failures: Sequence[JobError] = ()
    """Of the pictures that are missing among several."""


class Ending(StrEnum):
    """What became of a job's last message."""

    REPLIED = "replied"
    POSTED = "posted"
    """Into the channel, since the reply could not be edited any more."""
    UNDELIVERED = "undelivered"
    """Nobody is there to read it: the reply or the channel is gone or closed to the bot."""


class UploadTooLargeError(Exception):
    """Discord refuses the size of the pictures, whatever its limit said."""


class Reply(Protocol):
    """The bot's message that a job edits."""

    async def look(self) -> Seen:
        """Return how the message stands now, whoever wrote it."""
        ...

    async def show(self, state: State) -> None:
        """Show a state soon, unless another one overtakes it. Returns at once, never raises."""
        ...

    def show_place(self, ahead: int) -> None:
        """Show how many are ahead in the queue, unless the job has begun. Returns at once."""
        ...

    async def finish(self, end: Done | JobError) -> Ending:
        """Make the last edit; doing it again makes the same message.

        Raises
        ------
        UploadTooLargeError
            When Discord refuses the size of the pictures.
        """
        ...


Replies = Callable[[Job], Reply]
