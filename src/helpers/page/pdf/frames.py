"""Frames on a page: which hold text, which stand for pictures, and what is inside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box, Marks
from helpers.page.pdf.tables import Grid


@dataclass(frozen=True)
class Item:
    """A thing with a place: a line, a picture, or a frame with what it holds (``rows``: those of a table)."""

    box: Box
    line: Line | None = None
    inside: tuple[Item, ...] = ()
    rows: tuple[Line, ...] = ()

    @property
    def is_picture(self) -> bool:
        return self.line is None and not self.inside


def text_frames(lines: Sequence[Line], marks: Marks) -> list[Box]:
    """Frames that hold more than a headline: the smallest last."""
    frames: list[Box] = []
    for box in sorted(marks.frames, key=lambda b: -b.width * b.height):
        if any(_same(box, other) for other in frames):
            continue
        held = [x for x in lines if inside(x.box, box)]
        crossed = any(_crosses(x.box, box) for x in lines)
        if len(held) >= 2 and sum(len(x.text) for x in held) >= 24 and not crossed:
            frames.append(box)
    return frames


def empty_frames(lines: Sequence[Line], marks: Marks) -> list[Box]:
    """Boxes without a word in them: pictures, drawn as paths or left out of the file."""
    boxes: list[Box] = []
    for box in sorted(marks.frames, key=lambda b: -b.width * b.height):
        if any(_touches(box, other) for other in (*(x.box for x in lines), *marks.pictures, *boxes)):
            continue
        boxes.append(box)
    return boxes


def _touches(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1


def _same(a: Box, b: Box) -> bool:
    return max(abs(a.x0 - b.x0), abs(a.y0 - b.y0), abs(a.x1 - b.x1), abs(a.y1 - b.y1)) < 4


def inside(a: Box, b: Box) -> bool:
    """Whether a box lies in another, by its middle and its sides."""
    return b.holds((a.x0 + a.x1) / 2, (a.y0 + a.y1) / 2) and b.x0 - 2 <= a.x0 and a.x1 <= b.x1 + 2


def _crosses(a: Box, b: Box) -> bool:
    """Whether a line stands half in, half out: then the box is no frame of text."""
    level = b.y0 < (a.y0 + a.y1) / 2 < b.y1
    return level and (a.x0 < b.x0 - 2 < b.x0 + 2 < a.x1 or a.x0 < b.x1 - 2 < b.x1 + 2 < a.x1)


def nested(items: list[Item], frames: list[Box]) -> list[Item]:
    """Items with those inside frames gathered, the innermost first."""
    for box in reversed(frames):
        held = [i for i in items if inside(i.box, box)]
        if len(held) < 2 or len(held) == len(items):
            continue
        items = [i for i in items if not inside(i.box, box)]
        items.append(Item(box, None, tuple(held)))
    return items


def with_tables(items: list[Item], grids: Sequence[Grid]) -> list[Item]:
    """Items with the lines inside each table gathered as its rows."""
    for grid in grids:
        held = [i for i in items if i.line is not None and inside(i.line.box, grid.box)]
        rows = grid.rows([i.line for i in held if i.line is not None])
        if not rows or any(i.line is not None and _crosses(i.line.box, grid.box) for i in items):
            continue
        ids = {id(i) for i in held}
        items = [i for i in items if id(i) not in ids and not (i.is_picture and inside(i.box, grid.box))]
        items.append(Item(grid.box, None, tuple(held), tuple(rows)))
    return items
