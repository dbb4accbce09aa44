import pytest

from bot.api.contract import SIDE_ABOVE, SIDE_BELOW, ErrorCode, TaskStatus
from bot.api.failures import (
    KeyRefusedError,
    MigrationError,
    RequestRejectedError,
    ServiceBusyError,
    ServiceFailedError,
    ServiceGoneError,
    ServiceUnreachableError,
    SubmissionUnansweredError,
    TaskFailedError,
    TaskUnknownError,
    TimedOutError,
    failure_of,
    task_failure,
)
from bot.jobs.service import job_error
from bot.jobs.troubles import Trouble
from cogs.sentences import failure_text
from cogs.words import ENGLISH

TROUBLES = {
    "ERROR_PARAMETERS": Trouble.REFUSED,
    "MISSING_PARAMETERS": Trouble.REFUSED,
    "ERROR_INVALID_PARAMETER": Trouble.REFUSED,
    "PARAMETERS_CANNOT_EMPTY": Trouble.REFUSED,
    "UNSUPPORTED_PARAMETER_VALUES": Trouble.REFUSED,
    "ERROR_INVALID_PARAMETER_FORMAT": Trouble.REFUSED,
    "ERROR_PARAMETER_CONVERSION_FAILED": Trouble.REFUSED,
    "ERROR_USER_NOT_EXISTS": Trouble.SERVICE_REFUSED_KEY,
    "ERROR_APPLICATIONS_NOT_EXISTS": Trouble.SERVICE_REFUSED_KEY,
    "ERROR_USER_LOCKED": Trouble.SERVICE_REFUSED_KEY,
    "ERROR_ILLEGAL_OPERATION": Trouble.SERVICE_REFUSED_KEY,
    "ERROR_AI_NOT_EXISTS": Trouble.SERVICE_GONE,
    "ERROR_FILE_NOT_FOUND": Trouble.RESULT_LOST,
    "ERROR_RESOURCE_NOT_FOUND": Trouble.RESULT_LOST,
    "ERROR_TASK_CONFLICT": Trouble.SERVICE_FAILED,
    "ERROR_TASK_STOPPED_PROCESSING": Trouble.SERVICE_FAILED,
    "ERROR_TASK_REVOKED": Trouble.RESULT_LOST,
    "ERROR_RESOURCE_RECLAIMED": Trouble.RESULT_LOST,
    "FILE_SIZE_EXCEEDS_LIMIT": Trouble.SERVICE_WANTS_SMALLER_FILE,
    "FILE_RESOLUTION_EXCEEDS_LIMITS": Trouble.PICTURE_TOO_LARGE,
    "ERROR_HIGH_RESOLUTION": Trouble.RESOLUTION_TOO_HIGH,
    "ERROR_REQUEST_BODY_TOO_LARGE": Trouble.SERVICE_WANTS_SMALLER_FILE,
    "ERROR_TOO_MANY_FILES": Trouble.REFUSED,
    "UNSUPPORTED_FILE_TYPES": Trouble.NOT_A_PICTURE,
    "ERROR_UNSUPPORTED_GRAYSCALE_IMAGE": Trouble.REFUSED,
    "FILE_DECODING_FAILURE": Trouble.PICTURE_DAMAGED,
    "ERROR_ILLEGAL_FILE": Trouble.PICTURE_DAMAGED,
    "ERROR_INVALID_FILE": Trouble.PICTURE_DAMAGED,
    "ERROR_LOW_RESOLUTION": Trouble.PICTURE_TOO_SMALL,
    "FILE_CONTENT_NON_COMPLIANCE": Trouble.REFUSED,
    "ERROR_NOT_ENOUGH_CREDITS": Trouble.SERVICE_OUT_OF_CREDITS,
    "ERROR_BATCH_TASK_LIMIT_EXCEEDED": Trouble.SERVICE_BUSY,
    "EXCEEDING_LIMITS": Trouble.SERVICE_BUSY,
    "PROCESSING_FAILURE": Trouble.SERVICE_FAILED,
    "UNKNOWN_ERROR": Trouble.SERVICE_FAILED,
    "SERVICE_INTERNAL_ERROR": Trouble.SERVICE_FAILED,
    "ERROR_FILE_DOWNLOAD_FAILED": Trouble.SERVICE_FAILED,
    "FILE_SERVICE_ERROR": Trouble.SERVICE_FAILED,
    "AI_SERVICE_ERROR": Trouble.SERVICE_FAILED,
    "ERROR_GATEWAY": Trouble.SERVICE_FAILED,
    "ERROR_INSUFFICIENT_RESOURCES": Trouble.SERVICE_BUSY,
    "ERROR_RESOURCE_UNAVAILABLE": Trouble.SERVICE_BUSY,
    "AI_SERVICE_FLOW_RESTRICTION": Trouble.SERVICE_BUSY,
    "ERROR_FILE_DOWNLOAD_TIMEOUT": Trouble.SERVICE_TIMED_OUT,
    "AI_SERVICE_TIMEOUT": Trouble.SERVICE_TIMED_OUT,
}


