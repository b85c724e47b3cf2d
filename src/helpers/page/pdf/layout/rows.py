"""A region that is a table without lines: its rows, each as one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.page.pdf.frames import Item
from helpers.page.pdf.lines import Line


def table_rows(items: Sequence[Item]) -> list[Line]:
    """The rows of a table, each as one line, or nothing where the region is none: short cells on common baselines,
    with white beside them that running text would fill."""
    lines = sorted((i.line for i in items if i.line is not None), key=lambda x: (x.base, x.x0))
    if len(lines) < len(items) or len(lines) < 6 or any(x.upright for x in lines):
        return []
    rows: list[list[Line]] = [[lines[0]]]
    for line in lines[1:]:
        if line.base - rows[-1][0].base < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    if len(rows) < 3 or not all(map(_is_row, rows)):
        return []
    return [_as_line(sorted(row, key=lambda x: x.x0)) for row in rows]


def _is_row(row: Sequence[Line]) -> bool:
    cells = sorted(row, key=lambda x: x.x0)
    if len(cells) < 2 or any(len(c.text) > 14 for c in cells):
        return False
    filled = sum(c.x1 - c.x0 for c in cells[:-1]) / (cells[-1].x0 - cells[0].x0)
    counted = sum(any(d.isdigit() for d in c.text) for c in cells)
    return filled < 0.75 and (len(cells) >= 3 or counted >= 1)


def _as_line(cells: Sequence[Line]) -> Line:
    return replace(cells[0], text="　".join(c.text for c in cells), x1=cells[-1].x1)
