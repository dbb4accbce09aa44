"""What is loaded before the first recoloring, in a process that has loaded nothing yet."""

import subprocess
import sys
from pathlib import Path

_LOADS_NOTHING_MORE = """
import sys
from pathlib import Path
import numpy as np
from PIL import Image
from bot.engine import Auto, Palette, Recoloring, recolor
from bot.engine.portrait import models
from bot.engine.warming import warm_up

warm_up()
def load(network):
    raise AssertionError("a network is loaded a second time")
models.Network._load = load
loaded = set(sys.modules)
photo, result = Path(sys.argv[1]), Path(sys.argv[2])
for mode in (Palette(((38, 70, 83),)), Auto(1)):
    recolor(photo, Recoloring(mode=mode, degree=1.0, portrait_hold=True), [result])
print(sorted(set(sys.modules) - loaded))
"""


def test_the_first_recolorings_load_nothing_more(tmp_path: Path, photographs: dict[str, Path]):
    arguments = (str(photographs["coffee"]), str(tmp_path / "result.png"))
    process = subprocess.run(
        [sys.executable, "-c", _LOADS_NOTHING_MORE, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert process.stdout.strip() == "[]"
