"""Messages as Discord writes them in JSON.

Source: Discord's message resource.
"""

from bot.sandbox.cdn import Attachment
from bot.sandbox.clock import iso
from bot.sandbox.errors import JSON
from bot.sandbox.model import Channel, Context, Message, MessageState, User, context_of
from bot.sandbox.payloads.media import components, embed, shown_files
from bot.sandbox.payloads.people import user
from bot.sandbox.snowflakes import moment

_FORWARD = 1


def attachment(file: Attachment) -> JSON:
    """Write an attachment, with fresh links."""
    written: JSON = {
        "id": str(file.id),
        "filename": file.filename,
        "size": file.size,
        "url": file.url,
        "proxy_url": file.proxy_url,
    }
    optional: JSON = {
        "title": file.title,
        "description": file.description,
        "content_type": file.content_type,
        "width": file.width,
        "height": file.height,
        "ephemeral": file.ephemeral or None,
        "flags": int(file.flags) or None,
    }
    return written | {key: value for key, value in optional.items() if value is not None}


def message(post: Message, state: MessageState | None = None) -> JSON:
    """Write a message as it is, or as it was in `state`, for someone who may read all of it."""
    written: JSON = {
        "id": str(post.id),
        "channel_id": str(post.channel.id),
        "author": user(post.author),
        "tts": False,
        "mention_everyone": False,
        "pinned": False,
    }
    written |= _minimal(post, state or post.state)
    if post.forward is not None:
        # rule: forwards
        original = post.forward.message
        reference = {"type": _FORWARD, "message_id": str(original.id)}
        reference["channel_id"] = str(original.channel.id)
        if original.channel.guild is not None:
            reference["guild_id"] = str(original.channel.guild.id)
        written["message_reference"] = reference
        written["message_snapshots"] = [{"message": _minimal(original, post.forward.state)}]
    if post.origin is not None:
        written |= {
            "application_id": str(post.origin.application_id),
            "webhook_id": str(post.origin.application_id),
            "interaction_metadata": post.origin.metadata,
        }
    return written


def _minimal(post: Message, state: MessageState) -> JSON:
    """Write the part of a message that a snapshot of it has too."""
    shown = shown_files(state)
    written: JSON = {
        "type": post.origin.message_type if post.origin else 0,
        "content": state.content,
        "timestamp": iso(moment(post.id)),
        "edited_timestamp": iso(post.edited_at) if post.edited_at else None,
        "mentions": [user(person) for person in post.mentions],
        "mention_roles": [],
        # rule: attachments-shown-elsewhere
        "attachments": [attachment(file) for file in state.attachments if file not in shown],
        "embeds": [embed(part, state) for part in state.embeds],
        "components": components(state),
        "flags": int(state.flags),
    }
    if post.stickers:
        written["sticker_items"] = [
            {"id": str(s.id), "name": s.name, "format_type": int(s.format)} for s in post.stickers
        ]
    return written


def message_for_bot(post: Message, bot: User) -> JSON:
    """Write a message as REST shows it to a bot without the message content intent."""
    written = message(post)
    if _may_read(post, bot):
        return written
    # rule: message-content
    for place in (written, *(s["message"] for s in written.get("message_snapshots", ()))):
        place |= {"content": "", "attachments": [], "embeds": [], "components": []}
    return written


def _may_read(post: Message, bot: User) -> bool:
    return post.author is bot or _is_own_dm(post.channel, bot) or bot in post.mentions


def _is_own_dm(channel: Channel, bot: User) -> bool:
    return context_of(channel) is Context.BOT_DM and bot in channel.recipients
