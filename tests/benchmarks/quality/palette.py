"""Palette mode: how near the colors come, and what it costs the picture."""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from time import process_time

import numpy as np

from bot.engine.palette import palette_map
from bot.engine.recoloring import RGB
from tests import metrics
from tests.benchmarks.quality.pictures import Pictures
from tests.benchmarks.quality.sheets import Cell, with_swatches, write_sheet
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
_COLUMNS = ("adherence", "nearness", "SSIM", "r", "reversals", "amp", "contour", "halo", "CPU s")
_HIGHER_IS_BETTER = {"SSIM", "r"}
_TARGETS = {
    "adherence": "5 / 10",
    "nearness": "7 mean",
    "SSIM": ".90 / .73",
    "r": ".97 / .92",
    "reversals": "0",
    "amp": "6 / 10",
    "contour": "– / 120",
}


def table(pictures: Pictures, sheets: Path | None) -> str:
    """Recolor every picture with every palette; see `Part.table`."""
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
    lines = [_row(["median / p90 (p10)", *_COLUMNS])]
    lines += [_row([name, *_summary(rows)]) for name, rows in measured.items()]
    lines += [_row(["one color", *_summary(one)]), _row(["more colors", *_summary(some)])]
    lines += [_row(["target", *(_TARGETS.get(column, "") for column in _COLUMNS)])]
    return "\n".join(lines)


def parse(codes: str) -> list[RGB]:
    """Turn colors as ``"2a6f97,ee6c4d"`` into sRGB codes."""
    found: list[RGB] = []
    for code in codes.split(","):
        red, green, blue = bytes.fromhex(code)
        found.append((red, green, blue))
    return found


def _summary(rows: Sequence[tuple[float, ...]]) -> list[str]:
    texts: list[str] = []
    for column, values in zip(_COLUMNS, np.array(rows).T, strict=True):
        tail = np.percentile(values, 10 if column in _HIGHER_IS_BETTER else 90)
        digits = 3 if column in _HIGHER_IS_BETTER else 1 if column != "CPU s" else 2
        texts.append(f"{np.median(values):.{digits}f} / {tail:.{digits}f}")
    return texts


def _row(cells: Sequence[str]) -> str:
    return f"{cells[0]:<20}" + "".join(f"{cell:>15}" for cell in cells[1:])
