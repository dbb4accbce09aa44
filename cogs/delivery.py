"""The ways by which a job's end reaches a person: the reply, a further message, a post."""

import logging
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord

from bot.jobs.job import Job
from bot.jobs.reply import Done, Ending, UploadTooLargeError
from bot.jobs.troubles import JobError, Trouble
from cogs.cards import Card, blocked_card, failure_card, last_card, moved_card, shown_files
from cogs.rejections import Rejection, job_error, may_pass, rejection_of

log = logging.getLogger(__name__)

NOBODY = discord.AllowedMentions.none()


class Delivery:
    """Sends one job's messages. Errors that may pass are raised as they are."""

    def __init__(self, client: discord.Client, job: Job) -> None:
        self._client = client
        self._job = job
        self._webhook = discord.Webhook.partial(job.application_id, job.token, client=client)
        # Only with this type does discord.py send ephemeral messages.
        self._webhook.type = discord.WebhookType.application

    async def fetch(self) -> discord.WebhookMessage:
        """Return the reply as Discord has it."""
        # Discord's own name for the first response; its id is not known after a restart.
        return await self._webhook.fetch_message(
            "@original"  # pyright: ignore[reportArgumentType]
        )

    async def edit(self, card: Card, **changes: Any) -> None:
        """Change the reply's card, and what else is given; the rest stays as it is."""
        # There is text if an older version of this program has begun the message.
        # The types of discord.py take an edit's text and a card for opposites.
        edit: Any = self._webhook.edit_message
        try:
            await edit("@original", content=None, view=card, allowed_mentions=NOBODY, **changes)
        except KeyError as error:
            # The edit is made. A proxy or a stand-in for Discord may not give all of the message.
            log.warning("the answer to an edit lacks %s", error)

    async def reply(self, end: Done | JobError) -> Ending:
        """Put the end into the reply; if Discord refuses that, deliver it by another message.

        Raises
        ------
        UploadTooLargeError
            When the files are too large.
        JobError
            When Discord accepts a good end nowhere, with the reason.
        """
        try:
            await self.edit(last_card(self._job, end), attachments=_files(self._job, end))
        except discord.HTTPException as error:
            match rejection_of(error):
                case Rejection.TEMPORARY:
                    raise
                case Rejection.TOO_LARGE:
                    raise UploadTooLargeError(str(error)) from error
                case Rejection.DELETED:
                    log.info("the reply was deleted before the job ended")
                    return Ending.UNDELIVERED
                case Rejection.TOKEN_EXPIRED:
                    log.warning("the reply cannot be edited any more: %s", error)
                    return await self.post(end)
                case Rejection.BLOCKED:
                    log.warning("edit blocked for its content: %s", error)
                    return await self._send_privately(end, error)
                case Rejection.REFUSED:
                    log.warning("edit refused, a further message is tried: %s", error)
                    return await self._send_elsewhere(end, error)
        return Ending.REPLIED

    async def _send_privately(self, end: Done | JobError, block: discord.HTTPException) -> Ending:
        """Say in the reply why the end is not there, and show a result to the person alone.

        What a server's moderators or Discord keep from others is posted nowhere else.
        """
        reason = job_error(block)
        if isinstance(end, JobError):
            # The block may be for words of the person's own, which this card has not.
            await self._try_edit(failure_card(self._job, reason))
            return Ending.REPLIED
        sent = blocked_card(self._job, reason)
        private = self._job.as_private()
        ending = await self._follow_up(end, private, sent)
        if ending is None:
            raise reason from block
        return ending

    async def _send_elsewhere(self, end: Done | JobError, refusal: discord.HTTPException) -> Ending:
        sent = moved_card(self._job, is_sent=True)
        ending = await self._follow_up(end, self._job, sent)
        if ending is not None:
            return ending
        ending = await self.post(end)
        if ending is Ending.POSTED:
            await self._try_edit(sent)
            return ending
        reason = job_error(refusal)
        if not self._job.private:
            # A guess: where nobody may write any more, what one person sees is still accepted.
            private = await self._follow_up(
                end, self._job.as_private(), blocked_card(self._job, reason)
            )
            if private is not None:
                return private
        if isinstance(end, Done):
            raise reason from refusal
        # Discord may have refused words of the person's own: these cards have none.
        await self._try_edit(failure_card(self._job, reason))
        return ending

    async def _follow_up(self, end: Done | JobError, job: Job, sent: Card) -> Ending | None:
        """Send the end as a further message of the interaction; return None if it is refused.

        `job` says who may see it. The reply becomes the card `sent` afterwards.

        A result is sent once. Discord neither recognizes a repeated follow-up (discord-api-docs
        #6647: "webhooks and interaction webhooks … nothing imminently coming") nor lists those
        that were sent. So the reply says first that one comes, and has a button that brings the
        result if it does not come; a process that finds the reply like this sends no other.
        Only discord.py may still double one: it repeats what Discord answers with a 5xx status.
        """
        if isinstance(end, Done):
            await self._try_edit(moved_card(self._job, is_sent=False), insist=True)
        try:
            await self._webhook.send(
                view=last_card(job, end),
                files=_files(job, end),
                ephemeral=job.private,
                wait=True,
                allowed_mentions=NOBODY,
            )
        except discord.HTTPException as error:
            match rejection_of(error):
                case Rejection.TOO_LARGE:
                    raise UploadTooLargeError(str(error)) from error
                case Rejection.TEMPORARY if error.status == 429:
                    raise
                case Rejection.TEMPORARY:
                    return await self._end_unknown(end, error)
                case _:
                    log.warning("follow-up refused: %s", error)
                    return None
        except (aiohttp.ClientError, OSError) as error:
            return await self._end_unknown(end, error)
        except KeyError as error:
            # It is sent. A proxy or a stand-in for Discord may not give all of the message.
            log.warning("the answer to a follow-up lacks %s", error)
        await self._try_edit(sent)
        return Ending.FOLLOWED_UP

    async def _end_unknown(self, end: Done | JobError, error: Exception) -> Ending:
        log.warning("follow-up may have been sent, and is not repeated: %s", error)
        if isinstance(end, JobError):
            # Its reply still says that the job runs.
            await self._try_edit(failure_card(self._job, JobError(Trouble.UPLOAD_FAILED)))
        return Ending.UNDELIVERED

    async def _try_edit(self, card: Card, *, insist: bool = False) -> None:
        """Edit the reply if Discord accepts that; raise what may pass only to `insist`."""
        try:
            await self.edit(card)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            if insist and may_pass(error):
                raise
            log.warning("the reply cannot name what became of the result: %s", error)

    async def post(self, end: Done | JobError) -> Ending:
        """Post the end into the channel with the bot's own token, if the job may.

        Raises
        ------
        UploadTooLargeError
            When the files are too large.
        """
        job = self._job
        if not job.may_post:
            log.warning("the result cannot be posted: the bot may not write there by itself")
            return Ending.UNDELIVERED
        limit = self._post_limit()
        files = _files(job, end)
        if any(_size(file) > limit for file in files):
            raise UploadTooLargeError(f"a post has at most {limit} bytes a file")
        channel = self._client.get_partial_messageable(job.channel_id)
        try:
            await channel.send(
                view=last_card(job, end, late=True),
                files=files,
                # Sent again, it is still one message.
                nonce=job.id,
                allowed_mentions=_only(job.user_id),
            )
        except discord.HTTPException as error:
            match rejection_of(error):
                case Rejection.TEMPORARY:
                    raise
                case Rejection.TOO_LARGE:
                    raise UploadTooLargeError(str(error)) from error
                case _:
                    log.warning("the result cannot be posted into the channel: %s", error)
                    return Ending.UNDELIVERED
        return Ending.POSTED

    def _post_limit(self) -> int:
        """Return how many bytes a file of a post may have.

        The limit of an interaction counts the person's subscription, too; a post has the server's
        alone. Source: Discord's documentation, "Uploading Files".
        """
        guild = self._client.get_guild(self._job.guild_id or 0)
        return guild.filesize_limit if guild else discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES


def _files(job: Job, end: Done | JobError) -> list[discord.File]:
    """Open the files anew: a `discord.File` that was sent once would upload nothing."""
    if isinstance(end, JobError):
        return []
    return [
        discord.File(file.path, file.name, description=file.description)
        for file in shown_files(job, end)
    ]


def _only(user_id: int) -> discord.AllowedMentions:
    """Let a message notify one person, and nobody else who is mentioned in it.

    A mention in a card notifies as one in a text does. Source: Discord's documentation, component
    reference, "Text Display".
    """
    # Discord.py sends the id as it is given one; Discord's own schema has strings.
    person: Any = SimpleNamespace(id=str(user_id))
    return discord.AllowedMentions(everyone=False, roles=False, users=[person], replied_user=False)


def _size(file: discord.File) -> int:
    size = file.fp.seek(0, 2)
    file.fp.seek(0)
    return size
