"""Fetching a result: a picture of a bounded size, from whatever host the service names."""

import asyncio
import secrets
from pathlib import Path
from typing import Final

import aiohttp

from bot.api.contract import JPEG_SIGNATURE, PNG_SIGNATURE
from bot.api.failures import ServiceFailedError, TaskUnknownError, failure_of
from bot.api.transport import chunks, retry_after, time_limit, typed_errors

DOWNLOAD_SECONDS: Final = 120.0
MOST_REDIRECTS: Final = 5

_HEAD_BYTES = 12


async def fetch_picture(
    session: aiohttp.ClientSession, url: str, target: Path, most_bytes: int
) -> None:
    """Fetch `url` into `target`, which appears only once it is complete.

    No key is sent: results may live on anyone's host.

    Raises
    ------
    MigrationError
        When the result has expired, is larger than `most_bytes`, is not a picture, or cannot be
        fetched; `transient` where another try may help.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise ServiceFailedError("the URL of a result is not HTTP")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        async with (
            typed_errors(),
            session.get(
                url, max_redirects=MOST_REDIRECTS, timeout=time_limit(DOWNLOAD_SECONDS)
            ) as response,
        ):
            _check_status(response)
            await _save(response, part, most_bytes)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _check_status(response: aiohttp.ClientResponse) -> None:
    if response.status in {401, 403, 404, 410}:
        raise TaskUnknownError("a result is gone", status=response.status)
    if response.status != 200:
        raise failure_of(response.status, None, "a result cannot be fetched", retry_after(response))


async def _save(response: aiohttp.ClientResponse, part: Path, most_bytes: int) -> None:
    too_large = ServiceFailedError(f"a result is larger than {most_bytes} bytes")
    # Only a claim, but good enough to refuse by.
    if (response.content_length or 0) > most_bytes:
        raise too_large
    received = 0
    head = b""
    with part.open("xb") as file:
        async for chunk in chunks(response):
            received += len(chunk)
            if received > most_bytes:
                raise too_large
            head += chunk[: _HEAD_BYTES - len(head)]
            await asyncio.to_thread(file.write, chunk)
    if not _starts_picture(head):
        raise ServiceFailedError("a result is not a picture")


def _starts_picture(head: bytes) -> bool:
    """Return whether a file that starts so is a PNG, a JPEG or a WebP."""
    return head.startswith((PNG_SIGNATURE, JPEG_SIGNATURE)) or (
        head.startswith(b"RIFF") and head[8:] == b"WEBP"
    )
