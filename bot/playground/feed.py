"""Server to page: a WebSocket that first tells everything, then every change."""

import asyncio
from contextlib import suppress

from aiohttp import WSCloseCode, web

from bot.playground.inspector import Inspector
from bot.playground.keeper import Status
from bot.playground.scene import Scene
from bot.playground.view import message_view
from bot.sandbox.errors import JSON
from bot.sandbox.model import Message
from bot.sandbox.record import Entry, MessageChange


class Feed:
    """The pages that are open, and what they are told."""

    def __init__(self, scene: Scene, inspector: Inspector) -> None:
        self._scene = scene
        self._sandbox = scene.sandbox
        self._inspector = inspector
        self._status: Status = "starting"
        self._pages: set[asyncio.Queue[JSON | None]] = set()
        self._stop_listening = self._sandbox.record.listen(self._hear)

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        return [web.get("/feed", self._serve)]

    def close(self) -> None:
        """Hang up on every page."""
        self._stop_listening()
        for page in self._pages:
            page.put_nowait(None)

    def bot_is(self, status: Status) -> None:
        """Tell how the bot is."""
        self._status = status
        self._tell({"type": "bot", "status": status})

    def commands_changed(self) -> None:
        """Tell that other commands are on offer."""
        self._tell({"type": "commands"})

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        page: asyncio.Queue[JSON | None] = asyncio.Queue()
        page.put_nowait(self._everything())
        self._pages.add(page)
        sending = asyncio.create_task(_send(page, socket))
        try:
            # The page has nothing to say here; this ends when it goes away.
            async for _ in socket:
                pass
        finally:
            self._pages.discard(page)
            sending.cancel()
        return socket

    def _everything(self) -> JSON:
        channels = self._sandbox.world.channels.values()
        messages = [self._view(m) for c in channels for m in c.messages.values() if not m.deleted]
        return {
            "type": "world",
            **self._scene.written(),
            "messages": messages,
            "status": self._status,
            "entries": list(self._inspector.entries),
            "openapi": self._inspector.openapi_name,
        }

    def _hear(self, entry: Entry) -> None:
        if not isinstance(entry, MessageChange):
            if (written := self._inspector.note(entry)) is not None:
                self._tell({"type": "entry", "entry": written})
        elif entry.act == "deleted":
            message = entry.message
            ids = {"channel": str(message.channel.id), "id": str(message.id)}
            self._tell({"type": "deleted", **ids})
        else:
            self._tell({"type": "message", "message": self._view(entry.message)})

    def _view(self, message: Message) -> JSON:
        return message_view(message, self._sandbox)

    def _tell(self, event: JSON) -> None:
        for page in self._pages:
            page.put_nowait(event)


async def _send(page: asyncio.Queue[JSON | None], socket: web.WebSocketResponse) -> None:
    with suppress(ConnectionError):
        while (event := await page.get()) is not None:
            await socket.send_json(event)
    await socket.close(code=WSCloseCode.GOING_AWAY)
