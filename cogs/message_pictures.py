"""The pictures that a message shows, wherever it holds them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import discord
from discord.components import Component

from bot.jobs.attachment import DISCORD_CDN, origin
from bot.jobs.job import Attachment
from bot.jobs.pictures import EXTENSIONS, claims_to_be_picture
from bot.jobs.swatches import FILENAME as SWATCHES
from cogs.buttons import CARD_ID, custom_ids

AVATAR_SIZE: Final = 1024
"""Pixels of each side: a power of two from 16 to 4096 (API reference, "Image Formatting").

How many pixels Discord keeps of an avatar is not documented: that 1024 is enough is a guess.
"""

_CDN: Final = DISCORD_CDN[0]
_SPOILER_FLAG: Final = discord.AttachmentFlags(spoiler=True).value
_STICKER_TYPES: Final = {
    discord.StickerFormatType.png: "image/png",
    discord.StickerFormatType.apng: "image/png",
    discord.StickerFormatType.gif: "image/gif",
}
# Source: API reference, "Message Formatting".
_EMOJI: Final = re.compile(r"<a?:(?P<name>\w+):(?P<id>[0-9]{15,20})>")
_SPOILER: Final = re.compile(r"\|\|.+?\|\|", re.DOTALL)
# Source: API reference, "Signed Attachment CDN URLs", and the File Upload example of the component
# reference for `ephemeral-attachments`.
_UPLOADED: Final = re.compile(r"/(?:ephemeral-)?attachments/(?:[0-9]+/)+(?P<id>[0-9]+)/[^/]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePicture:
    """A file of a message, or an avatar. Its name, size and type are its sender's claims."""

    url: str
    filename: str
    content_type: str | None = None
    size: int = 0
    """In bytes; 0 where Discord does not say."""
    id: int = 0
    """Of the attachment; 0 for what is no attachment, whose URL never expires."""
    message_id: int = 0
    channel_id: int = 0
    """Of the message, if this is an attachment and the message can be fetched later; else 0."""
    spoiler: bool = False
    """Whether Discord hides it until it is clicked."""

    def attachment(self) -> Attachment:
        """Return the file as a job records it."""
        return Attachment(
            url=self.url,
            filename=self.filename,
            id=self.id,
            message_id=self.message_id,
            channel_id=self.channel_id,
            spoiler=self.spoiler,
        )


def pictures_in(
    message: discord.Message, bot: discord.abc.Snowflake | None
) -> list[MessagePicture]:
    """Return what may be a picture among the files of a message, as `files_in` orders them.

    Leaves out what is claimed to be no picture, and on cards of this `bot`, forwarded ones too, the
    pictures of palettes.
    """
    is_own = (bot is not None and message.author.id == bot.id) or any(
        # A forwarded message has no author: its buttons tell whose it is.
        custom_id.startswith(CARD_ID)
        for snapshot in message.message_snapshots
        for custom_id in custom_ids(snapshot)
    )
    return [
        file
        for file in files_in(message)
        if claims_to_be_picture(file.filename, file.content_type)
        and not (is_own and file.filename == SWATCHES)
    ]


def card_pictures(message: discord.Message, names: Sequence[str]) -> list[MessagePicture]:
    """Return the files of a message that have these names, in the order of the names.

    Finds the files of a card in its components, since Discord does not list files that components
    use among a message's attachments (discord-api-docs #8277, #8279).
    """
    known = {file.filename: file for file in files_in(message)}
    return [known[name] for name in names if name in known]


def files_in(message: discord.Message) -> list[MessagePicture]:
    """Return everything a message shows that may hold a picture, each file once.

    The order is: attachments, components, embeds, stickers, custom emoji; then the same for each
    forwarded message. Emoji come last although text is shown above the rest: with a photograph in
    the message, they are the least likely to be meant.
    """
    found: dict[int | str, MessagePicture] = {}
    for part in (message, *message.message_snapshots):
        for file in _files_of(part):
            key = file.id or urlsplit(file.url).path
            known = found.get(key, file)
            # A copy may be listed without the spoiler that its component has.
            found[key] = replace(known, spoiler=known.spoiler or file.spoiler)
    if message.flags.ephemeral:
        # A guess: "Get Channel Message" does not return ephemeral messages.
        return list(found.values())
    return [
        replace(file, message_id=message.id, channel_id=message.channel.id) if file.id else file
        for file in found.values()
    ]


def uploaded_picture(payload: Mapping[str, Any]) -> MessagePicture:
    """Return a file that was sent with a form, from its attachment object."""
    filename = str(payload["filename"])
    return MessagePicture(
        url=str(payload["url"]),
        filename=filename,
        content_type=payload.get("content_type"),
        size=int(payload["size"]),
        id=int(payload["id"]),
        spoiler=bool(payload.get("flags", 0) & _SPOILER_FLAG) or has_spoiler_name(filename),
    )


def avatar_of(user: discord.User | discord.Member) -> MessagePicture:
    """Return the avatar that others see: that of the server if there is one, as a still PNG."""
    url = user.display_avatar.replace(size=AVATAR_SIZE, format="png").url
    return MessagePicture(url=url, filename=f"{user.name}.png", content_type="image/png")


