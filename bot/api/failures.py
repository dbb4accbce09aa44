"""How a call of the service can fail, told apart by what the caller can do about it."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.api.contract import ErrorCode, TaskStatus

Code = ErrorCode | str
"""A code of the contract, or the text of one that it does not know."""


class MigrationError(Exception):
    """A call that failed.

    `code` is the contract's where the service gave one, `status` the HTTP status where there was
    an answer, and `message` is for the log. `transient` tells that asking again may help;
    `retry_after` is how many seconds the service asked to wait before.
    """

    def __init__(
        self,
        message: str,
        *,
        code: Code | None = None,
        status: int | None = None,
        transient: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status
        self.transient = transient
        self.retry_after = retry_after

    def __str__(self) -> str:
        facts = [str(fact) for fact in (self.status, self.code) if fact is not None]
        return f"{self.message} ({' '.join(facts)})" if facts else self.message


class RequestRejectedError(MigrationError):
    """The picture or what was asked is at fault; the code says how."""


class ServiceBusyError(MigrationError):
    """The service has too much to do, or the account's limits or credits are used up."""


class KeyRefusedError(MigrationError):
    """The service does not accept the API key."""


class ServiceGoneError(MigrationError):
    """There is no such service at this address, or it is disabled."""


class ServiceUnreachableError(MigrationError):
    """No connection to the service came about; nothing was sent."""


class ServiceFailedError(MigrationError):
    """The service did not do its part, or gave an answer that means nothing."""


class TaskFailedError(ServiceFailedError):
    """The task has ended without results; where no code says why, the code is its status."""


class TaskUnknownError(ServiceFailedError):
    """The service does not know the task or its result, or not any more."""


class TimedOutError(MigrationError):
    """The service was given its time and did not finish."""


class SubmissionUnansweredError(MigrationError):
    """The submission was sent and not answered: it may have been taken. Do not send it again."""


_BY_STATUS: Mapping[int, type[MigrationError]] = MappingProxyType(
    {
        401: KeyRefusedError,
        403: KeyRefusedError,
        404: TaskUnknownError,
        405: ServiceGoneError,
        409: ServiceFailedError,
        410: TaskUnknownError,
        429: ServiceBusyError,
        503: ServiceBusyError,
        504: TimedOutError,
    }
)

# The same picture will fail again, and waiting brings back neither credits nor a failed task.
_FINAL_CODES = frozenset({ErrorCode.PROCESSING_FAILURE, ErrorCode.ERROR_NOT_ENOUGH_CREDITS})


def parse_code(text: str) -> Code | None:
    """Return the contract's code of that name, `text` itself if it has none, or None if empty."""
    try:
        return ErrorCode[text]
    except KeyError:
        return text or None


def failure_of(
    status: int, code: Code | None, message: str, retry_after: float | None = None
) -> MigrationError:
    """Return the error that an answer with this HTTP status and code stands for."""
    if code is ErrorCode.ERROR_AI_NOT_EXISTS or (status == 404 and code is None):
        kind: type[MigrationError] = ServiceGoneError
    elif status in _BY_STATUS:
        kind = _BY_STATUS[status]
    elif 400 <= status < 500:
        kind = RequestRejectedError
    else:
        kind = ServiceFailedError
    return kind(
        message,
        code=code,
        status=status,
        transient=(status in {408, 425, 429} or status >= 500) and code not in _FINAL_CODES,
        retry_after=retry_after,
    )


def task_failure(
    outcome: TaskStatus, code: Code | None, message: str, status: int
) -> MigrationError:
    """Return the error that a task's failed status stands for.

    A code that blames the picture makes it a `RequestRejectedError`.
    """
    if outcome is TaskStatus.TIMEOUT_FAILED:
        return TimedOutError(message, code=code or outcome.value, status=status)
    if isinstance(code, ErrorCode) and isinstance(
        rejected := failure_of(code.http_status, code, message), RequestRejectedError
    ):
        return rejected
    return TaskFailedError(message, code=code or outcome.value, status=status)
