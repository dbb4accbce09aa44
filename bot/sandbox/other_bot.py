"""Another application's bot, whose messages people use this application's menus on."""

from collections.abc import Sequence
from pathlib import Path

from bot.sandbox.cdn import Upload
from bot.sandbox.errors import JSON
from bot.sandbox.messages import Messages
from bot.sandbox.model import Channel, Message, MessageFlag, User
from bot.sandbox.resolved import as_upload
from bot.sandbox.world import World


class OtherBot:
    """A bot that posts in one channel unless another is named."""

    def __init__(self, world: World, messages: Messages, user: User, channel: Channel) -> None:
        self.user = user
        self.channel = channel
        self._world = world
        self._messages = messages

    def post(
        self,
        content: str = "",
        *files: Path | Upload,
        embeds: Sequence[JSON] = (),
        channel: Channel | None = None,
    ) -> Message:
        """Post an ordinary message; its embeds can refer to files as ``attachment://<name>``.

        Raises
        ------
        DiscordError
            When Discord refuses it.
        """
        return self._create({"content": content, "embeds": list(embeds)}, files, channel)

    def post_card(
        self, components: Sequence[JSON], *files: Path | Upload, channel: Channel | None = None
    ) -> Message:
        """Post a message of Components V2, which can refer to files as ``attachment://<name>``.

        Raises
        ------
        DiscordError
            When Discord refuses it.
        """
        flags = int(MessageFlag.COMPONENTS_V2)
        return self._create({"flags": flags, "components": list(components)}, files, channel)

    def _create(
        self, body: JSON, files: Sequence[Path | Upload], channel: Channel | None
    ) -> Message:
        channel = channel or self.channel
        uploads = {index: as_upload(file) for index, file in enumerate(files)}
        limit = self._world.upload_limit(channel)
        return self._messages.create(channel, self.user, body, uploads, limit=limit)
