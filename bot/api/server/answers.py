"""The answers' JSON: every answer carries the fields of both versions of the contract.

A client of either version then finds what it looks for. Only a failed task is told differently: in
1.0.0 the query itself succeeds and says so in ``data.status``, in 1.1.0 the answer is an error.
"""

import uuid
from typing import Final

from aiohttp import web

from bot.api.contract import (
    NUMBER_OF_STATUS,
    TASK_TYPE,
    Answer,
    ErrorCode,
    ErrorDetail,
    TaskData,
    TaskStatus,
    Version,
)
from bot.api.server.outcomes import Task

LOG_ID: Final = web.RequestKey("log_id", str)
REPEATED_HEADERS: Final = web.RequestKey("repeated_headers", dict[str, str])
"""Headers that any answer to a request carries."""

RETRY_AFTER: Final = {"Retry-After": "1"}
"""Most tasks take about a second; the contract's own 5 would be felt."""


def new_log_id() -> str:
    """Return an id that finds a request in the log."""
    return uuid.uuid4().hex


def error_answer(
    request: web.Request, code: ErrorCode, message: str, status: int | None = None
) -> web.Response:
    """Answer with an error; `status` is the HTTP status where it is not the code's own."""
    log_id = request[LOG_ID]
    status = status or code.http_status
    return _json(_error(log_id, log_id, code, message, status), status)


def task_answer(
    request: web.Request, task: Task, image_urls: list[str], version: Version
) -> web.Response:
    """Answer a submission or a query with where the task stands, as `version` tells it."""
    log_id = request[LOG_ID]
    data = TaskData(status=task.status)
    if task.status.failed:
        code = task.code or ErrorCode.PROCESSING_FAILURE
        answer = _error(task.id, log_id, code, task.message, code.http_status)
        status = code.http_status
        if version is Version.V1_0:
            # The query went well; the names in it say why the task did not.
            answer["error_code"], status = 0, 200
        answer.update(task_type=TASK_TYPE, task_id=task.id, data=data)
        return _json(answer, status)
    if task.status is TaskStatus.PROCESS_SUCCESS:
        data["image_list"] = image_urls
    answer = Answer(
        request_id=task.id,
        log_id=log_id,
        error_code=0,
        error_code_str="",
        error_msg="",
        error_detail=ErrorDetail(status_code=200, code="", code_message="", message=""),
        task_type=TASK_TYPE,
        task_id=task.id,
        task_status=NUMBER_OF_STATUS[task.status],
        data=data,
    )
    return _json(answer, 200, None if task.status.finished else RETRY_AFTER)


def _error(request_id: str, log_id: str, code: ErrorCode, message: str, status: int) -> Answer:
    return Answer(
        request_id=request_id,
        log_id=log_id,
        error_code=status,
        error_code_str=str(code),
        error_msg=message,
        error_detail=ErrorDetail(
            status_code=status, code=str(code), code_message=code.meaning, message=message
        ),
    )


def _json(answer: Answer, status: int, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response(answer, status=status, headers=headers)
