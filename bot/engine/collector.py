"""Spare Python's garbage collector what the engine loads: modules stay to the end.

While they are loaded nothing of them is garbage, but it would be looked at time and again, and once
more when the process ends. Without that, a process that recolors one large picture takes 4 % less
time. Whatever else is alive by then counts as one of them.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def spared() -> Generator[None]:
    """Load what is imported meanwhile without the collector, and take it for permanent."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
