"""Someone who writes messages, and what Discord's client keeps them from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.attachments import Files
from bot.sandbox.cdn import Cdn, Upload
from bot.sandbox.changes import Changes
from bot.sandbox.errors import JSON
from bot.sandbox.gateway import Gateway
from bot.sandbox.images import Images
from bot.sandbox.interactions import Interactions
from bot.sandbox.messages import Extras, Messages
from bot.sandbox.model import Channel, Forward, Guild, Message, Sticker, User
from bot.sandbox.registry import Registry
from bot.sandbox.reply import Reply
from bot.sandbox.resolved import RefusedError, as_upload
from bot.sandbox.world import World

# What a person can upload, which is no limit of the bot's. Their account's limit, which is one, is
# `User.attachment_size_limit`.
UPLOAD_LIMIT = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Discord:
    """The parts of the sandbox that a person's acts go through."""

    world: World
    cdn: Cdn
    images: Images
    registry: Registry
    interactions: Interactions
    messages: Messages
    gateway: Gateway
    changes: Changes


class Author:
    """Someone who writes messages, in one channel unless another is named."""

    def __init__(self, discord: Discord, user: User, channel: Channel) -> None:
        self.user = user
        self.channel = channel
        self.upload_limit = UPLOAD_LIMIT
        self._discord = discord

    @property
    def dm(self) -> Channel:
        """Return the private channel with the bot."""
        return self._discord.world.private_channel(self.user, self._discord.world.bot)

    async def post(
        self,
        content: str = "",
        *files: Path | Upload,
        stickers: Sequence[Sticker] = (),
        embeds: Sequence[JSON] = (),
        channel: Channel | None = None,
    ) -> Message:
        """Write an ordinary message, perhaps with files and stickers.

        `embeds` are what Discord shows of the links in `content`.

        Raises
        ------
        DiscordError
            When Discord refuses it.
        RefusedError
            When the person may not write here.
        """
        uploads = {index: as_upload(file) for index, file in enumerate(files)}
        body = {"content": content, "embeds": list(embeds)}
        return self._post(channel or self.channel, body, uploads, Extras(tuple(stickers)))

    async def forward(self, message: Message | Reply, channel: Channel | None = None) -> Message:
        """Forward a message as it is now.

        Raises
        ------
        RefusedError
            When the person cannot see it or may not write here, or only one person sees it.
        """
        post = self._seen(message)
        if post.ephemeral:
            raise RefusedError("a message that only one person sees cannot be forwarded")
        return self._post(
            channel or self.channel, {}, {}, Extras(forward=Forward(post, post.state))
        )

    async def delete(self, message: Message) -> None:
        """Delete an own message.

        Raises
        ------
        RefusedError
            When somebody else wrote it.
        """
        if message.author is not self.user:
            raise RefusedError("you can only delete your own messages")
        self._discord.messages.delete(message)

    def set_avatar(self, data: bytes, guild: Guild | None = None) -> None:
        """Change the person's avatar, everywhere or in one guild alone."""
        self._discord.images.set_avatar(self.user, data, guild)

    def _post(self, channel: Channel, body: JSON, files: Files, extras: Extras) -> Message:
        may_write = channel.send_permission in channel.permissions_of(self.user)
        if channel.locked or not may_write:
            raise RefusedError("you cannot send messages in this channel")
        message = self._discord.messages.create(
            channel, self.user, body, files, limit=self.upload_limit, extras=extras
        )
        # rule: archived-threads
        channel.archived = False
        return message

    def _seen(self, message: Message | Reply) -> Message:
        post = message.message if isinstance(message, Reply) else message
        if post.deleted:
            raise RefusedError("the message was deleted")
        if post.for_person not in (None, self.user):
            raise RefusedError("only someone else sees that message")
        return post
