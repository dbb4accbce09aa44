"""Messages, and every state that they have been in."""

from dataclasses import dataclass
from enum import IntFlag

from bot.sandbox.cdn import Attachment
from bot.sandbox.errors import JSON
from bot.sandbox.model.accounts import User
from bot.sandbox.model.images import Sticker
from bot.sandbox.model.places import Channel


class MessageFlag(IntFlag):
    """The flags of a message that an app can set or meet."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    HAS_SNAPSHOT = 1 << 14
    COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)


@dataclass(frozen=True, slots=True, eq=False)
class MessageState:
    """A message as it was from one moment (`at`, seconds since 1970) on."""

    at: float
    content: str = ""
    attachments: tuple[Attachment, ...] = ()
    """Every file of the message, those that its components and embeds show included."""
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


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """What a forward shows: another message as it was when it was forwarded."""

    message: "Message"
    state: MessageState


@dataclass(eq=False, slots=True)
class Message:
    """A message and everything it has been."""

    id: int
    channel: Channel
    author: User
    history: list[MessageState]
    origin: Origin | None = None
    forward: Forward | None = None
    stickers: tuple[Sticker, ...] = ()
    mentions: tuple[User, ...] = ()
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
