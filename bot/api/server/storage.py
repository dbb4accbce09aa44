"""The folders of the server, and the secret that signs its URLs."""

import os
import secrets
from pathlib import Path

_SECRET_BYTES = 32


def private_folder(path: Path) -> Path:
    """Make a folder that nobody else may enter, if it is not there yet, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def stored_secret(path: Path) -> bytes:
    """Return the secret in a file, which is made at the first call and outlives restarts.

    Two processes that start at once agree: linking the file into place is atomic, and the second
    to try takes the first one's.
    """
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SECRET_BYTES))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
