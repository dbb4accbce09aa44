"""The results: PNG files under URLs that cannot be guessed, are signed, and expire."""

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from bot.api.contract import ContractError, ErrorCode
from bot.api.server.storage import Storage

RESULTS_PATH: Final = "/results/"

_FOLDER: Final = "results"


class Results:
    """The results in a storage, and the URLs to them.

    They live for `seconds` after their task has ended; `clock` tells the time since the epoch.
    """

    def __init__(
        self, storage: Storage, secret: bytes, clock: Callable[[], float], seconds: int
    ) -> None:
        self._storage = storage
        self._secret = secret
        self._clock = clock
        self._seconds = seconds

    async def publish(self, picture: Path) -> None:
        """Bring in a finished picture under its own name, also over one of this name."""
        await self._storage.put(picture, f"{_FOLDER}/{picture.name}")

    def has_expired(self, finished_at: float) -> bool:
        """Return whether a task that ended then is too old to be told of."""
        return self._clock() >= finished_at + self._seconds

    def url(self, origin: str, name: str, finished_at: float) -> str:
        """Return the URL of a result, which dies with it; the store's own where it can sign."""
        end = int(finished_at) + self._seconds
        url = self._storage.signed_url(f"{_FOLDER}/{name}", max(end - self._clock(), 1.0))
        if url is not None:
            return url
        query = urlencode({"expires": end, "signature": self._signature(name, str(end))})
        return f"{origin}{RESULTS_PATH}{name}?{query}"

    def find(self, name: str, expires: str, signature: str) -> Path:
        """Return the file that a signed URL of ours names.

        Raises
        ------
        ContractError
            When the signature is wrong, the URL has expired, or the file is gone.
        """
        expected = self._signature(name, expires)
        if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
            raise ContractError(ErrorCode.ERROR_ILLEGAL_OPERATION, "the signature is wrong")
        # Past this line the name and the time are what this server once wrote.
        if self._clock() >= int(expires):
            raise ContractError(ErrorCode.ERROR_RESOURCE_RECLAIMED, "the result has expired")
        path = self._storage.local_path(f"{_FOLDER}/{name}")
        if path is None or not path.is_file():
            raise ContractError(ErrorCode.ERROR_FILE_NOT_FOUND, "there is no such result")
        return path

    async def remove_expired(self) -> None:
        """Delete the files whose URLs are all dead."""
        end = self._clock() - self._seconds
        await self._storage.remove(
            [s.name for s in await self._storage.stored(_FOLDER) if s.modified < end]
        )

    def _signature(self, name: str, expires: str) -> str:
        message = f"result\n{name}\n{expires}".encode("utf-8", "surrogateescape")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()
