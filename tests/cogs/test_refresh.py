"""New links for old ones: where the message can be read, and where it cannot."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.jobs.job import Attachment, Job
from cogs import refresh
from cogs.refresh import refreshed
from tests.cogs.test_sentences import JOB

NOW = 1_000_000.0
DEAD, ALIVE = (f"https://cdn.example/a.png?ex={int(NOW) + after:x}" for after in (-1, 3600))
FILE = Attachment(url=DEAD, filename="a.png", id=7, message_id=8, channel_id=9)


class Channel:
    """A channel with one message, or an error in its place."""

    def __init__(self, *ids: int, error: Exception | None = None) -> None:
        self.asked: list[int] = []
        self._ids = ids
        self._error = error

    async def fetch_message(self, message_id: int) -> Any:
        self.asked.append(message_id)
        if self._error:
            raise self._error
        return SimpleNamespace(attachments=[SimpleNamespace(id=n, url=ALIVE) for n in self._ids])

    async def refresh(self, job: Job) -> Job:
        client: Any = SimpleNamespace(get_partial_messageable=lambda channel_id: self)
        return await refreshed(client, job, NOW)


async def test_a_dead_link_of_a_message_is_made_new_wherever_the_job_has_it():
    channel = Channel(6, 7)
    made = await channel.refresh(replace(JOB, image=FILE, more=(FILE,), reference=FILE))
    assert (made.image.url, made.more[0].url) == (ALIVE, ALIVE)
    assert made.reference is not None
    assert made.reference.url == ALIVE
    assert channel.asked == [8, 8, 8]


@pytest.mark.parametrize("file", [replace(FILE, message_id=0), replace(FILE, url=ALIVE)])
async def test_nobody_is_asked_for_a_commands_file_or_one_that_is_alive(file: Attachment):
    channel = Channel(7)
    job = replace(JOB, image=file)
    assert await channel.refresh(job) == job
    assert channel.asked == []


def refusal(kind: type[discord.HTTPException], status: int) -> Exception:
    response: Any = SimpleNamespace(status=status, reason="no")
    return kind(response, {"code": 10008, "message": "no"})


@pytest.mark.parametrize(
    "channel",
    [
        Channel(6),
        Channel(error=refusal(discord.NotFound, 404)),
        Channel(error=refusal(discord.Forbidden, 403)),
        Channel(error=OSError("gone")),
    ],
    ids=["another file", "deleted", "forbidden", "no connection"],
)
async def test_what_cannot_be_had_stays_as_it_is(channel: Channel):
    job = replace(JOB, image=FILE)
    assert await channel.refresh(job) == job


async def test_nobody_waits_for_long(monkeypatch: pytest.MonkeyPatch):
    class Silent(Channel):
        async def fetch_message(self, message_id: int) -> Any:
            await asyncio.Event().wait()

    monkeypatch.setattr(refresh, "_SECONDS", 0.0)
    job = replace(JOB, image=FILE)
    assert await Silent().refresh(job) == job
