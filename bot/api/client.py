"""A client of the HD color migration contract, for servers that speak either version of it."""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp

from bot.api.contract import (
    IDEMPOTENCY_HEADER,
    KEY_HEADER,
    LOOKUP_TABLE_PATH,
    MAIN_COLORS_PATH,
    MOST_WAIT_SECONDS,
    POLL_SECONDS,
    PREFER_HEADER,
    QUERY_PATH_1_0,
    QUERY_PATH_1_1,
    QUERY_TYPE,
    SUBMIT_PATH,
    ErrorCode,
    Field,
    Mode,
    TaskStatus,
    Version,
)
from bot.api.download import fetch_picture
from bot.api.failures import (
    MigrationError,
    ServiceUnreachableError,
    SubmissionUnansweredError,
    TimedOutError,
)
from bot.api.reading import (
    LookupTable,
    Reply,
    TaskState,
    Ticket,
    parse_body,
    read_colors,
    read_state,
    read_table,
    read_ticket,
)
from bot.api.submission import Submission
from bot.api.transport import read_at_most, retry_after, time_limit, typed_errors
from bot.metrics import API_FAILURES

log = logging.getLogger(__name__)

SUBMIT_SECONDS: Final = 300.0
QUERY_SECONDS: Final = 30.0

MOST_FAILURES: Final = 8
"""How many times in a row a query or a download may fail before its error is raised."""
PATIENCE_SECONDS: Final = 600.0
"""How long a service of our own is asked again, however often that fails: its database, its disk
or its store may be away for minutes, and it loses nothing by that."""
FIRST_BACKOFF: Final = 0.5
MOST_BACKOFF: Final = 30.0

TABLE_SECONDS: Final = 120.0
COLORS_SECONDS: Final = 60.0

MOST_ANSWER_BYTES: Final = 1024 * 1024
MOST_TABLE_BYTES: Final = 8 * MOST_ANSWER_BYTES

HEALTH_PATH: Final = "/healthz"
IDEMPOTENT: Final = "idempotent_submissions"
"""What a server's health says of it if a submission may be repeated under the same key."""
WAITING_QUERIES: Final = "waiting_queries"
"""What it says if a query may wait for a change."""
HEALTH_SECONDS: Final = 10.0
_HEALTH_TRIES: Final = 3


@dataclass(slots=True)
class _Row:
    """Failures in a row, and since when."""

    since: float
    patient: bool
    """Whether to go on for `PATIENCE_SECONDS`, beyond `MOST_FAILURES`."""
    failures: int = 0


