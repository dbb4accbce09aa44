"""A storage in a bucket of S3, or of what speaks like it, that any number of servers share."""

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from bot.api.server.storage import StorageError, Stored, measured, on_disk
from bot.settings import BucketSettings

if TYPE_CHECKING:
    from obstore.store import S3Config

# A part is in memory while it is sent, and twice as much while the next one is read.
PART_BYTES: Final = 8 * 1024**2
PARTS_AT_ONCE: Final = 2
CHUNK_BYTES: Final = 1024**2

# Quick: a request answers its client soon, and a render has patience of its own.
RETRIES: Final = 2
RETRY_SECONDS: Final = 5.0
CONNECT_SECONDS: Final = 5.0
SILENCE_SECONDS: Final = 30.0

_CONTENT_TYPES: Final = {".png": "image/png"}


class Bucket:
    """The storage in a bucket, under a prefix."""

    def __init__(self, settings: BucketSettings) -> None:
        config: S3Config = {}
        if settings.access_key_id is not None:
            config["access_key_id"] = settings.access_key_id
        if settings.secret_access_key is not None:
            config["secret_access_key"] = settings.secret_access_key
        if settings.endpoint_url is not None:
            config["endpoint"] = settings.endpoint_url
        self._store = S3Store(
            settings.name,
            prefix=settings.prefix or None,
            config=config,
            region=settings.region,
            client_options={
                "allow_http": True,
                "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
                "read_timeout": timedelta(seconds=SILENCE_SECONDS),
            },
            retry_config={
                "max_retries": RETRIES,
                "retry_timeout": timedelta(seconds=RETRY_SECONDS),
            },
        )

    async def put(self, source: Path, name: str) -> None:
        """Upload a file."""
        kind = _CONTENT_TYPES.get(Path(name).suffix, "application/octet-stream")
        with _operation("put"):
            await obstore.put_async(
                self._store,
                name,
                source,
                attributes={"Content-Type": kind, "Cache-Control": "private"},
                chunk_size=PART_BYTES,
                max_concurrency=PARTS_AT_ONCE,
            )

    async def fetch(self, name: str, target: Path) -> None:
        """Download a file, over one that an attempt before has left."""
        with _operation("fetch", may_be_missing=True):
            content = await obstore.get_async(self._store, name)
            with target.open("wb") as file:
                async for chunk in content.stream(CHUNK_BYTES):
                    await asyncio.to_thread(file.write, chunk)

    async def remove(self, names: Sequence[str]) -> None:
        """Delete files, whether they are there or not."""
        if names:
            with _operation("remove"):
                await obstore.delete_async(self._store, names)

    async def stored(self, folder: str) -> list[Stored]:
        """Return the files of a folder."""
        with _operation("list"):
            return [
                Stored(entry["path"], entry["last_modified"].timestamp())
                async for page in obstore.list(self._store, folder)
                for entry in page
            ]

    async def create(self, name: str, content: bytes) -> bytes:
        """Make a file unless there is one, by a conditional put, and return what it holds."""
        with _operation("create"):
            try:
                await obstore.put_async(self._store, name, content, mode="create")
            except AlreadyExistsError:
                kept = await obstore.get_async(self._store, name)
                return bytes(await kept.bytes_async())
            return content

    async def check(self) -> None:
        """Raise unless the bucket answers."""
        with _operation("check"):
            await obstore.list_with_delimiter_async(self._store)

    def signed_url(self, name: str, seconds: float) -> str:
        """Return a URL at which the store serves a file for so long."""
        return obstore.sign(self._store, "GET", name, timedelta(seconds=seconds))

    def local_path(self, name: str) -> Path | None:
        """Return None: the files are elsewhere."""
        return None


@contextmanager
def _operation(name: str, *, may_be_missing: bool = False) -> Generator[None]:
    with measured(name):
        try:
            with on_disk():
                yield
        except FileNotFoundError as error:
            if may_be_missing:
                raise
            # The bucket itself is not there.
            raise _unusable(error) from error
        except BaseError as error:
            raise _unusable(error) from error


def _unusable(error: Exception) -> StorageError:
    # What the store wrote may hold the id of a key; the rest of the lines is about the library.
    reason = str(error).partition("\n")[0].partition(": <")[0]
    return StorageError(f"the bucket cannot be used: {reason}")
