"""What a job needs of the conversation: to show where it is, and to end in an answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

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
    """How the message stands."""

    ABSENT = "absent"
    """Nobody has acknowledged the command, or the message was deleted."""
    RUNNING = "running"
    ENDED = "ended"
    WITHOUT_RESULT = "without result"
    """It has ended, and its button brings the result, which it does not hold itself."""
    FOREIGN = "foreign"
    """It runs, as the same job in another database, which is not ours."""
    UNKNOWN = "unknown"


class Look(NamedTuple):
    """What a look at the message tells."""

    seen: Seen
    private: bool = False
    """Whether only the person sees the message."""


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
    resized: bool = False
    """Whether the pictures are smaller because Discord refused the size of the request."""


class Ending(StrEnum):
    """What became of a job's last message."""

    REPLIED = "replied"
    FOLLOWED_UP = "followed_up"
    """As a further message of the interaction: Discord did not accept it as the reply."""
    POSTED = "posted"
    """Into the channel, since the reply could not be edited any more."""
    UNDELIVERED = "undelivered"
    """Discord did not accept it anywhere, or nobody knows whether it did."""


class UploadTooLargeError(Exception):
    """The files are too large for the message that was to hold them, or Discord says so."""


class Reply(Protocol):
    """The bot's message that a job edits."""

    async def look(self) -> Look:
        """Return how the message stands now, whoever wrote it."""
        ...

    async def show(self, state: State) -> None:
        """Show a state soon, unless another one overtakes it. Returns at once, never raises."""
        ...

    def show_place(self, ahead: int) -> None:
        """Show how many are ahead in the queue, unless the job has begun. Returns at once."""
        ...

    async def finish(self, end: Done | JobError) -> Ending:
        """Deliver the end: by the last edit, or by another message if Discord refuses that.

        Repeated after a crash, an edit makes the same message, and a further message is sent
        only if `look` does not tell that it may have been sent before.

        Raises
        ------
        UploadTooLargeError
            When the files are too large.
        JobError
            When Discord accepts a good end nowhere, with the reason.
        """
        ...


Replies = Callable[[Job], Reply]
