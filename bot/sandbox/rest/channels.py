"""``/channels/{channel_id}``: what the bot does with its own token."""

from aiohttp import web

from bot.sandbox import payloads
from bot.sandbox.answers import answer, nothing
from bot.sandbox.errors import DiscordError
from bot.sandbox.messages import Messages
from bot.sandbox.model import Channel, Message, Permission
from bot.sandbox.rest.bodies import body_of
from bot.sandbox.rules.places import (
    check_delete,
    check_edit,
    check_permission,
    check_post,
    check_visible,
)
from bot.sandbox.world import World, number


class ChannelRoutes:
    """Channels and the messages in them."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages
        # By channel and nonce. Discord forgets them after a few minutes.
        self._sent: dict[tuple[int, object], Message] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        messages = "/channels/{channel_id}/messages"
        return [
            web.get("/channels/{channel_id}", self._channel),
            web.post("/channels/{channel_id}/typing", self._typing),
            web.get(messages, self._list),
            web.post(messages, self._create),
            web.get(f"{messages}/{{message_id}}", self._get),
            web.patch(f"{messages}/{{message_id}}", self._edit),
            web.delete(f"{messages}/{{message_id}}", self._delete),
        ]

    async def _channel(self, request: web.Request) -> web.Response:
        return answer(payloads.channel(self._visible(request), self._world))

    async def _typing(self, request: web.Request) -> web.Response:
        channel = self._visible(request)
        check_permission(channel, channel.send_permission)
        return nothing()

    async def _list(self, request: web.Request) -> web.Response:
        channel = self._visible(request)
        # rule: list-without-history
        if Permission.READ_MESSAGE_HISTORY not in channel.bot_permissions:
            return answer([])
        shown = [m for m in channel.messages.values() if not m.deleted and not m.ephemeral]
        before = number(request.query.get("before", "")) or 1 << 64
        after = number(request.query.get("after", ""))
        limit = number(request.query.get("limit", "")) or 50
        chosen = [m for m in shown if after < m.id < before]
        chosen = chosen[:limit] if after else chosen[-limit:]
        bot = self._world.bot
        return answer([payloads.message_for_bot(message, bot) for message in reversed(chosen)])

    async def _create(self, request: web.Request) -> web.Response:
        channel, body = self._visible(request), body_of(request)
        check_post(channel, has_files=bool(body.files))
        # rule: nonce
        # With this, a message that is sent again is the one that is there already.
        nonce = body.form.get("nonce") if body.form.get("enforce_nonce") else None
        message = self._sent.get((channel.id, nonce)) if nonce is not None else None
        if message is None:
            limit = self._world.upload_limit(channel)
            message = self._messages.create(
                channel, self._world.bot, body.form, body.files, limit=limit
            )
            self._sent[channel.id, nonce] = message
        return answer(payloads.message(message))

    async def _get(self, request: web.Request) -> web.Response:
        message = self._message(request)
        # rule: get-message-needs-history
        check_permission(message.channel, Permission.READ_MESSAGE_HISTORY)
        return answer(payloads.message_for_bot(message, self._world.bot))

    async def _edit(self, request: web.Request) -> web.Response:
        message, body = self._own(request), body_of(request)
        check_edit(message)
        if body.files:
            # rule: attach-files-for-posts
            check_permission(message.channel, Permission.ATTACH_FILES)
        limit = self._world.upload_limit(message.channel)
        self._messages.edit(message, body.form, body.files, limit=limit)
        return answer(payloads.message(message))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._own(request)
        check_delete(message)
        self._messages.delete(message)
        return nothing()

    def _visible(self, request: web.Request) -> Channel:
        channel = self._world.channel(request.match_info["channel_id"])
        check_visible(channel, self._world.bot)
        return channel

    def _message(self, request: web.Request) -> Message:
        channel = self._visible(request)
        return self._world.message(channel, request.match_info["message_id"])

    def _own(self, request: web.Request) -> Message:
        message = self._message(request)
        if message.author is not self._world.bot:
            raise DiscordError(403, 50005, "Cannot edit a message authored by another user")
        return message
