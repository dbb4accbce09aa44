"""Receiving a submission: a multipart body that streams to disk, within limits, or not at all."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Final, TypeVar

import aiohttp
from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.api.contract import ContractError, ErrorCode, Field
from bot.api.server.scratch import Scratch
from bot.api.server.storage import on_disk
from bot.metrics import UPLOAD_DURATION, timed

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

    folder: Path
    texts: dict[Field, str] = field(default_factory=dict[Field, str])
    files: dict[Field, Path] = field(default_factory=dict[Field, Path])


class Uploads:
    """Where submissions are received: on the local disk, and there no longer than needed."""

    def __init__(
        self,
        scratch: Scratch,
        most_file_bytes: int,
        *,
        silence_seconds: float = SILENCE_SECONDS,
        upload_seconds: float = UPLOAD_SECONDS,
    ) -> None:
        self._scratch = scratch
        self._most_file_bytes = most_file_bytes
        self._silence_seconds = silence_seconds
        self._upload_seconds = upload_seconds

    @asynccontextmanager
    async def receive(self, request: web.Request) -> AsyncGenerator[Upload]:
        """Receive the body of a request; at the end its files are gone, unless they were moved.

        Raises
        ------
        ContractError
            When the body is not what the contract wants, is too large, or does not come in time.
        StorageError
            When the disk is full.
        """
        async with self._scratch.folder() as folder:
            upload = Upload(folder)
            try:
                with timed(UPLOAD_DURATION):
                    async with asyncio.timeout(self._upload_seconds):
                        await self._read_parts(request, upload)
            except TimeoutError:
                raise ContractError(
                    ErrorCode.ERROR_FILE_DOWNLOAD_TIMEOUT, "the request did not arrive in time"
                ) from None
            yield upload

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
        with upload.files[name].open("xb", buffering=0) as file:
            while not part.at_eof():
                chunk = await self._in_time(part.read_chunk(CHUNK_BYTES))
                received += len(chunk)
                if received > self._most_file_bytes:
                    raise ContractError(
                        ErrorCode.FILE_SIZE_EXCEEDS_LIMIT,
                        f"{name} is larger than {self._most_file_bytes // 1024**2} MB",
                    )
                # Unbuffered, so that a full disk shows here and not when the file is closed.
                with on_disk():
                    await asyncio.to_thread(_write, file, chunk)

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


def _write(file: FileIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[file.write(rest) :]
