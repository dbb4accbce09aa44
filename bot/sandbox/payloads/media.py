"""The pictures and files that components and embeds show.

Source: Discord's component reference, "Unfurled media item", and its message resource, "Embed".
"""

from collections.abc import Iterator

from bot.sandbox.cdn import Attachment
from bot.sandbox.errors import JSON
from bot.sandbox.model import MessageState, walk
from bot.sandbox.rules.components import ATTACHMENT_SCHEME, FILE, GALLERY, THUMBNAIL

EMBED_MEDIA = ("image", "thumbnail", "video")
_EMBED_ICONS = ("author", "footer")
_EMBED_KEYS = ("url", "proxy_url", "width", "height", "content_type", "flags")
_MEDIA_ANIMATED = 1 << 0


def _media_items(component: JSON) -> list[JSON]:
    """Return the media items of one component, without those of components inside."""
    if component["type"] == GALLERY:
        return [item["media"] for item in component["items"]]
    key = {THUMBNAIL: "media", FILE: "file"}.get(component["type"])
    return [component[key]] if key else []


def referenced_names(state: MessageState) -> Iterator[str]:
    """Yield every file name that components and embeds refer to."""
    urls = [media["url"] for part in walk(state.components) for media in _media_items(part)]
    for embed in state.embeds:
        urls += [(embed.get(key) or {}).get("url") for key in EMBED_MEDIA]
        urls += [(embed.get(key) or {}).get("icon_url") for key in _EMBED_ICONS]
    for url in urls:
        if isinstance(url, str) and url.startswith(ATTACHMENT_SCHEME):
            yield url.removeprefix(ATTACHMENT_SCHEME)


def shown_files(state: MessageState) -> set[Attachment]:
    """Return the files of a message that its components or embeds show."""
    found = (referenced(name, state.attachments) for name in referenced_names(state))
    return {file for file in found if file is not None}


def referenced(name: str, attachments: tuple[Attachment, ...]) -> Attachment | None:
    """Return the attachment that ``attachment://<name>`` means."""
    return next((file for file in attachments if file.filename == name), None)


def embed(written: JSON, state: MessageState) -> JSON:
    """Write an embed, every ``attachment://`` resolved to a link."""
    resolved: JSON = {"type": "rich"} | written
    for key in EMBED_MEDIA:
        media = written.get(key)
        file = _file_of(media.get("url"), state) if media else None
        if file is not None:
            # rule: embed-media
            resolved[key] = {k: v for k, v in _of_file(file).items() if k in _EMBED_KEYS}
    for key in _EMBED_ICONS:
        part = written.get(key)
        file = _file_of(part.get("icon_url"), state) if part else None
        if part and file is not None:
            resolved[key] = part | {"icon_url": file.url, "proxy_icon_url": file.proxy_url}
    return resolved


def components(state: MessageState) -> list[JSON]:
    """Write a message's components, every ``attachment://`` resolved to a link."""
    return [_component(part, state) for part in state.components]


def _component(part: JSON, state: MessageState) -> JSON:
    written = dict(part)
    if "components" in part:
        written["components"] = [_component(inner, state) for inner in part["components"]]
    if "accessory" in part:
        written["accessory"] = _component(part["accessory"], state)
    if part["type"] == GALLERY:
        written["items"] = [
            item | {"media": _media(item["media"], state)} for item in part["items"]
        ]
    elif part["type"] == THUMBNAIL:
        written["media"] = _media(part["media"], state)
    elif part["type"] == FILE:
        written["file"] = _media(part["file"], state)
        file = _file_of(part["file"]["url"], state)
        # rule: file-component
        written |= {"name": file.filename if file else None, "size": file.size if file else None}
    return written


def _media(media: JSON, state: MessageState) -> JSON:
    file = _file_of(media["url"], state)
    if file is not None:
        return _of_file(file)
    missing: JSON = {"id": "1", "proxy_url": media["url"], "width": None, "height": None}
    return missing | media


def _of_file(file: Attachment) -> JSON:
    # rule: media-items
    written: JSON = {
        "id": str(file.id),
        "attachment_id": str(file.id),
        "url": file.url,
        "proxy_url": file.proxy_url,
        "width": file.width,
        "height": file.height,
        "content_type": file.content_type,
    }
    return written | {"flags": _MEDIA_ANIMATED} if file.animated else written


def _file_of(url: object, state: MessageState) -> Attachment | None:
    if not isinstance(url, str) or not url.startswith(ATTACHMENT_SCHEME):
        return None
    return referenced(url.removeprefix(ATTACHMENT_SCHEME), state.attachments)
