"""New links for a job's files whose links are about to die."""

import asyncio
import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

import aiohttp
import discord
from discord.http import Route

from bot.jobs.attachment import origin
from bot.jobs.job import Attachment, Job
from cogs.message_pictures import files_in

log = logging.getLogger(__name__)

MOST_LINKS: Final = 50
"""How many links Discord renews in one request."""

_UNREACHABLE: Final = (discord.HTTPException, aiohttp.ClientError, OSError)


async def renewed_links(
    client: discord.Client,
    job: Job,
    *,
    dies_before: float,
    seconds: float,
    origins: Collection[str],
) -> Job:
    """Return a job with new links for its files, as far as Discord gives them in time.

    Asks for all links in one request. For links that it does not bring, fetches each message that
    holds such files, once.

    Parameters
    ----------
    dies_before
        Links that die before this time, in seconds since the epoch, are renewed.
    seconds
        How long all requests together may take.
    origins
        Where Discord serves files; other links are left as they are.
    """
    renewal = _Renewal(client, dies_before, origins)
    dying = [
        file
        for file in dict.fromkeys(job.files)
        if file.dies_before(dies_before) and origin(file.url) in origins
    ]
    if not dying:
        return job
    # discord.py repeats a request that Discord fails to answer, for longer than there is time.
    first = seconds / 2 if any(file.message_id for file in dying) else seconds
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            with suppress(TimeoutError):
                async with asyncio.timeout(first):
                    await renewal.refresh(dying)
            await renewal.fetch_messages(dying)
    return replace(
        job,
        image=renewal.renewed(job.image),
        more=tuple(renewal.renewed(file) for file in job.more),
        reference=job.reference and renewal.renewed(job.reference),
        results=tuple(renewal.renewed(file) for file in job.results),
    )


class _Renewal:
    """Collects new links, so that those which came before a timeout are used."""

    def __init__(
        self, client: discord.Client, dies_before: float, origins: Collection[str]
    ) -> None:
        self._client = client
        self._dies_before = dies_before
        self._origins = origins
        self._links: dict[str, str] = {}
        """New links by old ones."""

    def renewed(self, file: Attachment) -> Attachment:
        return replace(file, url=self._links.get(file.url, file.url))

    async def refresh(self, files: Iterable[Attachment]) -> None:
        """Ask for new links in one request.

        Discord does not document this endpoint, but bots use it widely. Source: docs.discord.food,
        "Refresh Attachment URLs", which has the limit of 50 links too.
        """
        urls = list(dict.fromkeys(file.url for file in files))[:MOST_LINKS]
        route = Route("POST", "/attachments/refresh-urls")
        try:
            answer: Any = await self._client.http.request(route, json={"attachment_urls": urls})
            for link in answer["refreshed_urls"]:
                self._keep(link["original"], link["refreshed"])
        except _UNREACHABLE as error:
            log.info("attachment links could not be refreshed, fetching messages: %s", error)
        except (LookupError, TypeError, AttributeError, ValueError):
            log.warning("unknown answer to refreshing attachment links, fetching messages")

    async def fetch_messages(self, files: Iterable[Attachment]) -> None:
        """Take new links from the messages that hold the files which have none yet.

        A message of somebody else shows its files to a bot with the message content intent only,
        and no message without the permission Read Message History. Source: message resource,
        "Message Structure" and "Get Channel Message".
        """
        left = [file for file in files if file.message_id and file.url not in self._links]
        places = {(file.channel_id, file.message_id) for file in left}
        await asyncio.gather(*(self._fetch(*place, left) for place in places))

    async def _fetch(self, channel_id: int, message_id: int, left: Iterable[Attachment]) -> None:
        channel = self._client.get_partial_messageable(channel_id)
        try:
            message = await channel.fetch_message(message_id)
        except (*_UNREACHABLE, LookupError) as error:
            log.info("message %d could not be fetched for new links: %s", message_id, error)
            return
        links = {file.id: file.url for file in files_in(message)}
        for file in left:
            if file.message_id == message_id and file.id in links:
                self._keep(file.url, links[file.id])

    def _keep(self, old: str, new: object) -> None:
        """Take a new link if it is one of Discord's, and lives long enough."""
        if not isinstance(new, str) or origin(new) not in self._origins:
            return
        if not Attachment(url=new, filename="").dies_before(self._dies_before):
            self._links[old] = new
