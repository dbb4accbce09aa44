"""Workflows that are recorded as this process's and do not run in it: put back into their queues.

A database that fails in between can leave such: between taking a workflow from its queue and
running it, or when a run ended and its outcome could not be recorded.
"""

import asyncio
import logging
from typing import Final

from dbos import DBOS
from dbos._dbos import _get_dbos_instance  # pyright: ignore[reportPrivateUsage]

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 10.0
"""Between two looks. An orphan is what was one at two of them: others are just being taken."""

# Where DBOS itself puts what came from no queue.
_QUEUE: Final = "_dbos_internal_queue"


class Orphans:
    """Looks after the workflows of one executor."""

    def __init__(self, executor: str) -> None:
        self._executor = executor
        self._suspects: frozenset[str] = frozenset()

    async def watch(self) -> None:
        """Look every ten seconds, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Exception as error:
                log.warning("nobody can tell what runs: %s", str(error).partition("\n")[0])

    async def look(self) -> None:
        """Put back what has been an orphan since the last look."""
        recorded = await DBOS.list_workflows_async(
            status="PENDING",
            executor_id=self._executor,
            app_version=DBOS.application_version,
            load_input=False,
            load_output=False,
        )
        dbos = _get_dbos_instance()
        running = dbos._active_workflows_set.activeList()  # noqa: SLF001
        idle = frozenset(workflow.workflow_id for workflow in recorded) - frozenset(running)
        orphans, self._suspects = idle & self._suspects, idle - self._suspects
        for orphan in sorted(orphans):
            log.warning("%s is recorded as running and does not run: once more", orphan)
            await asyncio.to_thread(
                dbos._sys_db.reenqueue_for_recovery,  # noqa: SLF001
                orphan,
                [self._executor],
                _QUEUE,
            )
