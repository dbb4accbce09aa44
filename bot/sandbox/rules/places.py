"""The rules for where an app may post and edit: permissions, and threads that are closed.

Source: Discord's documentation, "Permissions" and "Threads".
"""

from bot.sandbox.errors import (
    missing_access,
    missing_permissions,
    thread_archived,
    thread_locked,
)
from bot.sandbox.interactions import Interaction
from bot.sandbox.model import Channel, Message, Permission, User


def check_visible(channel: Channel, bot: User) -> None:
    """Refuse what concerns a channel that the bot cannot see.

    Raises
    ------
    DiscordError
        50001.
    """
    # rule: view-channel, no-post-without-bot
    here = channel.guild.installed if channel.guild else bot in channel.recipients
    if not here or Permission.VIEW_CHANNEL not in channel.bot_permissions:
        raise missing_access()


def check_permission(channel: Channel, permission: Permission) -> None:
    """Refuse what the bot needs a permission for and does not have it.

    Raises
    ------
    DiscordError
        50013.
    """
    if permission not in channel.bot_permissions:
        raise missing_permissions()


def check_post(channel: Channel, *, has_files: bool) -> None:
    """Refuse a new message by the bot's own token; unarchive the thread otherwise.

    Raises
    ------
    DiscordError
        50013 without the permission, 50083 or 160005 in a locked thread.
    """
    check_permission(channel, channel.send_permission)
    if has_files:
        # rule: attach-files-for-posts
        check_permission(channel, Permission.ATTACH_FILES)
    if channel.locked:
        # rule: locked-threads
        raise thread_archived() if channel.archived else thread_locked()
    # rule: archived-threads
    channel.archived = False


def check_edit(message: Message) -> None:
    """Refuse the edit of a message in a closed thread, unless one person alone sees it.

    Raises
    ------
    DiscordError
        50083 in an archived thread, 160005 in a locked one.
    """
    # rule: ephemeral-in-closed-threads
    if message.for_person is not None:
        return
    # rule: archived-threads
    if message.channel.archived:
        raise thread_archived()
    # rule: locked-threads
    if message.channel.locked:
        raise thread_locked()


def check_delete(message: Message) -> None:
    """Refuse to delete a message of a thread that is both locked and archived.

    Raises
    ------
    DiscordError
        50083.
    """
    # rule: locked-threads
    if message.channel.locked and message.channel.archived:
        raise thread_archived()


def check_answer(interaction: Interaction) -> None:
    """Refuse a new message that answers an interaction in a closed thread; else unarchive it.

    Raises
    ------
    DiscordError
        50083.
    """
    channel = interaction.channel
    # rule: callbacks-in-locked-threads
    if channel.locked and (channel.archived or _is_external_without_leave(interaction)):
        raise thread_archived()
    channel.archived = False


def is_forced_ephemeral(interaction: Interaction) -> bool:
    """Return whether Discord shows the answers to an interaction to the person alone."""
    channel = interaction.channel
    if channel.guild is None:
        return False
    # rule: forced-ephemeral
    can_send = channel.send_permission in channel.permissions_of(interaction.person)
    return not can_send or channel.locked or _is_external_without_leave(interaction)


def _is_external_without_leave(interaction: Interaction) -> bool:
    """Return whether the app is only the person's, who may not use such apps in public here."""
    allowed = interaction.channel.permissions_of(interaction.person)
    return interaction.user_install_only and Permission.USE_EXTERNAL_APPS not in allowed
