"""Auto mode: how different eight colorways are, how harmonious, and what is left of the picture."""

from itertools import chain, combinations
from pathlib import Path
from time import process_time

from bot.engine.auto import auto_maps
from bot.engine.mapping import Pixels
from bot.engine.recoloring import MOST_COLORWAYS
from tests import metrics
from tests.benchmarks.quality.pictures import Pictures
from tests.benchmarks.quality.sheets import Cell, write_sheet
from tests.benchmarks.quality.tables import Column, format_table
from tests.engine.surveys import survey_of

COLUMNS = (
    Column("ΔE00 between two", higher_is_better=True, target="15.4 / 10.5"),
    Column("to the original", higher_is_better=True, target="18.6 / 12.4"),
    Column("harmony gained", 2, higher_is_better=True, target=".28"),
    Column("SSIM", 3, higher_is_better=True, target=".972"),
    Column("CPU s", 2),
)
_DISTANCE_PIXELS = 40_000
_ROWS_A_SHEET = 4


def table(pictures: Pictures, sheets: Path | None) -> str:
    """Make eight colorways of every picture; see `Part.table`.

    Between two colorways of a picture, ΔE00 is the mean over its pixels. The time is the
    processor's, for choosing all eight and without applying them.
    """
    measured: dict[str, list[list[float]]] = {}
    rows: list[list[Cell]] = []
    for title, picture in pictures.items():
        survey = survey_of(picture)
        start = process_time()
        maps = auto_maps(survey, MOST_COLORWAYS)
        spent = process_time() - start
        outputs = [color_map.apply(picture, 0) for color_map in maps]
        harmony = metrics.picture_harmony(picture)
        gained = [metrics.picture_harmony(output) - harmony for output in outputs]
        measured[title] = [
            [_distance(one, other) for one, other in combinations(outputs, 2)],
            [_distance(picture, output) for output in outputs],
            gained,
            [metrics.fidelity(picture, output).ssim for output in outputs],
            [spent],
        ]
        captions = (f"{number}: harmony {gain:+.2f}" for number, gain in enumerate(gained, 1))
        rows.append([(title, picture), *zip(captions, outputs, strict=True)])
    if sheets is not None:
        for number, first in enumerate(range(0, len(rows), _ROWS_A_SHEET), 1):
            some = rows[first : first + _ROWS_A_SHEET]
            write_sheet(sheets / f"auto-{number}.png", some, width=240)
    measured["all"] = [
        list(chain.from_iterable(figures)) for figures in zip(*measured.values(), strict=True)
    ]
    lines = {
        title: [column.summary(values) for column, values in zip(COLUMNS, figures, strict=True)]
        for title, figures in measured.items()
    }
    return format_table(f"{MOST_COLORWAYS} colorways", COLUMNS, lines)


def _distance(one: Pixels, other: Pixels) -> float:
    """Return the mean ΔE00 over at most so many pixels, on an even grid."""
    height, width = one.shape[:2]
    step = max(1, int((height * width / _DISTANCE_PIXELS) ** 0.5))
    return metrics.color_distance(one[::step, ::step], other[::step, ::step])
