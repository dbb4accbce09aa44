"""Print tables of quality: ``python -m tests.benchmarks.quality [palette|reference|auto …]``."""

import argparse
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from tests.benchmarks.quality.pictures import Pictures, load_pictures

PARTS = ("palette", "reference", "auto")


class Part(Protocol):
    """What the module of each part offers."""

    def table(self, pictures: Pictures, sheets: Path | None) -> str:
        """Measure recolorings of the pictures and return a table.

        Where `sheets` is a folder, contact sheets are written into it.
        """
        ...


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.quality", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; or all")
    parser.add_argument("--pictures", type=Path, help="a folder of pictures instead of the usual")
    parser.add_argument("--sheets", type=Path, help="a folder that contact sheets are written to")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if options.sheets is not None:
        options.sheets.mkdir(parents=True, exist_ok=True)
    pictures = load_pictures(options.pictures)
    if len(pictures) < 2:
        parser.error(f"{options.pictures} holds fewer than two pictures")
    for name in options.parts or PARTS:
        part = cast(Part, import_module(f"tests.benchmarks.quality.{name}"))
        print(part.table(pictures, options.sheets), flush=True)


if __name__ == "__main__":
    main()
