"""Palette mode: how near the colors come, and what it costs the picture."""

from dataclasses import astuple
from pathlib import Path
from time import process_time

from bot.engine.palette import palette_map
from bot.engine.recoloring import RGB
from tests import metrics
from tests.benchmarks.quality.pictures import Pictures
from tests.benchmarks.quality.sheets import Cell, with_swatches, write_sheet
from tests.benchmarks.quality.tables import Column, format_table, summaries
from tests.engine.surveys import survey_of

PALETTES = {
    "blue": "2a6f97",
    "coral": "ee6c4d",
    "ink and cream": "14213d,f4f1de",
    "pine and rose": "344e41,ff8fab",
    "sunset": "264653,e9c46a,e76f51",
    "grays": "141414,808080,ebebeb",
    "harbor": "264653,2a9d8f,e9c46a,e76f51",
    "berries": "22223b,9a8c98,c9184a,f2e9e4",
    "vivid": "ffbe0b,fb5607,ff006e,8338ec,3a86ff",
    "forest": "132a13,31572c,4f772d,90a955,ecf39e",
    "dusk": "0d1b2a,3d348b,7678ed,f7b801,f18701,f35b04",
    "rainbow": "f94144,f3722c,f8961e,f9c74f,90be6d,43aa8b,577590",
}
COLUMNS = (
    Column("adherence", target="5 / 10"),
    Column("nearness", target="7"),
    Column("SSIM", 3, higher_is_better=True, target=".90 / .73"),
    Column("r", 3, higher_is_better=True, target=".97 / .92"),
    Column("reversals", target="0"),
    Column("amp", target="6 / 10"),
    Column("contour", 0, target="– / 120"),
    Column("halo"),
    Column("CPU s", 2),
)


def table(pictures: Pictures, sheets: Path | None) -> str:
    """Recolor every picture with every palette; see `Part.table`.

    The time is the processor's, without the survey of the picture.
    """
    measured: dict[str, list[tuple[float, ...]]] = {name: [] for name in PALETTES}
    for title, picture in pictures.items():
        survey = survey_of(picture)
        cells: list[Cell] = [(title, picture)]
        for name, codes in PALETTES.items():
            colors = parse(codes)
            start = process_time()
            output = palette_map(survey, colors).apply(picture, 0)
            spent = process_time() - start
            kept = astuple(metrics.fidelity(picture, output))
            near = metrics.adherence(output, colors), metrics.nearness(output, colors)
            measured[name].append((*near, *kept, spent))
            cells.append((f"{name}: {near[0]:.1f}", with_swatches(output, colors)))
        if sheets is not None:
            write_sheet(sheets / f"palette-{title}.png", [cells[i : i + 5] for i in (0, 5, 10)])
    some = [row for name in PALETTES if "," in PALETTES[name] for row in measured[name]]
    one = [row for name in PALETTES if "," not in PALETTES[name] for row in measured[name]]
    measured |= {"one color": one, "more colors": some}
    lines = {name: summaries(COLUMNS, rows) for name, rows in measured.items()}
    return format_table(f"{len(pictures)} pictures", COLUMNS, lines)


def parse(codes: str) -> list[RGB]:
    """Turn colors as ``"2a6f97,ee6c4d"`` into sRGB codes."""
    found: list[RGB] = []
    for code in codes.split(","):
        red, green, blue = bytes.fromhex(code)
        found.append((red, green, blue))
    return found
