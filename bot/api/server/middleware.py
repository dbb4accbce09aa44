"""What happens around every request: an id, errors in the contract's shape, a line in the log."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_request import BaseRequest

from bot.api.contract import ContractError, ErrorCode
from bot.api.server.answers import LOG_ID, REPEATED_HEADERS, error_answer, new_log_id
from bot.api.server.records import RecordsError
from bot.api.server.storage import StorageError
from bot.logs import about
from bot.metrics import HTTP_ANSWERS

log = logging.getLogger(__name__)
unread_log = logging.getLogger(f"{__name__}.unread")
"""Where aiohttp logs what goes wrong before a request is read."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

UNAVAILABLE_SECONDS: Final = "5"

# What the router refuses by itself; the contract has no word of its own for a wrong method.
_ROUTER_CODES = {404: ErrorCode.ERROR_AI_NOT_EXISTS, 405: ErrorCode.ERROR_ILLEGAL_OPERATION}


@web.middleware
async def count_answers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count every answer by its endpoint, never by a path: that could be anything."""
    answer = await handler(request)
    resource = request.match_info.route.resource
    endpoint = "none" if resource is None else resource.canonical
    HTTP_ANSWERS.labels(endpoint, str(answer.status)).inc()
    return answer


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give every request its `log_id`, and answer whatever fails in the contract's shape."""
    request[LOG_ID] = new_log_id()
    with about(request=request[LOG_ID]):
        answer = await _answered(request, handler)
    answer.headers.update(request.get(REPEATED_HEADERS, {}))
    return answer


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except ContractError as error:
        log.info("refused: %s", error)
        return error_answer(request, error.code, error.message)
    except (RecordsError, StorageError) as error:
        log.error("%s", error)
        answer = error_answer(
            request, ErrorCode.ERROR_RESOURCE_UNAVAILABLE, "try again in a few seconds"
        )
        answer.headers["Retry-After"] = UNAVAILABLE_SECONDS
        return answer
    except web.HTTPException as error:
        code = _ROUTER_CODES.get(error.status, ErrorCode.ERROR_PARAMETERS)
        answer = error_answer(request, code, error.reason, error.status)
        if "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
        return answer
    except Exception:
        log.exception("the request failed")
        code = ErrorCode.SERVICE_INTERNAL_ERROR
        return error_answer(request, code, "something went wrong; the log_id finds it")


def _without_content(record: logging.LogRecord) -> bool:
    """Tell of a request that is no HTTP in one line: its bytes may hold a key."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, HttpProcessingError):
        record.exc_info = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True


unread_log.addFilter(_without_content)


class AccessLog(AbstractAccessLogger):
    """A line for every request: without keys and query strings, which hold signatures.

    Queries come every second from every client; at the usual level only the rest is told.
    """

    def log(self, request: BaseRequest, response: web.StreamResponse, time: float) -> None:
        """Log one request."""
        telling = request.method == "POST" or response.status >= 400
        log.log(
            logging.INFO if telling else logging.DEBUG,
            "%s %s: %d in %.3f s, request=%s",
            request.method,
            request.rel_url.raw_path,
            response.status,
            time,
            request.get(LOG_ID, "unread"),
        )
