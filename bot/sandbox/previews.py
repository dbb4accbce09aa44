"""What Discord's media proxy adds to pictures of other hosts, in embeds and components."""

from bot.sandbox.cdn import look_at
from bot.sandbox.errors import JSON
from bot.sandbox.images import Images
from bot.sandbox.model import MessageState
from bot.sandbox.payloads.media import EMBED_MEDIA
from bot.sandbox.rules.components import ATTACHMENT_SCHEME, GALLERY, THUMBNAIL


def with_previews(state: MessageState, images: Images) -> tuple[tuple[JSON, ...], tuple[JSON, ...]]:
    """Return a message's embeds and components with the proxy's links to media of other hosts."""
    embeds: list[JSON] = []
    for embed in state.embeds:
        written = dict(embed)
        for key in EMBED_MEDIA:
            if written.get(key):
                written[key] = _preview(written[key], images)
        embeds.append(written)
    return tuple(embeds), tuple(_component_preview(part, images) for part in state.components)


def _component_preview(part: JSON, images: Images) -> JSON:
    written = dict(part)
    if "components" in part:
        written["components"] = [_component_preview(inner, images) for inner in part["components"]]
    if "accessory" in part:
        written["accessory"] = _component_preview(part["accessory"], images)
    if part["type"] == GALLERY:
        written["items"] = [
            item | {"media": _preview(item["media"], images)} for item in part["items"]
        ]
    elif part["type"] == THUMBNAIL:
        written["media"] = _preview(part["media"], images)
    return written


def _preview(media: JSON, images: Images) -> JSON:
    """Return a media item of another host with what the media proxy knows of it."""
    url = media.get("url")
    if not isinstance(url, str) or url.startswith(ATTACHMENT_SCHEME):
        return media
    # rule: external-media
    proxy_url, data = images.external(url)
    media_type, width, height, _ = look_at(data or b"")
    found = {"content_type": media_type, "width": width, "height": height}
    known = {key: value for key, value in found.items() if value is not None}
    return media | {"proxy_url": proxy_url} | known
