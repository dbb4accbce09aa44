"""Who may call: the API keys, compared in constant time."""

import hashlib
import hmac

from aiohttp import web

from bot.api.contract import KEY_HEADER, ContractError, ErrorCode


class Keys:
    """The keys that may call, and the names under which their tasks are recorded.

    An owner's name is a keyed hash: the database holds nothing that a key could be guessed from.
    """

    def __init__(self, keys: tuple[str, ...], secret: bytes) -> None:
        self._secret = secret
        self._owners = [self._owner(key) for key in keys]

    def owner_of(self, request: web.Request) -> str:
        """Return the owner's name of the key that a request carries.

        Raises
        ------
        ContractError
            When there is no key, or not one of ours.
        """
        asking = self._owner(request.headers.get(KEY_HEADER, ""))
        # Every key is compared, so that the time tells nothing.
        matches = [hmac.compare_digest(asking, owner) for owner in self._owners]
        if not any(matches):
            raise ContractError(
                ErrorCode.ERROR_APPLICATIONS_NOT_EXISTS,
                f"the header {KEY_HEADER} must hold a valid key",
            )
        return asking

    def _owner(self, key: str) -> str:
        # Headers may hold any bytes, which aiohttp hands on as surrogates.
        message = b"owner\n" + key.encode("utf-8", "surrogateescape")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()
