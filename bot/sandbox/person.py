"""A person in front of Discord: what they can do, and what Discord's client keeps them from."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.author import Author
from bot.sandbox.cdn import Attachment, Upload
from bot.sandbox.choosing import named_component, option_values
from bot.sandbox.errors import JSON
from bot.sandbox.forms import submission
from bot.sandbox.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
)
from bot.sandbox.model import Channel, Message, User, context_of
from bot.sandbox.options import (
    fill,
    find_command,
    find_options,
    nest,
)
from bot.sandbox.reply import Reply
from bot.sandbox.resolved import RefusedError, Resolved, Thing
from bot.sandbox.rules.commands import ATTACHMENT, MESSAGE
from bot.sandbox.rules.commands import USER as USER_MENU
from bot.sandbox.rules.components import LINK, STRING_SELECT


class Person(Author):
    """Someone who uses the bot, from one channel unless another is named."""

    async def run(
        self, command: str, /, *, channel: Channel | None = None, **options: Any
    ) -> Reply:
        """Run a slash command such as ``"recolor palette"``; files are a `Path` or an `Upload`.

        Raises
        ------
        RefusedError
            When Discord's client would not send it: an unknown command, a missing option, a
            value of the wrong type or out of range.
        """
        return await self.run_in(channel or self.channel, command, options)

    async def run_in(self, channel: Channel, command: str, options: Mapping[str, Any]) -> Reply:
        """Run a slash command with options of any name, ``channel`` included, as `run` does."""
        found = find_command(self.commands(channel), command)
        path, offered = find_options(found, command)
        resolved = self._resolved(channel)
        filled = fill(offered, options, resolved)
        data = _command_data(found, nest(path, filled), resolved.data)
        return await self._act(COMMAND, channel, data)

    async def autocomplete(
        self,
        command: str,
        option: str,
        text: str,
        /,
        *,
        channel: Channel | None = None,
        **options: Any,
    ) -> list[JSON]:
        """Return the choices that the bot offers for `text`, typed into `option` so far.

        Raises
        ------
        RefusedError
            When that option has no autocompletion.
        NoResponseError
            When the bot did not answer in time.
        """
        return await self.autocomplete_in(channel or self.channel, command, option, text, options)

    async def autocomplete_in(
        self, channel: Channel, command: str, option: str, text: str, options: Mapping[str, Any]
    ) -> list[JSON]:
        """Return the choices as `autocomplete` does, beside options of any name."""
        found = find_command(self.commands(channel), command)
        path, offered = find_options(found, command)
        focused = next((o for o in offered if o["name"] == option), None)
        if focused is None or not focused.get("autocomplete"):
            raise RefusedError(f"{option!r} completes nothing")
        others = [{**o, "required": False} for o in offered if o["type"] != ATTACHMENT]
        resolved = self._resolved(channel)
        filled = fill(others, options, resolved)
        typed = {"name": option, "type": focused["type"], "value": text, "focused": True}
        data = _command_data(found, nest(path, [*filled, typed]), resolved.data)
        reply = await self._act(AUTOCOMPLETE, channel, data)
        await reply.acknowledged()
        return reply.interaction.choices or []

    async def use(self, message: Message | Reply, command: str) -> Reply:
        """Choose `command` from the "Apps" menu of a message.

        Raises
        ------
        RefusedError
            When there is no such menu command here, or the person cannot see the message.
        """
        post = self._seen(message)
        found = find_command(self.commands(post.channel), command, MESSAGE)
        # rule: menu-target-content
        resolved = {"messages": {str(post.id): payloads.message(post)}}
        data = _command_data(found, [], resolved) | {"target_id": str(post.id)}
        del data["options"]
        return await self._act(COMMAND, post.channel, data)

    async def use_on(
        self, target: "Person | User", command: str, *, channel: Channel | None = None
    ) -> Reply:
        """Choose `command` from the "Apps" menu of an account.

        Raises
        ------
        RefusedError
            When there is no such menu command here, or the account is not here.
        """
        channel = channel or self.channel
        found = find_command(self.commands(channel), command, USER_MENU)
        resolved = self._resolved(channel)
        user = target.user if isinstance(target, Person) else target
        target_id = resolved.person(command, user)
        data = _command_data(found, [], resolved.data) | {"target_id": target_id}
        del data["options"]
        return await self._act(COMMAND, channel, data)

    async def press(self, message: Message | Reply, button: str) -> Reply:
        """Press the button with that label or custom id.

        Raises
        ------
        RefusedError
            When there is none, it is disabled, or it is a link.
        """
        post = self._seen(message)
        found = named_component(post.state.buttons, button, "button")
        if found["style"] == LINK:
            raise RefusedError(
                f"{button!r} is a link to {found['url']}: the bot hears nothing of it"
            )
        data = {"custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"]}
        return await self._act(COMPONENT, post.channel, data, message=post)

    async def select(self, message: Message | Reply, menu: str, *choices: str | Thing) -> Reply:
        """Choose in the menu with that placeholder or custom id.

        A choice is an option's label or value; a person, role or channel, or its id.

        Raises
        ------
        RefusedError
            When there is no such menu or option, or too many or few are chosen.
        """
        post = self._seen(message)
        found = named_component(post.state.selects, menu, "menu")
        resolved = self._resolved(post.channel)
        if found["type"] == STRING_SELECT:
            values = option_values(found, choices)
        else:
            values = [resolved.selected(found, choice) for choice in choices]
        least, most = found["min_values"], found["max_values"]
        if not least <= len(values) <= most:
            raise RefusedError(f"choose {least} to {most} in {menu!r}")
        data: JSON = {
            "custom_id": found["custom_id"],
            "component_type": found["type"],
            "id": found["id"],
            "values": values,
        }
        if resolved.data:
            data["resolved"] = resolved.data
        return await self._act(COMPONENT, post.channel, data, message=post)

    async def submit_modal(self, reply: Reply, /, **values: Any) -> Reply:
        """Fill in the form that `reply` brought, each field by its custom id, and send it.

        Raises
        ------
        RefusedError
            When there is no form, or a value does not fit its field.
        """
        cause = reply.interaction
        if cause.modal is None:
            raise RefusedError("there is no form to fill in")
        data = submission(cause.modal, values, self._resolved(cause.channel))
        return await self._act(MODAL, cause.channel, data, message=cause.message, cause=cause)

    def commands(self, channel: Channel | None = None) -> list[JSON]:
        """Return the commands that Discord's client offers this person in a channel."""
        channel = channel or self.channel
        guild_id = channel.guild.id if channel.guild else None
        installs = self._discord.interactions.installs(self.user, channel)
        permissions = channel.permissions_of(self.user) if channel.guild else None
        return self._discord.registry.offered(guild_id, context_of(channel), installs, permissions)

    async def _act(
        self,
        kind: int,
        channel: Channel,
        data: JSON,
        *,
        message: Message | None = None,
        cause: Interaction | None = None,
    ) -> Reply:
        interactions = self._discord.interactions
        interaction = interactions.open(
            kind, self.user, channel, data, message=message, cause=cause
        )
        payload = interactions.payload(interaction)
        guild_id = channel.guild.id if channel.guild else None
        await self._discord.gateway.dispatch("INTERACTION_CREATE", payload, guild_id=guild_id)
        return Reply(interaction, self._discord.changes)

    def _resolved(self, channel: Channel) -> Resolved:
        return Resolved(self._discord.world, channel, self._keep)

    def _keep(self, upload: Upload) -> Attachment:
        if len(upload.data) > self.upload_limit:
            raise RefusedError(f"{upload.filename} is too large to upload")
        world = self._discord.world
        folder = f"ephemeral-attachments/{world.application_id}"
        attachment_id = world.snowflakes.next()
        return self._discord.cdn.keep(upload, attachment_id, folder, ephemeral=True)


def _command_data(command: JSON, options: list[JSON], resolved: JSON) -> JSON:
    data: JSON = {
        "id": command["id"],
        "name": command["name"],
        "type": command["type"],
        "options": options,
    }
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    if resolved:
        data["resolved"] = resolved
    return data
