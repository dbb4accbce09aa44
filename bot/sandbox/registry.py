"""The commands that the bot has registered, for everywhere and for single guilds."""

from typing import Any

from bot.sandbox.changes import Changes
from bot.sandbox.errors import JSON, DiscordError, Form, unknown
from bot.sandbox.model import Context, Install, Permission
from bot.sandbox.rules.commands import CHAT_INPUT, MOST, check_command, check_commands
from bot.sandbox.world import World

_KEPT = (
    "name_localizations",
    "description_localizations",
    "options",
    "contexts",
    "integration_types",
    "nsfw",
    "dm_permission",
)


class Registry:
    """Commands by where they are registered: a guild's id, or None for everywhere."""

    def __init__(self, world: World, changes: Changes) -> None:
        self.writes = 0
        self._world = world
        self._changes = changes
        self._commands: dict[int | None, dict[int, JSON]] = {}

    def all(self, guild_id: int | None = None) -> list[JSON]:
        """Return the commands registered for a guild, or for everywhere."""
        return list(self._commands.get(guild_id, {}).values())

    def get(self, command_id: str, guild_id: int | None = None) -> JSON:
        """Return one command.

        Raises
        ------
        DiscordError
            When there is none with that id.
        """
        for command in self.all(guild_id):
            if command["id"] == command_id:
                return command
        raise unknown("application command")

    def overwrite(self, commands: list[Any], guild_id: int | None = None) -> list[JSON]:
        """Replace all commands by these; one with an old one's type and name keeps its id.

        Raises
        ------
        DiscordError
            When a rule forbids it; the old ones stay.
        """
        check_commands(commands, self._world.integration_types)
        old = {(c["type"], c["name"]): c for c in self.all(guild_id)}
        new = [
            self._complete(c, guild_id, old.get((c.get("type") or CHAT_INPUT, c["name"])))
            for c in commands
        ]
        self._commands[guild_id] = {int(command["id"]): command for command in new}
        self._written()
        return new

    def put(self, command: JSON, guild_id: int | None = None) -> tuple[JSON, bool]:
        """Add a command, or replace the one of that type and name; return it, and if it is new.

        Raises
        ------
        DiscordError
            When a rule forbids it, or there are too many.
        """
        form = Form()
        check_command(form, command, self._world.integration_types)
        form.check()
        kind = command.get("type") or CHAT_INPUT
        alike = [c for c in self.all(guild_id) if c["type"] == kind]
        old = next((c for c in alike if c["name"] == command["name"]), None)
        if old is None and len(alike) >= MOST[kind]:
            message = f"Maximum number of application commands reached ({MOST[kind]})."
            raise DiscordError(400, 30032, message)
        new = self._complete(command, guild_id, old)
        self._commands.setdefault(guild_id, {})[int(new["id"])] = new
        self._written()
        return new, old is None

    def patch(self, command_id: str, changes: JSON, guild_id: int | None = None) -> JSON:
        """Change a command.

        Raises
        ------
        DiscordError
            When there is none with that id, or a rule forbids it.
        """
        old = self.get(command_id, guild_id)
        changed = old | {key: value for key, value in changes.items() if key != "type"}
        form = Form()
        check_command(form, changed, self._world.integration_types)
        form.check()
        new = self._complete(changed, guild_id, old)
        self._commands[guild_id][int(command_id)] = new
        self._written()
        return new

    def delete(self, command_id: str, guild_id: int | None = None) -> None:
        """Remove a command.

        Raises
        ------
        DiscordError
            When there is none with that id.
        """
        self.get(command_id, guild_id)
        del self._commands[guild_id][int(command_id)]
        self._written()

    def offered(
        self,
        guild_id: int | None,
        context: Context,
        installs: set[Install],
        permissions: Permission | None = None,
    ) -> list[JSON]:
        """Return the commands that a client offers in a place; a guild's own hide global ones.

        `permissions` are what the person may do there; None where nobody counts them: in private.
        """
        # rule: guild-commands-hide-global
        own = self.all(guild_id) if guild_id is not None else []
        hidden = {(command["type"], command["name"]) for command in own}
        everywhere = [c for c in self.all() if (c["type"], c["name"]) not in hidden]
        return [
            command
            for command in own + everywhere
            if _fits(command, context, installs) and _is_permitted(command, permissions)
        ]

    def _complete(self, command: JSON, guild_id: int | None, old: JSON | None) -> JSON:
        permissions = command.get("default_member_permissions")
        written: JSON = {
            "id": old["id"] if old else str(self._world.snowflakes.next()),
            "application_id": str(self._world.application_id),
            "version": str(self._world.snowflakes.next()),
            "type": command.get("type") or CHAT_INPUT,
            "name": command["name"],
            "description": command.get("description") or "",
            "default_member_permissions": None if permissions is None else str(permissions),
            # rule: default-integration-types
            "integration_types": [int(install) for install in self._world.integration_types],
        }
        written |= {key: command[key] for key in _KEPT if command.get(key) is not None}
        if guild_id is not None:
            written["guild_id"] = str(guild_id)
        return written

    def _written(self) -> None:
        self.writes += 1
        self._changes.notify()


def _fits(command: JSON, context: Context, installs: set[Install]) -> bool:
    # rule: command-contexts
    contexts = command.get("contexts")
    if contexts is None:
        contexts = [0, 1, 2] if command.get("dm_permission", True) else [0]
    return int(context) in contexts and bool(set(command["integration_types"]) & installs)


def _is_permitted(command: JSON, permissions: Permission | None) -> bool:
    asked = command["default_member_permissions"]
    if asked is None or permissions is None or Permission.ADMINISTRATOR in permissions:
        return True
    # rule: default-member-permissions
    # None at all means administrators only.
    return int(asked) != 0 and int(asked) & ~int(permissions) == 0
