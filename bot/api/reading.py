"""Reading the service's answers, in either version of the contract or in both at once."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast

from bot.api.contract import TaskNumber, TaskStatus, Version
from bot.api.failures import (
    MigrationError,
    ServiceFailedError,
    SubmissionUnansweredError,
    failure_of,
    parse_code,
    task_failure,
)

# What a server may ask for; less would be a flood, more would outlive a reader's patience.
LEAST_RETRY_AFTER = 0.2
MOST_RETRY_AFTER = 60.0

# A message of the service goes to the log, which needs no novel.
MOST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Ticket:
    """A submission that was taken: what it takes to ask for its task later, also after a restart.

    `status` and `image_urls` are what the answer to the submission already told.
    """

    task_id: str
    version: Version
    status: TaskStatus = TaskStatus.QUEUING
    image_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskState:
    """Where a task stands. `retry_after` is the pause, in seconds, that the server asked for."""

    status: TaskStatus
    image_urls: tuple[str, ...] = ()
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class LookupTable:
    """A recoloring as the text of a ``.cube`` file.

    The errors are how far it is from the recoloring, over the picture's pixels in CIEDE2000: the
    mean, and the 95th percentile.
    """

    cube: str
    mean_error: float
    tail_error: float


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer over HTTP; `body` is None unless it is a JSON object."""

    status: int
    body: Mapping[str, object] | None
    retry_after: float | None = None

    @property
    def from_service(self) -> bool:
        """Return whether the service itself answered, not a gateway on the way to it."""
        return self.body is not None and "error_code" in self.body


def parse_body(text: bytes) -> Mapping[str, object] | None:
    """Return the JSON object in `text`, or None if it holds none."""
    try:
        body: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _object(body)


def parse_retry_after(value: str | None, date: str | None = None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks to wait, within sane bounds.

    An HTTP date is compared with the answer's own `date`, for the two machines' clocks may differ.
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            until = parsedate_to_datetime(value)
            now = parsedate_to_datetime(date) if date else datetime.now(UTC)
            seconds = (until - now).total_seconds()
        except (ValueError, TypeError):
            return None
    if seconds != seconds:  # NaN
        return None
    return min(max(seconds, LEAST_RETRY_AFTER), MOST_RETRY_AFTER)


def read_ticket(reply: Reply) -> Ticket:
    """Read the answer to a submission.

    Raises
    ------
    SubmissionUnansweredError
        When not the service answered, but something between that may have passed the request on;
        or when the service took it without naming the task.
    MigrationError
        When the service refused.
    """
    body = reply.body or {}
    if not reply.from_service and (reply.status == 200 or reply.status >= 500):
        raise SubmissionUnansweredError(
            "the service itself did not answer the submission", status=reply.status
        )
    status = _accepted(reply) or TaskStatus.QUEUING
    image_urls = _image_urls(body)
    if task_id := _text(body, "task_id"):
        return Ticket(task_id, Version.V1_1, status, image_urls)
    if request_id := _text(body, "request_id"):
        return Ticket(request_id, Version.V1_0, status, image_urls)
    raise SubmissionUnansweredError(
        "the answer to the submission names no task", status=reply.status
    )


def read_state(reply: Reply) -> TaskState:
    """Read the answer to a query.

    Raises
    ------
    MigrationError
        When the task failed, or the query did.
    """
    status = _accepted(reply)
    image_urls = _image_urls(reply.body or {})
    if status is None or (status is TaskStatus.PROCESS_SUCCESS and not image_urls):
        raise ServiceFailedError(
            "the answer does not tell how the task stands", status=reply.status, transient=True
        )
    return TaskState(status, image_urls, reply.retry_after)


def read_table(reply: Reply) -> LookupTable:
    """Read the answer to a request for a look-up table.

    Raises
    ------
    MigrationError
        When the service refused, or answered something else.
    """
    _accepted(reply)
    data = _object((reply.body or {}).get("data")) or {}
    cube, errors = data.get("cube"), [data.get(name) for name in ("mean_error", "tail_error")]
    if not isinstance(cube, str) or not all(isinstance(error, int | float) for error in errors):
        raise ServiceFailedError("the answer holds no table", status=reply.status)
    mean, tail = cast(list[float], errors)
    return LookupTable(cube, float(mean), float(tail))


def read_colors(reply: Reply) -> tuple[str, ...]:
    """Read the answer to a request for a picture's colors: six hex digits each.

    Raises
    ------
    MigrationError
        When the service refused, or answered something else.
    """
    _accepted(reply)
    data = _object((reply.body or {}).get("data")) or {}
    colors = data.get("colors")
    if not isinstance(colors, list) or not all(_is_color(color) for color in colors):
        raise ServiceFailedError("the answer holds no colors", status=reply.status)
    return tuple(cast(list[str], colors))


def _is_color(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9A-F]{6}", value) is not None


def failure_in(reply: Reply) -> MigrationError:
    """Return the error that an answer other than a success stands for."""
    if reply.body is None:
        error = failure_of(reply.status, None, "the answer is not JSON", reply.retry_after)
        # A page with status 200 is a gateway's, too.
        error.transient = error.transient or reply.status < 400
        return error
    detail = _object(reply.body.get("error_detail")) or {}
    code = parse_code(_text(reply.body, "error_code_str") or _text(detail, "code"))
    message = _text(reply.body, "error_msg") or _text(detail, "message") or "the service refused"
    status = reply.status
    if status == 200:
        number = reply.body.get("error_code")
        status = number if isinstance(number, int) and 400 <= number < 600 else 500
    return failure_of(status, code, message[:MOST_MESSAGE], reply.retry_after)


def _accepted(reply: Reply) -> TaskStatus | None:
    """Return the task's status that a successful answer tells, if any; raise for any other."""
    body = reply.body
    status = _task_status(body) if body is not None else None
    if status is not None and status.failed:
        told = failure_in(reply)
        raise task_failure(status, told.code, told.message, reply.status)
    if body is None or reply.status != 200 or body.get("error_code") not in (0, "0", None):
        raise failure_in(reply)
    return status


def _task_status(body: Mapping[str, object]) -> TaskStatus | None:
    data = _object(body.get("data")) or {}
    try:
        return TaskStatus(_text(data, "status"))
    except ValueError:
        pass
    try:
        return TaskNumber(int(_text(body, "task_status"))).status
    except ValueError:
        return None


def _image_urls(body: Mapping[str, object]) -> tuple[str, ...]:
    urls = (_object(body.get("data")) or {}).get("image_list")
    if not isinstance(urls, list):
        return ()
    return tuple(url for url in cast(list[object], urls) if isinstance(url, str) and url)


def _object(value: object) -> Mapping[str, object] | None:
    return cast(Mapping[str, object], value) if isinstance(value, dict) else None


def _text(body: Mapping[str, object], name: str) -> str:
    """Return a field that holds text or a number, as text; "" if there is none."""
    value = body.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""
