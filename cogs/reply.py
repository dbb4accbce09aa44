"""The bot's message that a job edits, from "received" to the picture."""

import asyncio
import logging
import time
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

import aiohttp
import discord

from bot.jobs.job import Job
from bot.jobs.reply import Done, Ending, Seen, State, UploadTooLargeError
from bot.jobs.troubles import JobError, Trouble
from cogs.buttons import bears, runs
from cogs.cards import Card, last_card, progress_card, shown_files
from cogs.pace import Pace
from cogs.sentences import place_text
from cogs.words import state_key, words_in

log = logging.getLogger(__name__)

# Discord's limits and error codes.
TOKEN_SECONDS = 15 * 60
UNKNOWN_MESSAGE = 10008
UNKNOWN_WEBHOOK = 10015
ENTITY_TOO_LARGE = 40005

# An edit that starts in the token's last seconds might arrive after its end.
_MARGIN_SECONDS = 5
# No command was acknowledged with that token, or its message was deleted.
_NO_MESSAGE = frozenset({UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK})
# Before each further try at the last message. Discord.py has its own for a server that fails.
_PAUSES = (0.5, 2.0, 8.0, 20.0)


class DiscordReplies:
    """Makes the replies of jobs: one for each, as long as anybody has it."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._replies: WeakValueDictionary[str, DiscordReply] = WeakValueDictionary()

    def __call__(self, job: Job) -> "DiscordReply":
        """Return the job's reply."""
        reply = self._replies.get(job.id)
        if reply is None:
            reply = self._replies[job.id] = DiscordReply(self._client, job)
        return reply


class DiscordReply:
    """Edits the answer to a command or a button; after the token's end, writes into the channel."""

    def __init__(self, client: discord.Client, job: Job) -> None:
        self._client = client
        self._job = job
        self._words = words_in(job.locale)
        self._begun = False
        self._webhook = discord.Webhook.partial(job.application_id, job.token, client=client)
        self._pace = Pace(self._show, self._words.say(state_key(State.RECEIVED)))

    async def look(self) -> Seen:
        """Return how the message stands now, as far as Discord tells."""
        try:
            # Discord's own name for the first answer; its id is not known after a restart.
            message = await self._webhook.fetch_message(
                "@original"  # pyright: ignore[reportArgumentType]
            )
        except discord.HTTPException as error:
            return Seen.ABSENT if error.code in _NO_MESSAGE else Seen.UNKNOWN
        except (aiohttp.ClientError, OSError, KeyError) as error:
            log.info("nobody knows how the reply stands: %s", error)
            return Seen.UNKNOWN
        if message.flags.loading or not (message.content or message.components):
            return Seen.UNKNOWN
        if not runs(message):
            return Seen.ENDED
        return Seen.RUNNING if bears(message, self._job) else Seen.FOREIGN

    async def show(self, state: State) -> None:
        """Show a state soon, unless another one overtakes it."""
        self._begun = True
        self._tell(self._words.say(state_key(state)))

    def show_place(self, ahead: int) -> None:
        """Show how many are ahead in the queue, unless the job has begun."""
        if not self._begun:
            self._tell(place_text(ahead, self._words))

    def _tell(self, text: str) -> None:
        late = self._job.is_late(time.time())
        self._pace.show(f"{text}\n{self._words.say('progress-late')}" if late else text)

    async def finish(self, end: Done | JobError) -> Ending:
        """Make the last edit, or post into the channel if the token is dead."""
        self._begun = True
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
                await self._edit(last_card(self._job, end), attachments=_files(self._job, end))
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

    async def _show(self, text: str) -> None:
        await self._edit(progress_card(self._job, text))

    async def _edit(self, card: Card, **changes: Any) -> None:
        """Change the message's card, and what else is given; the rest stays as it is."""
        # There is text if an older version of this program has begun the message.
        # The types of discord.py take an edit's text and a card for opposites.
        edit: Any = self._webhook.edit_message
        try:
            await edit(
                "@original",
                content=None,
                view=card,
                allowed_mentions=discord.AllowedMentions.none(),
                **changes,
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
                view=last_card(self._job, end, late=True),
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
    """Open the files anew: a `discord.File` that was sent once would upload nothing."""
    if isinstance(end, JobError):
        return []
    return [
        discord.File(file.path, file.name, description=file.description)
        for file in shown_files(job, end)
    ]