class MigrationClient:
    """Submits pictures to a color migration service, waits for its tasks, fetches the results.

    Queries and downloads are retried where that may help; a submission only with a key and where
    the service knows what that is, for a repeated one is a second task otherwise. Every failure is
    a `MigrationError`. The API key goes to `base_url` and
    nowhere else. `max_result_bytes` is the largest result that is taken.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        api_key: str,
        *,
        max_result_bytes: int,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._headers = {KEY_HEADER: api_key}
        self._max_result_bytes = max_result_bytes
        self._sleep = sleep
        self._clock = clock
        self._jitter = jitter
        self._extensions: frozenset[str] | None = None

    async def is_idempotent(self) -> bool:
        """Return whether the service takes a submission that is repeated under its key for one.

        A service that says nothing of it, or cannot be asked, is not trusted with that.
        """
        return IDEMPOTENT in await self._known_extensions()

    async def _known_extensions(self) -> frozenset[str]:
        """Return which extensions of the contract the service says that it knows."""
        failures = 0
        while self._extensions is None:
            try:
                reply = await self._ask("GET", HEALTH_PATH, HEALTH_SECONDS, headers={})
                health = reply.body or {}
                self._extensions = frozenset(name for name in health if health[name] is True)
            except MigrationError as error:
                failures += 1
                if failures >= _HEALTH_TRIES or not error.transient:
                    return frozenset()
                await self._sleep(self._pause(error, failures))
        return self._extensions

    async def submit(self, submission: Submission, key: str | None = None) -> Ticket:
        """Send a picture and return the ticket of its task.

        It is sent once, or until it is answered if there is a `key`: that is only for services
        that are idempotent.

        Raises
        ------
        SubmissionUnansweredError
            When the service may have taken it without saying so. Sending it again without a key
            could make, and bill, a second task.
        MigrationError
            When it was surely not taken: not sent, or refused.
        """
        row = _Row(self._clock(), patient=key is not None)
        while True:
            try:
                with _counted("submit"):
                    return await self._submit(submission, key)
            except MigrationError as error:
                if key is None:
                    raise
                error.transient = error.transient or isinstance(error, SubmissionUnansweredError)
                await self._sleep(self._pause_after(row, error))

    async def _submit(self, submission: Submission, key: str | None) -> Ticket:
        with submission.form() as form:
            try:
                headers = {**self._headers, **({IDEMPOTENCY_HEADER: key} if key else {})}
                reply = await self._ask(
                    "POST", SUBMIT_PATH, SUBMIT_SECONDS, data=form, headers=headers
                )
            except ServiceUnreachableError:
                raise
            except MigrationError as error:
                raise SubmissionUnansweredError(error.message) from None
        return read_ticket(reply)

    async def lookup_table(self, submission: Submission, number: int = 1) -> LookupTable:
        """Return the table of a recoloring, or of its colorway of that number, from 1.

        Raises
        ------
        ServiceGoneError
            When the service makes no tables: the contract knows none.
        MigrationError
            When it cannot make this one.
        """
        row = _Row(self._clock(), patient=False)
        while True:
            try:
                with _counted("table"), submission.form() as form:
                    reply = await self._ask(
                        "POST",
                        LOOKUP_TABLE_PATH,
                        TABLE_SECONDS,
                        data=form,
                        params={"number": str(number)},
                        most_bytes=MOST_TABLE_BYTES,
                    )
                    return read_table(reply)
            except MigrationError as error:
                await self._sleep(self._pause_after(row, error))

    async def main_colors(self, image: Path, count: int) -> tuple[str, ...]:
        """Return up to `count` colors of a picture from dark to light, six hex digits each.

        Raises
        ------
        ServiceGoneError
            When the service does not look for colors: the contract knows nothing of that.
        MigrationError
            When it cannot for this picture.
        """
        asked = Submission(image=image, mode=Mode.AUTO, count=count)
        row = _Row(self._clock(), patient=False)
        while True:
            try:
                with _counted("colors"), asked.form() as form:
                    reply = await self._ask("POST", MAIN_COLORS_PATH, COLORS_SECONDS, data=form)
                    return read_colors(reply)
            except MigrationError as error:
                await self._sleep(self._pause_after(row, error))

    async def query(
        self,
        ticket: Ticket,
        seconds: float = QUERY_SECONDS,
        *,
        wait_seconds: int = 0,
        known: TaskStatus = TaskStatus.QUEUING,
    ) -> TaskState:
        """Ask once, for at most so many seconds, how a task stands.

        A service that knows waiting queries answers once the status is not the `known` one, or
        after `wait_seconds`.

        Raises
        ------
        MigrationError
            When the task failed, or the query did; the latter is often `transient`.
        """
        if ticket.version == Version.V1_0:
            path = QUERY_PATH_1_0
            parameters = {Field.JOB_ID: ticket.task_id, Field.TYPE: QUERY_TYPE}
        else:
            path, parameters = QUERY_PATH_1_1, {Field.TASK_ID: ticket.task_id}
        params = {str(name): value for name, value in parameters.items()}
        headers = self._headers
        if wait_seconds:
            headers = {**headers, PREFER_HEADER: f"wait={wait_seconds}; status={known}"}
        return read_state(await self._ask("GET", path, seconds, params=params, headers=headers))

    async def wait(
        self,
        ticket: Ticket,
        on_state: Callable[[TaskState], Awaitable[None]],
        deadline: float,
        *,
        patient: bool = False,
    ) -> tuple[str, ...]:
        """Query until the task has finished and return the URLs of its results.

        `on_state` is awaited whenever the status has changed. `deadline` is in seconds from now.
        With a service of our own, be `patient`.

        Raises
        ------
        TimedOutError
            When the deadline passes, or the service gave up on the task.
        MigrationError
            When the task failed, or queries failed too often in a row.
        """
        if ticket.status == TaskStatus.PROCESS_SUCCESS and ticket.image_urls:
            await on_state(TaskState(ticket.status, ticket.image_urls))
            return ticket.image_urls
        end = self._clock() + deadline
        told: TaskStatus | None = None
        # Only a service of our own is asked: no other one knows what this is.
        is_told = patient and WAITING_QUERIES in await self._known_extensions()
        row = _Row(self._clock(), patient)
        while (left := end - self._clock()) > 0:
            asked = self._clock()
            wait_seconds = int(min(MOST_WAIT_SECONDS, left)) if is_told else 0
            try:
                with _counted("query"):
                    state = await self.query(
                        ticket,
                        min(QUERY_SECONDS, left),
                        wait_seconds=wait_seconds,
                        known=told or ticket.status,
                    )
            except MigrationError as error:
                pause = self._pause_after(row, error)
            else:
                row = _Row(self._clock(), patient)
                has_waited = wait_seconds > 0 and self._clock() - asked >= wait_seconds
                has_changed = state.status is not told
                if has_changed:
                    told = state.status
                    await on_state(state)
                if state.status is TaskStatus.PROCESS_SUCCESS:
                    return state.image_urls
                pause = POLL_SECONDS if state.retry_after is None else state.retry_after
                if has_waited or (has_changed and wait_seconds):
                    # The next query waits itself.
                    pause = 0.0
            await self._sleep(min(pause, max(end - self._clock(), 0.0)))
        raise TimedOutError(f"the task did not finish within {deadline:g} s")

    async def download(self, url: str, target: Path, *, patient: bool = False) -> None:
        """Fetch a result into the file `target`, which appears only once it is complete.

        From a service of our own, or its store, be `patient`.

        Raises
        ------
        MigrationError
            When the result is gone, too large, not a picture, or cannot be fetched.
        """
        row = _Row(self._clock(), patient)
        while True:
            try:
                with _counted("download"):
                    return await fetch_picture(self._session, url, target, self._max_result_bytes)
            except MigrationError as error:
                await self._sleep(self._pause_after(row, error))

    def _pause_after(self, row: _Row, error: MigrationError) -> float:
        """Return the seconds to wait after a further failure; raise where that will not help."""
        row.failures += 1
        waits = row.patient and self._clock() - row.since < PATIENCE_SECONDS
        if not error.transient or (row.failures >= MOST_FAILURES and not waits):
            raise error
        return self._pause(error, row.failures)

    def _pause(self, error: MigrationError, failures: int) -> float:
        """Return the seconds to wait before the service is asked again, by full-jitter backoff.

        See M. Brooker, "Exponential Backoff And Jitter", 2015.
        """
        log.info("asking the service again after failure %d: %s", failures, error)
        if error.retry_after is not None:
            return error.retry_after
        return self._jitter() * min(MOST_BACKOFF, FIRST_BACKOFF * 2**failures)

    async def _ask(
        self,
        method: str,
        path: str,
        seconds: float,
        *,
        data: aiohttp.FormData | None = None,
        params: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        most_bytes: int = MOST_ANSWER_BYTES,
    ) -> Reply:
        """Call the service, with the API's key unless there are other headers.

        No redirect may carry the key elsewhere.
        """
        async with (
            typed_errors(),
            self._session.request(
                method,
                self._base_url + path,
                headers=self._headers if headers is None else headers,
                data=data,
                params=params,
                allow_redirects=False,
                timeout=time_limit(seconds),
            ) as response,
        ):
            text = await read_at_most(response, most_bytes)
            return Reply(response.status, parse_body(text), retry_after(response))


@contextlib.contextmanager
def _counted(operation: str) -> Generator[None]:
    try:
        yield
    except MigrationError as error:
        # What a stranger's service writes may be anything.
        code = error.code.name if isinstance(error.code, ErrorCode) else str(error.status or "none")
        API_FAILURES.labels(operation, code).inc()
        raise
