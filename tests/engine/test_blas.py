"""Numpy's own threads stay out of the engine's way."""

import subprocess
import sys

import pytest

_COUNT = """
import threadpoolctl
pools = [pool for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"]
print([pool["num_threads"] for pool in pools])
"""


@pytest.mark.parametrize("before", ["", "import numpy\n"])
def test_products_take_one_thread_whoever_loads_numpy_first(before: str) -> None:
    program = f"{before}import bot.engine\n{_COUNT}"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert result.stdout.split() == [b"[1]"]
