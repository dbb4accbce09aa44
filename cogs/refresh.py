"""New links to files of messages whose old ones have died."""

import asyncio
import logging
from dataclasses import replace
from typing import Final

import aiohttp
import discord

from bot.jobs.job import Attachment, Job

log = logging.getLogger(__name__)

# Of the three in which an interaction is to be answered.
_SECONDS: Final = 1.5


async def refreshed(client: discord.Client, job: Job, soon: float) -> Job:
    """Return a job with new links where those it has die before `soon`, as far as can be had.

    The bot sees the files of its own messages, where it may read; a command's are in none.
    """
    try:
        async with asyncio.timeout(_SECONDS):
            image, *more = [await _fresh(client, file, soon) for file in job.pictures]
            reference = job.reference and await _fresh(client, job.reference, soon)
    except TimeoutError:
        return job
    return replace(job, image=image, more=tuple(more), reference=reference)


async def _fresh(client: discord.Client, file: Attachment, soon: float) -> Attachment:
    if not file.message_id or not file.dies_before(soon):
        return file
    channel = client.get_partial_messageable(file.channel_id)
    try:
        message = await channel.fetch_message(file.message_id)
    except (discord.HTTPException, aiohttp.ClientError, OSError, KeyError) as error:
        log.info("no new link can be had: %s", error)
        return file
    for attachment in message.attachments:
        if attachment.id == file.id:
            return replace(file, url=attachment.url)
    return file
