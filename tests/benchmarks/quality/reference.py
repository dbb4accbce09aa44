"""Reference mode: how near the colors come, and what it costs the picture, beside its peers.

The peers get what they return clipped to sRGB codes. color-matcher comes with the extra
``benchmark``; without it its rows are left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import astuple
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import numpy as np
from skimage.exposure import match_histograms

from bot.engine.mapping import Pixels, Survey
from bot.engine.reference import reference_map
from tests import metrics
from tests.benchmarks.quality.pictures import Pictures
from tests.benchmarks.quality.sheets import Cell, write_sheet
from tests.benchmarks.quality.tables import Column, format_table, summaries
from tests.engine.surveys import survey_of


class Subject(NamedTuple):
    """A picture, and what our method knows of it beforehand."""

    pixels: Pixels
    survey: Survey


Method = Callable[[Subject, Subject], Pixels]
"""From a picture and a reference to the picture in the reference's colors."""

COLUMNS = (
    Column("SWD", 3, target=".09 / .13"),
    Column("SSIM", 3, higher_is_better=True, target=".85"),
    Column("r", 3, higher_is_better=True, target=".975 / .955"),
    Column("reversals"),
    Column("amp", target="6.5 / 8"),
    Column("contour", 0, target="– / 50"),
    Column("halo"),
    Column("CPU s", 2),
)
# Each picture is colored after the next one and the third next.
_STEPS = (1, 3)
_ROWS_A_SHEET = 4


def table(pictures: Pictures, sheets: Path | None) -> str:
    """Color pictures after each other by every method; see `Part.table`.

    The time is the processor's. Ours is without the survey of both pictures, which the engine
    takes while it decodes them.
    """
    subjects = {name: Subject(pixels, survey_of(pixels)) for name, pixels in pictures.items()}
    methods = {"colorway": _ours, **_peers()}
    measured: dict[str, list[tuple[float, ...]]] = {name: [] for name in methods}
    rows: list[list[Cell]] = []
    for one, other in pairs(list(pictures)):
        source, reference = pictures[one], pictures[other]
        cells: list[Cell] = [(one, source), (f"after {other}", reference)]
        for name, method in methods.items():
            start = process_time()
            output = method(subjects[one], subjects[other])
            spent = process_time() - start
            left = metrics.sliced_wasserstein(output, source, reference)
            kept = metrics.fidelity(source, output)
            measured[name].append((left, *astuple(kept), spent))
            cells.append((f"{name}: SWD {left:.2f}, r {kept.correlation:.2f}", output))
        rows.append(cells)
    if sheets is not None:
        for number, first in enumerate(range(0, len(rows), _ROWS_A_SHEET), 1):
            write_sheet(sheets / f"reference-{number}.png", rows[first : first + _ROWS_A_SHEET])
    lines = {name: summaries(COLUMNS, figures) for name, figures in measured.items()}
    return format_table(f"{len(rows)} pairs", COLUMNS, lines)


def pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of different pictures, each picture in turn the first and the second."""
    steps = dict.fromkeys(step % len(names) for step in _STEPS if names)
    for step in filter(None, steps):
        yield from zip(names, names[step:] + names[:step], strict=True)


def _ours(source: Subject, reference: Subject) -> Pixels:
    return reference_map(source.survey, reference.survey).apply(source.pixels, 0)


def _peers() -> dict[str, Method]:
    peers: dict[str, Method] = {"scikit-image match_histograms": _match_histograms}
    if find_spec("color_matcher") is not None:
        for name in ("mkl", "hm-mkl-hm"):
            peers[f"color-matcher {name}"] = _color_matcher(name)
    return peers


def _match_histograms(source: Subject, reference: Subject) -> Pixels:
    return _codes(match_histograms(source.pixels, reference.pixels, channel_axis=-1))


def _color_matcher(name: str) -> Method:
    matcher: Any = import_module("color_matcher").ColorMatcher()

    def match(source: Subject, reference: Subject) -> Pixels:
        return _codes(matcher.transfer(src=source.pixels, ref=reference.pixels, method=name))

    return match


def _codes(values: Any) -> Pixels:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
