"""A proxy between the bot and Discord that keeps what the two say to each other.

REST requests pass as they are. The gateway is asked for zlib-stream, as discord.py asks, and is
passed on to the bot uncompressed.
"""

import asyncio
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Self

import aiohttp
import yarl
from aiohttp import WSMsgType, web

from tests.recorder.files import FileSpec

JSON = dict[str, Any]
_API = "/api/v10"
_AUTOCOMPLETE = 4
# Headers of one connection, and of an encoding that is undone here.
_OF_ONE_CONNECTION = {
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "host",
    "keep-alive",
    "transfer-encoding",
}
_QUERY = {"v": "10", "encoding": "json"}
_CREDENTIALS = ("Authorization", "User-Agent")
_ZLIB_SUFFIX = b"\x00\x00\xff\xff"


class Proxy:
    """Listens on 127.0.0.1 and passes everything on to Discord and back."""

    def __init__(self, api_url: str, gateway_url: str, port: int = 0) -> None:
        self.url = ""
        self.entries: list[JSON] = []
        """Events and requests with their answers, with every secret still in them."""
        self.application: str | None = None
        self.ready = asyncio.Event()
        self.holds_back = False
        """Whether interactions are kept from the bot, for the recorder to answer them."""
        self.held_back: asyncio.Queue[JSON] = asyncio.Queue()
        self._api_url = api_url.rstrip("/")
        self._gateway_url = yarl.URL(gateway_url)
        self._port = port
        self._credentials: dict[str, str] = {}
        self._unrecorded: set[str] = set()
        self._under_way: set[asyncio.Future[None]] = set()

    @property
    def gateway_url(self) -> str:
        """Return the address that the bot connects to instead of Discord's gateway."""
        return self.url.replace("http", "ws", 1) + "/gateway"

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        app = web.Application(client_max_size=1 << 30)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", _API + "/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def send(
        self, method: str, path: str, body: Any = None, files: Iterable[FileSpec] = ()
    ) -> JSON:
        """Send a request of the recorder's own, with the bot's token; return its entry."""
        sent: dict[str, Any] = {} if body is None else {"json": body}
        described: list[JSON] = []
        if files:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", json.dumps(body), content_type="application/json")
            for number, file in enumerate(files):
                data = file.data()
                form.add_field(f"files[{number}]", data, filename=file.filename)
                described.append(_described(f"files[{number}]", file.filename, len(data), None))
            sent = {"data": form}
        entry = self._begin("recorder", method, path, body, described)
        headers = self._credentials if path.startswith("/") else {}
        await self._exchange(entry, headers=headers, **sent)
        return entry

    async def answered(self) -> None:
        """Return when no request is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _rest(self, request: web.Request) -> web.Response:
        if "Authorization" in request.headers:
            # Discord demands that bots name themselves ("User Agent" in its API reference), which
            # discord.py does in requests with the bot's token only.
            self._credentials = {name: request.headers.get(name, "") for name in _CREDENTIALS}
        data = await request.read()
        path = request.raw_path.removeprefix(_API)
        body, files = _parse(request, data)
        entry = self._begin("bot", request.method, path, body, files)
        headers = _passed_on(request.headers)
        response, answer = await self._exchange(entry, headers=headers, data=data or None)
        return web.Response(
            body=answer, status=response.status, headers=_passed_on(response.headers)
        )

    async def _exchange(self, entry: JSON, **sent: Any) -> tuple[aiohttp.ClientResponse, bytes]:
        """Send a request to Discord, and keep what it answers."""
        path = entry["path"]
        url = yarl.URL(self._api_url + path if path.startswith("/") else path, encoded=True)
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._under_way.add(over)
        try:
            async with self._session.request(
                entry["method"], url, allow_redirects=False, **sent
            ) as response:
                answer = await response.read()
                is_json = response.content_type == "application/json"
                entry["status"] = response.status
                entry["headers"] = {n.lower(): value for n, value in response.headers.items()}
                entry["answer"] = await response.json() if is_json else None
                return response, answer
        finally:
            self._under_way.discard(over)
            over.set_result(None)

    def _begin(self, sender: str, method: str, path: str, body: Any, files: list[JSON]) -> JSON:
        """Keep a request at its place in the order; its answer comes later."""
        entry: JSON = {
            "sender": sender,
            "method": method,
            "path": path,
            "body": body,
            "files": files,
        }
        if not any(interaction in path for interaction in self._unrecorded):
            self.entries.append(entry)
        return entry

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        bot = web.WebSocketResponse(max_msg_size=0)
        await bot.prepare(request)
        asked = {name: request.query.get(name, value) for name, value in _QUERY.items()}
        url = self._gateway_url.with_query(asked | {"compress": "zlib-stream"})
        async with self._session.ws_connect(url, max_msg_size=0) as discord:
            ways = (self._to_bot(discord, bot), _to_discord(bot, discord))
            tasks = [asyncio.create_task(way) for way in ways]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            # The code that one side closed with tells the other whether it can resume.
            await bot.close(code=_sendable(discord.close_code))
            await discord.close(code=_sendable(bot.close_code))
        return bot

    async def _to_bot(
        self, discord: aiohttp.ClientWebSocketResponse, bot: web.WebSocketResponse
    ) -> None:
        inflate, buffer = zlib.decompressobj(), b""
        async for message in discord:
            if message.type is WSMsgType.BINARY:
                buffer += message.data
                if not buffer.endswith(_ZLIB_SUFFIX):
                    continue
                text, buffer = inflate.decompress(buffer).decode(), b""
            else:
                text = message.data
            if self._passes(json.loads(text)):
                await bot.send_str(text)

    def _passes(self, payload: JSON) -> bool:
        """Note what matters of a payload; return whether the bot is to have it."""
        data = payload.get("d")
        if payload.get("t") == "READY" and data:
            self.application = data["application"]["id"]
            self.ready.set()
        if payload.get("t") != "INTERACTION_CREATE" or not data:
            return True
        if data["type"] == _AUTOCOMPLETE:
            # Clients ask while somebody types: how often is chance.
            self._unrecorded.add(data["id"])
            return True
        self.entries.append({"event": "INTERACTION_CREATE", "data": data})
        if self.holds_back:
            self.held_back.put_nowait(data)
        return not self.holds_back


async def _to_discord(bot: web.WebSocketResponse, discord: aiohttp.ClientWebSocketResponse) -> None:
    async for message in bot:
        await discord.send_str(message.data)


def _sendable(close_code: int | None) -> int:
    """Return the code to close with; 1006 says that there was none, and cannot be sent."""
    return 1011 if close_code == 1006 else close_code or 1000


def _passed_on(headers: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value for name, value in headers.items() if name.lower() not in _OF_ONE_CONNECTION
    }


def _described(field: str, filename: str, size: int, content_type: str | None) -> JSON:
    return {"field": field, "filename": filename, "size": size, "content_type": content_type}


def _parse(request: web.Request, data: bytes) -> tuple[Any, list[JSON]]:
    """Return a request's JSON, and the name, size and type of each file in it."""
    if request.content_type != "multipart/form-data":
        return (json.loads(data) if data else None), []
    boundary = re.findall('boundary="?([^";]+)', request.headers["Content-Type"])[0]
    body: Any = None
    files: list[JSON] = []
    for part in data.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        fields = dict(re.findall(r'(name|filename)="([^"]*)"', head.decode()))
        kind = re.search(r"(?i)^content-type: *([^\r;]+)", head.decode(), re.MULTILINE)
        if fields["name"] == "payload_json":
            body = json.loads(content)
        else:
            content_type = kind[1] if kind else None
            name = fields.get("filename", "")
            files.append(_described(fields["name"], name, len(content), content_type))
    return body, files
