"""Local folders for what is being worked on: one a request, one a render, gone at its end."""

import shutil
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from bot.api.server.storage import on_disk, patiently, private_folder

LEFT_BEHIND_SECONDS: Final = 6 * 3600.0
"""Longer than any render takes with all its patience. No process looks into another's folder."""


class Scratch:
    """A folder of such folders; several processes may share it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @asynccontextmanager
    async def folder(self, patience: float = 0.0) -> AsyncGenerator[Path]:
        """Make a folder, and delete it on the way out.

        Raises
        ------
        StorageError
            When the disk was full for `patience` seconds.
        """
        path = await patiently(self._make, patience)
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def remove_left_behind(self) -> None:
        """Delete what processes have left that were killed."""
        end = time.time() - LEFT_BEHIND_SECONDS
        for path in private_folder(self._root).iterdir():
            if path.stat().st_mtime < end:
                shutil.rmtree(path, ignore_errors=True)

    async def check(self) -> None:
        """Raise StorageError unless something can be written here."""
        async with self.folder() as folder:
            with on_disk():
                (folder / "probe").write_bytes(b"probe")

    async def _make(self) -> Path:
        with on_disk():
            return Path(mkdtemp(dir=private_folder(self._root)))
