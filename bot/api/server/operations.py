"""What operators and their tools ask of a server: whether it lives, is of use, and how it does."""

import logging
from typing import Final

from aiohttp import web

from bot.api.server.records import Records, RecordsError
from bot.api.server.scratch import Scratch
from bot.api.server.storage import Storage, StorageError
from bot.metrics import CONTENT_TYPE, TASKS_QUEUED, exposition

log = logging.getLogger(__name__)

HEALTH_PATH: Final = "/healthz"
READY_PATH: Final = "/readyz"
METRICS_PATH: Final = "/metrics"


class Operations:
    """The handlers of their routes, which need no key and tell no secret."""

    def __init__(self, records: Records, storage: Storage, scratch: Scratch, queue: str) -> None:
        self._records = records
        self._storage = storage
        self._scratch = scratch
        self._queue = queue

    async def health(self, request: web.Request) -> web.Response:
        """Tell that the server is up, and which extensions of the contract it knows."""
        return web.json_response(
            {"status": "ok", "idempotent_submissions": True, "waiting_queries": True}
        )

    async def ready(self, request: web.Request) -> web.Response:
        """Tell whether the database and the storage can be used, and which of them cannot."""
        unavailable: list[str] = []
        try:
            await self._records.check()
        except RecordsError as error:
            log.warning("not ready: %s", error)
            unavailable.append("database")
        try:
            await self._scratch.check()
            await self._storage.check()
        except StorageError as error:
            log.warning("not ready: %s", error)
            unavailable.append("storage")
        if unavailable:
            return web.json_response(
                {"status": "unavailable", "unavailable": unavailable}, status=503
            )
        return web.json_response({"status": "ready"})

    async def metrics(self, request: web.Request) -> web.Response:
        """Tell the metrics to Prometheus."""
        try:
            TASKS_QUEUED.set(await self._records.queued(self._queue))
        except RecordsError:
            TASKS_QUEUED.set(float("nan"))
        return web.Response(body=exposition(), headers={"Content-Type": CONTENT_TYPE})
