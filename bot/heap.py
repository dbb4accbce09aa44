"""The C library's heap, told to give memory back.

Left alone, glibc keeps an arena for almost every thread, and what large arrays have held stays in
them in pieces: a process that renders pictures of a megapixel grows by 8 MB with each of the first
ten. With two arenas, and what is larger than a megabyte mapped by itself, it stays as it is. This
goes before what the engine sets for short processes (`bot.engine.malloc`).
"""

from bot.engine.malloc import set_heap

_LARGE_BYTES = 1024**2


def give_memory_back() -> None:
    """Set glibc's heap up for a process that lives long; other C libraries are left as they are.

    Called before there are threads, it holds for all of them.
    """
    set_heap(arenas=2, mapped_bytes=_LARGE_BYTES, kept_bytes=_LARGE_BYTES)
