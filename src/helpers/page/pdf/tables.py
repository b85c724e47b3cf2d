"""Tables with rules: the grids on a page, and the rows of cells that lines make in one.

A grid is strokes, cells and rules that touch each other; or level rules of one length under each other, close as
rows are. What stands between two of its level edges is a row, between two upright ones a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box, Marks

#: Edges so near to each other, in points, are one.
_NEAR = 2.0
#: Distance of two rows, in points.
_LEAST_ROW, _MOST_ROW = 8.0, 60.0
#: More strokes than this on a page are a drawing.
_MOST_STROKES = 1500
#: Cells of a table are short; boxes of running text, as small advertisements have them, are none.
_SHORT_CELL, _LONGEST_CELL = 14, 60


@dataclass(frozen=True)
class Grid:
    """A table's box with its upright and its level edges, each from side to side, in points."""

    box: Box
    upright: tuple[float, ...]
    level: tuple[float, ...]

    @property
    def walls(self) -> list[Box]:
        """The sides of its cells, which no line of text runs through."""
        return [Box(x, self.box.y0, x, self.box.y1) for x in self.upright]

    def rows(self, lines: Sequence[Line]) -> list[Line]:
        """The lines inside as rows of cells, each one line; nothing where the grid holds no table."""
        rows = [row for band in self._bands(lines) for row in self._rows_of(band)]
        cells = [cell for row in rows for cell in row]
        short = sum(len(c.text) <= _SHORT_CELL for c in cells)
        wide = sum(len(row) > 1 for row in rows)
        if len(rows) < 3 or wide < 0.6 * len(rows) or short < 0.75 * len(cells):
            return []
        if any(len(c.text) > _LONGEST_CELL for c in cells) or any(x.upright for x in lines):
            return []
        return [replace(r[0], text="　".join(c.text for c in r), x1=r[-1].x1) for r in rows]

    def _bands(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        for top, bottom in pairwise(self.level):
            band = [x for x in lines if top < (x.top + x.bottom) / 2 <= bottom]
            if band:
                yield band

    def _rows_of(self, band: Sequence[Line]) -> Iterator[list[Line]]:
        """The rows between two level edges: one, unless its columns have their lines on common baselines."""
        columns: dict[int, list[Line]] = {}
        for line in sorted(band, key=lambda x: (x.base, x.x0)):
            columns.setdefault(sum(x < (line.x0 + line.x1) / 2 for x in self.upright), []).append(line)
        bases: list[list[Line]] = []
        for line in sorted(band, key=lambda x: x.base):
            if bases and line.base - bases[-1][0].base < 0.3 * line.size:
                bases[-1].append(line)
            else:
                bases.append([line])
        if len(bases) == 1 or len(columns) < 2 or len(band) > 0.7 * len(bases) * len(columns):
            yield from (sorted(row, key=lambda x: x.x0) for row in bases)
            return
        yield [replace(c[0], text="".join(x.text for x in c)) for _, c in sorted(columns.items())]


def read_grids(marks: Marks) -> list[Grid]:
    """The grids on a page, the largest first."""
    strokes = [*marks.strokes, *marks.rules, *marks.frames]
    found = [_grid(group) for group in _touching(strokes)] if len(strokes) <= _MOST_STROKES else []
    found += [_grid(stack) for stack in _stacks(marks.rules)]
    area = marks.width * marks.height
    kept = [g for g in found if len(g.level) > 3 and g.box.width * g.box.height < 0.85 * area]
    return sorted(kept, key=lambda g: -g.box.width * g.box.height)


def _touching(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes in groups that touch each other."""
    groups: list[tuple[Box, list[Box]]] = []
    for box in sorted(boxes, key=lambda b: (b.y0, b.x0)):
        near = [g for g in groups if _meet(g[0], box) and any(_meet(b, box) for b in g[1])]
        groups = [g for g in groups if g not in near]
        joined = [box, *(b for g in near for b in g[1])]
        groups.append((_hull(joined), joined))
    return [g for _, g in groups if len(g) > 3]


def _meet(a: Box, b: Box) -> bool:
    return (
        min(a.x1, b.x1) - max(a.x0, b.x0) > -_NEAR
        and min(a.y1, b.y1) - max(a.y0, b.y0) > -_NEAR
    )  # fmt: skip


def _stacks(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """Level rules of one length under each other, as far apart as rows are."""
    left = sorted((r for r in rules if r.width > 60 and r.height < 4), key=lambda r: r.y0)
    while left:
        stack = [left.pop(0)]
        for rule in list(left):
            alike = abs(rule.x0 - stack[0].x0) < 3 and abs(rule.x1 - stack[0].x1) < 3
            if alike and _LEAST_ROW < rule.y0 - stack[-1].y0 < _MOST_ROW:
                stack.append(rule)
                left.remove(rule)
        steps = [b.y0 - a.y0 for a, b in pairwise(stack)]
        if len(stack) > 3 and max(steps) < 2.5 * median(steps):
            yield stack


def _grid(boxes: Sequence[Box]) -> Grid:
    hull = _hull(boxes)
    upright = [(x, b.y0, b.y1) for b in boxes for x in {b.x0, b.x1} if b.height > 4]
    level = [(y, b.x0, b.x1) for b in boxes for y in {b.y0, b.y1} if b.width > 4]
    return Grid(hull, _edges(upright, 0.5 * hull.height), _edges(level, 0.8 * hull.width))


def _edges(sides: Sequence[tuple[float, float, float]], least: float) -> tuple[float, ...]:
    """Where sides (place, from, to) lie that make up, together, an edge of some length."""
    out: list[list[tuple[float, float, float]]] = []
    for side in sorted(sides):
        if out and side[0] - out[-1][0][0] <= _NEAR:
            out[-1].append(side)
        else:
            out.append([side])
    return tuple(median(s[0] for s in edge) for edge in out if _covered(edge) >= least)


def _covered(sides: Sequence[tuple[float, float, float]]) -> float:
    total, reach = 0.0, float("-inf")
    for _, a, b in sorted(sides, key=lambda s: s[1]):
        total += max(0.0, b - max(a, reach))
        reach = max(reach, b)
    return total


def _hull(boxes: Sequence[Box]) -> Box:
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
