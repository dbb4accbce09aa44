import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.contract import ErrorCode, TaskStatus, Version
from bot.api.failures import (
    KeyRefusedError,
    MigrationError,
    RequestRejectedError,
    ServiceBusyError,
    ServiceFailedError,
    ServiceGoneError,
    SubmissionUnansweredError,
    TaskFailedError,
    TaskUnknownError,
    TimedOutError,
)
from bot.api.reading import (
    Reply,
    TaskState,
    Ticket,
    failure_in,
    parse_body,
    parse_retry_after,
    read_state,
    read_ticket,
)

NOON = "Tue, 03 Mar 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("0.5", 0.5),
        ("0", 0.2),
        ("-5", 0.2),
        ("86400", 60.0),
        ("1e999", 60.0),
        ("Tue, 03 Mar 2026 12:00:07 GMT", 7.0),
        ("Tue, 03 Mar 2026 11:00:00 GMT", 0.2),
        ("nan", None),
        ("soon", None),
        ("Tue, 99 Mar 2026 12:00:07 GMT", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_within_bounds(
    header: str | None, seconds: float | None
) -> None:
    assert parse_retry_after(header, NOON) == seconds


def test_a_ticket_of_1_1_is_a_task_id() -> None:
    reply = Reply(200, {"error_code": 0, "request_id": "r", "task_id": "t", "task_type": "async"})
    assert read_ticket(reply) == Ticket("t", Version.V1_1)


def test_a_ticket_of_1_0_is_a_request_id() -> None:
    reply = Reply(200, {"error_code": 0, "request_id": "r", "data": {"status": "PROCESSING"}})
    assert read_ticket(reply) == Ticket("r", Version.V1_0, TaskStatus.PROCESSING)


def test_a_ticket_holds_results_that_came_at_once() -> None:
    data = {"status": "PROCESS_SUCCESS", "image_list": ["http://host/1.png"]}
    ticket = read_ticket(Reply(200, {"error_code": 0, "request_id": "r", "data": data}))
    assert ticket.status is TaskStatus.PROCESS_SUCCESS
    assert ticket.image_urls == ("http://host/1.png",)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, None),
        Reply(200, {"error_code": 0}),
        Reply(200, {"error_code": 0, "task_id": "", "request_id": None}),
        Reply(502, None),
        Reply(504, {"message": "upstream timed out"}),
    ],
)
def test_an_answer_that_is_not_the_services_leaves_a_submission_open(reply: Reply) -> None:
    with pytest.raises(SubmissionUnansweredError):
        read_ticket(reply)


def test_a_gateway_that_refuses_a_submission_has_not_passed_it_on() -> None:
    with pytest.raises(RequestRejectedError):
        read_ticket(Reply(413, None))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"task_status": 0}, TaskStatus.QUEUING),
        ({"task_status": "1"}, TaskStatus.PROCESSING),
        ({"data": {"status": "PROCESSING"}}, TaskStatus.PROCESSING),
        ({"task_status": 0, "data": {"status": "PROCESSING"}}, TaskStatus.PROCESSING),
        ({"task_status": 2, "data": {"image_list": ["u"]}}, TaskStatus.PROCESS_SUCCESS),
    ],
)
def test_either_version_tells_how_a_task_stands(
    body: dict[str, object], status: TaskStatus
) -> None:
    assert read_state(Reply(200, {"error_code": 0, **body})).status is status


@pytest.mark.parametrize(
    "body",
    [
        {"error_code": 0},
        {"error_code": 0, "task_status": 7},
        {"error_code": 0, "data": {"status": "NEW_STATUS"}},
        {"error_code": 0, "data": ["QUEUING"]},
        {"error_code": 0, "task_status": 2, "data": {"image_list": []}},
        {"error_code": [], "task_status": []},
    ],
)
def test_an_answer_that_says_nothing_is_asked_for_again(body: dict[str, object]) -> None:
    with pytest.raises(ServiceFailedError) as failure:
        read_state(Reply(200, body))
    assert failure.value.transient


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("PROCESS_FAILED", TaskFailedError),
        ("LIMIT_RETRY_FAILED", TaskFailedError),
        ("TIMEOUT_FAILED", TimedOutError),
    ],
)
def test_a_failed_status_is_final_and_is_the_code_where_no_other_is_given(
    status: str, kind: type[MigrationError]
) -> None:
    with pytest.raises(kind) as failure:
        read_state(Reply(200, {"error_code": 0, "data": {"status": status}}))
    assert failure.value.code == status
    assert not failure.value.transient


