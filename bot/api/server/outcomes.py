"""How tasks end, as their workflows record it, and where they stand meanwhile."""

from dataclasses import dataclass
from typing import TypedDict, cast

from dbos import WorkflowStatus

from bot.api.contract import ErrorCode, TaskStatus
from bot.engine import OversizedPictureError, PictureError, UnsupportedFormatError


class Outcome(TypedDict):
    """How a task ended: a status, and either the names of its results or the reason."""

    status: str
    results: list[str]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """Where a task stands. `finished_at` is in seconds since the epoch."""

    id: str
    status: TaskStatus = TaskStatus.QUEUING
    results: tuple[str, ...] = ()
    code: ErrorCode | None = None
    message: str = ""
    finished_at: float = 0.0


def succeeded(results: list[str]) -> Outcome:
    """Return the outcome of a task whose results have these names."""
    return Outcome(status=TaskStatus.PROCESS_SUCCESS.value, results=results, code="", message="")


def task_of(workflow: WorkflowStatus) -> Task:
    """Return the task that a workflow stands for."""
    match workflow.status:
        case "ENQUEUED" | "DELAYED":
            return Task(workflow.workflow_id)
        case "PENDING":
            return Task(workflow.workflow_id, TaskStatus.PROCESSING)
        case "SUCCESS":
            outcome = cast(Outcome, workflow.output)
        case "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
            outcome = failed(
                TaskStatus.LIMIT_RETRY_FAILED,
                ErrorCode.PROCESSING_FAILURE,
                "the picture was tried too often",
            )
        case "CANCELLED":
            outcome = failed(
                TaskStatus.PROCESS_FAILED,
                ErrorCode.ERROR_TASK_STOPPED_PROCESSING,
                "the task was stopped",
            )
        case "ERROR":
            outcome = failed(
                TaskStatus.PROCESS_FAILED,
                ErrorCode.PROCESSING_FAILURE,
                "the picture could not be processed",
            )
    return ended(workflow.workflow_id, outcome, finished_at(workflow))


def ended(task_id: str, outcome: Outcome, at: float) -> Task:
    """Return a task that ended with this outcome at that time, in seconds since the epoch."""
    return Task(
        task_id,
        TaskStatus(outcome["status"]),
        tuple(outcome["results"]),
        ErrorCode[outcome["code"]] if outcome["code"] else None,
        outcome["message"],
        at,
    )


def failed(status: TaskStatus, code: ErrorCode, message: str) -> Outcome:
    """Return the outcome of a task that failed, with the reason."""
    return Outcome(status=status.value, results=[], code=code.name, message=message)


def unusable(error: PictureError) -> Outcome:
    """Return the outcome of a task whose picture the engine cannot take."""
    match error:
        case UnsupportedFormatError():
            code, fault = ErrorCode.UNSUPPORTED_FILE_TYPES, "must be a PNG or a JPEG"
        case OversizedPictureError():
            code, fault = ErrorCode.ERROR_HIGH_RESOLUTION, "has too many pixels for its file type"
        case _:
            code, fault = ErrorCode.FILE_DECODING_FAILURE, "is damaged or cut off"
    return failed(TaskStatus.PROCESS_FAILED, code, f"{error.path.name} {fault}")


def finished_at(workflow: WorkflowStatus) -> float:
    """Return when a workflow ended, in seconds since the epoch."""
    return (workflow.completed_at or workflow.updated_at or 0) / 1000
