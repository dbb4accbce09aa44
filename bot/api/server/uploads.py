"""Receiving a submission: a multipart body that streams to disk, within limits, or not at all."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

import aiohttp
from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.api.contract import ContractError, ErrorCode, Field
from bot.api.server.storage import private_folder

T = TypeVar("T")

FILE_FIELDS: Final = frozenset({Field.IMAGE, Field.REF})
TEXT_FIELDS: Final = frozenset(
    {
        Field.TASK_TYPE,
        Field.MODE,
        Field.DEGREE,
        Field.COLOR_COUNT,
        Field.COLOR_TEMPLATE,
        Field.PORTRAIT_HOLD,
    }
)

MOST_PARTS: Final = 32
MOST_TEXT_BYTES: Final = 4096
CHUNK_BYTES: Final = 256 * 1024
SILENCE_SECONDS: Final = 30.0
"""How long a client may send nothing."""
UPLOAD_SECONDS: Final = 300.0
"""How long a whole upload may take, however steadily it drips."""


@dataclass(slots=True)
class Upload:
    """A submission as it was sent. The files of its fields are in `folder`, under their names."""

    task_id: str
    folder: Path
    texts: dict[Field, str] = field(default_factory=dict[Field, str])
    files: dict[Field, Path] = field(default_factory=dict[Field, Path])
    kept: bool = False

    def keep(self) -> None:
        """Leave the files in place: a task now owns them."""
        self.kept = True


class Uploads:
    """The folder of uploads. Each has a folder of its own there, named after its task."""

    def __init__(
        self,
        folder: Path,
        most_file_bytes: int,
        *,
        silence_seconds: float = SILENCE_SECONDS,
        upload_seconds: float = UPLOAD_SECONDS,
    ) -> None:
        self._folder = folder
        self._most_file_bytes = most_file_bytes
        self._silence_seconds = silence_seconds
        self._upload_seconds = upload_seconds

    def folder_of(self, task_id: str) -> Path:
        """Return the folder that holds the files of a task while it is not finished."""
        return self._folder / task_id

    def remove(self, task_id: str) -> None:
        """Delete the files of a task."""
        shutil.rmtree(self.folder_of(task_id), ignore_errors=True)

    def remove_strays(self, unfinished: set[str], before: float) -> None:
        """Delete files from `before` that time since the epoch that belong to no such task."""
        for path in self._folder.iterdir():
            if path.name not in unfinished and path.stat().st_mtime < before:
                shutil.rmtree(path, ignore_errors=True)

    @asynccontextmanager
    async def receive(self, request: web.Request, task_id: str) -> AsyncGenerator[Upload]:
        """Receive the body of a request; at the end its files are gone, unless they were kept.

        Raises
        ------
        ContractError
            When the body is not what the contract wants, is too large, or does not come in time.
        """
        upload = Upload(task_id, private_folder(self.folder_of(task_id)))
        try:
            try:
                async with asyncio.timeout(self._upload_seconds):
                    await self._read_parts(request, upload)
            except TimeoutError:
                raise ContractError(
                    ErrorCode.ERROR_FILE_DOWNLOAD_TIMEOUT, "the request did not arrive in time"
                ) from None
            yield upload
        finally:
            if not upload.kept:
                self.remove(task_id)

    async def _read_parts(self, request: web.Request, upload: Upload) -> None:
        if request.content_type != "multipart/form-data":
            raise ContractError(
                ErrorCode.ERROR_PARAMETERS, "the request must be multipart/form-data"
            )
        try:
            reader = await request.multipart()
            parts = 0
            while part := await self._in_time(reader.next()):
                parts += 1
                if parts > MOST_PARTS:
                    raise ContractError(
                        ErrorCode.ERROR_REQUEST_BODY_TOO_LARGE, "the request has too many fields"
                    )
                if not isinstance(part, BodyPartReader):
                    raise ContractError(ErrorCode.ERROR_PARAMETERS, "fields cannot be nested")
                await self._read_part(part, upload)
        except (
            # What aiohttp raises for a body that is malformed, cut off, or wrongly compressed.
            ValueError,
            RuntimeError,
            AssertionError,
            HttpProcessingError,
            aiohttp.ClientError,
            web.RequestPayloadError,
            ConnectionError,
        ) as error:
            raise ContractError(
                ErrorCode.ERROR_PARAMETERS, "the request's body is malformed or cut off"
            ) from error

    async def _read_part(self, part: BodyPartReader, upload: Upload) -> None:
        name = part.name
        if name in FILE_FIELDS:
            await self._read_file(part, Field(name), upload)
        elif name in TEXT_FIELDS:
            known = Field(name)
            text = await self._read_text(part, known)
            if known in upload.texts:
                raise ContractError(ErrorCode.ERROR_INVALID_PARAMETER, f"{known} is given twice")
            upload.texts[known] = text
        else:
            # Its name is not repeated: it could hold anything.
            await self._read_text(part, "a field that the contract does not know")

    async def _read_file(self, part: BodyPartReader, name: Field, upload: Upload) -> None:
        if name in upload.files:
            raise ContractError(ErrorCode.ERROR_TOO_MANY_FILES, f"{name} is given twice")
        upload.files[name] = upload.folder / name
        received = 0
        with upload.files[name].open("xb") as file:
            while not part.at_eof():
                chunk = await self._in_time(part.read_chunk(CHUNK_BYTES))
                received += len(chunk)
                if received > self._most_file_bytes:
                    raise ContractError(
                        ErrorCode.FILE_SIZE_EXCEEDS_LIMIT,
                        f"{name} is larger than {self._most_file_bytes // 1024**2} MB",
                    )
                await asyncio.to_thread(file.write, chunk)

    async def _read_text(self, part: BodyPartReader, name: str) -> str:
        text = bytearray()
        while not part.at_eof():
            text += await self._in_time(part.read_chunk())
            if len(text) > MOST_TEXT_BYTES:
                raise ContractError(ErrorCode.ERROR_REQUEST_BODY_TOO_LARGE, f"{name} is too long")
        return text.decode()

    async def _in_time(self, reading: Awaitable[T]) -> T:
        async with asyncio.timeout(self._silence_seconds):
            return await reading
