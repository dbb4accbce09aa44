"""``/interactions/{interaction_id}/{interaction_token}/callback``: the bot's first reaction."""

from aiohttp import web

from bot.sandbox import payloads
from bot.sandbox.answers import answer, nothing
from bot.sandbox.attachments import Unlisted
from bot.sandbox.errors import JSON, Form, already_acknowledged
from bot.sandbox.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
    Interactions,
)
from bot.sandbox.messages import Messages, asked_flags
from bot.sandbox.model import MessageFlag
from bot.sandbox.rest.bodies import Body, body_of
from bot.sandbox.rules.commands import MOST_CHOICES, check_choices
from bot.sandbox.rules.modals import check_modal
from bot.sandbox.rules.places import check_answer, check_edit, is_forced_ephemeral
from bot.sandbox.world import World

MESSAGE, THINKING, LATER, UPDATE, CHOICES, ASK = 4, 5, 6, 7, 8, 9
# rule: callback-types
ALLOWED = {
    COMMAND: (MESSAGE, THINKING, ASK),
    COMPONENT: (MESSAGE, THINKING, LATER, UPDATE, ASK),
    AUTOCOMPLETE: (CHOICES,),
    MODAL: (MESSAGE, THINKING, LATER, UPDATE),
}


class InteractionRoutes:
    """The callback, which must come within three seconds and only once."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        path = "/interactions/{interaction_id}/{interaction_token}/callback"
        return [web.post(path, self._callback)]

    async def _callback(self, request: web.Request) -> web.Response:
        found = request.match_info
        interaction = self._interactions.to_acknowledge(
            found["interaction_id"], found["interaction_token"]
        )
        if interaction.acknowledged is not None:
            raise already_acknowledged()
        body = body_of(request)
        kind = body.form.get("type")
        form = Form()
        data = form.object(("data",), body.form.get("data"))
        allowed = ALLOWED[interaction.type]
        if interaction.type == MODAL and interaction.message is None:
            allowed = (MESSAGE, THINKING)
        form.choice(("type",), kind, allowed)
        flags = asked_flags(form, data, ("data",))
        form.check()
        # rule: refused-callbacks
        self._respond(interaction, int(kind or 0), data, body, flags)
        self._interactions.acknowledge(interaction, int(kind or 0))
        if request.query.get("with_response", "").lower() in {"true", "1"}:
            return answer(_outcome(interaction))
        return nothing()

    def _respond(
        self, interaction: Interaction, kind: int, data: JSON, body: Body, flags: MessageFlag
    ) -> None:
        limit = self._interactions.upload_limit(interaction)
        if kind in (MESSAGE, THINKING):
            check_answer(interaction)
        ephemeral = MessageFlag.EPHEMERAL in flags or is_forced_ephemeral(interaction)
        if kind == MESSAGE:
            interaction.original = self._messages.create(
                interaction.channel,
                self._world.bot,
                data,
                body.files,
                limit=limit,
                origin=interaction.origin(ephemeral=ephemeral),
                path=("data",),
            )
        elif kind == THINKING:
            interaction.original = self._messages.thinking(
                interaction.channel, interaction.origin(ephemeral=ephemeral)
            )
        elif kind in (LATER, UPDATE):
            interaction.original = interaction.message
            if kind == UPDATE and interaction.message is not None:
                check_edit(interaction.message)
                # rule: update-without-list
                self._messages.edit(
                    interaction.message,
                    data,
                    body.files,
                    limit=limit,
                    path=("data",),
                    unlisted=Unlisted.DROPPED,
                )
        elif kind == CHOICES:
            interaction.choices = self._choices(interaction, data)
        else:
            form = Form()
            check_modal(form, data, ("data",))
            form.check()
            interaction.modal = data

    def _choices(self, interaction: Interaction, data: JSON) -> list[JSON]:
        form = Form()
        choices = form.objects(("data", "choices"), data.get("choices"), MOST_CHOICES)
        kind = focused_option(interaction.data)["type"]
        check_choices(form, choices, ("data", "choices"), kind)
        form.check()
        return choices


def focused_option(data: JSON) -> JSON:
    """Return the option that a person is typing into."""
    for option in data.get("options") or []:
        if option.get("focused"):
            return option
        inner = focused_option(option)
        if inner:
            return inner
    return {}


def _outcome(interaction: Interaction) -> JSON:
    written: JSON = {"id": str(interaction.id), "type": interaction.type}
    outcome: JSON = {"interaction": written}
    message = interaction.original
    if message is not None and interaction.response_type in (MESSAGE, THINKING, UPDATE):
        written["response_message_id"] = str(message.id)
        written["response_message_loading"] = message.state.thinking
        written["response_message_ephemeral"] = message.ephemeral
    if message is not None and interaction.response_type in (MESSAGE, UPDATE):
        outcome["resource"] = {
            "type": interaction.response_type,
            "message": payloads.message(message),
        }
    return outcome
