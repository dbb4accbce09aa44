"""The originals: the pictures of submissions, in the storage until their tasks have ended."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.api.contract import Field
from bot.api.server.storage import Storage

_FOLDER: Final = "uploads"


class Originals:
    """The originals in a storage, each submission's under a name of its own.

    Two submissions of one task never share a name: the one that becomes the task keeps its
    pictures, whatever the other does with its own.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def put(self, task_id: str, pictures: Sequence[Path]) -> str:
        """Bring in the pictures of a submission, named after their fields; return its name."""
        submission = f"{task_id}.{secrets.token_hex(4)}"
        for picture in pictures:
            await self._storage.put(picture, _name(submission, picture.name))
        return submission

    async def fetch(self, submission: str, fields: Sequence[Field], folder: Path) -> None:
        """Bring pictures into a local folder, named after their fields.

        Raises
        ------
        FileNotFoundError
            When one is gone.
        """
        for field in fields:
            await self._storage.fetch(_name(submission, field), folder / field)

    async def remove(self, submission: str, fields: Sequence[Field]) -> None:
        """Delete the pictures of a submission."""
        await self._storage.remove([_name(submission, field) for field in fields])

    async def remove_strays(self, unfinished: set[str], before: float) -> None:
        """Delete what was stored before that time and belongs to none of these tasks."""
        strays = [
            stored.name
            for stored in await self._storage.stored(_FOLDER)
            if stored.modified < before and _task_of(stored.name) not in unfinished
        ]
        await self._storage.remove(strays)


def _name(submission: str, field: str) -> str:
    return f"{_FOLDER}/{submission}.{field}"


def _task_of(name: str) -> str:
    return name.removeprefix(f"{_FOLDER}/").partition(".")[0]
