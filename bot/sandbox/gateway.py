"""The gateway: the WebSocket over which Discord tells a bot what happens.

Source: Discord's gateway reference, version 10.
"""

import asyncio
import json
import secrets
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox import payloads
from bot.sandbox.changes import Changes
from bot.sandbox.errors import JSON
from bot.sandbox.record import GatewayEvent, Record, without_secrets
from bot.sandbox.world import World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT = 0, 1, 2, 3, 4, 6, 7
MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 8, 9, 10, 11

# rule: gateway
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, AUTHENTICATION_FAILED = 4001, 4002, 4003, 4004
ALREADY_AUTHENTICATED, INVALID_SEQUENCE, INVALID_SHARD = 4005, 4007, 4010
INVALID_VERSION, INVALID_INTENTS, DISALLOWED_INTENTS = 4012, 4013, 4014

GUILDS = 1 << 0
# Members, presences and message content need Discord's approval, which nobody gave.
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
KNOWN_INTENTS = (1 << 26) - 1
HEARTBEAT_MS = 41_250
# Discord is some way off. A bot's thread notes when it has sent a heartbeat after it has done so:
# answered at once, discord.py believes that the answer is to the heartbeat before.
WAY_SECONDS = 0.1
# How many events a resumed session gets again, at most.
# rule: gateway-replay
REPLAYED = 1000


@dataclass(eq=False, slots=True)
class Session:
    """What Discord remembers of a bot between two connections."""

    id: str
    shard: int
    shards: int
    intents: int
    sequence: int = 0
    sent: deque[JSON] = field(default_factory=lambda: deque(maxlen=REPLAYED))
    connection: "Connection | None" = None


class Connection:
    """One WebSocket of the bot's."""

    def __init__(self, socket: web.WebSocketResponse, record: Record, world: World) -> None:
        self.socket = socket
        self.closed_by_discord = False
        self.session: Session | None = None
        self.compressor: Any = None
        self._record = record
        self._world = world

    async def send(self, payload: JSON) -> None:
        """Send a payload, compressed if that was agreed on."""
        if self.socket.closed:
            return
        self.note("discord", payload)
        text = json.dumps(payload)
        try:
            if self.compressor is None:
                await self.socket.send_str(text)
            else:
                data = self.compressor.compress(text.encode())
                await self.socket.send_bytes(data + self.compressor.flush(zlib.Z_SYNC_FLUSH))
        except ConnectionError:
            # The bot went away meanwhile; a session's events wait for its return.
            return

    async def close(self, code: int, reason: str = "") -> None:
        """Close the WebSocket with one of Discord's close codes."""
        self.closed_by_discord = True
        await self.socket.close(code=code, message=reason.encode())

    def note(self, sender: Literal["bot", "discord"], payload: JSON) -> None:
        """Put a payload on record."""
        shard = self.session.shard if self.session else 0
        data = without_secrets(payload.get("d"))
        name = payload.get("t")
        at = self._world.clock.now()
        self._record.add(GatewayEvent(at, sender, payload["op"], name, data, shard))


