"""The images that Discord's CDN serves without a signature: avatars, emoji, stickers, previews.

Source: Discord's API reference, "Image formatting".
"""

import hashlib
from io import BytesIO
from urllib.parse import urlsplit

from aiohttp import web
from PIL import Image

from bot.sandbox.cdn import Links, look_at
from bot.sandbox.model import Emoji, Guild, Sticker, StickerFormat, User
from bot.sandbox.snowflakes import Snowflakes

IMAGE_PATHS = (
    "/embed/avatars/{name}",
    "/avatars/{user_id}/{name}",
    "/guilds/{guild_id}/users/{user_id}/avatars/{name}",
    "/emojis/{name}",
    "/stickers/{name}",
)
EXTERNAL_PATH = "/external/{name}/{scheme}/{rest:.*}"
_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
_DEFAULT_AVATARS = ("#5865f2", "#757e8a", "#3ba55c", "#faa61a", "#ed4245", "#eb459e")
_DEFAULT_AVATAR_SIZE = (256, 256)


class Images:
    """Keeps images by the path of the CDN, without the extension, and converts them on demand."""

    def __init__(self, links: Links, snowflakes: Snowflakes) -> None:
        self._links = links
        self._snowflakes = snowflakes
        self._kept: dict[str, bytes] = {}
        self._external: dict[str, bytes] = {}
        for index, color in enumerate(_DEFAULT_AVATARS):
            buffer = BytesIO()
            Image.new("RGB", _DEFAULT_AVATAR_SIZE, color).save(buffer, "PNG")
            self._kept[f"/embed/avatars/{index}"] = buffer.getvalue()

    def set_avatar(self, person: User, data: bytes, guild: Guild | None = None) -> None:
        """Give an account an avatar, or a member one for `guild` alone."""
        # rule: avatar-hash
        prefix = "a_" if look_at(data)[3] else ""
        name = prefix + hashlib.md5(data, usedforsecurity=False).hexdigest()
        if guild is None:
            person.avatar = name
            self._kept[f"/avatars/{person.id}/{name}"] = data
        else:
            guild.avatars[person.id] = name
            self._kept[f"/guilds/{guild.id}/users/{person.id}/avatars/{name}"] = data

    def add_emoji(self, name: str, data: bytes) -> Emoji:
        """Keep a custom emoji."""
        emoji = Emoji(self._snowflakes.next(), name, animated=look_at(data)[3])
        self._kept[f"/emojis/{emoji.id}"] = data
        return emoji

    def add_sticker(self, name: str, data: bytes) -> Sticker:
        """Keep a sticker: a PNG, an APNG or a GIF.

        Raises
        ------
        ValueError
            When the file is none of these.
        """
        media_type, _, _, animated = look_at(data)
        if media_type not in {"image/png", "image/apng", "image/gif"}:
            raise ValueError(f"a sticker is a PNG, an APNG or a GIF, not {media_type}")
        if media_type == "image/gif":
            form = StickerFormat.GIF
        else:
            form = StickerFormat.APNG if animated else StickerFormat.PNG
        sticker = Sticker(self._snowflakes.next(), name, form)
        self._kept[f"/stickers/{sticker.id}"] = data
        return sticker

    def add_external(self, url: str, data: bytes) -> None:
        """Let the media proxy have a copy of what another host has at `url`."""
        self._external[self._external_path(url)] = data

    def external(self, url: str) -> tuple[str, bytes | None]:
        """Return the media proxy's link to a URL of another host, and its copy if it has one."""
        path = self._external_path(url)
        return f"{self._links.origin}{path}", self._external.get(path)

    def _external_path(self, url: str) -> str:
        parts = urlsplit(url)
        name = hashlib.sha256(url.encode()).hexdigest()[:43]
        return f"/external/{name}/{parts.scheme}/{parts.netloc}{parts.path}"

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a GET of one of the CDN's images."""
        path = request.rel_url.raw_path.removeprefix("/media")
        if path in self._external:
            data = self._external[path]
            return _answer(data, look_at(data)[0] or "application/octet-stream")
        stem, _, extension = path.rpartition(".")
        data = self._kept.get(stem)
        if data is None or extension not in _FORMATS or not _is_available(stem, data, extension):
            return web.Response(status=404, text="Not Found")
        if stem.startswith("/stickers/"):
            return _answer(data, f"image/{extension}")
        size = request.query.get("size", "")
        side = int(size) if size.isdigit() else None
        return _answer(_converted(data, extension, side), f"image/{extension}")


def _is_available(stem: str, data: bytes, extension: str) -> bool:
    media_type, _, _, animated = look_at(data)
    if stem.startswith("/stickers/"):
        # rule: sticker-formats
        return extension == ("gif" if media_type == "image/gif" else "png")
    # rule: animated-images
    return animated or extension != "gif"


def _converted(data: bytes, extension: str, side: int | None) -> bytes:
    """Return an image in another format, no larger than `side` pixels square."""
    with Image.open(BytesIO(data)) as image:
        form = _FORMATS[extension]
        if image.format == form and (side is None or max(image.size) <= side):
            return data
        if form in ("GIF", "WEBP") and getattr(image, "is_animated", False):
            buffer = BytesIO()
            image.save(buffer, form, save_all=True)
            return buffer.getvalue()
        still = image.convert("RGB" if form == "JPEG" else "RGBA")
        if side is not None:
            still.thumbnail((side, side))
        buffer = BytesIO()
        still.save(buffer, form)
        return buffer.getvalue()


def _answer(data: bytes, content_type: str) -> web.Response:
    return web.Response(
        body=data,
        headers={"Content-Type": content_type, "Cache-Control": "public, max-age=31536000"},
    )
