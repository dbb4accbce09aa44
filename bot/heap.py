"""The C library's heap, told to give memory back.

Left alone, glibc keeps an arena for almost every thread, and what large arrays have held stays in
them in pieces: a process that renders pictures of a megapixel grows by 8 MB with each of the first
ten. With two arenas, and what is larger than a megabyte mapped by itself, it stays as it is. This
goes before what the engine sets for short processes (`bot.engine.malloc`).
"""

import ctypes
from typing import Final

# The parameters' numbers in glibc's malloc.h.
_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8

_ARENAS: Final = 2
_LARGE_BYTES: Final = 1024**2


def give_memory_back() -> None:
    """Set glibc's heap up for a process that lives long; other C libraries are left as they are.

    Called before there are threads, it holds for all of them.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, _ARENAS)
        mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        mallopt(_TRIM_THRESHOLD, _LARGE_BYTES)
