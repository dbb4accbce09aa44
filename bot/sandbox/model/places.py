"""Guilds and channels."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.sandbox.model.accounts import Role, User
from bot.sandbox.model.permissions import (
    EVERYTHING,
    IN_RESPONSES,
    MANAGEMENT,
    NOTHING,
    Permission,
)

if TYPE_CHECKING:
    from bot.sandbox.model.messages import Message


class Context(IntEnum):
    """Where an interaction takes place."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


class Install(IntEnum):
    """How an app came to be where it is used."""

    GUILD = 0
    USER = 1


class Kind(IntEnum):
    """The types of channels that the sandbox has."""

    TEXT = 0
    DM = 1
    VOICE = 2
    GROUP_DM = 3
    THREAD = 11
    FORUM = 15


@dataclass(eq=False, slots=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner: User
    installed: bool
    """Whether the bot is a member."""
    upload_limit: int
    """The largest file in bytes that its boosts allow."""
    locale: str = "en-US"
    commands_only: bool = False
    """Whether the app is installed with the scope ``applications.commands`` alone, without bot."""
    everyone: Permission = EVERYTHING
    """What @everyone may do. The bot has a role of its own."""
    blocked_words: tuple[str, ...] = ()
    """What AutoMod blocks in answers to interactions."""
    blocked_hosts: tuple[str, ...] = ()
    """Hosts that Discord's filter of harmful links blocks."""
    members: dict[int, User] = field(default_factory=dict[int, User])
    channels: dict[int, "Channel"] = field(default_factory=dict[int, "Channel"])
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    roles_of: dict[int, list[Role]] = field(default_factory=dict[int, list[Role]])
    """By the member's id."""
    avatars: dict[int, str] = field(default_factory=dict[int, str])
    """The hashes of avatars for this guild alone, by the member's id."""

    @property
    def has_app(self) -> bool:
        """Return whether the app is installed here, with or without its bot."""
        return self.installed or self.commands_only

    def permissions_of(self, person: User) -> Permission:
        """Return what a member may do where no channel denies it."""
        if person is self.owner:
            return EVERYTHING | MANAGEMENT
        granted = self.everyone
        for role in self.roles_of.get(person.id, ()):
            granted |= role.permissions
        return EVERYTHING | MANAGEMENT if Permission.ADMINISTRATOR in granted else granted


@dataclass(eq=False, slots=True)
class Channel:
    """A place for messages: in a guild, or between people."""

    id: int
    kind: Kind
    name: str | None = None
    guild: Guild | None = None
    recipients: tuple[User, ...] = ()
    denied: Permission = NOTHING
    """What the bot may not do here."""
    denied_to_people: Permission = NOTHING
    """What members other than administrators may not do here."""
    parent: "Channel | None" = None
    """Where a thread is: in a text channel, or as a post in a forum."""
    archived: bool = False
    locked: bool = False
    blocks_pictures: bool = False
    """Whether Discord takes every picture for explicit content and refuses it."""
    messages: dict[int, "Message"] = field(default_factory=dict[int, "Message"])

    @property
    def bot_permissions(self) -> Permission:
        """Return what the bot may do here as a member of the guild or of the DM."""
        # rule: threads-inherit
        return EVERYTHING & ~(self.denied | (self.parent.denied if self.parent else NOTHING))

    @property
    def app_permissions(self) -> Permission:
        """Return the permissions that interactions from here state for the app."""
        if self.guild is None:
            # rule: permissions-in-dms
            in_bot_dm = context_of(self) is Context.BOT_DM
            return IN_RESPONSES if in_bot_dm else IN_RESPONSES & ~Permission.USE_EXTERNAL_EMOJIS
        if self.guild.installed:
            return self.bot_permissions
        # rule: permissions-without-bot
        return self.guild.everyone & ~self._denied_to_people & IN_RESPONSES

    @property
    def send_permission(self) -> Permission:
        """Return the permission that a message in this channel needs."""
        # rule: threads-inherit
        return Permission.SEND_MESSAGES_IN_THREADS if self.parent else Permission.SEND_MESSAGES

    def permissions_of(self, person: User) -> Permission:
        """Return what a person may do here."""
        if self.guild is None:
            return EVERYTHING
        granted = self.guild.permissions_of(person)
        if Permission.ADMINISTRATOR in granted:
            return granted
        return granted & ~self._denied_to_people

    @property
    def _denied_to_people(self) -> Permission:
        return self.denied_to_people | (self.parent.denied_to_people if self.parent else NOTHING)


def context_of(channel: Channel) -> Context:
    """Return what kind of place a channel is, seen from an app."""
    if channel.guild is not None:
        return Context.GUILD
    with_bot = any(person.bot for person in channel.recipients)
    return Context.BOT_DM if with_bot and channel.kind is Kind.DM else Context.PRIVATE_CHANNEL
