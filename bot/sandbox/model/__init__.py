"""What a Discord consists of: accounts, guilds, channels, messages, and who may do what."""

from bot.sandbox.model.accounts import Role, User
from bot.sandbox.model.images import Emoji, Sticker, StickerFormat
from bot.sandbox.model.messages import (
    NO_FLAGS,
    Forward,
    Message,
    MessageFlag,
    MessageState,
    Origin,
    walk,
)
from bot.sandbox.model.permissions import (
    EVERYTHING,
    IN_RESPONSES,
    MANAGEMENT,
    NOTHING,
    Permission,
)
from bot.sandbox.model.places import Channel, Context, Guild, Install, Kind, context_of

__all__ = [
    "EVERYTHING",
    "IN_RESPONSES",
    "MANAGEMENT",
    "NOTHING",
    "NO_FLAGS",
    "Channel",
    "Context",
    "Emoji",
    "Forward",
    "Guild",
    "Install",
    "Kind",
    "Message",
    "MessageFlag",
    "MessageState",
    "Origin",
    "Permission",
    "Role",
    "Sticker",
    "StickerFormat",
    "User",
    "context_of",
    "walk",
]
