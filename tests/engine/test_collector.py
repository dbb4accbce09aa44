"""The garbage collector does not look at modules, and works as it did before."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("before", ["", "gc.disable()"])
def test_only_what_is_loaded_is_spared(before: str) -> None:
    program = f"""
import gc
{before}
was = gc.isenabled()
import bot.engine
print(gc.get_freeze_count() > 10_000, gc.isenabled() == was)
"""
    printed = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert printed == "True True\n"


def test_it_works_on_if_loading_fails() -> None:
    program = """
import gc, sys
sys.modules["bot.engine.facade"] = None
try:
    import bot.engine
except ImportError:
    print(gc.isenabled())
"""
    printed = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert printed == "True\n"
