"""The bot's message that a job edits, from "received" to the picture."""

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import partial

import discord
from discord.utils import escape_markdown

from bot.api.contract import Mode
from bot.jobs.job import Job
from bot.jobs.reply import Done, Ending, Picture, State, UploadTooLargeError
from bot.jobs.troubles import JobError
from cogs import words
from cogs.pace import Pace
from cogs.words import say

log = logging.getLogger(__name__)

# Discord's limits and error codes.
TOKEN_SECONDS = 15 * 60
MOST_ALT_TEXT = 1024
UNKNOWN_MESSAGE = 10008
ENTITY_TOO_LARGE = 40005

# An edit that starts in the token's last seconds might arrive after its end.
_MARGIN_SECONDS = 5
_ACKNOWLEDGE_SECONDS = 10


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
        acknowledged.add_done_callback(lambda _: self._expected.pop(job_id, None))
        return acknowledged

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
        return await self._pace.finish(partial(self._finish, end))

    async def _finish(self, end: Done | JobError) -> Ending:
        if time.time() < self._job.created + TOKEN_SECONDS - _MARGIN_SECONDS:
            try:
                await self._edit(_last_text(self._job, end), _files(self._job, end))
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
        await self._webhook.edit_message(
            # Discord's own name for the first answer; its id is not known after a restart.
            "@original",  # pyright: ignore[reportArgumentType]
            content=text,
            attachments=files,
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def _post(self, end: Done | JobError) -> Ending:
        if not self._job.may_post:
            log.warning("the result cannot be delivered: the token is dead and the bot not there")
            return Ending.UNDELIVERED
        channel = self._client.get_partial_messageable(self._job.channel_id)
        try:
            await channel.send(
                _late_text(self._job, end),
                files=_files(self._job, end),
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


def _last_text(job: Job, end: Done | JobError) -> str:
    if isinstance(end, JobError):
        return failure_text(end)
    seconds = f"{time.time() - job.created:.1f}"
    return "\n".join([say("done", seconds=seconds, what=_what(job)), *_notes(job, end)])


def _late_text(job: Job, end: Done | JobError) -> str:
    person = f"<@{job.user_id}>"
    if isinstance(end, JobError):
        return f"{person} {failure_text(end)}"
    return "\n".join([say("done.late", person=person, what=_what(job)), *_notes(job, end)])


def failure_text(error: JobError) -> str:
    """Return the sentence for a job that ended without a picture."""
    details = dict(error.details)
    if "file" in details:
        details["file"] = quoted(details["file"])
        if other := details.get("other"):
            details["file"] = say("file.either", one=details["file"], other=quoted(other))
    if error.trouble == "file_too_large":
        details["limit"] = words.megabytes(details["limit"])
    return say(words.trouble_key(error.trouble), **details)


def quoted(name: str) -> str:
    """Return a name that people made up, so that Discord shows it as it is."""
    return f"“{escape_markdown(name)}”"


def alt_text(job: Job, number: int) -> str:
    """Describe the picture of that number (from 1) for those who cannot see it."""
    match job.mode:
        case Mode.TEMPLATE:
            colors = ", ".join(f"#{color}" for color in job.colors)
            text = say("alt.palette", colors=colors, degree=f"{job.degree:g}")
        case Mode.REF_PIC:
            text = say("alt.reference", reference=_reference(job), degree=f"{job.degree:g}")
        case Mode.AUTO:
            text = say("alt.auto", number=number, count=job.count, degree=f"{job.degree:g}")
    return text[:MOST_ALT_TEXT]


def _what(job: Job) -> str:
    degree = f"{job.degree:g}"
    match job.mode:
        case Mode.TEMPLATE:
            colors = " ".join(f"`#{color}`" for color in job.colors)
            return say("what.palette", colors=colors, degree=degree)
        case Mode.REF_PIC:
            return say("what.reference", reference=quoted(_reference(job)), degree=degree)
        case Mode.AUTO:
            key = "what.auto.one" if job.count == 1 else "what.auto"
            return say(key, count=job.count, degree=degree)


def _reference(job: Job) -> str:
    assert job.reference is not None
    return job.reference.filename


def _notes(job: Job, end: Done) -> list[str]:
    """Say of pictures that are not what the engine made; once for all that are alike."""
    notes: dict[str, None] = {}
    for picture in end.pictures:
        if note := _note(job, picture):
            notes[note] = None
    return list(notes)


def _note(job: Job, picture: Picture) -> str | None:
    limit = words.megabytes(job.filesize_limit)
    if picture.shrunk:
        return say(
            "note.shrunk",
            limit=limit,
            format=picture.format,
            width=picture.width,
            height=picture.height,
        )
    if picture.converted:
        return say("note.converted", limit=limit, format=picture.format)
    return None
