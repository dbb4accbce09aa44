"""The bot's message that a job edits, from "received" to the picture."""

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import partial

import aiohttp
import discord

from bot.jobs.job import Job
from bot.jobs.reply import Done, Ending, State, UploadTooLargeError
from bot.jobs.troubles import JobError, Trouble
from cogs import words
from cogs.pace import Pace
from cogs.sentences import alt_text, last_text, late_text
from cogs.words import say

log = logging.getLogger(__name__)

# Discord's limits and error codes.
TOKEN_SECONDS = 15 * 60
UNKNOWN_MESSAGE = 10008
ENTITY_TOO_LARGE = 40005

# An edit that starts in the token's last seconds might arrive after its end.
_MARGIN_SECONDS = 5
_ACKNOWLEDGE_SECONDS = 10
# Before each further try at the last message. Discord.py has its own for a server that fails.
_PAUSES = (0.5, 2.0, 8.0, 20.0)


class DiscordReplies:
    """Makes the replies of jobs; knows which of them are still being acknowledged."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._expected: dict[str, asyncio.Future[bool]] = {}

    def expect(self, job_id: str) -> asyncio.Future[bool]:
        """Announce a job whose acknowledgment is on its way.

        The caller sets the result: True once the reply is there, False if the job is not ours.

        Raises
        ------
        LookupError
            When the same job is being acknowledged already.
        """
        if job_id in self._expected:
            raise LookupError(job_id)
        acknowledged = asyncio.get_running_loop().create_future()
        self._expected[job_id] = acknowledged
        acknowledged.add_done_callback(lambda _: self._forget(job_id))
        return acknowledged

    def _forget(self, job_id: str) -> None:
        """Forget the verdict, but not before a job that is late to begin has seen it."""
        loop = asyncio.get_running_loop()
        loop.call_later(_ACKNOWLEDGE_SECONDS, self._expected.pop, job_id, None)

    def __call__(self, job: Job) -> "DiscordReply":
        """Return the job's reply."""
        return DiscordReply(self._client, job, self._expected.get(job.id))


class DiscordReply:
    """Edits the answer to a slash command; after the token's end, writes into the channel."""

    def __init__(
        self, client: discord.Client, job: Job, acknowledged: asyncio.Future[bool] | None
    ) -> None:
        self._client = client
        self._job = job
        self._acknowledged = acknowledged
        self._webhook = discord.Webhook.partial(job.application_id, job.token, client=client)
        self._pace = Pace(self._edit, say(words.state_key(State.RECEIVED)))

    async def ready(self) -> bool:
        """Wait until the reply is there to be edited; return False if the job is not ours."""
        if self._acknowledged is None:
            return True
        try:
            return await asyncio.wait_for(
                asyncio.shield(self._acknowledged), timeout=_ACKNOWLEDGE_SECONDS
            )
        except TimeoutError:
            return True

    async def show(self, state: State) -> None:
        """Show a state soon, unless another one overtakes it."""
        self._pace.show(say(words.state_key(state)))

    async def finish(self, end: Done | JobError) -> Ending:
        """Make the last edit, or post into the channel if the token is dead."""
        return await self._pace.finish(partial(self._insist, end))

    async def _insist(self, end: Done | JobError) -> Ending:
        """Try several times: the message is the same however often it is sent."""
        for pause in _PAUSES:
            try:
                return await self._finish(end)
            except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
                if not _may_pass(error):
                    raise
                log.warning("the last message is to be sent again: %s", error)
                await asyncio.sleep(max(pause, _retry_after(error)))
        raise JobError(Trouble.UPLOAD_FAILED)

    async def _finish(self, end: Done | JobError) -> Ending:
        if time.time() < self._job.created + TOKEN_SECONDS - _MARGIN_SECONDS:
            try:
                await self._edit(last_text(self._job, end), _files(self._job, end))
            except discord.HTTPException as error:
                if _is_too_large(error):
                    raise UploadTooLargeError from error
                if error.code == UNKNOWN_MESSAGE:
                    log.info("the reply was deleted before the job ended")
                    return Ending.UNDELIVERED
                if error.status not in {401, 403, 404}:
                    raise
                log.warning("the reply cannot be edited any more: %s", error)
            else:
                return Ending.REPLIED
        return await self._post(end)

    async def _edit(self, text: str, files: Sequence[discord.File] = ()) -> None:
        try:
            await self._webhook.edit_message(
                # Discord's own name for the first answer; its id is not known after a restart.
                "@original",  # pyright: ignore[reportArgumentType]
                content=text,
                attachments=files,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except KeyError as error:
            # The edit is made. A proxy or a stand-in for Discord may not give all of the message.
            log.warning("the answer to an edit lacks %s", error)

    async def _post(self, end: Done | JobError) -> Ending:
        if not self._job.may_post:
            log.warning("the result cannot be delivered: the token is dead and the bot not there")
            return Ending.UNDELIVERED
        channel = self._client.get_partial_messageable(self._job.channel_id)
        try:
            await channel.send(
                late_text(self._job, end),
                files=_files(self._job, end),
                # Sent again, it is still one message.
                nonce=self._job.id,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("the result cannot be posted into the channel: %s", error)
            return Ending.UNDELIVERED
        except discord.HTTPException as error:
            if _is_too_large(error):
                raise UploadTooLargeError from error
            raise
        return Ending.POSTED


def _may_pass(error: Exception) -> bool:
    if isinstance(error, discord.HTTPException):
        return error.status == 429 or error.status >= 500
    return True


def _retry_after(error: Exception) -> float:
    """Return how many seconds Discord asks to wait, where discord.py has not waited itself."""
    if not isinstance(error, discord.HTTPException):
        return 0.0
    try:
        return float(error.response.headers.get("Retry-After", 0))
    except ValueError:
        return 0.0


def _is_too_large(error: discord.HTTPException) -> bool:
    return error.status == 413 or error.code == ENTITY_TOO_LARGE


def _files(job: Job, end: Done | JobError) -> list[discord.File]:
    """Open the pictures anew: a `discord.File` that was sent once would upload nothing."""
    if isinstance(end, JobError):
        return []
    return [
        discord.File(picture.path, picture.name, description=alt_text(job, number))
        for number, picture in enumerate(end.pictures, start=1)
    ]