def has_spoiler_name(filename: str) -> bool:
    """Tell whether a file's name marks it as a spoiler; most clients set a flag instead.

    Source: Discord's change log, "Attachment Editing and is_spoiler Param" (June 2026).
    """
    return filename.startswith("SPOILER_")


def _files_of(part: discord.Message | discord.MessageSnapshot) -> Iterator[MessagePicture]:
    for attachment in part.attachments:
        yield MessagePicture(
            url=attachment.url,
            filename=attachment.filename,
            content_type=attachment.content_type,
            size=attachment.size,
            id=attachment.id,
            spoiler=attachment.is_spoiler(),
        )
    yield from _component_files(part.components, hidden=False)
    for embed in part.embeds:
        hidden = _is_link_hidden(part.content, embed.url)
        for media in (embed.image, embed.thumbnail):
            yield from _embed_files(media, hidden=hidden)
    for sticker in part.stickers:
        if content_type := _STICKER_TYPES.get(sticker.format):
            yield MessagePicture(
                url=sticker.url,
                filename=f"{sticker.name}.{sticker.format.file_extension}",
                content_type=content_type,
            )
    yield from _emoji_files(part.content, hidden=False)
    for text, hidden in _texts(part.components, hidden=False):
        yield from _emoji_files(text, hidden=hidden)


def _component_files(components: Iterable[Component], *, hidden: bool) -> Iterator[MessagePicture]:
    for component in components:
        match component:
            case discord.MediaGalleryComponent():
                for item in component.items:
                    yield from _media_files(item.media, hidden=hidden or item.spoiler)
            case discord.ThumbnailComponent():
                yield from _media_files(component.media, hidden=hidden or component.spoiler)
            case discord.FileComponent():
                for file in _media_files(component.media, hidden=hidden or component.spoiler):
                    name = component.name or file.filename
                    yield replace(file, filename=name, size=component.size or 0)
            case discord.SectionComponent():
                yield from _component_files([component.accessory], hidden=hidden)
            case discord.Container():
                inside = hidden or component.spoiler
                yield from _component_files(component.children, hidden=inside)
            case _:
                pass


def _media_files(media: discord.UnfurledMediaItem, *, hidden: bool) -> Iterator[MessagePicture]:
    url = media.url if media.attachment_id else _discord_url(media.url, media.proxy_url)
    if url:
        name = _name_in(url)
        yield MessagePicture(
            url=url,
            filename=name,
            content_type=media.content_type,
            id=media.attachment_id or _attachment_id(url),
            spoiler=hidden or has_spoiler_name(name),
        )


def _embed_files(media: Any, *, hidden: bool) -> Iterator[MessagePicture]:
    """Yield the image or thumbnail of an embed, if it has one."""
    url = _discord_url(media.url, media.proxy_url)
    if url:
        name = _name_in(url)
        if media.content_type is None and PurePosixPath(name).suffix.lower() not in EXTENSIONS:
            # Discord shows it as an image, whatever foreign servers call it: `image.php`.
            name = PurePosixPath(name).stem
        yield MessagePicture(
            url=url,
            filename=name,
            content_type=media.content_type,
            id=_attachment_id(url),
            spoiler=hidden or has_spoiler_name(name),
        )


def _emoji_files(text: str, *, hidden: bool) -> Iterator[MessagePicture]:
    spoilers = [match.span() for match in _SPOILER.finditer(text)]
    for match in _EMOJI.finditer(text):
        yield MessagePicture(
            # Every emoji can be had as WebP, and without `animated=true` it stands still.
            # Source: API reference, "Image Formatting".
            url=f"{_CDN}/emojis/{match['id']}.webp",
            filename=f"{match['name']}.webp",
            content_type="image/webp",
            spoiler=hidden or any(start < match.start() < end for start, end in spoilers),
        )


def _texts(components: Iterable[Component], *, hidden: bool) -> Iterator[tuple[str, bool]]:
    """Yield the texts that components show, and whether a container hides them."""
    for component in components:
        match component:
            case discord.TextDisplay():
                yield component.content, hidden
            case discord.SectionComponent():
                yield from _texts(component.children, hidden=hidden)
            case discord.Container():
                yield from _texts(component.children, hidden=hidden or component.spoiler)
            case _:
                pass


def _is_link_hidden(content: str, url: str | None) -> bool:
    """Tell whether an embed was made from a link between spoiler marks.

    Discord may spell the URL of an embed differently than the text does. If any link is between
    spoiler marks, an embed whose URL is not in the rest of the text therefore counts as hidden.
    """
    hidden = " ".join(_SPOILER.findall(content))
    if url is None or "://" not in hidden:
        return False
    return url in hidden or url not in _SPOILER.sub(" ", content)


def _discord_url(url: str | None, proxy_url: str | None) -> str | None:
    """Return the URL at which Discord itself serves a picture; foreign hosts are never asked."""
    return url if url and origin(url) in DISCORD_CDN else proxy_url


def _name_in(url: str) -> str:
    return PurePosixPath(unquote(urlsplit(url).path)).name or "picture"


def _attachment_id(url: str) -> int:
    match = _UPLOADED.search(urlsplit(url).path)
    return int(match["id"]) if match else 0
