"""The bot's message that a job edits, from "received" to the picture."""

import asyncio
import logging
import time
from functools import partial
from weakref import WeakValueDictionary

import aiohttp
import discord

from bot.jobs.job import Job
from bot.jobs.reply import Done, Ending, Look, Seen, State
from bot.jobs.troubles import JobError, Trouble
from cogs.buttons import bears, has_late_button, runs
from cogs.cards import progress_card
from cogs.delivery import Delivery
from cogs.pace import Pace
from cogs.rejections import UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, may_pass
from cogs.sentences import place_text
from cogs.words import state_key, words_in

log = logging.getLogger(__name__)

TOKEN_SECONDS = 15 * 60
"""How long Discord accepts an interaction's token."""

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
        """Return the job's reply; a job that became private makes its reply private."""
        reply = self._replies.get(job.id)
        if reply is None:
            reply = self._replies[job.id] = DiscordReply(self._client, job)
        elif job.private:
            reply.make_private()
        return reply


class DiscordReply:
    """Edits the answer to a command or a button; after the token's end, writes into the channel."""

    def __init__(self, client: discord.Client, job: Job) -> None:
        self._client = client
        self._job = job
        self._words = words_in(job.locale)
        self._begun = False
        self._delivery = Delivery(client, job)
        self._pace = Pace(self._show, self._words.say(state_key(State.RECEIVED)))

    def make_private(self) -> None:
        """From now on, send nothing that others than the person can see."""
        self._job = self._job.as_private()
        self._delivery = Delivery(self._client, self._job)

    async def look(self) -> Look:
        """Return how the message stands now, as far as Discord tells."""
        try:
            message = await self._delivery.fetch()
        except discord.HTTPException as error:
            return Look(Seen.ABSENT if error.code in _NO_MESSAGE else Seen.UNKNOWN)
        except (aiohttp.ClientError, OSError, KeyError) as error:
            log.info("nobody knows how the reply stands: %s", error)
            return Look(Seen.UNKNOWN)
        return Look(self._seen(message), message.flags.ephemeral)

    def _seen(self, message: discord.Message) -> Seen:
        if message.flags.loading or not (message.content or message.components):
            return Seen.UNKNOWN
        if runs(message):
            return Seen.RUNNING if bears(message, self._job) else Seen.FOREIGN
        return Seen.WITHOUT_RESULT if has_late_button(message) else Seen.ENDED

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
        """Deliver the end: by the last edit, or by another message if Discord refuses that."""
        self._begun = True
        return await self._pace.finish(partial(self._insist, end))

    async def _insist(self, end: Done | JobError) -> Ending:
        """Try several times: the message is the same however often it is sent."""
        for pause in _PAUSES:
            try:
                return await self._finish(end)
            except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
                if not may_pass(error):
                    raise
                log.warning("the last message is to be sent again: %s", error)
                await asyncio.sleep(max(pause, _retry_after(error)))
        raise JobError(Trouble.UPLOAD_FAILED)

    async def _finish(self, end: Done | JobError) -> Ending:
        if time.time() < self._job.created + TOKEN_SECONDS - _MARGIN_SECONDS:
            return await self._delivery.reply(end)
        return await self._delivery.post(end)

    async def _show(self, text: str) -> None:
        await self._delivery.edit(progress_card(self._job, text))


def _retry_after(error: Exception) -> float:
    """Return how many seconds Discord asks to wait, where discord.py has not waited itself."""
    if not isinstance(error, discord.HTTPException):
        return 0.0
    try:
        return float(error.response.headers.get("Retry-After", 0))
    except ValueError:
        return 0.0
