"""A loopback Discord: for tests, and to try the bot without an account."""

from bot.sandbox.cdn import Attachment, Upload
from bot.sandbox.clock import Clock
from bot.sandbox.model import Channel, Guild, Message, MessageState, Permission
from bot.sandbox.options import RefusedError
from bot.sandbox.person import Person
from bot.sandbox.record import GatewayEvent, MessageChange, Request
from bot.sandbox.reply import NoResponseError, Reply
from bot.sandbox.sandbox import Sandbox

__all__ = [
    "Attachment",
    "Channel",
    "Clock",
    "GatewayEvent",
    "Guild",
    "Message",
    "MessageChange",
    "MessageState",
    "NoResponseError",
    "Permission",
    "Person",
    "RefusedError",
    "Reply",
    "Request",
    "Sandbox",
    "Upload",
]
