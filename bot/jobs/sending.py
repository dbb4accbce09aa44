"""A job's pictures on their way through the service: brought here, sent, waited for, fetched."""

import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from bot.api.contract import TaskStatus
from bot.api.reading import TaskState, Ticket
from bot.jobs.earlier import earlier_ticket
from bot.jobs.job import Job
from bot.jobs.reply import Reply, State
from bot.jobs.results import Result, submission, upload_stem
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import Workshop
from bot.metrics import STAGE_DURATION

log = logging.getLogger(__name__)

# A reply can be edited for 15 minutes: the sentence for a time-out must still go into it.
WAIT_SECONDS: Final = 13 * 60
_LEAST_WAIT_SECONDS = 60.0

# The service has said that it is done: this is for one that is away just then.
_FRESH_URLS_SECONDS = 10 * 60
# How old URLs of results may be before they are asked for again. Other services do not say how
# long theirs live.
_URLS_LIVE_SECONDS = 30.0

MOST_PICTURES: Final = 10
"""Files that a message can have."""

_STATES = {TaskStatus.QUEUING: State.QUEUED, TaskStatus.PROCESSING: State.RECOLORING}


@dataclass(frozen=True, slots=True)
class Intent:
    """What is recorded before pictures are sent: after a crash, they may have been."""

    run: str
    """Of which run it is. Another one only finds it, and cannot know what came of it."""
    idempotent: bool
    """Whether the service takes a repeated submission for one."""
    image: str
    reference: str | None


class Try(NamedTuple):
    """A picture that was submitted."""

    intent: Intent
    ticket: Ticket


class Sending:
    """Sends the pictures of one job, each by its number (from 0), in one `run` of it."""

    def __init__(self, job: Job, workshop: Workshop, reply: Reply, folder: Path, run: str) -> None:
        self._job = job
        self._workshop = workshop
        self._reply = reply
        self._folder = folder
        self._run = run
        # By the numbers of pictures: when the service told their results' URLs, and which.
        self._urls: dict[int, tuple[float, tuple[str, ...]]] = {}

    async def prepare(self, number: int) -> Intent:
        """Bring a picture here; record that it is about to be sent."""
        if not number:
            STAGE_DURATION.labels("queue").observe(max(0.0, time.time() - self._job.created))
        image, reference = await self.fetch(number)
        idempotent = await self._workshop.api.is_idempotent()
        return Intent(self._run, idempotent, image, reference)

    async def fetch(self, number: int) -> tuple[str, str | None]:
        """Bring a picture here, and the reference; return the names of their files."""
        self._folder.mkdir(parents=True, exist_ok=True)
        fetch = self._workshop.attachments.fetch
        target = f"image-{number + 1}" if number else "image"
        image = await fetch(self._job.pictures[number], self._folder / target)
        if self._job.reference is None:
            return image.name, None
        reference = await fetch(self._job.reference, self._folder / "reference")
        return image.name, reference.name

    async def submit(self, intent: Intent, number: int, *, anew: bool = False) -> Ticket:
        """Send a picture, once unless the service takes several times for once.

        What was sent for an earlier job is not sent again, unless it is to be sent `anew`.
        """
        earlier = "" if anew or intent.idempotent else self._job.again
        if earlier and (ticket := await earlier_ticket(earlier, number)):
            return ticket
        if intent.run != self._run and not intent.idempotent:
            # A process died here, and nobody knows whether they arrived.
            raise JobError(Trouble.SUBMIT_UNANSWERED, file=self._job.pictures[number].filename)
        names = filter(None, (intent.image, intent.reference))
        if not all((self._folder / name).is_file() for name in names):
            # It died with its disk.
            await self.fetch(number)
        key = self._job.again or self._job.id
        ticket = await self._workshop.api.submit(
            submission(self._job, self._folder, intent.image, intent.reference),
            (f"{key}-{number + 1}" if number else key) if intent.idempotent else None,
        )
        log.info("submitted as task %s", ticket.task_id)
        return ticket

    async def wait(self, ticket: Ticket, intent: Intent, number: int) -> None:
        """Wait until a picture that was sent is done, and show how it stands."""

        async def show(state: TaskState) -> None:
            if state.status in _STATES:
                await self._reply.show(_STATES[state.status])

        if not ticket.image_urls:
            await show(TaskState(ticket.status))
        # The last of several pictures has to be there in time, too.
        left = self._job.created + WAIT_SECONDS - time.time()
        seconds = min(WAIT_SECONDS, max(left, _LEAST_WAIT_SECONDS))
        urls = await self._workshop.api.wait(ticket, show, seconds, patient=intent.idempotent)
        self._urls[number] = (time.monotonic(), urls)

    async def download(self, done: Try, number: int) -> list[Result]:
        """Fetch a picture's results."""
        job, patient = self._job, done.intent.idempotent
        api = self._workshop.api
        urls = await self._fresh_urls(done, number)
        urls = urls[job.pick - 1 : job.pick] if job.pick else urls[:MOST_PICTURES]
        stem = upload_stem(job.pictures[number].filename)
        results: list[Result] = []
        for place, url in enumerate(urls, start=job.pick or 1):
            path = self._folder / f"result-{number + 1}-{place}.png"
            await api.download(url, path, patient=patient)
            several = len(urls) > 1 or job.pick
            results.append(Result(path, f"{stem}-{place}" if several else stem))
        return results

    async def _fresh_urls(self, done: Try, number: int) -> tuple[str, ...]:
        """Return the URLs of a picture's results; asks for them again if they may be dead."""
        told, urls = self._urls.get(number, (0.0, ()))
        if urls and time.monotonic() - told < _URLS_LIVE_SECONDS:
            return urls

        async def ignore(_: TaskState) -> None:
            return

        patient = done.intent.idempotent
        return await self._workshop.api.wait(
            done.ticket, ignore, _FRESH_URLS_SECONDS, patient=patient
        )
