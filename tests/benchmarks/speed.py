"""Time and memory of whole processes, against the shortest way that Pillow offers.

Run ``python -m tests.benchmarks.speed``. Every figure is the median of several runs in a process
of its own, all programs in turn, on a real photograph enlarged to 1, 12 and 100 megapixels. On a
machine that does other things besides, trust the times of the processor more than the clock's.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from sklearn.datasets import load_sample_image  # pyright: ignore[reportUnknownVariableType]

_PILLOW = """
import sys
import numpy as np
from PIL import Image, ImageFilter

Image.MAX_IMAGE_PIXELS = None
picture = Image.open(sys.argv[1])
picture.draft("RGB", (512, 512))
picture.thumbnail((384, 384))
mean = np.asarray(picture.convert("RGB")).mean(axis=(0, 1)) / 255
grid = np.stack(np.meshgrid(*[np.linspace(0, 1, 33)] * 3, indexing="ij"), axis=-1)
grid = (mean + (grid - mean)[..., ::-1] * 0.9).transpose(2, 1, 0, 3)
table = ImageFilter.Color3DLUT(33, np.ascontiguousarray(grid, np.float32).ravel())
Image.open(sys.argv[1]).convert("RGB").filter(table).save(sys.argv[2], compress_level=1)
"""

_OURS = """
import sys
from pathlib import Path
from bot.engine import Auto, Palette, Recoloring, Reference, recolor

source, destination, hold = Path(sys.argv[1]), Path(sys.argv[2]), {hold}
mode = {mode}
recoloring = Recoloring(mode=mode, degree={degree}, portrait_hold=hold)
names = [destination.with_stem(f"{{destination.stem}}-{{n}}") for n in range(recoloring.count)]
recolor(source, recoloring, names)
"""

# As in an installed program, none compiles its modules anew; a run before the first counted one
# has compiled them.
_ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}

# What the kernel reports to the parent counts what the parent had before the program started.
_PEAK = """
with open("/proc/self/status") as status:
    print(next(line for line in status if line.startswith("VmHWM")).split()[1])
"""

_PALETTE = "Palette(((38, 70, 83), (42, 157, 143), (233, 196, 106), (231, 111, 81)))"


def _ours(mode: str, *, degree: float = 1.0, hold: bool = False) -> str:
    return _OURS.format(mode=mode, degree=degree, hold=hold)


PROGRAMS = {
    "Pillow, LUT, PNG level 1": _PILLOW,
    "degree 0": _ours("Auto()", degree=0),
    "auto": _ours("Auto()"),
    "auto, 8 colorways": _ours("Auto(8)"),
    "auto, degree 0.5": _ours("Auto()", degree=0.5),
    "auto, portrait hold": _ours("Auto()", hold=True),
    "palette": _ours(_PALETTE),
    "reference": _ours("Reference(source.with_name('reference.jpg'))"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one process, or several at once, took."""

    seconds: float
    processor: float
    megabytes: float


def measure(program: str, picture: Path, folder: Path, at_once: int = 1) -> Figure:
    """Run a program, or `at_once` copies of it, and wait for the last one."""
    start = time.perf_counter()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program + _PEAK, str(picture), str(folder / f"out{n}.png")],
            env=_ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for n in range(at_once)
    ]
    processor = megabytes = 0.0
    for process in processes:
        assert process.stdout is not None
        peak = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"a program ended with {process.returncode}")
        processor += usage.ru_utime + usage.ru_stime
        megabytes = max(megabytes, int(peak) / 1024)
    return Figure(time.perf_counter() - start, processor, megabytes)


def make_picture(folder: Path, megapixels: float, *, progressive: bool = False) -> Path:
    """Enlarge a photograph to a JPEG file of so many megapixels."""
    photograph = Image.fromarray(load_sample_image("china.jpg"))
    width, height = photograph.size
    scale = (megapixels * 1e6 / (width * height)) ** 0.5
    path = folder / f"{megapixels:g}{'p' if progressive else ''}.jpg"
    large = photograph.resize(
        (round(width * scale), round(height * scale)), Image.Resampling.BICUBIC
    )
    large.save(path, quality=92, progressive=progressive)
    return path


def main() -> None:
    """Print the table; how much faster is compared with the first program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megapixels", type=float, nargs="+", default=[1, 12, 100])
    parser.add_argument("--runs", type=int, default=3)
    names = "; ".join(PROGRAMS)
    parser.add_argument(
        "--only", nargs="+", default=list(PROGRAMS), choices=PROGRAMS, metavar="PROGRAM", help=names
    )
    parser.add_argument("--progressive", action="store_true", help="progressive JPEG files")
    parser.add_argument("--at-once", type=int, default=1, help="copies of each program at once")
    options = parser.parse_args()
    print(f"{'MP':>5} {'program':<26} {'s':>7} {'CPU s':>7} {'MB':>6} {'faster':>7} {'by CPU':>7}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Image.fromarray(load_sample_image("flower.jpg")).save(folder / "reference.jpg", quality=92)
        for megapixels in options.megapixels:
            picture = make_picture(folder, megapixels, progressive=options.progressive)
            for program in options.only:
                measure(PROGRAMS[program], picture, folder)
            runs: dict[str, list[Figure]] = {program: [] for program in options.only}
            for _ in range(options.runs):
                for program in options.only:
                    runs[program].append(
                        measure(PROGRAMS[program], picture, folder, options.at_once)
                    )
            for program, figures in runs.items():
                _print_row(megapixels, program, figures, runs[options.only[0]])


def _print_row(
    megapixels: float, program: str, figures: list[Figure], baseline: list[Figure]
) -> None:
    seconds = statistics.median(figure.seconds for figure in figures)
    processor = statistics.median(figure.processor for figure in figures)
    megabytes = max(figure.megabytes for figure in figures)
    pairs = list(zip(figures, baseline, strict=True))
    faster = statistics.median(other.seconds / one.seconds for one, other in pairs)
    by_processor = statistics.median(other.processor / one.processor for one, other in pairs)
    print(
        f"{megapixels:>5g} {program:<26} {seconds:>7.2f} {processor:>7.2f} {megabytes:>6.0f}"
        f" {faster:>7.2f} {by_processor:>7.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
