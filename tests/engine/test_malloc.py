"""Threads of the engine share one heap."""

import platform
import subprocess
import sys

import pytest

_PROGRAM = """
import bot.engine
import ctypes, threading

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
places = []
for _ in range(4):
    thread = threading.Thread(target=lambda: places.append(libc.malloc(1000)))
    thread.start()
    thread.join()
with open("/proc/self/maps") as maps:
    heap = next(line for line in maps if line.rstrip().endswith("[heap]")).split()[0]
start, end = (int(place, 16) for place in heap.split("-"))
print(all(start <= place < end for place in places))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have no arenas")
def test_threads_allocate_from_the_one_heap() -> None:
    printed = subprocess.check_output([sys.executable, "-c", _PROGRAM], text=True)
    assert printed == "True\n"
