"""Attachments and the links to them: signed, and valid for a while.

A link carries when it expires (``ex``), when it was issued (``is``), both in hexadecimal seconds,
and a signature over these and the path (``hm``). Source: Discord's API reference, "Signed
attachment CDN URLs".
"""

import hashlib
import hmac
import mimetypes
import re
import secrets
from dataclasses import dataclass
from enum import IntFlag
from io import BytesIO
from urllib.parse import quote, urlsplit

from aiohttp import web
from PIL import Image, UnidentifiedImageError

from bot.sandbox.clock import Clock

# rule: link-life
LINK_LIFE = 24 * 60 * 60.0
SPOILER_PREFIX = "SPOILER_"
_GONE = "This content is no longer available."


class AttachmentFlag(IntFlag):
    """The flags of an attachment that the sandbox sets."""

    SPOILER = 1 << 3
    ANIMATED = 1 << 5


@dataclass(slots=True, frozen=True)
class Upload:
    """A file as someone hands it over. A `spoiler` is blurred until somebody clicks it."""

    filename: str
    data: bytes
    content_type: str | None = None
    spoiler: bool = False


@dataclass(slots=True, frozen=True, eq=False)
class Attachment:
    """A file that Discord keeps."""

    id: int
    folder: str
    filename: str
    title: str | None
    data: bytes
    content_type: str | None
    width: int | None
    height: int | None
    animated: bool
    description: str | None
    spoiler: bool
    ephemeral: bool
    links: "Links"

    @property
    def size(self) -> int:
        """Return the file's size in bytes; 0 betrays a buffer that was sent a second time."""
        return len(self.data)

    @property
    def flags(self) -> AttachmentFlag:
        """Return the attachment's flags."""
        flags = AttachmentFlag.SPOILER if self.spoiler else AttachmentFlag(0)
        return flags | AttachmentFlag.ANIMATED if self.animated else flags

    @property
    def path(self) -> str:
        """Return where the CDN has it."""
        return f"/{self.folder}/{self.id}/{quote(self.filename)}"

    @property
    def url(self) -> str:
        """Return a link to it, signed now."""
        return self.links.sign(self.path)

    @property
    def proxy_url(self) -> str:
        """Return the media proxy's link to it, signed now."""
        return self.links.sign(f"/media{self.path}")

    def read(self) -> bytes:
        """Return the file's bytes."""
        return self.data


class Links:
    """Makes links to the CDN and tells whether one is good."""

    def __init__(self, clock: Clock, life: float = LINK_LIFE) -> None:
        self.origin = ""
        self.life = life
        self._clock = clock
        self._key = secrets.token_bytes(32)

    def sign(self, path: str) -> str:
        """Return a URL to `path` that is good for `life` seconds."""
        now = self._clock.now()
        expiry, issued = f"{int(now + self.life):x}", f"{int(now):x}"
        signature = self._signature(path, expiry, issued)
        return f"{self.origin}{path}?ex={expiry}&is={issued}&hm={signature}&"

    def refresh(self, url: str) -> str:
        """Return `url` signed anew; it need not be valid, nor signed."""
        # rule: refresh-urls
        return self.sign(urlsplit(url).path)

    def good(self, path: str, expiry: str, issued: str, signature: str) -> bool:
        """Return whether the signature is ours and the link has not expired."""
        if not hmac.compare_digest(self._signature(path, expiry, issued), signature):
            return False
        return self._clock.now() < int(expiry, 16)

    def _signature(self, path: str, expiry: str, issued: str) -> str:
        message = "\n".join((path, expiry, issued)).encode()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


class Cdn:
    """Keeps attachments and serves them to whoever has a good link."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self._files: dict[str, Attachment] = {}

    def keep(
        self,
        upload: Upload,
        attachment_id: int,
        folder: str,
        *,
        description: str | None = None,
        ephemeral: bool = False,
    ) -> Attachment:
        """Keep `upload` under ``/<folder>/<attachment_id>/<its name>``."""
        filename = clean_filename(upload.filename)
        media_type, width, height, animated = look_at(upload.data)
        attachment = Attachment(
            id=attachment_id,
            folder=folder,
            filename=filename,
            title=upload.filename.rsplit(".", 1)[0] if filename != upload.filename else None,
            data=upload.data,
            content_type=upload.content_type or media_type or mimetypes.guess_type(filename)[0],
            width=width,
            height=height,
            animated=animated,
            description=description,
            # rule: spoiler-flag
            spoiler=upload.spoiler or filename.startswith(SPOILER_PREFIX),
            ephemeral=ephemeral,
            links=self.links,
        )
        self._files[attachment.path] = attachment
        return attachment

    def forget(self, attachment: Attachment) -> None:
        """Delete the file: every link to it is dead."""
        self._files.pop(attachment.path, None)

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a GET: the file, or 404 with a line of text where the link is not good."""
        # rule: signed-links
        path = request.rel_url.raw_path
        query = request.query
        good = self.links.good(path, query.get("ex", ""), query.get("is", ""), query.get("hm", ""))
        attachment = self._files.get(path.removeprefix("/media"))
        if not good or attachment is None:
            return web.Response(status=404, text=_GONE)
        return web.Response(
            body=attachment.data,
            headers={
                "Content-Type": attachment.content_type or "application/octet-stream",
                "Content-Disposition": f'attachment; filename="{attachment.filename}"',
                "Cache-Control": "public, max-age=31536000",
                "X-Content-Type-Options": "nosniff",
            },
        )


def clean_filename(name: str) -> str:
    """Return the name that Discord gives a file: ASCII letters, digits, ``-``, ``_`` and ``.``."""
    # rule: clean-filename
    cleaned = re.sub(r"[^A-Za-z0-9_.\-]", "", name.strip().replace(" ", "_"))
    stem, _, suffix = cleaned.rpartition(".") if "." in cleaned else (cleaned, "", "")
    stem = stem.strip(".") or "unknown"
    return f"{stem}.{suffix}" if suffix else stem


def look_at(data: bytes) -> tuple[str | None, int | None, int | None, bool]:
    """Return the media type, width, height of a picture, and whether it is animated.

    The first three are None for what is no picture.
    """
    try:
        with Image.open(BytesIO(data)) as image:
            animated = bool(getattr(image, "is_animated", False))
            return image.get_format_mimetype(), *image.size, animated
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return None, None, None, False
