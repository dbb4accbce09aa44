"""Request bodies: JSON, or multipart with ``payload_json`` and ``files[n]``."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.attachments import Files
from bot.sandbox.cdn import Upload
from bot.sandbox.errors import JSON, DiscordError, too_large
from bot.sandbox.record import SentFile

_FILE = re.compile(r"files\[(\d+)\]")
_CHUNK_BYTES = 1 << 18


@dataclass(slots=True)
class Body:
    """What came with a request."""

    payload: Any = None
    files: Files = field(default_factory=Files)
    sent: list[SentFile] = field(default_factory=list[SentFile])
    multipart: bool = False

    @property
    def form(self) -> JSON:
        """Return the payload as an object.

        Raises
        ------
        DiscordError
            When it is something else.
        """
        if self.payload is None:
            return {}
        if not isinstance(self.payload, dict):
            raise DiscordError(400, 50035, "Invalid Form Body", _NOT_AN_OBJECT)
        return self.payload

    @property
    def rows(self) -> list[Any]:
        """Return the payload as a list of objects.

        Raises
        ------
        DiscordError
            When it is something else.
        """
        rows = [] if self.payload is None else self.payload
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DiscordError(400, 50035, "Invalid Form Body", _NOT_AN_OBJECT)
        return rows


_NOT_AN_OBJECT: JSON = {
    "_errors": [
        {"code": "MODEL_TYPE_CONVERT", "message": "Only dictionaries may be used in a ModelType"}
    ]
}
BODY = web.RequestKey("body", Body)


def body_of(request: web.Request) -> Body:
    """Return the body that `read_body` has read."""
    return request[BODY]


async def read_body(request: web.Request, limit: int) -> Body:
    """Read a request's body wholly.

    Raises
    ------
    DiscordError
        50109 for what is not JSON, 40005 for files of more than `limit` bytes together.
    """
    body = Body()
    if request.content_type == "multipart/form-data":
        body.multipart = True
        await _read_parts(request, body)
        if sum(file.size for file in body.sent) > limit:
            # rule: request-limit
            raise too_large()
    elif request.can_read_body:
        text = await request.read()
        body.payload = _json(text) if text else None
    return body


async def _read_parts(request: web.Request, body: Body) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = await _read_part(part)
        match = _FILE.fullmatch(part.name or "")
        if part.name == "payload_json":
            body.payload = _json(data)
        elif match:
            name = part.filename or "unknown"
            body.files[int(match[1])] = Upload(name, data)
            body.sent.append(SentFile(part.name or "", name, len(data)))


async def _read_part(part: BodyPartReader) -> bytes:
    """Read a part of any size: `BodyPartReader.read` keeps to the limit for JSON bodies."""
    data = bytearray()
    while chunk := await part.read_chunk(_CHUNK_BYTES):
        data += chunk
    return bytes(data)


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise DiscordError(400, 50109, "The request body contains invalid JSON.") from error
