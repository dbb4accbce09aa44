"""The whole of it for a test: a loopback Discord, the bot on the real client, and a service."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from aiohttp import web
from PIL import Image

from bot.api.contract import KEY_HEADER, QUERY_PATH_1_0, QUERY_PATH_1_1, SUBMIT_PATH
from bot.app import Colorway
from bot.engine.mapping import Pixels
from bot.jobs.reply import State
from bot.jobs.swatches import FILENAME as SWATCHES
from bot.process import running_bot
from bot.sandbox import Clock, Person, Sandbox, Upload
from bot.sandbox.cdn import Attachment
from bot.sandbox.model import MessageState
from bot.sandbox.reply import Reply
from bot.settings import Settings
from cogs.buttons import RUNNING
from cogs.words import ENGLISH, state_key
from tests.discord_schema import SCHEMAS, assert_valid, assert_valid_events

PROGRESS = [ENGLISH.say(state_key(state)) for state in State]


def has_ended(state: MessageState) -> bool:
    """Tell whether a job's reply says how the job ended."""
    running = any(button.get("custom_id", "").startswith(RUNNING) for button in state.buttons)
    return not state.thinking and not running


def said(state: MessageState) -> str:
    """Return the first line of a reply."""
    return state.text.partition("\n")[0]


def results(state: MessageState) -> list[Attachment]:
    """Return the files of a reply but for its swatches."""
    return [file for file in state.attachments if file.filename != SWATCHES]


@dataclass(frozen=True, slots=True)
class Stage:
    """A running bot and the sandbox that it is in."""

    sandbox: Sandbox
    bot: Colorway
    settings: Settings

    def person(self) -> Person:
        """Return somebody new."""
        return self.sandbox.person("Ada")

    async def end_of(self, reply: Reply) -> MessageState:
        """Return what the reply ends with."""
        return await reply.until(has_ended, 60.0)


@asynccontextmanager
async def stage(
    data: Path, *, api_url: str | None = None, clock: Clock | None = None, **settings: object
) -> AsyncGenerator[Stage]:
    """Run sandbox and bot; in the end, hold everything they said against Discord's schemas."""
    async with Sandbox(clock) as sandbox:
        own = Settings(
            discord_token=sandbox.token,
            discord_api_url=sandbox.api_url,
            discord_gateway_url=sandbox.gateway_url,
            discord_cdn_url=sandbox.cdn_url,
            recolor_api_url=api_url,
            recolor_api_key="a key" if api_url else None,
            data=data,
            **settings,  # pyright: ignore[reportArgumentType]
        )
        async with running_bot(own) as bot:
            await sandbox.bot_ready()
            yield Stage(sandbox, bot, own)
        if SCHEMAS.is_dir():
            assert_valid(sandbox.requests)
            assert_valid_events(sandbox.events)


def pixels_of(attachment: Attachment) -> Pixels:
    """Decode what the bot has uploaded."""
    with Image.open(BytesIO(attachment.read())) as picture:
        return np.asarray(picture)


def picture_file(pixels: Pixels, form: str, name: str, **options: object) -> Upload:
    """Encode an upload."""
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, form, **options)
    return Upload(name, buffer.getvalue())


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Service:
    """A stand-in for somebody else's color migration server, which answers as it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.submissions: list[dict[str, str]] = []
        self.keys: list[str | None] = []
        """Of the submissions, where they have them."""
        self.idempotent = False
        self.submit: Answer = self.take
        self.query: Answer = self.done
        self.result: Answer = self.picture
        self.released = asyncio.Event()
        self._png = b""

    @asynccontextmanager
    async def running(self) -> AsyncGenerator["Service"]:
        """Listen on a loopback port."""
        app = web.Application(client_max_size=1 << 26)
        app.router.add_post(SUBMIT_PATH, self._receive)
        app.router.add_get("/healthz", self._health)
        app.router.add_get(QUERY_PATH_1_0, self._query)
        app.router.add_get(QUERY_PATH_1_1, self._query)
        app.router.add_get("/result.png", self._result)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        try:
            yield self
        finally:
            self.released.set()
            await runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        if not self.idempotent:
            return web.Response(status=404, text="<html>what?</html>", content_type="text/html")
        return web.json_response({"status": "ok", "idempotent_submissions": True})

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        self.keys.append(request.headers.get("Idempotency-Key"))
        self.submissions.append({k: v for k, v in form.items() if isinstance(v, str)})
        image = form["image"]
        assert isinstance(image, web.FileField)
        with Image.open(image.file) as picture:
            buffer = BytesIO()
            picture.save(buffer, "PNG")
        self._png = buffer.getvalue()
        assert request.headers[KEY_HEADER] == "a key"
        return await self.submit(request)

    async def _query(self, request: web.Request) -> web.StreamResponse:
        return await self.query(request)

    async def _result(self, request: web.Request) -> web.StreamResponse:
        return await self.result(request)

    async def take(self, _: web.Request) -> web.Response:
        """Take a submission, in the words of 1.1.0."""
        return web.json_response({"error_code": 0, "task_type": "async", "task_id": "one"})

    async def done(self, _: web.Request) -> web.Response:
        """Say that the task is done, in the words of 1.1.0."""
        urls = [f"{self.url}/result.png?signature=x"]
        return web.json_response({"error_code": 0, "task_status": 2, "data": {"image_list": urls}})

    async def done_when_released(self, request: web.Request) -> web.Response:
        """Say that the task runs until `released` is set."""
        if self.released.is_set():
            return await self.done(request)
        return web.json_response({"error_code": 0, "task_status": 1}, headers={"Retry-After": "0"})

    async def picture(self, request: web.Request) -> web.Response:
        """Give the picture back that was submitted last; the key has no business here."""
        assert KEY_HEADER not in request.headers
        return web.Response(body=self._png, content_type="image/png")


def always(status: int, body: object, **headers: str) -> Answer:
    """Return an answer: JSON, or HTML where `body` is text."""

    async def answer(_: web.Request) -> web.Response:
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response(body, status=status, headers=named)

    return answer


def error(status: int, code: str) -> Answer:
    """Return an error in the words of both versions of the contract."""
    detail = {"status_code": status, "code": code, "code_message": code, "message": code}
    body = {"error_code": status, "error_code_str": code, "error_msg": code, "error_detail": detail}
    return always(status, body)
