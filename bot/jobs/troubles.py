"""Everything that can end a job without a picture. The words for it are the cogs'."""

from enum import StrEnum
from typing import Any, Final


class Trouble(StrEnum):
    """Why there is no picture."""

    # The person can mend these.
    NOT_A_PICTURE = "not_a_picture"
    PICTURE_DAMAGED = "picture_damaged"
    FILE_TOO_LARGE = "file_too_large"
    PICTURE_TOO_SMALL = "picture_too_small"
    PICTURE_TOO_LARGE = "picture_too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    RESOLUTION_TOO_HIGH = "resolution_too_high"
    NO_COLORS = "no_colors"
    ATTACHMENT_GONE = "attachment_gone"
    ATTACHMENT_FOREIGN = "attachment_foreign"
    SERVICE_WANTS_SMALLER_FILE = "service_wants_smaller_file"
    REFUSED = "refused"
    # The service or the way to it failed.
    ATTACHMENT_UNREACHABLE = "attachment_unreachable"
    SERVICE_BUSY = "service_busy"
    SERVICE_OUT_OF_CREDITS = "service_out_of_credits"
    SERVICE_REFUSED_KEY = "service_refused_key"
    SERVICE_GONE = "service_gone"
    SERVICE_UNREACHABLE = "service_unreachable"
    SERVICE_FAILED = "service_failed"
    SERVICE_CANNOT = "service_cannot"
    SERVICE_GAVE_UP = "service_gave_up"
    SUBMIT_UNANSWERED = "submit_unanswered"
    RESULT_LOST = "result_lost"
    # It took too long.
    SERVICE_TIMED_OUT = "service_timed_out"
    # Discord does not accept the result.
    UPLOAD_REFUSED = "upload_refused"
    UPLOAD_FAILED = "upload_failed"
    BLOCKED_BY_AUTOMOD = "blocked_by_automod"
    BLOCKED_AS_EXPLICIT = "blocked_as_explicit"
    BLOCKED_AS_HARMFUL_LINK = "blocked_as_harmful_link"
    THREAD_CLOSED = "thread_closed"
    NOT_ALLOWED_HERE = "not_allowed_here"
    FILES_LIMITED = "files_limited"
    NOT_ACCEPTED = "not_accepted"
    # Somebody wanted no picture any more.
    CANCELLED = "cancelled"
    # The program has changed so much that it cannot go on with the job.
    STRANDED = "stranded"
    # We are at fault.
    BUG = "bug"


HAVE_RESULT: Final = frozenset(
    {
        Trouble.UPLOAD_REFUSED,
        Trouble.UPLOAD_FAILED,
        Trouble.BLOCKED_BY_AUTOMOD,
        Trouble.BLOCKED_AS_EXPLICIT,
        Trouble.BLOCKED_AS_HARMFUL_LINK,
        Trouble.THREAD_CLOSED,
        Trouble.NOT_ALLOWED_HERE,
        Trouble.FILES_LIMITED,
        Trouble.NOT_ACCEPTED,
    }
)
"""The result is ready, but not delivered: it can be fetched again, which costs nothing."""


class JobError(Exception):
    """A job's end without a picture.

    `details` go into the sentence: `file` (a name; with `other`, it may be either), `limit` (in
    the trouble's unit), `code` (the API's or Discord's own), `reference` (finds a bug in the log).
    """

    def __init__(self, trouble: Trouble, **details: Any) -> None:
        super().__init__(trouble, details)
        self.trouble = trouble
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        # The database keeps a step's error pickled; keyword arguments need help with that.
        return (_again, (self.trouble.value, self.details))

    def __str__(self) -> str:
        return f"{self.trouble}{''.join(f' {key}={value}' for key, value in self.details.items())}"


def _again(trouble: str, details: dict[str, Any]) -> JobError:
    return JobError(Trouble(trouble), **details)
