"""Fetching what someone attached, at once, since Discord's links expire."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from bot.jobs.job import Attachment
from bot.jobs.pictures import make_acceptable
from bot.jobs.troubles import JobError, Trouble

DISCORD_CDN = (
    "https://cdn.discordapp.com",
    "https://media.discordapp.net",
    # The media proxy's hosts for pictures of other sites. Not in Discord's documentation; they are
    # in the `proxy_url` of every embed of another site (docs.discord.food, "Media Proxy").
    "https://images-ext-1.discordapp.net",
    "https://images-ext-2.discordapp.net",
)
"""Where Discord serves attachments, emoji, stickers, avatars, and pictures of other sites."""

_CHUNK = 1 << 16
_TRIES = 4
_TIMEOUT = aiohttp.ClientTimeout(total=90, sock_connect=10, sock_read=20)
_GONE = frozenset({401, 403, 404, 410})


def origin(url: str) -> str:
    """Return scheme, host and port of a URL: whom one trusts when one follows it.

    What cannot be read as a URL has an empty one.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


@dataclass(frozen=True, slots=True)
class AttachmentSource:
    """Where attachments may come from, and how large they may be."""

    session: aiohttp.ClientSession
    origins: frozenset[str]
    most_bytes: int
    cdn_url: str | None = None
    """Asked in place of `DISCORD_CDN`, for instance a proxy; its origin must be in `origins`."""
    pause: float = 0.5
    """Seconds before the second try; doubled for each further one."""
    _converting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def fetch(self, attachment: Attachment, target: Path) -> Path:
        """Write the attachment to `target`, as a picture that the API takes; return its file.

        The file has a suffix that says its format.

        Tries again after time-outs and errors of the server. Follows no redirect, since it could
        lead anywhere, into our own network too.

        Raises
        ------
        JobError
            Says what is wrong with the file or the way to it.
        """
        if origin(attachment.url) not in self.origins:
            raise JobError(Trouble.ATTACHMENT_FOREIGN, file=attachment.filename)
        for attempt in range(_TRIES):
            if attempt:
                await asyncio.sleep(self.pause * 2 ** (attempt - 1))
            if await self._read(attachment, target):
                break
        else:
            raise JobError(Trouble.ATTACHMENT_UNREACHABLE, file=attachment.filename)
        # One at a time, since a picture that is converted is in memory with all its pixels.
        async with self._converting:
            return await asyncio.to_thread(
                make_acceptable, target, attachment.filename, self.most_bytes
            )

    def _location(self, url: str) -> str:
        """Return where to look for a file."""
        if self.cdn_url is None or origin(url) not in DISCORD_CDN:
            return url
        parts = urlsplit(url)
        return self.cdn_url + parts.path + (f"?{parts.query}" if parts.query else "")

    async def _read(self, attachment: Attachment, target: Path) -> bool:
        """Try once; say whether it worked, and raise what another try cannot mend."""
        try:
            async with self.session.get(
                self._location(attachment.url), timeout=_TIMEOUT, allow_redirects=False
            ) as answer:
                if answer.status in _GONE:
                    raise JobError(Trouble.ATTACHMENT_GONE, file=attachment.filename)
                if answer.status != 200:
                    return False
                size = 0
                with target.open("wb") as file:
                    async for chunk in answer.content.iter_chunked(_CHUNK):
                        size += len(chunk)
                        if size > self.most_bytes:
                            raise JobError(
                                Trouble.FILE_TOO_LARGE,
                                file=attachment.filename,
                                limit=self.most_bytes,
                            )
                        file.write(chunk)
                return True
        except (aiohttp.ClientError, TimeoutError):
            return False
