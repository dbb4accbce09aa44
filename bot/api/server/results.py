"""The results: PNG files under URLs that cannot be guessed, are signed, and expire."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from bot.api.contract import RESULT_SECONDS, ContractError, ErrorCode

RESULTS_PATH: Final = "/results/"


class Results:
    """The folder of results and the URLs to them. `clock` tells the time since the epoch."""

    def __init__(self, folder: Path, secret: bytes, clock: Callable[[], float]) -> None:
        self._folder = folder
        self._secret = secret
        self._clock = clock

    def publish(self, pictures: Iterable[tuple[Path, str]]) -> None:
        """Move finished pictures in, each under its name; a repetition does no harm."""
        for picture, name in pictures:
            # It lives from now on, however long before the last of its task it was written.
            picture.replace(self._folder / name).touch()

    def url(self, origin: str, name: str, finished_at: float) -> str:
        """Return the URL of a result; it is the same at every call, and dies after 24 hours."""
        expires = str(int(finished_at) + RESULT_SECONDS)
        query = urlencode({"expires": expires, "signature": self._signature(name, expires)})
        return f"{origin}{RESULTS_PATH}{name}?{query}"

    def find(self, name: str, expires: str, signature: str) -> Path:
        """Return the file that a signed URL names.

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
        path = self._folder / name
        if not path.is_file():
            raise ContractError(ErrorCode.ERROR_FILE_NOT_FOUND, "there is no such result")
        return path

    def remove_expired(self) -> None:
        """Delete the files whose URLs are all dead."""
        for path in self._folder.iterdir():
            if path.stat().st_mtime + RESULT_SECONDS < self._clock():
                path.unlink(missing_ok=True)

    def _signature(self, name: str, expires: str) -> str:
        message = f"result\n{name}\n{expires}".encode("utf-8", "surrogateescape")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()