@pytest.mark.parametrize("code", ErrorCode, ids=str)
def test_every_code_of_the_contract_has_its_trouble(code: ErrorCode):
    error = job_error(failure_of(code.http_status, code, "why"), "a.png")
    assert error.trouble is TROUBLES[code.name]
    assert error.details["file"] == "a.png"
    assert error.details["code"] == code.name


@pytest.mark.parametrize(
    ("failure", "trouble"),
    [
        (RequestRejectedError("why"), Trouble.REFUSED),
        (ServiceBusyError("why"), Trouble.SERVICE_BUSY),
        (KeyRefusedError("why"), Trouble.SERVICE_REFUSED_KEY),
        (ServiceGoneError("why"), Trouble.SERVICE_GONE),
        (ServiceUnreachableError("why"), Trouble.SERVICE_UNREACHABLE),
        (ServiceFailedError("why"), Trouble.SERVICE_FAILED),
        (TaskFailedError("why"), Trouble.SERVICE_FAILED),
        (TaskUnknownError("why"), Trouble.RESULT_LOST),
        (TimedOutError("why"), Trouble.SERVICE_TIMED_OUT),
        (SubmissionUnansweredError("why"), Trouble.SUBMIT_UNANSWERED),
        (MigrationError("why"), Trouble.SERVICE_FAILED),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, MigrationError) else str(value),
)
def test_every_kind_of_failure_without_a_code_has_its_trouble(
    failure: MigrationError, trouble: Trouble
):
    assert job_error(failure, "a.png").trouble is trouble


def test_no_kind_of_failure_is_forgotten():
    kinds = {MigrationError, *_all_below(MigrationError)}
    assert len(kinds) == 11


def _all_below(kind: type[MigrationError]) -> set[type[MigrationError]]:
    below = set(kind.__subclasses__())
    return below.union(*map(_all_below, below))


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (TaskStatus.PROCESS_FAILED, Trouble.SERVICE_FAILED),
        (TaskStatus.TIMEOUT_FAILED, Trouble.SERVICE_TIMED_OUT),
        (TaskStatus.LIMIT_RETRY_FAILED, Trouble.SERVICE_GAVE_UP),
    ],
)
def test_every_way_in_which_a_task_fails_has_its_trouble(status: TaskStatus, trouble: Trouble):
    assert job_error(task_failure(status, None, "why", 200), "a.png").trouble is trouble


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        (ErrorCode.ERROR_LOW_RESOLUTION, SIDE_ABOVE),
        (ErrorCode.FILE_RESOLUTION_EXCEEDS_LIMITS, SIDE_BELOW),
    ],
    ids=str,
)
def test_a_wrong_size_comes_with_the_contracts_limit(code: ErrorCode, limit: int):
    assert job_error(failure_of(code.http_status, code, "why"), "a.png").details["limit"] == limit


def test_a_refusal_without_a_code_names_its_http_status():
    refused = failure_of(400, None, "the answer is not JSON")
    assert "(HTTP 400)" in failure_text(job_error(refused, "a.png"), ENGLISH)


def test_a_code_of_the_services_own_is_shown_short_and_plain():
    refused = failure_of(422, "**NO_FACE_FOUND** <@1> " + "x" * 5000, "why")
    text = failure_text(job_error(refused, "a.png"), ENGLISH)
    assert "(NO_FACE_FOUND 1 x" in text
    assert len(text) < 300


def test_a_rejection_may_mean_either_picture():
    damaged = failure_of(422, ErrorCode.FILE_DECODING_FAILURE, "why")
    text = failure_text(job_error(damaged, "a.png", "b.png"), ENGLISH)
    assert text.startswith("“a.png” or “b.png” is damaged")


def test_a_failure_of_the_service_blames_no_reference():
    gave_up = task_failure(TaskStatus.LIMIT_RETRY_FAILED, None, "why", 200)
    assert "b.png" not in failure_text(job_error(gave_up, "a.png", "b.png"), ENGLISH)
