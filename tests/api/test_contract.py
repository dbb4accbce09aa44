from bot.api.contract import NUMBER_OF_STATUS, ErrorCode, TaskNumber, TaskStatus


def test_every_code_has_an_error_status_and_says_what_it_means() -> None:
    assert {code.http_status for code in ErrorCode} <= {
        *(400, 401, 403, 404, 409, 410, 413, 415, 422, 429),
        *(500, 502, 503, 504),
    }
    assert all(code.meaning.endswith(".") for code in ErrorCode)


def test_the_numbers_of_1_1_are_the_statuses_of_1_0_that_are_no_failures() -> None:
    assert set(NUMBER_OF_STATUS) == {status for status in TaskStatus if not status.failed}
    assert [TaskNumber(n).status for n in range(3)] == [
        TaskStatus.QUEUING,
        TaskStatus.PROCESSING,
        TaskStatus.PROCESS_SUCCESS,
    ]
