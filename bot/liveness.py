"""Who is alive: each process that shares a Postgres holds a lock there for as long as it lives.

The lock is a session advisory lock on the process's executor id, so that Postgres itself lets go
of it when the process or its connection dies. Whoever finds unfinished workflows of an executor
whose lock is free takes that lock, hands the workflows back to their queues, and lets go.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, LiteralString

import psycopg
from dbos import DBOS

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 8.0
"""Between two looks for executors that are gone. One is gone whose lock was free twice: whose
connection has merely broken can take its lock again in between."""

_ANSWER_SECONDS: Final = 5.0
_BETWEEN_TRIES_SECONDS: Final = 1.0

# Postgres notices within half a minute that a machine has vanished, not after its two hours.
_KEEP_ALIVE: Final[tuple[LiteralString, ...]] = (
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
)

Regained = Callable[[frozenset[str]], Awaitable[None]]
"""Is told the ids of the workflows that are still this process's, after it had lost its lock."""

_Connection = psycopg.AsyncConnection[tuple[object, ...]]


class Presence:
    """A process's sign of life, and its look at those of others."""

    def __init__(self, url: str, executor: str, regained: Regained | None = None) -> None:
        # SQLAlchemy wants the driver named in it; the driver does not.
        self._url = url.replace("+psycopg", "", 1)
        self._executor = executor
        self._regained = regained
        self._connection: _Connection | None = None
        self._suspects: dict[str, float] = {}
        self._warned = False

    async def enter(self) -> None:
        """Connect and take the lock.

        Raises
        ------
        ConnectionError
            When the database cannot be reached.
        """
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
                for setting in _KEEP_ALIVE:
                    # Not every platform lets them be set.
                    with suppress(psycopg.errors.InvalidParameterValue):
                        await connection.execute(setting)
        except (psycopg.Error, TimeoutError) as error:
            raise ConnectionError(_first_line(error) or "no answer in time") from error
        self._connection = connection
        # A peer has it for the moment in which it hands this process's workflows back.
        while not await self._take(self._executor):  # noqa: ASYNC110
            await asyncio.sleep(_BETWEEN_TRIES_SECONDS)

    async def leave(self) -> None:
        """Let go of the lock."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg.Error, TimeoutError):
                async with asyncio.timeout(_ANSWER_SECONDS):
                    await connection.close()

    async def watch(self) -> None:
        """Keep the lock, and take over from those who lost theirs; until cancelled."""
        while True:
            try:
                await asyncio.sleep(LOOK_SECONDS if self._connection else _BETWEEN_TRIES_SECONDS)
                if self._connection is None:
                    await self._return()
                await self.look()
            except (psycopg.Error, OSError, TimeoutError) as error:
                if not self._warned:
                    log.warning("the database does not answer: %s", _first_line(error))
                self._warned = True
                await self.leave()
            except Exception:
                log.exception("no look at other processes was possible")
            else:
                self._warned = False

    async def look(self) -> None:
        """Take over the unfinished workflows of executors that have been gone for two looks."""
        # Whether or not there is anything to see, this tells that the lock is still held.
        await self._ask("SELECT 1")
        unfinished = await DBOS.list_workflows_async(
            status="PENDING",
            app_version=DBOS.application_version,
            load_input=False,
            load_output=False,
        )
        others = {workflow.executor_id for workflow in unfinished} - {self._executor, None}
        now = time.monotonic()
        suspects: dict[str, float] = {}
        for other in sorted(filter(None, others)):
            if not await self._take(other):
                continue
            try:
                since = self._suspects.get(other, now)
                if now - since < LOOK_SECONDS / 2:
                    suspects[other] = since
                    continue
                # Atomic for each workflow, and only while it is still recorded as that executor's.
                taken = await asyncio.to_thread(DBOS._recover_pending_workflows, [other])  # noqa: SLF001
                log.warning("took over %d workflow(s) of %s", len(taken), other)
            finally:
                await self._ask("SELECT pg_advisory_unlock(%s)", _key(other))
        self._suspects = suspects

    async def _return(self) -> None:
        """Take the lock again, and find out what was taken over meanwhile."""
        await self.enter()
        log.warning("connected to the database again")
        self._suspects.clear()
        if self._regained is not None:
            own = await DBOS.list_workflows_async(
                status="PENDING",
                executor_id=self._executor,
                load_input=False,
                load_output=False,
            )
            await self._regained(frozenset(workflow.workflow_id for workflow in own))

    async def _take(self, executor: str) -> bool:
        return bool(await self._ask("SELECT pg_try_advisory_lock(%s)", _key(executor)))

    async def _ask(self, query: LiteralString, *values: object) -> object:
        assert self._connection is not None
        async with asyncio.timeout(_ANSWER_SECONDS):
            row = await (await self._connection.execute(query, values or None)).fetchone()
        return row[0] if row else None


def _key(executor: str) -> int:
    """Return the number that Postgres knows the lock by: 64 bits, with a sign."""
    digest = hashlib.sha256(f"colorway executor {executor}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
