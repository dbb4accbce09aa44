"""Where files are kept: whether the folder and the bucket take, give back and delete a file."""

import asyncio
import secrets
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.api.server import Storage, StorageError, open_storage
from bot.check.finding import Finding, fail, ok, one_line
from bot.settings import Settings

FOLDER_NAMES: Final = ("folder",)
BUCKET_NAMES: Final = ("bucket",)

FOLDER_REMEDY: Final = (
    "Make it a folder that the bot's user may write to, on a disk that is not full, or name "
    "another in STORAGE_URL"
)
BUCKET_REMEDY: Final = (
    "Check STORAGE_URL, AWS_REGION, AWS_ENDPOINT_URL, and that the keys may list, read, write and "
    "delete there"
)


async def folder_findings(settings: Settings) -> AsyncGenerator[Finding]:
    """Yield a finding for each of `FOLDER_NAMES`."""
    local = settings if settings.bucket is None else replace(settings, storage_url=None)
    try:
        await _try_to_use(open_storage(local))
    except (StorageError, OSError) as error:
        text = f"{settings.storage} cannot be used: {one_line(error)}"
        yield fail("folder", text, FOLDER_REMEDY)
    else:
        yield ok("folder", f"files can be written to {settings.storage}, and read, and deleted")


async def bucket_findings(settings: Settings) -> AsyncGenerator[Finding]:
    """Yield a finding for each of `BUCKET_NAMES`."""
    bucket = settings.bucket
    if bucket is None:
        yield ok("bucket", "none is set; files stay in the folder")
        return
    try:
        await _try_to_use(open_storage(settings))
    except (StorageError, OSError) as error:
        yield fail("bucket", f"{bucket.name}: {one_line(error)}", BUCKET_REMEDY)
    else:
        yield ok("bucket", f"files can be written to {bucket.name}, and read, listed and deleted")


async def _try_to_use(storage: Storage) -> None:
    """Write a small file, read it, list and delete it; raise if any of that fails."""
    name = f".check.{secrets.token_hex(8)}"
    content = secrets.token_bytes(32)
    await storage.create(name, content)
    try:
        if await _read(storage, name) != content:
            raise StorageError("what was written does not come back")
        await storage.check()
    finally:
        await storage.remove([name])


async def _read(storage: Storage, name: str) -> bytes:
    path = storage.local_path(name)
    if path is not None:
        return await asyncio.to_thread(path.read_bytes)
    with TemporaryDirectory(prefix="colorway-check-") as folder:
        target = Path(folder) / "read"
        await storage.fetch(name, target)
        return await asyncio.to_thread(target.read_bytes)