class Gateway:
    """Sessions, and who is connected."""

    def __init__(self, world: World, record: Record, changes: Changes) -> None:
        self.url = ""
        self.shards = 1
        self.resumable = True
        self.close_codes: list[int] = []
        self._world = world
        self._record = record
        self._changes = changes
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self._acknowledging: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Return whether every shard of a bot is connected."""
        live = [session for session in self._sessions.values() if session.connection]
        return bool(live) and {s.shard for s in live} >= set(range(live[0].shards))

    async def dispatch(self, name: str, data: JSON, *, guild_id: int | None) -> None:
        """Send an event to every session whose shard it belongs to, now or when it resumes."""
        for session in tuple(self._sessions.values()):
            shard = (guild_id >> 22) % session.shards if guild_id else 0
            if session.shard == shard:
                await self._dispatch(session, name, data)

    async def drop(self, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Close every connection, as Discord does now and then; sessions can be resumed."""
        for connection in tuple(self._connections):
            await connection.close(code)

    async def ask_to_reconnect(self) -> None:
        """Ask every connected bot to reconnect and resume."""
        for connection in tuple(self._connections):
            await connection.send({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self) -> None:
        """Forget every session and tell the bots: they must identify anew."""
        for session in tuple(self._sessions.values()):
            del self._sessions[session.id]
            if session.connection is not None:
                await session.connection.send(_invalid())

    async def close(self) -> None:
        """End every connection for good."""
        await self.drop()
        self._sessions.clear()
        for acknowledging in tuple(self._acknowledging):
            acknowledging.cancel()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with a bot until one of the two hangs up."""
        socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 20)
        await socket.prepare(request)
        connection = Connection(socket, self._record, self._world)
        if request.query.get("compress") == "zlib-stream":
            connection.compressor = zlib.compressobj()
        if request.query.get("v") not in {"10", None}:
            await connection.close(INVALID_VERSION, "Invalid API version.")
            return socket
        self._connections.add(connection)
        try:
            hello = {"heartbeat_interval": HEARTBEAT_MS}
            await connection.send({"op": HELLO, "d": hello, "s": None, "t": None})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(connection, message.data)
                elif message.type is WSMsgType.BINARY:
                    await self._receive(connection, message.data.decode())
        finally:
            self._connections.discard(connection)
            self._left(connection, socket.close_code)
        return socket

    def _left(self, connection: Connection, code: int | None) -> None:
        self.close_codes.append(code or 1006)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            # A bot that says goodbye (1000, 1001) ends its session; others may resume it.
            if code in (1000, 1001) and not connection.closed_by_discord:
                self._sessions.pop(session.id, None)
        self._changes.notify()

    async def _receive(self, connection: Connection, text: str) -> None:
        try:
            payload = json.loads(text)
            op = payload["op"]
        except (ValueError, KeyError, TypeError):
            await connection.close(DECODE_ERROR, "Error while decoding payload.")
            return
        connection.note("bot", payload)
        data = payload.get("d")
        if op == HEARTBEAT:
            acknowledging = asyncio.create_task(_acknowledge(connection))
            self._acknowledging.add(acknowledging)
            acknowledging.add_done_callback(self._acknowledging.discard)
        elif op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            await self._resume(connection, data)
        elif op not in {PRESENCE, VOICE, MEMBERS}:
            await connection.close(UNKNOWN_OPCODE, "Unknown opcode.")
        elif connection.session is None:
            await connection.close(NOT_AUTHENTICATED, "Not authenticated.")

    async def _identify(self, connection: Connection, data: JSON) -> None:
        if connection.session is not None:
            await connection.close(ALREADY_AUTHENTICATED, "Already authenticated.")
            return
        shard, shards = data.get("shard") or (0, 1)
        intents = data.get("intents")
        if data.get("token") != self._world.token:
            await connection.close(AUTHENTICATION_FAILED, "Authentication failed.")
        elif not 0 <= shard < shards:
            await connection.close(INVALID_SHARD, "Invalid shard.")
        elif not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            await connection.close(INVALID_INTENTS, "Invalid intents.")
        elif intents & PRIVILEGED:
            await connection.close(DISALLOWED_INTENTS, "Disallowed intents.")
        else:
            session = Session(secrets.token_hex(16), shard, shards, intents)
            self._sessions[session.id] = session
            session.connection, connection.session = connection, session
            await self._greet(session)
            self._changes.notify()

    async def _greet(self, session: Session) -> None:
        guilds = [
            guild
            for guild in self._world.guilds.values()
            if guild.installed and (guild.id >> 22) % session.shards == session.shard
        ]
        ready: JSON = {
            "v": 10,
            "user": payloads.me(self._world),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {"id": str(self._world.application_id), "flags": 0, "flags_new": "0"},
            "private_channels": [],
            "relationships": [],
        }
        await self._dispatch(session, "READY", ready)
        for guild in guilds:
            if session.intents & GUILDS:
                data = payloads.guild_create(guild, self._world)
                await self._dispatch(session, "GUILD_CREATE", data)

    async def _resume(self, connection: Connection, data: JSON) -> None:
        if data.get("token") != self._world.token:
            await connection.close(AUTHENTICATION_FAILED, "Authentication failed.")
            return
        session = self._sessions.get(data.get("session_id", ""))
        if session is None or not self.resumable:
            await connection.send(_invalid())
            return
        seen = data.get("seq") or 0
        if seen > session.sequence:
            await connection.close(INVALID_SEQUENCE, "Invalid seq.")
            return
        if seen + 1 < session.sent[0]["s"]:
            # What was missed is not kept any more.
            await connection.send(_invalid())
            return
        session.connection, connection.session = connection, session
        for payload in session.sent:
            if payload["s"] > seen:
                await connection.send(payload)
        await self._dispatch(session, "RESUMED", {"_trace": []})
        self._changes.notify()

    async def _dispatch(self, session: Session, name: str, data: JSON) -> None:
        session.sequence += 1
        payload: JSON = {"op": DISPATCH, "s": session.sequence, "t": name, "d": data}
        session.sent.append(payload)
        if session.connection is not None:
            await session.connection.send(payload)


async def _acknowledge(connection: Connection) -> None:
    await asyncio.sleep(WAY_SECONDS)
    await connection.send({"op": HEARTBEAT_ACK, "d": None, "s": None, "t": None})


def _invalid() -> JSON:
    return {"op": INVALID_SESSION, "d": False, "s": None, "t": None}
