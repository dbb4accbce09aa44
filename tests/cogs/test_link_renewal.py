"""New links for dying ones, asked for by the real client of a server that stands for Discord's."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import discord
import pytest
from aiohttp import web
from discord.http import Route

from bot.jobs.attachment import DISCORD_CDN
from bot.jobs.job import Attachment, Job
from cogs.link_renewal import renewed_links
from tests.cogs.payloads import ADA, attachment, container, forward, gallery, payload_of, uploaded
from tests.cogs.test_sentences import JOB

NOW = 1_800_000_000
CHANNEL, MESSAGE, OTHER = 900, 901, 902


def link(number: int, *, after: int, host: str = DISCORD_CDN[0]) -> str:
    return f"{host}/attachments/{CHANNEL}/{number}/{number}.png?ex={NOW + after:x}&is=1&hm={after}&"


def old(number: int, message_id: int = MESSAGE, **changes: Any) -> Attachment:
    file = Attachment(
        url=link(number, after=-1),
        filename=f"{number}.png",
        id=number,
        message_id=message_id,
        channel_id=CHANNEL,
    )
    return replace(file, **changes)


def new(file: Attachment) -> Attachment:
    return replace(file, url=link(int(file.filename.removesuffix(".png")), after=3600))


class Discord:
    """Answers like Discord, with what a test gives it, and remembers what it was asked."""

    def __init__(self) -> None:
        self.refreshed: list[list[str]] = []
        """The links of each request to refresh some."""
        self.fetched: list[int] = []
        """The ids of the messages that were fetched."""
        self.messages: dict[int, dict[str, Any]] = {}
        self.fresh: dict[str, str] | None = None
        """New links by old ones; None where the endpoint is gone."""
        self.answer: Any = None
        """What to answer in place of new links."""
        self.silent: set[str] = set()
        """Methods that are never answered."""

    async def user(self, _: web.Request) -> web.Response:
        return _json({"id": "1", "username": "bot", "discriminator": "0", "avatar": None})

    async def refresh(self, request: web.Request) -> web.Response:
        body = await request.json()
        assert list(body) == ["attachment_urls"]
        self.refreshed.append(body["attachment_urls"])
        await self._answer(request)
        if self.answer is not None:
            return _json(self.answer)
        if self.fresh is None:
            return _json({"code": 0, "message": "404: Not Found"}, status=404)
        urls = [url for url in body["attachment_urls"] if url in self.fresh]
        return _json(
            {"refreshed_urls": [{"original": url, "refreshed": self.fresh[url]} for url in urls]}
        )

    async def message(self, request: web.Request) -> web.Response:
        message_id = int(request.match_info["message"])
        self.fetched.append(message_id)
        await self._answer(request)
        if message_id not in self.messages:
            return _json({"code": 10008, "message": "Unknown Message"}, status=404)
        return _json(payload_of(ADA, id=str(message_id), **self.messages[message_id]))

    async def _answer(self, request: web.Request) -> None:
        if request.method in self.silent:
            await asyncio.Event().wait()


def _json(body: Any, status: int = 200) -> web.Response:
    # discord.py reads JSON of exactly this type.
    return web.Response(
        body=json.dumps(body).encode(), status=status, content_type="application/json"
    )


@pytest.fixture
def server() -> Discord:
    return Discord()


@pytest.fixture
async def client(
    server: Discord, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[discord.Client]:
    app = web.Application()
    app.router.add_get("/users/@me", server.user)
    app.router.add_post("/attachments/refresh-urls", server.refresh)
    app.router.add_get("/channels/{channel}/messages/{message}", server.message)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    monkeypatch.setattr(Route, "BASE", f"http://{host}:{port}")
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.http.static_login("token")
        yield client
    await runner.cleanup()


async def renew(client: discord.Client, job: Job, seconds: float = 30.0) -> Job:
    return await renewed_links(
        client, job, dies_before=NOW, seconds=seconds, origins=frozenset(DISCORD_CDN)
    )


FULL = replace(
    JOB,
    image=old(1),
    more=(old(2, OTHER), old(1)),
    reference=old(3, message_id=0),
    results=(old(4), new(old(5))),
)
RENEWED = replace(
    JOB,
    image=new(old(1)),
    more=(new(old(2, OTHER)), new(old(1))),
    reference=new(old(3, message_id=0)),
    results=(new(old(4)), new(old(5))),
)


async def test_all_dying_links_of_a_job_are_renewed_in_one_request(
    client: discord.Client, server: Discord
):
    server.fresh = {link(n, after=-1): link(n, after=3600) for n in range(1, 9)}
    assert await renew(client, FULL) == RENEWED
    assert server.refreshed == [[link(n, after=-1) for n in (1, 2, 3, 4)]]
    assert server.fetched == []


@pytest.mark.parametrize(
    "file",
    [
        new(old(1)),
        old(1, url=link(1, after=-1, host="https://cdn.discordapp.com.example")),
        old(1, url="https://cdn.discordapp.com/emojis/80000000000000001.webp"),
        old(1, url="https://media.discordapp.net/stickers/11.gif"),
        old(1, url="https://images-ext-1.discordapp.net/external/x/https/a.example/a.png"),
    ],
    ids=["alive", "foreign", "emoji", "sticker", "embed"],
)
async def test_nothing_is_asked_for_a_link_that_lives_or_is_not_discords(
    client: discord.Client, server: Discord, file: Attachment
):
    job = replace(JOB, image=file)
    assert await renew(client, job) is job
    assert (server.refreshed, server.fetched) == ([], [])


async def test_without_the_request_each_message_is_fetched_once(
    client: discord.Client, server: Discord
):
    # The files of a card are in its components, and not among its attachments.
    card = container(gallery(uploaded(1, "1.png"), uploaded(4, "4.png")))
    card["components"][0]["items"][0]["media"]["url"] = link(1, after=3600)
    card["components"][0]["items"][1]["media"]["url"] = link(4, after=3600)
    server.messages = {
        MESSAGE: {"components": [card]},
        OTHER: {"attachments": [attachment(2, "2.png", url=link(2, after=3600))]},
    }
    assert await renew(client, FULL) == replace(RENEWED, reference=FULL.reference)
    assert sorted(server.fetched) == [MESSAGE, OTHER]


async def test_a_forwarded_file_is_renewed_from_the_message_that_forwards_it(
    client: discord.Client, server: Discord
):
    fresh = attachment(1, "1.png", url=link(1, after=3600))
    server.messages = {MESSAGE: forward(attachments=[fresh])}
    job = replace(JOB, image=old(1))
    assert await renew(client, job) == replace(job, image=new(old(1)))


async def test_a_message_is_fetched_for_those_links_only_that_the_request_did_not_bring(
    client: discord.Client, server: Discord
):
    server.fresh = {link(1, after=-1): link(1, after=3600), link(2, after=-1): link(2, after=-60)}
    server.messages = {OTHER: {"attachments": [attachment(2, "2.png", url=link(2, after=3600))]}}
    job = replace(JOB, image=old(1), more=(old(2, OTHER),))
    assert await renew(client, job) == replace(job, image=new(old(1)), more=(new(old(2, OTHER)),))
    assert server.fetched == [OTHER]


@pytest.mark.parametrize(
    "message",
    [None, {}, {"attachments": [attachment(6, "6.png", url=link(6, after=3600))]}],
    ids=["deleted", "unreadable", "another file"],
)
@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        [],
        "",
        {"refreshed_urls": None},
        {"refreshed_urls": [{"original": "a"}]},
        {"refreshed_urls": [{"original": link(1, after=-1), "refreshed": 7}]},
        {"refreshed_urls": [{"original": link(1, after=-1), "refreshed": "http://[broken"}]},
    ],
    ids=str,
)
async def test_what_cannot_be_had_stays_as_it_is(
    client: discord.Client, server: Discord, message: dict[str, Any] | None, answer: Any
):
    server.answer = answer
    if message is not None:
        server.messages = {MESSAGE: message}
    job = replace(JOB, image=old(1), results=(old(4),))
    assert await renew(client, job) == job
    assert (len(server.refreshed), server.fetched) == (1, [MESSAGE])


async def test_nobody_waits_longer_than_the_caller_can(client: discord.Client, server: Discord):
    server.silent = {"POST", "GET"}
    assert await renew(client, FULL, seconds=0.0) == FULL


async def test_a_request_without_an_answer_leaves_time_for_the_messages(
    client: discord.Client, server: Discord
):
    server.silent = {"POST"}
    server.messages = {MESSAGE: {"attachments": [attachment(1, "1.png", url=link(1, after=3600))]}}
    job = replace(JOB, image=old(1))
    assert await renew(client, job, seconds=4.0) == replace(job, image=new(old(1)))


async def test_links_that_came_in_time_are_used_when_others_did_not(
    client: discord.Client, server: Discord
):
    server.fresh = {link(1, after=-1): link(1, after=3600)}
    server.silent = {"GET"}
    job = replace(JOB, image=old(1), more=(old(2),))
    assert await renew(client, job, seconds=4.0) == replace(job, image=new(old(1)))
    assert server.fetched == [MESSAGE]
