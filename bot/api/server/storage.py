"""Where uploads, results and secrets are kept: a local folder, or a bucket that servers share."""

import asyncio
import logging
import random
import secrets
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from bot.metrics import STORAGE_DURATION, STORAGE_FAILURES, timed

log = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE_SECONDS: Final = 600.0
"""How long a task waits for a storage that cannot be used."""
_FIRST_PAUSE_SECONDS: Final = 0.25
_MOST_PAUSE_SECONDS: Final = 15.0

_SECRET_BYTES: Final = 32


class StorageError(Exception):
    """The storage cannot be used now, or is full; the message is one line without secrets."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the storage. `modified` is in seconds since the epoch."""

    name: str
    modified: float


class Storage(Protocol):
    """Files under names such as ``results/a.png``: one folder, then a name without slashes.

    Whatever cannot be done now raises `StorageError`, soon: who can wait does so by `patiently`.
    """

    async def put(self, source: Path, name: str) -> None:
        """Bring in a local file, whole or not at all, over one of this name; `source` may go."""
        ...

    async def fetch(self, name: str, target: Path) -> None:
        """Give a file the local path `target`; raise FileNotFoundError if there is none."""
        ...

    async def remove(self, names: Sequence[str]) -> None:
        """Delete files, whether they are there or not."""
        ...

    async def stored(self, folder: str) -> list[Stored]:
        """Return the files of a folder."""
        ...

    async def create(self, name: str, content: bytes) -> bytes:
        """Make a file unless there is one, and return what it holds: all callers see the same."""
        ...

    async def check(self) -> None:
        """Raise unless the storage can be used."""
        ...

    def signed_url(self, name: str, seconds: float) -> str | None:
        """Return a URL that lives for some seconds, or None where only we can serve the file."""
        ...

    def local_path(self, name: str) -> Path | None:
        """Return where a file lies on this machine, or None where it does not."""
        ...


async def patiently(operation: Callable[[], Awaitable[T]], seconds: float = PATIENCE_SECONDS) -> T:
    """Repeat an operation while the storage cannot be used, ever more rarely.

    Raises
    ------
    StorageError
        When the storage could not be used for so many seconds.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    most = _FIRST_PAUSE_SECONDS
    while True:
        try:
            return await operation()
        except StorageError as error:
            # Not all at once: a storage that comes back is not to be overrun.
            pause = random.uniform(0.5, 1.0) * most
            if loop.time() + pause > deadline:
                raise
            log.warning("trying again in %.1f s: %s", pause, error)
            await asyncio.sleep(pause)
            most = min(2 * most, _MOST_PAUSE_SECONDS)


async def stored_secret(storage: Storage, name: str) -> bytes:
    """Return a secret of 32 bytes, which is made at the first call and outlives restarts."""
    return await storage.create(name, secrets.token_bytes(_SECRET_BYTES))


@contextmanager
def measured(operation: str) -> Generator[None]:
    """Observe an operation of a storage: how long it took, and whether it could be done."""
    with timed(STORAGE_DURATION.labels(operation)):
        try:
            yield
        except StorageError:
            STORAGE_FAILURES.labels(operation).inc()
            raise


def private_folder(path: Path) -> Path:
    """Make a folder that nobody else may enter, if it is not there yet, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def on_disk() -> Generator[None]:
    """Raise what a disk refuses, a full one above all, as a `StorageError`."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StorageError(f"the disk cannot be used: {error.strerror or error}") from error
