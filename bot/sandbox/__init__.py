"""A loopback Discord: for tests, and to try the bot without an account.

A bot that is told its `api_url`, `gateway_url` and `token` takes it for Discord::

    async with Sandbox() as sandbox:
        ...  # start the bot
        await sandbox.bot_ready()
        ada = sandbox.person("Ada")
        reply = await ada.run("recolor palette", image=Path("photo.jpg"), colors="264653")
        done = await reply.until(lambda state: bool(state.attachments), timeout=60)
        done.attachments[0].read()

It is written from Discord's documentation and refuses what Discord refuses. `Sandbox.clock` moves
ahead on demand, `Sandbox.faults` makes requests fail, `Sandbox.record` holds what was said.
"""

from bot.sandbox.cdn import Attachment, Upload
from bot.sandbox.clock import Clock
from bot.sandbox.model import (
    Channel,
    Emoji,
    Guild,
    Install,
    Message,
    MessageState,
    Permission,
    Role,
    Sticker,
)
from bot.sandbox.other_bot import OtherBot
from bot.sandbox.person import Person
from bot.sandbox.record import GatewayEvent, MessageChange, Request
from bot.sandbox.reply import NoResponseError, Reply
from bot.sandbox.resolved import RefusedError
from bot.sandbox.sandbox import Sandbox

__all__ = [
    "Attachment",
    "Channel",
    "Clock",
    "Emoji",
    "GatewayEvent",
    "Guild",
    "Install",
    "Message",
    "MessageChange",
    "MessageState",
    "NoResponseError",
    "OtherBot",
    "Permission",
    "Person",
    "RefusedError",
    "Reply",
    "Request",
    "Role",
    "Sandbox",
    "Sticker",
    "Upload",
]
