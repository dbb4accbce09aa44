"""Keep LiteRT from greeting people: it writes a line to standard error for each network it loads.

It has no setting for that, and writes past Python, to the descriptor.
"""

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from tempfile import TemporaryFile

_STANDARD_ERROR = 2
_GREETING = b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n"

# Standard error is the process's.
_turn = threading.Lock()


@contextmanager
def without_greeting() -> Generator[None]:
    """Hold back what is written to standard error meanwhile; pass on all but the greeting.

    Other threads' lines come a little later, and none is lost.
    """
    with _turn, TemporaryFile() as held:
        try:
            real = os.dup(_STANDARD_ERROR)
        except OSError:
            # There is none: nobody is greeted.
            yield
            return
        os.dup2(held.fileno(), _STANDARD_ERROR)
        try:
            yield
        finally:
            os.dup2(real, _STANDARD_ERROR)
            os.close(real)
            held.seek(0)
            if written := held.read().replace(_GREETING, b""):
                os.write(_STANDARD_ERROR, written)