def test_a_failed_task_with_a_code_that_blames_the_picture_blames_the_picture() -> None:
    body = {
        "error_code": 0,
        "error_code_str": "FILE_DECODING_FAILURE",
        "data": {"status": "PROCESS_FAILED"},
    }
    with pytest.raises(RequestRejectedError) as failure:
        read_state(Reply(200, body))
    assert failure.value.code is ErrorCode.FILE_DECODING_FAILURE


def test_a_failed_task_of_1_1_is_an_error_detail() -> None:
    detail = {"status_code": 422, "code": "ERROR_LOW_RESOLUTION", "message": "too small"}
    with pytest.raises(RequestRejectedError, match="too small") as failure:
        read_state(Reply(422, {"error_code": 422, "error_detail": detail}))
    assert failure.value.code is ErrorCode.ERROR_LOW_RESOLUTION
    assert failure.value.status == 422


@pytest.mark.parametrize(
    ("status", "code", "kind", "transient"),
    [
        (400, "MISSING_PARAMETERS", RequestRejectedError, False),
        (401, "ERROR_APPLICATIONS_NOT_EXISTS", KeyRefusedError, False),
        (404, "ERROR_AI_NOT_EXISTS", ServiceGoneError, False),
        (404, "", ServiceGoneError, False),
        (404, "ERROR_RESOURCE_NOT_FOUND", TaskUnknownError, False),
        (413, "FILE_SIZE_EXCEEDS_LIMIT", RequestRejectedError, False),
        (429, "EXCEEDING_LIMITS", ServiceBusyError, True),
        (429, "ERROR_NOT_ENOUGH_CREDITS", ServiceBusyError, False),
        (500, "UNKNOWN_ERROR", ServiceFailedError, True),
        (500, "PROCESSING_FAILURE", ServiceFailedError, False),
        (503, "ERROR_INSUFFICIENT_RESOURCES", ServiceBusyError, True),
        (504, "AI_SERVICE_TIMEOUT", TimedOutError, True),
    ],
)
def test_errors_are_told_apart_by_what_the_caller_can_do(
    status: int, code: str, kind: type[MigrationError], transient: bool
) -> None:
    failure = failure_in(Reply(status, {"error_code": status, "error_code_str": code}))
    assert type(failure) is kind
    assert str(failure.code or "") == code
    assert failure.transient is transient


def test_a_code_that_the_contract_does_not_know_is_kept_as_it_is() -> None:
    failure = failure_in(Reply(418, {"error_code": 418, "error_code_str": "TEAPOT"}))
    assert failure.code == "TEAPOT"
    assert str(failure) == "the service refused (418 TEAPOT)"


def test_an_error_under_status_200_is_an_error() -> None:
    with pytest.raises(KeyRefusedError):
        read_state(Reply(200, {"error_code": 401, "task_status": 0}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)
bodies = st.dictionaries(
    st.sampled_from(
        ["error_code", "error_code_str", "error_detail", "task_id", "task_status", "data", "x"]
    ),
    json_values | st.fixed_dictionaries({"status": json_values, "image_list": json_values}),
)


@given(st.integers(200, 599), bodies)
def test_any_json_is_read_or_is_a_typed_error(status: int, body: dict[str, object]) -> None:
    reply = Reply(status, parse_body(json.dumps(body).encode()))
    for read, kind in ((read_ticket, Ticket), (read_state, TaskState)):
        with contextlib.suppress(MigrationError):
            assert isinstance(read(reply), kind)


@given(st.binary())
def test_a_body_is_a_json_object_or_nothing(text: bytes) -> None:
    body = parse_body(text)
    assert body is None or isinstance(body, dict)


def test_nesting_without_end_is_no_body() -> None:
    assert parse_body(b"[" * 100_000) is None
