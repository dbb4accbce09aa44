"""What a person chose by pointing at it: files, people, roles, channels, and what ids stand for.

Source: Discord's interaction resource, "Resolved data structure".
"""

import mimetypes
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.cdn import Attachment, Upload
from bot.sandbox.errors import JSON
from bot.sandbox.model import EVERYTHING, Channel, Role, User
from bot.sandbox.rules.components import (
    CHANNEL_SELECT,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    USER_SELECT,
)
from bot.sandbox.world import World, number

Keep = Callable[[Upload], Attachment]
Thing = User | Role | Channel


class RefusedError(Exception):
    """Discord's client does not let a person do that; the message says why."""


class Resolved:
    """Finds what a person names in a place, and writes it beside its id.

    `data` is what Discord sends of it. `keep` uploads a file.
    """

    def __init__(self, world: World, place: Channel, keep: Keep) -> None:
        self.data: JSON = {}
        self._world = world
        self._place = place
        self._keep = keep

    def file(self, value: Any) -> str:
        """Upload a file and return its id.

        Raises
        ------
        RefusedError
            When `value` is neither a `Path` nor an `Upload`, or it is too large.
        """
        attachment = self._keep(as_upload(value))
        return self._note("attachments", attachment.id, payloads.attachment(attachment))

    def person(self, name: str, value: Any) -> str:
        """Return the id of someone who can be seen from here."""
        person = self._find(value, self._people())
        if not isinstance(person, User):
            raise RefusedError(f"{name!r} must be a person who is here")
        guild = self._place.guild
        if guild is not None:
            permissions = str(int(self._place.permissions_of(person)))
            written = payloads.member_part(person, guild) | {"permissions": permissions}
            # Discord leaves these out where the account stands beside them.
            for key in ("deaf", "mute"):
                del written[key]
            self._note("members", person.id, written)
        return self._note("users", person.id, payloads.user(person))

    def role(self, name: str, value: Any) -> str:
        """Return the id of a role of this guild."""
        role = self._find(value, self._place.guild.roles if self._place.guild else {})
        if not isinstance(role, Role):
            raise RefusedError(f"{name!r} must be a role of this server")
        return self._note("roles", role.id, payloads.role(role))

    def mentionable(self, name: str, value: Any) -> str:
        """Return the id of a person or a role."""
        guild = self._place.guild
        if guild is not None and self._find(value, guild.roles) is not None:
            return self.role(name, value)
        return self.person(name, value)

    def channel(self, name: str, value: Any, kinds: list[int] | None = None) -> str:
        """Return the id of a channel of this guild, of one of the `kinds` if there are any."""
        guild = self._place.guild
        channel = self._find(value, guild.channels if guild else {})
        if not isinstance(channel, Channel) or (kinds and channel.kind not in kinds):
            raise RefusedError(f"{name!r} must be a channel of this server that is on offer")
        written = payloads.channel(channel, self._world) | {"permissions": str(int(EVERYTHING))}
        del written["permission_overwrites"]
        return self._note("channels", channel.id, written)

    def selected(self, menu: JSON, value: Any) -> str:
        """Return the id of what was chosen in a menu of people, roles or channels.

        Raises
        ------
        RefusedError
            When the menu does not offer it.
        """
        name = menu.get("placeholder") or menu["custom_id"]
        if menu["type"] == CHANNEL_SELECT:
            return self.channel(name, value, menu.get("channel_types"))
        ways = {
            USER_SELECT: self.person,
            ROLE_SELECT: self.role,
            MENTIONABLE_SELECT: self.mentionable,
        }
        return ways[menu["type"]](name, value)

    def _people(self) -> dict[int, User]:
        place = self._place
        here = place.guild.members if place.guild else {p.id: p for p in place.recipients}
        return here if place.guild is None else here | {self._world.bot.id: self._world.bot}

    def _find(self, value: Any, among: Any) -> Thing | None:
        """Return the thing that `value` is, or is the id of."""
        found = among.get(number(value) if isinstance(value, str) else getattr(value, "id", 0))
        return found if isinstance(value, str) or found is value else None

    def _note(self, kind: str, thing_id: int, written: JSON) -> str:
        self.data.setdefault(kind, {})[str(thing_id)] = written
        return str(thing_id)


def as_upload(value: Any) -> Upload:
    """Return a file to send from a path, or as it is; its type is what its name claims.

    Raises
    ------
    RefusedError
        When it is neither.
    """
    if isinstance(value, Path):
        value = Upload(value.name, value.read_bytes())
    if isinstance(value, Upload):
        claim = value.content_type or mimetypes.guess_type(value.filename)[0]
        return replace(value, content_type=claim)
    raise RefusedError(f"{value!r} is not a file: give a Path or an Upload")
