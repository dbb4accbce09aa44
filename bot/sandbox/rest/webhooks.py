"""``/webhooks/{webhook_id}/{webhook_token}``: everything after the first reaction."""

from aiohttp import web

from bot.sandbox import payloads
from bot.sandbox.answers import answer, nothing
from bot.sandbox.errors import Form, too_many_follow_ups, unknown
from bot.sandbox.interactions import Interaction, Interactions
from bot.sandbox.messages import Messages, asked_flags
from bot.sandbox.model import Message, MessageFlag
from bot.sandbox.rest.bodies import body_of
from bot.sandbox.rest.interactions import THINKING
from bot.sandbox.rules.places import check_answer, check_delete, check_edit, is_forced_ephemeral
from bot.sandbox.world import World

MOST_FOLLOW_UPS = 5


class WebhookRoutes:
    """Follow-ups and edits with an interaction's token."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        base = "/webhooks/{webhook_id}/{webhook_token}"
        original, message = f"{base}/messages/@original", f"{base}/messages/{{message_id}}"
        return [
            web.post(base, self._follow_up),
            *(
                route
                for path in (original, message)
                for route in (
                    web.get(path, self._get),
                    web.patch(path, self._edit),
                    web.delete(path, self._delete),
                )
            ),
        ]

    async def _follow_up(self, request: web.Request) -> web.Response:
        interaction, body = self._interaction(request), body_of(request)
        limit = self._interactions.upload_limit(interaction)
        original = interaction.original
        first = not interaction.follow_ups and interaction.response_type == THINKING
        if first and original is not None and original.state.thinking:
            # rule: first-follow-up
            check_edit(original)
            self._messages.edit(original, body.form, body.files, limit=limit)
            return answer(payloads.message(original))
        # rule: five-follow-ups
        if interaction.user_install_only and len(interaction.follow_ups) >= MOST_FOLLOW_UPS:
            raise too_many_follow_ups()
        form = Form()
        ephemeral = MessageFlag.EPHEMERAL in asked_flags(form, body.form)
        form.check()
        check_answer(interaction)
        ephemeral = ephemeral or is_forced_ephemeral(interaction)
        message = self._messages.create(
            interaction.channel,
            self._world.bot,
            body.form,
            body.files,
            limit=limit,
            origin=interaction.origin(ephemeral=ephemeral),
        )
        interaction.follow_ups.append(message)
        return answer(payloads.message(message))

    async def _get(self, request: web.Request) -> web.Response:
        return answer(payloads.message(self._message(request)))

    async def _edit(self, request: web.Request) -> web.Response:
        message, body = self._message(request), body_of(request)
        check_edit(message)
        limit = self._interactions.upload_limit(self._interaction(request))
        self._messages.edit(message, body.form, body.files, limit=limit)
        return answer(payloads.message(message))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._message(request)
        check_delete(message)
        self._messages.delete(message)
        return nothing()

    def _interaction(self, request: web.Request) -> Interaction:
        found = request.match_info
        return self._interactions.webhook(found["webhook_id"], found["webhook_token"])

    def _message(self, request: web.Request) -> Message:
        interaction = self._interaction(request)
        message_id = request.match_info.get("message_id", "@original")
        original = interaction.original
        if message_id == "@original":
            message = original
        else:
            own = [*interaction.follow_ups, *([original] if original else [])]
            message = next((m for m in own if str(m.id) == message_id), None)
        if message is None or message.deleted:
            raise unknown("Message")
        return message
