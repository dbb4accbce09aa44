"""What is around a job: Discord's files, a service, a disk and a database; the reply is played."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
from aiohttp import web
from dbos import DBOS
from PIL import Image

from bot.api.client import MigrationClient
from bot.api.contract import Mode
from bot.durability import database_url, durable
from bot.jobs.acknowledgment import Acknowledgment, tell
from bot.jobs.attachment import AttachmentSource, origin
from bot.jobs.cards import Cards
from bot.jobs.job import Attachment, Job
from bot.jobs.queue import QUEUES, open_queues
from bot.jobs.reply import Done, Ending, Look, Seen, State
from bot.jobs.run import start
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import Workshop, drain, open_workshop
from bot.settings import Settings
from bot.store import Store, open_store
from bot.store.cards import CardRecords
from tests.stage import Service

TOKEN = "an-interactions-token"
SIGNATURE = "hm=0badc0de"
MOST_BYTES = 10_000_000


def noise(width: int = 100, height: int = 80) -> bytes:
    """Return a PNG that no other format makes small: of 100 by 80 pixels, it has 24 kB."""
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


@dataclass
class Played:
    """A reply that keeps what it is told, and fails as it is told."""

    seen: Seen = Seen.RUNNING
    private: bool = False
    failures: list[Exception] = field(default_factory=list[Exception])
    shown: list[State] = field(default_factory=list[State])
    places: list[int] = field(default_factory=list[int])
    ends: list[Done | JobError] = field(default_factory=list[Done | JobError])
    sizes: list[list[int]] = field(default_factory=list[list[int]])
    """Of the pictures of each end, in bytes."""

    async def look(self) -> Look:
        return Look(self.seen, self.private)

    async def show(self, state: State) -> None:
        self.shown.append(state)

    def show_place(self, ahead: int) -> None:
        self.places.append(ahead)

    async def finish(self, end: Done | JobError) -> Ending:
        self.ends.append(end)
        pictures = [] if isinstance(end, JobError) else end.pictures
        self.sizes.append([picture.path.stat().st_size for picture in pictures])
        if self.failures:
            raise self.failures.pop(0)
        return Ending.REPLIED

    @property
    def names(self) -> list[str]:
        """Return the names of the pictures of the only end."""
        [end] = self.ends
        assert isinstance(end, Done)
        return [picture.name for picture in end.pictures]

    @property
    def trouble(self) -> Trouble:
        """Return what the last end says went wrong."""
        end = self.ends[-1]
        assert isinstance(end, JobError)
        return end.trouble


@dataclass
class World:
    """What outlives a process."""

    service: Service
    session: aiohttp.ClientSession
    cdn_url: str
    settings: Settings
    replies: dict[str, Played] = field(default_factory=dict[str, Played])
    jobs: dict[str, Job] = field(default_factory=dict[str, Job])
    """As they were when their replies were asked for last."""
    _store: Store = field(init=False)
    _people: "count[int]" = field(default_factory=lambda: count(1))
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def folder(self) -> Path:
        """Return where the pictures of running jobs are."""
        return self.settings.storage / "jobs"

    def workshop(self) -> Workshop:
        """Return what jobs work with."""
        api = MigrationClient(self.session, self.service.url, "a key", max_result_bytes=MOST_BYTES)
        origins = frozenset({origin(self.cdn_url)})
        return Workshop(
            api=api,
            attachments=AttachmentSource(self.session, origins, MOST_BYTES, pause=0.0),
            replies=self._reply,
            cards=Cards(CardRecords(self._store)),
            folder=self.folder,
        )

    def _reply(self, job: Job) -> Played:
        self.jobs[job.id] = job
        return self.replies[job.id]

    @asynccontextmanager
    async def process(self, *, ready: bool = True, at_once: int = 8) -> AsyncGenerator[None]:
        """Be a process that runs jobs, until a host without any patience stops it."""
        async with (
            durable(self.settings, QUEUES),
            open_store(database_url(self.settings)) as store,
        ):
            self._store = store
            await open_queues(per_user=2, at_once=at_once)
            if ready:
                open_workshop(self.workshop())
            try:
                yield
            finally:
                await drain(0.0)

    def job(self, **changes: Any) -> tuple[Job, Played]:
        """Return a job that was not there before, and its reply."""
        job = Job(
            id=str(next(self._ids)),
            application_id=1,
            token=TOKEN,
            created=0.0,
            guild_id=None,
            channel_id=1,
            user_id=next(self._people),
            may_post=False,
            filesize_limit=1_000_000,
            image=self.attachment("a cat.png"),
            mode=Mode.TEMPLATE,
            degree=1.0,
            colors=("264653",),
        )
        job = replace(job, **changes)
        self.replies[job.id] = Played()
        return job, self.replies[job.id]

    def attachment(self, filename: str) -> Attachment:
        """Return something attached."""
        return Attachment(url=f"{self.cdn_url}/a.png?{SIGNATURE}", filename=filename)


@asynccontextmanager
async def world_in(folder: Path) -> AsyncGenerator[World]:
    """Run Discord's file server and a service."""
    picture = noise()

    async def send(_: web.Request) -> web.Response:
        return web.Response(body=picture, content_type="image/png")

    app = web.Application()
    app.router.add_get("/a.png", send)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        async with Service().running() as service, aiohttp.ClientSession() as session:
            yield World(service, session, f"http://{host}:{port}", Settings(data=folder))
    finally:
        await runner.cleanup()


async def begin(job: Job) -> None:
    """Start a job that is acknowledged."""
    if await start(job) is job:
        await tell(job.id, Acknowledgment.PUBLIC)


async def ending(job: Job) -> str | None:
    """Wait for the end of a job; return what became of its last message."""
    workflow = await DBOS.retrieve_workflow_async(job.id)
    return await asyncio.wait_for(workflow.get_result(polling_interval_sec=0.02), 30.0)


async def until(true: Callable[[], bool]) -> None:
    """Let other things happen until something is true."""
    for _ in range(3000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError
