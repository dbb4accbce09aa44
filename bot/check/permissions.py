"""The permissions that the bot needs in a server, and the link that invites it with them."""

from typing import Final

import discord

NAMES: Final = {
    "view_channel": "View Channels",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
"""discord.py's name of each permission, and the name that Discord shows to people."""

NEEDED: Final = discord.Permissions(**dict.fromkeys(NAMES, True))


def missing(permissions: int) -> list[str]:
    """Return the names of the needed permissions that are not among `permissions`."""
    granted = discord.Permissions(permissions)
    if granted.administrator:
        return []
    return [shown for name, shown in NAMES.items() if not getattr(granted, name)]


def invite_url(application_id: int) -> str:
    """Return the link that adds the bot to a server with all needed permissions."""
    return (
        f"https://discord.com/oauth2/authorize?client_id={application_id}"
        f"&scope=bot+applications.commands&permissions={NEEDED.value}"
    )
