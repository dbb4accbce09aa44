"""The state of a small Discord: one application, its guilds, and the people in them."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Collection

from bot.sandbox.clock import Clock
from bot.sandbox.errors import unknown
from bot.sandbox.model import (
    NOTHING,
    Channel,
    Guild,
    Install,
    Kind,
    Message,
    Permission,
    Role,
    User,
)
from bot.sandbox.snowflakes import Snowflakes

# The limit of a file for an account without a plan and a guild without boosts, in bytes.
# rule: default-upload-limit
UPLOAD_LIMIT = 20 * 1024 * 1024
# The limit of a whole request, in bytes.
# rule: request-limit
REQUEST_LIMIT = 200 * 1024 * 1024


class World:
    """Finds things by their ids and makes new ones."""

    def __init__(
        self, clock: Clock, application: str, integration_types: Collection[Install]
    ) -> None:
        self.clock = clock
        self.integration_types = tuple(sorted(integration_types))
        self.request_limit = REQUEST_LIMIT
        self.snowflakes = Snowflakes(clock)
        self.bot = User(self.snowflakes.next(), application, bot=True)
        self.application_id = self.bot.id
        self.developer = User(self.snowflakes.next(), "developer")
        self.token = bot_token(self.bot.id)
        self.users: dict[int, User] = {user.id: user for user in (self.bot, self.developer)}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}

    def add_user(self, name: str, locale: str = "en-US") -> User:
        """Return a new account."""
        user = User(self.snowflakes.next(), name, locale=locale)
        self.users[user.id] = user
        return user

    def add_bot(self, name: str) -> User:
        """Return the account of another application's bot."""
        user = User(self.snowflakes.next(), name, bot=True)
        self.users[user.id] = user
        return user

    def add_guild(
        self,
        name: str,
        *,
        installed: bool,
        commands_only: bool,
        upload_limit: int,
        locale: str,
    ) -> Guild:
        """Return a new guild without channels; the bot is a member if `installed`."""
        installed = installed and not commands_only
        guild = Guild(
            self.snowflakes.next(),
            name,
            self.developer,
            installed,
            upload_limit,
            locale,
            commands_only,
        )
        guild.members[self.developer.id] = self.developer
        if installed:
            guild.members[self.bot.id] = self.bot
        self.guilds[guild.id] = guild
        return guild

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        denied: Permission = NOTHING,
        denied_to_people: Permission = NOTHING,
        kind: Kind = Kind.TEXT,
        parent: Channel | None = None,
    ) -> Channel:
        """Return a new channel where the bot may do everything but what is `denied`.

        With a `parent` it is a thread of that channel, or a post of that forum.
        """
        channel = Channel(
            self.snowflakes.next(),
            Kind.THREAD if parent else kind,
            name,
            guild,
            denied=denied,
            denied_to_people=denied_to_people,
            parent=parent,
        )
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_role(self, guild: Guild, name: str, permissions: Permission, color: int) -> Role:
        """Return a new role, which nobody has yet."""
        role = Role(self.snowflakes.next(), name, permissions, color)
        guild.roles[role.id] = role
        return role

    def private_channel(self, *people: User) -> Channel:
        """Return the DM of two people, or the group of more; the same one every time."""
        for channel in self.channels.values():
            if channel.guild is None and set(channel.recipients) == set(people):
                return channel
        kind = Kind.DM if len(people) == 2 else Kind.GROUP_DM
        channel = Channel(self.snowflakes.next(), kind, recipients=people)
        self.channels[channel.id] = channel
        return channel

    def channel(self, channel_id: str) -> Channel:
        """Return a channel by its id.

        Raises
        ------
        DiscordError
            When there is none.
        """
        channel = self.channels.get(number(channel_id))
        if channel is None:
            raise unknown("Channel")
        return channel

    def guild(self, guild_id: str) -> Guild:
        """Return a guild that the bot is in by its id.

        Raises
        ------
        DiscordError
            When there is none.
        """
        guild = self.guilds.get(number(guild_id))
        if guild is None or not guild.installed:
            raise unknown("Guild")
        return guild

    def message(self, channel: Channel, message_id: str) -> Message:
        """Return a message by its id.

        Raises
        ------
        DiscordError
            When there is none, or it was deleted.
        """
        message = channel.messages.get(number(message_id))
        if message is None or message.deleted:
            raise unknown("Message")
        return message

    def upload_limit(self, channel: Channel) -> int:
        """Return how large a file the bot may post here with its own token, in bytes."""
        # rule: upload-limit-of-posts
        return channel.guild.upload_limit if channel.guild else UPLOAD_LIMIT


def number(snowflake: str) -> int:
    """Return an id as a number; 0, which no id is, for what is none."""
    return int(snowflake) if snowflake.isascii() and snowflake.isdigit() else 0


def bot_token(bot_id: int) -> str:
    """Return a token in the form of Discord's: the id, a stamp, a secret."""
    head = urlsafe_b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{head}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(27)}"
