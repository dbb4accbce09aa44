"""Tables for people: many figures a column, told by their median and their bad end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Column:
    """One measure, and what the engine aims at."""

    name: str
    digits: int = 1
    higher_is_better: bool = False
    target: str = ""

    def summary(self, values: Sequence[float]) -> str:
        """Return the median and the 90th percentile, or the 10th where higher is better."""
        if not values:
            return ""
        tail = np.percentile(values, 10 if self.higher_is_better else 90)
        return f"{np.median(values):.{self.digits}f} / {tail:.{self.digits}f}"


def summaries(columns: Sequence[Column], rows: Sequence[tuple[float, ...]]) -> list[str]:
    """Summarize each column of many rows of figures."""
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return [column.summary(figures) for column, figures in zip(columns, values, strict=True)]


def format_table(title: str, columns: Sequence[Column], rows: Mapping[str, Sequence[str]]) -> str:
    """Return a Markdown table, its columns aligned, with the targets below."""
    body = [[name, *cells] for name, cells in rows.items()]
    head = [f"{title}: median / p90 (p10)", *(column.name for column in columns)]
    lines = [head, *body, ["target", *(column.target for column in columns)]]
    widths = [max(len(cell) for cell in cells) for cells in zip(*lines, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *others = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        return f"| {first.strip():<{widths[0]}} | {' | '.join(others)} |"

    rule = f"|{'-' * (widths[0] + 2)}|" + "".join(f"{'-' * (width + 1)}:|" for width in widths[1:])
    return "\n".join([line(head), rule, *map(line, lines[1:]), ""])
