"""The rules for what a message says and shows: AutoMod, explicit pictures, harmful links."""

import re
from collections.abc import Sequence

from bot.sandbox.cdn import Upload, look_at
from bot.sandbox.errors import blocked_by_automod, explicit_content, harmful_link
from bot.sandbox.model import Channel, MessageState

_HOST = re.compile(r"https?://([^/\s:)>]+)", re.IGNORECASE)


def check_content(
    channel: Channel, state: MessageState, new: Sequence[Upload], *, from_interaction: bool
) -> None:
    """Refuse a message that the channel or its guild does not allow.

    Raises
    ------
    DiscordError
        200000 for a word that AutoMod blocks, 240000 for a link to a blocked host, 20009 for a
        new picture where pictures count as explicit content.
    """
    guild = channel.guild
    text = state.text.casefold()
    if guild is not None:
        # rule: automod
        if from_interaction and any(word.casefold() in text for word in guild.blocked_words):
            raise blocked_by_automod()
        # rule: harmful-links
        if set(_HOST.findall(text)) & {host.casefold() for host in guild.blocked_hosts}:
            raise harmful_link()
    # rule: explicit-content
    if channel.blocks_pictures and any(look_at(upload.data)[0] for upload in new):
        raise explicit_content()
