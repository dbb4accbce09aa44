"""A storage in a local folder, for a server that shares its files with none."""

import asyncio
import os
import secrets
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.api.server.storage import Stored, measured, on_disk, private_folder


class Folder:
    """The storage in a folder that nobody else may enter."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, source: Path, name: str) -> None:
        """Move a file in. It must lie on the same disk."""

        def move() -> None:
            # It lives from now on, however long before it was written.
            source.touch()
            source.replace(self._path(name))

        with _operation("put"):
            await asyncio.to_thread(move)

    async def fetch(self, name: str, target: Path) -> None:
        """Link a file to another path: nobody changes a file once it is stored."""

        def link() -> None:
            target.unlink(missing_ok=True)
            target.hardlink_to(self._path(name))

        with _operation("fetch"):
            await asyncio.to_thread(link)

    async def remove(self, names: Sequence[str]) -> None:
        """Delete files, whether they are there or not."""
        with _operation("remove"):
            for name in names:
                self._path(name).unlink(missing_ok=True)

    async def stored(self, folder: str) -> list[Stored]:
        """Return the files of a folder."""

        def listed() -> list[Stored]:
            return [
                Stored(f"{folder}/{entry.name}", entry.stat().st_mtime)
                for entry in private_folder(self._root / folder).iterdir()
            ]

        with _operation("list"):
            return await asyncio.to_thread(listed)

    async def create(self, name: str, content: bytes) -> bytes:
        """Make a file unless there is one, and return what it holds."""
        with _operation("create"):
            return await asyncio.to_thread(lambda: _made(self._path(name), content))

    async def check(self) -> None:
        """Raise unless a file can be written."""
        with _operation("check"):
            probe = self._path(f".probe.{secrets.token_hex(4)}")
            try:
                _write_privately(probe, b"probe")
            finally:
                probe.unlink(missing_ok=True)

    def signed_url(self, name: str, seconds: float) -> str | None:
        """Return None: nobody else serves these files."""
        return None

    def local_path(self, name: str) -> Path:
        """Return where a file lies, or would."""
        return self._root / name

    def _path(self, name: str) -> Path:
        path = self._root / name
        private_folder(path.parent)
        return path


def name_of(root: Path) -> str:
    """Return the name that a folder was given at random when it was first asked for.

    Raises
    ------
    StorageError
        When the folder cannot be used.
    """
    with on_disk():
        return _made(private_folder(root) / "folder.name", secrets.token_hex(4).encode()).decode()


def _made(path: Path, content: bytes) -> bytes:
    """Make a file unless there is one, and return what it holds.

    Linking it into place is atomic: the second of two at once takes the first one's.
    """
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        _write_privately(draft, content)
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


def _write_privately(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


@contextmanager
def _operation(name: str) -> Generator[None]:
    with measured(name), on_disk():
        yield
