"""Accounts, guilds, channels and messages as Discord writes them in JSON."""

from bot.sandbox.payloads.media import components, shown_files
from bot.sandbox.payloads.messages import attachment, message, message_for_bot
from bot.sandbox.payloads.people import application, me, member, member_part, role, user
from bot.sandbox.payloads.places import channel, guild, guild_create

__all__ = [
    "application",
    "attachment",
    "channel",
    "components",
    "guild",
    "guild_create",
    "me",
    "member",
    "member_part",
    "message",
    "message_for_bot",
    "role",
    "shown_files",
    "user",
]
