"""The HD color migration contract: its terms, limits, statuses and errors, for client and server.

The contract has two versions. In 1.0.0 a task is known by the ``request_id`` of the answer to its
submission and has a ``data.status``; in 1.1.0 it is known by a ``task_id``, has a numeric
``task_status``, and its failure is an error answer of its own.
"""

from enum import Enum, IntEnum, StrEnum, unique
from typing import Final, TypedDict

RGB = tuple[int, int, int]
"""An sRGB color, each channel 0 to 255."""

KEY_HEADER: Final = "ailabapi-api-key"

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
"""Ours, not the contract's: a submission that carries it can be repeated safely. A second one with
the same key by the same owner is answered with the first one's task, whatever has become of it.
The answers to submissions repeat the header; ``GET /healthz`` tells that the server knows it by
``"idempotent_submissions": true``. One to 255 printable ASCII characters."""
MOST_IDEMPOTENCY_KEY: Final = 255

PREFER_HEADER: Final = "Prefer"
"""Ours, not the contract's: a query with ``Prefer: wait=SECONDS`` (RFC 7240, section 4.3) is
answered once the task's status has changed, or after so many seconds. With ``; status=NAME`` after
the seconds, it is answered once the status is another one than that. ``GET /healthz`` tells that
the server does so by ``"waiting_queries": true``."""
MOST_WAIT_SECONDS: Final = 20
"""How long a query may wait: hosts cut a request off that is not answered within 30 s."""

SUBMIT_PATH: Final = "/api/image/effects/image-hd-color-migration"
QUERY_PATH_1_0: Final = "/api/image/asyn-task-results"  # spelt so
QUERY_PATH_1_1: Final = "/api/common/query-async-task-result"

LOOKUP_TABLE_PATH: Final = "/api/lookup-table"
"""Ours, not the contract's: a recoloring as a ``.cube`` table. See `bot.api.server.tables`."""

MAIN_COLORS_PATH: Final = "/api/main-colors"
"""Ours too: the colors that a picture is made of. See `bot.api.server.colors`."""

TASK_TYPE: Final = "async"
QUERY_TYPE: Final = "HD_COLOUR_MIGRATION"

SIDE_ABOVE: Final = 64
"""Both sides of a picture are larger than this, in pixels."""
SIDE_BELOW: Final = 10_000
"""Both sides of a picture are smaller than this, in pixels."""
MOST_COLORS: Final = 7
MOST_COLORWAYS: Final = 8

POLL_SECONDS: Final = 5.0
"""How often the contract asks a client to query."""
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE: Final = b"\xff\xd8\xff"


class Version(StrEnum):
    """A version of the contract."""

    V1_0 = "1.0.0"
    V1_1 = "1.1.0"


class Field(StrEnum):
    """The names of form fields and of query parameters."""

    TASK_TYPE = "task_type"
    IMAGE = "image"
    MODE = "mode"
    DEGREE = "degree"
    COLOR_COUNT = "color_count"
    COLOR_TEMPLATE = "color_template"
    REF = "ref"
    PORTRAIT_HOLD = "portrait_hold"
    """Ours, not the contract's: `false` lets people's colors move too. The default is `true`,
    which is what the contract promises."""
    JOB_ID = "job_id"
    TYPE = "type"
    TASK_ID = "task_id"


class Mode(StrEnum):
    """What the picture is recolored after."""

    AUTO = "AUTO"
    TEMPLATE = "TEMPLATE"
    REF_PIC = "REF_PIC"


class TaskStatus(StrEnum):
    """Where a task stands, as 1.0.0 says it."""

    QUEUING = "QUEUING"
    PROCESSING = "PROCESSING"
    PROCESS_SUCCESS = "PROCESS_SUCCESS"
    PROCESS_FAILED = "PROCESS_FAILED"
    TIMEOUT_FAILED = "TIMEOUT_FAILED"
    LIMIT_RETRY_FAILED = "LIMIT_RETRY_FAILED"

    @property
    def finished(self) -> bool:
        """Return whether nothing more will happen to the task."""
        return self not in {TaskStatus.QUEUING, TaskStatus.PROCESSING}

    @property
    def failed(self) -> bool:
        """Return whether the task has ended without results."""
        return self.finished and self is not TaskStatus.PROCESS_SUCCESS


class TaskNumber(IntEnum):
    """Where a task stands, as 1.1.0 says it in ``task_status``; a failure has no number."""

    QUEUED = 0
    PROCESSING = 1
    DONE = 2

    @property
    def status(self) -> TaskStatus:
        """Return the same in the words of 1.0.0."""
        return _STATUS_OF_NUMBER[self]


_STATUS_OF_NUMBER = {
    TaskNumber.QUEUED: TaskStatus.QUEUING,
    TaskNumber.PROCESSING: TaskStatus.PROCESSING,
    TaskNumber.DONE: TaskStatus.PROCESS_SUCCESS,
}
NUMBER_OF_STATUS: Final = {status: number for number, status in _STATUS_OF_NUMBER.items()}


