"""What every cut asks of a page: the type of its running text, its rules, and what the things on it are and span."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from helpers.page.pdf.frames import Item
from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box

#: A head is set at least this much larger than the body.
HEAD = 1.16


@dataclass
class Leaf:
    """Lines of one column under each other. ``frame`` numbers the frame they stand in (0 = none)."""

    lines: list[Line] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    frame: int = 0
    table: bool = False  # each line is a row of a table


@dataclass(frozen=True)
class Type:
    """The type of a page: size and line distance of its running text."""

    size: float
    leading: float


def read_type(lines: Sequence[Line]) -> Type:
    """The size most characters have; the distance most lines of it keep."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda s: (sizes[s], -s)) if sizes else 10.0
    steps: Counter[float] = Counter()
    last: dict[int, float] = {}
    for line in sorted((x for x in lines if abs(x.size - size) < 0.6), key=lambda x: x.base):
        key = round(line.x0 / (2 * size))
        if key in last and 0.9 * size < line.base - last[key] < 3 * size:
            steps[round((line.base - last[key]) * 2) / 2] += 1
        last[key] = line.base
    return Type(size, max(steps, key=lambda s: (steps[s], -s)) if steps else 1.5 * size)


@dataclass(frozen=True)
class Sheet:
    """What every cut asks of a page: its type and its rules."""

    kind: Type
    rules: Sequence[Box]


def is_text(sheet: Sheet, item: Item) -> bool:
    return bool(item.inside) or (item.line is not None and not is_head(sheet, item))


def is_head(sheet: Sheet, item: Item) -> bool:
    return item.line is not None and (item.line.label or item.line.size >= HEAD * sheet.kind.size)


def is_own_head(sheet: Sheet, item: Item) -> bool:
    """Whether a thing is a head and no label, whose head stands below it."""
    return is_head(sheet, item) and item.line is not None and not item.line.label


def has_head(sheet: Sheet, part: Sequence[Item]) -> bool:
    top = min(part, key=lambda i: i.box.y0)
    return (top.line is None and not top.rows) or is_head(sheet, top)


def ink_of(line: Line) -> Box:
    left, right = line.inked
    return Box(left, line.top, right, line.bottom)


def clipped(part: Sequence[Item]) -> list[Item]:
    """Things of one article or more, with heads that reach no further than the widest of what stands there."""
    inks = [i.box if i.line is None else ink_of(i.line) for i in part]
    left, right = min(b.x0 for b in inks), max(b.x1 for b in inks)
    out = []
    for item in part:
        line = item.line
        if line is not None and line.reach is not None:
            x0, x1 = max(line.reach[0], left), min(line.reach[1], right)
            item = Item(Box(x0, item.box.y0, x1, item.box.y1), replace(line, reach=(x0, x1)))
        out.append(item)
    return out


def is_upright_block(items: Sequence[Item]) -> bool:
    """Whether things are lines set from top to bottom, with a bracket or two that stands a little aside."""
    rest = [i for i in items if not is_upright(i)]
    return len(rest) < len(items) and all(i.line is not None and len(i.line.text) <= 2 for i in rest)


def is_upright(item: Item) -> bool:
    return item.line is not None and item.line.upright


def shares_width(a: Box, b: Box) -> bool:
    """Whether they share some of the page's width."""
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1


def hull_of(items: Sequence[Item]) -> Box:
    return Box(min(i.box.x0 for i in items), min(i.box.y0 for i in items),
               max(i.box.x1 for i in items), max(i.box.y1 for i in items))  # fmt: skip
