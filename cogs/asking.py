"""What somebody asks for, and from where."""

import secrets
import time
from typing import Any, Final, Protocol

import discord

from bot.jobs.job import Attachment
from bot.jobs.pictures import claims_to_be_picture
from cogs.buttons import CARD_ID, custom_ids
from cogs.message_pictures import MessagePicture
from cogs.words import Words


class Claimed(Protocol):
    """A file as far as its sender's claims tell."""

    @property
    def filename(self) -> str: ...  # noqa: D102

    @property
    def url(self) -> str: ...  # noqa: D102

    @property
    def size(self) -> int: ...  # noqa: D102

    @property
    def content_type(self) -> str | None: ...  # noqa: D102


def may_post(interaction: discord.Interaction) -> bool:
    """Tell whether the bot may post a picture of its own accord where somebody uses it.

    A server may have installed the commands without the bot. The permissions of the app are then
    at most those that its answers need, and neither View Channel nor Send Messages is one of them.

    Source: Discord's change log of June 29, 2022 ("Calculated Permissions in Interaction
    Payloads"); for threads, the documentation of permissions ("Inherited Permissions").
    """
    if interaction.channel_id is None:
        return False
    if interaction.guild_id is None:
        return interaction.context.dm_channel
    allowed = interaction.app_permissions
    is_thread = isinstance(interaction.channel, discord.Thread)
    may_send = allowed.send_messages_in_threads if is_thread else allowed.send_messages
    may_post_files = allowed.view_channel and may_send and allowed.attach_files
    return interaction.is_guild_integration() and may_post_files


# These buttons are on private notices about what may itself be public.
_NOTICE_BUTTONS: Final = (f"{CARD_ID}retype:", f"{CARD_ID}upload:")


def is_ephemeral(interaction: discord.Interaction) -> bool:
    """Tell whether somebody acts on a message that only they see, other than a notice of ours."""
    message = interaction.message
    if message is None or not message.flags.ephemeral:
        return False
    return not any(custom_id.startswith(_NOTICE_BUTTONS) for custom_id in custom_ids(message))


def origin_of(interaction: discord.Interaction, *, private: bool) -> dict[str, Any]:
    """Return the fields of a job that say who asks for it, where, and who may see its reply.

    What begins in an ephemeral message is private, whatever is asked for.
    """
    private = private or is_ephemeral(interaction)
    return {
        "id": str(interaction.id),
        "application_id": interaction.application_id,
        "token": interaction.token,
        "created": time.time(),
        "guild_id": interaction.guild_id,
        "channel_id": interaction.channel_id or 0,
        "user_id": interaction.user.id,
        "may_post": may_post(interaction) and not private,
        "filesize_limit": interaction.filesize_limit,
        "private": private,
        "locale": interaction.locale.value,
        "mark": secrets.token_hex(4),
    }


def claim(file: discord.Attachment | MessagePicture) -> Attachment:
    """Return a file as a job records it."""
    if isinstance(file, MessagePicture):
        return file.attachment()
    return Attachment(url=file.url, filename=file.filename, spoiler=file.is_spoiler())


def file_text(attachment: Claimed, most_bytes: int, words: Words) -> str | None:
    """Say what is wrong with a file as far as its claims tell, or return None."""
    if attachment.size > most_bytes:
        limit = words.megabytes(most_bytes)
        return words.say("file-too-large", file=words.quoted(attachment.filename), limit=limit)
    if claims_to_be_picture(attachment.filename, attachment.content_type):
        return None
    return words.say("file-not-a-picture", file=words.quoted(attachment.filename))