@unique
class ErrorCode(Enum):
    """The names of the contract's errors, each with its HTTP status and its meaning."""

    ERROR_PARAMETERS = 400, "The request cannot be read."
    MISSING_PARAMETERS = 400, "A required field is missing."
    ERROR_INVALID_PARAMETER = 400, "A field is out of its range."
    PARAMETERS_CANNOT_EMPTY = 400, "A field is empty."
    UNSUPPORTED_PARAMETER_VALUES = 400, "A field has a value that is not on its list."
    ERROR_INVALID_PARAMETER_FORMAT = 400, "A field is not written as it must be."
    ERROR_PARAMETER_CONVERSION_FAILED = 400, "A field is not a number."

    ERROR_USER_NOT_EXISTS = 401, "There is no such user."
    ERROR_APPLICATIONS_NOT_EXISTS = 401, "The API key is missing or wrong."

    ERROR_USER_LOCKED = 403, "The user is locked."
    ERROR_ILLEGAL_OPERATION = 403, "This is not allowed."

    ERROR_AI_NOT_EXISTS = 404, "There is no such API."
    ERROR_FILE_NOT_FOUND = 404, "There is no such file."
    ERROR_RESOURCE_NOT_FOUND = 404, "There is no such task."

    ERROR_TASK_CONFLICT = 409, "The task conflicts with another."
    ERROR_TASK_STOPPED_PROCESSING = 409, "The task was stopped."
    ERROR_TASK_REVOKED = 410, "The task was revoked."
    ERROR_RESOURCE_RECLAIMED = 410, "The file has expired."

    FILE_SIZE_EXCEEDS_LIMIT = 413, "The file is too large."
    FILE_RESOLUTION_EXCEEDS_LIMITS = 413, "The picture has too many pixels on a side."
    ERROR_HIGH_RESOLUTION = 413, "The picture's resolution is too high."
    ERROR_REQUEST_BODY_TOO_LARGE = 413, "The request is too large."
    ERROR_TOO_MANY_FILES = 413, "There are too many files."

    UNSUPPORTED_FILE_TYPES = 415, "The file is neither a PNG nor a JPEG."
    ERROR_UNSUPPORTED_GRAYSCALE_IMAGE = 415, "Grayscale pictures are not supported."

    FILE_DECODING_FAILURE = 422, "The picture is damaged or cut off."
    ERROR_ILLEGAL_FILE = 422, "The file is not allowed."
    ERROR_INVALID_FILE = 422, "The file is not valid."
    ERROR_LOW_RESOLUTION = 422, "The picture has too few pixels on a side."
    FILE_CONTENT_NON_COMPLIANCE = 422, "The picture's content is not allowed."

    ERROR_NOT_ENOUGH_CREDITS = 429, "There are not enough credits."
    ERROR_BATCH_TASK_LIMIT_EXCEEDED = 429, "There are too many tasks."
    EXCEEDING_LIMITS = 429, "There are too many requests."

    PROCESSING_FAILURE = 500, "The picture could not be processed."
    UNKNOWN_ERROR = 500, "Something unknown went wrong."
    SERVICE_INTERNAL_ERROR = 500, "Something went wrong inside the service."

    ERROR_FILE_DOWNLOAD_FAILED = 502, "A file could not be received."
    FILE_SERVICE_ERROR = 502, "The file service failed."
    AI_SERVICE_ERROR = 502, "The AI service failed."
    ERROR_GATEWAY = 502, "The gateway failed."

    ERROR_INSUFFICIENT_RESOURCES = 503, "The service lacks resources."
    ERROR_RESOURCE_UNAVAILABLE = 503, "The service is not available."
    AI_SERVICE_FLOW_RESTRICTION = 503, "The service restricts the flow of requests."

    ERROR_FILE_DOWNLOAD_TIMEOUT = 504, "A file was not received in time."
    AI_SERVICE_TIMEOUT = 504, "The picture was not processed in time."

    @property
    def http_status(self) -> int:
        """Return the HTTP status that goes with the code."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """Return one sentence that says what the code stands for."""
        return self.value[1]

    def __str__(self) -> str:
        return self.name


class ErrorDetail(TypedDict):
    """How 1.1.0 names an error; `status_code` is 200 and the rest empty where there is none."""

    status_code: int
    code: str
    code_message: str
    message: str


class TaskData(TypedDict, total=False):
    """How 1.0.0 says where a task stands; `image_list` holds the URLs of its results."""

    status: str
    image_list: list[str]


class Answer(TypedDict, total=False):
    """The JSON of an answer, with the fields of both versions."""

    request_id: str
    log_id: str
    error_code: int
    error_code_str: str
    error_msg: str
    error_detail: ErrorDetail
    task_type: str
    task_id: str
    task_status: int
    data: TaskData


class ContractError(Exception):
    """A request that breaks the contract, with the code that says how."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
