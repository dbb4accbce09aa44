"""Messages in the shape that Discord gives them, read by discord.py's own classes."""

from typing import Any

import discord

CHANNEL, MESSAGE, BOT, ADA = 1012345678900020080, 1233211234123456789, 700000000000000001, 42
SIGNED = (
    "?ex=65d903de&is=65c68ede&hm=2481f30dd67f503f54d020ae3b5533b9987fae4e55f2b4e3926e08a3fa3ee24f&"
)
PIXEL = {"height": 604, "width": 2482, "placeholder": "/PcB", "placeholder_version": 1}


def cdn(attachment_id: int, name: str, *, host: str = "cdn.discordapp.com") -> str:
    return f"https://{host}/attachments/{CHANNEL}/{attachment_id}/{name}{SIGNED}"


def attachment(attachment_id: int, name: str, **more: object) -> dict[str, Any]:
    return {
        "id": str(attachment_id),
        "filename": name,
        "size": 241394,
        "url": cdn(attachment_id, name),
        "proxy_url": cdn(attachment_id, name, host="media.discordapp.net"),
        "content_type": "image/png",
        "content_scan_version": 2,
        **PIXEL,
        **more,
    }


def uploaded(attachment_id: int, name: str, content_type: str = "image/png") -> dict[str, Any]:
    """Return the media item of a component whose file came with the message."""
    return {
        "id": str(attachment_id + 1),
        "url": cdn(attachment_id, name),
        "proxy_url": cdn(attachment_id, name, host="media.discordapp.net"),
        "content_type": content_type,
        "loading_state": 2,
        "attachment_id": str(attachment_id),
        "flags": 0,
        **PIXEL,
    }


def proxied(path: str, content_type: str | None = "image/png") -> dict[str, Any]:
    """Return a picture of another site, as Discord's media proxy has it."""
    media = {
        "url": f"https://pictures.example/{path}",
        "proxy_url": f"https://images-ext-1.discordapp.net/external/Lof33x/https/pictures.example/{path}",
        **PIXEL,
    }
    return media | ({} if content_type is None else {"content_type": content_type})


def gallery(*media: dict[str, Any], spoiler: bool = False) -> dict[str, Any]:
    items = [{"media": each, "description": None, "spoiler": spoiler} for each in media]
    return {"type": 12, "id": 2, "items": items}


def container(*components: dict[str, Any], spoiler: bool = False) -> dict[str, Any]:
    return {
        "type": 17,
        "id": 1,
        "accent_color": None,
        "spoiler": spoiler,
        "components": list(components),
    }


def section(media: dict[str, Any], text: str = "Look", *, spoiler: bool = False) -> dict[str, Any]:
    thumbnail = {"type": 11, "id": 4, "media": media, "description": None, "spoiler": spoiler}
    return {"type": 9, "id": 3, "components": [display(text)], "accessory": thumbnail}


def display(text: str) -> dict[str, Any]:
    return {"type": 10, "id": 5, "content": text}


def file(media: dict[str, Any], name: str, *, spoiler: bool = False) -> dict[str, Any]:
    return {"type": 13, "id": 6, "file": media, "spoiler": spoiler, "name": name, "size": 80128}


def embed(url: str | None = None, **more: object) -> dict[str, Any]:
    return {"type": "rich", "content_scan_version": 2} | ({"url": url} if url else {}) | more


def sticker(name: str, format_type: int, sticker_id: int) -> dict[str, Any]:
    return {"id": str(sticker_id), "name": name, "format_type": format_type}


def forward(**snapshot: object) -> dict[str, Any]:
    """Return the fields of a message that forwards another one."""
    message = {
        "type": 0,
        "content": "",
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "timestamp": "2026-08-20T18:00:00.000000+00:00",
        "edited_timestamp": None,
        "flags": 0,
        "components": [],
        **snapshot,
    }
    reference = {"type": 1, "channel_id": "7", "message_id": "8"}
    return {"message_reference": reference, "message_snapshots": [{"message": message}]}


def payload_of(author: int, **fields: object) -> dict[str, Any]:
    """Return a message; `fields` replace those of a message without anything in it."""
    return {
        "id": str(MESSAGE),
        "channel_id": str(CHANNEL),
        "type": 0,
        "content": "",
        "author": {
            "id": str(author),
            "username": "ada.lovelace",
            "discriminator": "0",
            "global_name": "Ada",
            "avatar": None,
        },
        "attachments": [],
        "embeds": [],
        "components": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "flags": 0,
        "timestamp": "2026-08-20T18:00:00.000000+00:00",
        "edited_timestamp": None,
        **fields,
    }


def message_of(author: int = ADA, **fields: object) -> discord.Message:
    """Return a message as discord.py reads it."""
    payload: Any = payload_of(author, **fields)
    client = discord.Client(intents=discord.Intents(guilds=True))
    state = client._connection  # pyright: ignore[reportPrivateUsage]
    channel = client.get_partial_messageable(CHANNEL)
    return discord.Message(state=state, channel=channel, data=payload)
