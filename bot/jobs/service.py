"""What the API's failures mean for a job."""

import re

from bot.api.contract import SIDE_ABOVE, SIDE_BELOW, ErrorCode, TaskStatus
from bot.api.failures import (
    KeyRefusedError,
    MigrationError,
    RequestRejectedError,
    ServiceBusyError,
    ServiceGoneError,
    ServiceUnreachableError,
    SubmissionUnansweredError,
    TaskUnknownError,
    TimedOutError,
)
from bot.jobs.troubles import JobError, Trouble

_OF_CODE: dict[ErrorCode, Trouble] = {
    ErrorCode.FILE_SIZE_EXCEEDS_LIMIT: Trouble.SERVICE_WANTS_SMALLER_FILE,
    ErrorCode.ERROR_REQUEST_BODY_TOO_LARGE: Trouble.SERVICE_WANTS_SMALLER_FILE,
    ErrorCode.FILE_RESOLUTION_EXCEEDS_LIMITS: Trouble.PICTURE_TOO_LARGE,
    ErrorCode.ERROR_HIGH_RESOLUTION: Trouble.RESOLUTION_TOO_HIGH,
    ErrorCode.ERROR_LOW_RESOLUTION: Trouble.PICTURE_TOO_SMALL,
    ErrorCode.UNSUPPORTED_FILE_TYPES: Trouble.NOT_A_PICTURE,
    ErrorCode.FILE_DECODING_FAILURE: Trouble.PICTURE_DAMAGED,
    ErrorCode.ERROR_ILLEGAL_FILE: Trouble.PICTURE_DAMAGED,
    ErrorCode.ERROR_INVALID_FILE: Trouble.PICTURE_DAMAGED,
    ErrorCode.ERROR_NOT_ENOUGH_CREDITS: Trouble.SERVICE_OUT_OF_CREDITS,
}
_OF_KIND: tuple[tuple[type[MigrationError], Trouble], ...] = (
    (RequestRejectedError, Trouble.REFUSED),
    (ServiceBusyError, Trouble.SERVICE_BUSY),
    (KeyRefusedError, Trouble.SERVICE_REFUSED_KEY),
    (ServiceGoneError, Trouble.SERVICE_GONE),
    (ServiceUnreachableError, Trouble.SERVICE_UNREACHABLE),
    (SubmissionUnansweredError, Trouble.SUBMIT_UNANSWERED),
    (TimedOutError, Trouble.SERVICE_TIMED_OUT),
    (TaskUnknownError, Trouble.RESULT_LOST),
)
_MOST_CODE = 60
_LIMITS = {Trouble.PICTURE_TOO_LARGE: SIDE_BELOW, Trouble.PICTURE_TOO_SMALL: SIDE_ABOVE}


def job_error(failure: MigrationError, image: str, reference: str | None = None) -> JobError:
    """Return the end of a job that a failure of the API means; the names are its pictures'.

    When the API rejects a request, it does not say which of the pictures it means.
    """
    trouble = _trouble(failure)
    return JobError(
        trouble,
        file=image,
        other=reference if isinstance(failure, RequestRejectedError) else None,
        limit=_LIMITS.get(trouble),
        code=_code_name(failure),
    )


def _trouble(failure: MigrationError) -> Trouble:
    if isinstance(failure.code, ErrorCode) and failure.code in _OF_CODE:
        return _OF_CODE[failure.code]
    if failure.code == TaskStatus.LIMIT_RETRY_FAILED:
        return Trouble.SERVICE_GAVE_UP
    for kind, trouble in _OF_KIND:
        if isinstance(failure, kind):
            return trouble
    return Trouble.SERVICE_FAILED


def _code_name(failure: MigrationError) -> str:
    """Return the API's own word for the failure, fit to be shown: a stranger's may be anything."""
    code = str(failure.code or f"HTTP {failure.status}")
    return re.sub(r"[^\w .:-]", "", code)[:_MOST_CODE]
