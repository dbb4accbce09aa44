"""What a Discord consists of: people, guilds, channels, messages."""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

from bot.sandbox.cdn import Attachment
from bot.sandbox.errors import JSON


class Permission(IntFlag):
    """The permissions that matter to an app that answers in a channel, and to who uses it."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    SEND_MESSAGES_IN_THREADS = 1 << 38


NOTHING = Permission(0)
EVERYTHING = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What any member may do, and the bot unless it is denied."""

MANAGEMENT = (
    Permission.ADMINISTRATOR
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_GUILD
    | Permission.MANAGE_MESSAGES
)
"""What only some may do."""


class MessageFlag(IntFlag):
    """The flags of a message that an app can set or meet."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)


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
class User:
    """An account: a person's or the bot's."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    app_installed: bool = False


@dataclass(eq=False, slots=True)
class Role:
    """What some members of a guild have in common, and may do beyond `EVERYTHING`."""

    id: int
    name: str
    permissions: Permission = NOTHING
    color: int = 0


@dataclass(eq=False, slots=True)
class Guild:
    """A server. `installed` says whether the bot is a member, not only its commands."""

    id: int
    name: str
    owner: User
    installed: bool
    upload_limit: int
    locale: str = "en-US"
    members: dict[int, User] = field(default_factory=dict[int, User])
    channels: dict[int, "Channel"] = field(default_factory=dict[int, "Channel"])
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    roles_of: dict[int, list[Role]] = field(default_factory=dict[int, list[Role]])
    """By the member's id."""

    def permissions_of(self, person: User) -> Permission:
        """Return what a member may do in the guild's channels."""
        if person is self.owner:
            return EVERYTHING | MANAGEMENT
        granted = EVERYTHING
        for role in self.roles_of.get(person.id, ()):
            granted |= role.permissions
        return granted | MANAGEMENT if Permission.ADMINISTRATOR in granted else granted


@dataclass(eq=False, slots=True)
class Channel:
    """A place for messages: in a guild, or between people."""

    id: int
    kind: Kind
    name: str | None = None
    guild: Guild | None = None
    recipients: tuple[User, ...] = ()
    denied: Permission = NOTHING
    parent: "Channel | None" = None
    """Where a thread is: in a text channel, or as a post in a forum."""
    messages: dict[int, "Message"] = field(default_factory=dict[int, "Message"])

    @property
    def bot_permissions(self) -> Permission:
        """Return what the bot may do here."""
        return EVERYTHING & ~self.denied


@dataclass(frozen=True, slots=True, eq=False)
class MessageState:
    """A message as it was from one moment (`at`, seconds since 1970) on."""

    at: float
    content: str = ""
    attachments: tuple[Attachment, ...] = ()
    embeds: tuple[JSON, ...] = ()
    components: tuple[JSON, ...] = ()
    flags: MessageFlag = NO_FLAGS
    allowed_mentions: JSON | None = None

    @property
    def thinking(self) -> bool:
        """Return whether people see "… is thinking"."""
        return MessageFlag.LOADING in self.flags

    @property
    def ephemeral(self) -> bool:
        """Return whether only one person sees it."""
        return MessageFlag.EPHEMERAL in self.flags

    @property
    def text(self) -> str:
        """Return every text that people read in it: content, embeds, text displays."""
        parts = [self.content]
        for embed in self.embeds:
            parts += [str(embed.get("title") or ""), str(embed.get("description") or "")]
            for entry in embed.get("fields") or ():
                parts += [str(entry["name"]), str(entry["value"])]
        parts += [part["content"] for part in walk(self.components) if part["type"] == 10]
        return "\n".join(part for part in parts if part)

    @property
    def buttons(self) -> list[JSON]:
        """Return its buttons, as in Discord's JSON."""
        return [part for part in walk(self.components) if part["type"] == 2]

    @property
    def selects(self) -> list[JSON]:
        """Return its select menus, as in Discord's JSON."""
        return [part for part in walk(self.components) if part["type"] in {3, 5, 6, 7, 8}]


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """The interaction that a message answers, and who alone sees the message, if so."""

    application_id: int
    message_type: int
    metadata: JSON
    for_person: User | None


@dataclass(eq=False, slots=True)
class Message:
    """A message and everything it has been."""

    id: int
    channel: Channel
    author: User
    history: list[MessageState]
    origin: Origin | None = None
    edited_at: float | None = None
    deleted: bool = False

    @property
    def state(self) -> MessageState:
        """Return what it is now."""
        return self.history[-1]

    @property
    def content(self) -> str:
        """Return its plain content."""
        return self.state.content

    @property
    def text(self) -> str:
        """Return every text that people read in it."""
        return self.state.text

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Return its files."""
        return self.state.attachments

    @property
    def ephemeral(self) -> bool:
        """Return whether only one person sees it."""
        return self.state.ephemeral

    @property
    def for_person(self) -> User | None:
        """Return who alone sees it; None when everyone in the channel does."""
        return self.origin.for_person if self.origin else None


def context_of(channel: Channel) -> Context:
    """Return what kind of place a channel is, seen from an app."""
    if channel.guild is not None:
        return Context.GUILD
    with_bot = any(person.bot for person in channel.recipients)
    return Context.BOT_DM if with_bot and channel.kind is Kind.DM else Context.PRIVATE_CHANNEL


def walk(components: tuple[JSON, ...] | list[JSON]) -> list[JSON]:
    """Return every component in `components`, nested ones included, from top to bottom."""
    found: list[JSON] = []
    for component in components:
        found.append(component)
        found += walk(component.get("components") or [])
        for single in ("accessory", "component"):
            if component.get(single):
                found += walk([component[single]])
    return found
