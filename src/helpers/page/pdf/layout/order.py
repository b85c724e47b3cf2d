"""The leaves of a page in reading order: its heads and frames are found, then the page is cut and cut again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from helpers.page.margins import is_slug
from helpers.page.marks import is_editors
from helpers.page.pdf.frames import Item, empty_frames, inside, nested, text_frames, with_tables
from helpers.page.pdf.heads import hung, labels, reach, stacked
from helpers.page.pdf.initials import with_initials
from helpers.page.pdf.layout.gutters import cut_across_gutters, cut_at_gutters, cut_between_heads
from helpers.page.pdf.layout.openings import cut_above_heads
from helpers.page.pdf.layout.pictures import cut_round_pictures
from helpers.page.pdf.layout.rows import table_rows
from helpers.page.pdf.layout.sheet import HEAD, Leaf, Sheet, Type, clipped, ink_of, is_upright_block, read_type
from helpers.page.pdf.layout.tangle import blocks_of, in_order
from helpers.page.pdf.layout.white import bands_of
from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box, Marks
from helpers.page.pdf.tables import Grid
from helpers.page.pdf.upright import reading_order, with_upright

#: A page's number, as it stands alone at the foot.
_FOLIO = re.compile(r"[-—·•\s]*(?:第\s?)?[A-Z]?\d{1,3}(?:\s?版)?[-—·•\s]*$")
#: A line that gives the number of a page: 第3版　民生, A03, 03　综合
_NUMBERED = re.compile(
    r"第\s?[A-Z]?[\d一二三四五六七八九十]{1,3}\s?版|(?<![A-Z\d])[A-Z]\d{1,2}(?!\d)|^\d{1,2}(?=\s|$)|\s\d{1,2}$"
)
#: More heads or tangled blocks than this are no newspaper page; they are read from top to bottom.
_MOST_BLOCKS = 250


def read_order(lines: Sequence[Line], marks: Marks, grids: Sequence[Grid] = ()) -> tuple[list[Leaf], Type]:
    """The leaves of a page in reading order."""
    kind = read_type(lines)
    lines = with_initials(with_upright(lines, kind.size), kind.size)
    slugs = [x for x in lines if is_slug(x.text)]
    lines = [x for x in lines if x not in slugs]
    foot = _foot(lines, kind)
    lines = [x for x in lines if x not in foot]
    frames = text_frames(lines, marks)
    pictures = [*marks.pictures, *empty_frames(lines, marks)]
    marks = replace(marks, pictures=tuple(pictures))
    heads = [x for x in lines if x.size >= HEAD * kind.size and not x.upright]
    heads = heads if len(heads) <= _MOST_BLOCKS else []
    boxes = stacked([(x, _reach(x, lines, marks, frames, kind)) for x in heads], marks.rules)
    above = labels(boxes, lines, pictures, kind.size)
    boxes = hung({**boxes, **above}, lines, pictures)
    items = [_item(x, boxes.get(id(x)), id(x) in above) for x in lines] + [Item(p) for p in pictures]
    items = nested(with_tables(items, grids), frames)
    order = _Order(Sheet(kind, marks.rules))
    for part in _facing(items, marks, kind):
        order.cut(part, 0, 0)
    order.leaves += [Leaf([x]) for x in (*foot, *slugs)]
    return [leaf for leaf in order.leaves if leaf.lines or leaf.pictures], kind


def _facing(items: list[Item], marks: Marks, kind: Type) -> list[list[Item]]:
    """The things of each page where two facing pages are one sheet: broader than high, each half with its page's
    number at the top, and white down the middle, which nothing crosses."""
    middle = marks.width / 2
    inked = [(i, i.box if i.line is None else ink_of(i.line)) for i in items]
    halves = [[(i, b) for i, b in inked if (b.x0 + b.x1 < 2 * middle) == left] for left in (True, False)]
    numbered = all(any(_is_numbered(i, marks) for i, _ in half) for half in halves)
    if marks.width < 1.1 * marks.height or not numbered:
        return [items]
    end, begin = max(b.x1 for _, b in halves[0]), min(b.x0 for _, b in halves[1])
    apart = end < middle + 2 * kind.size and begin > middle - 2 * kind.size and begin - end > 0.8 * kind.size
    return [clipped([i for i, _ in half]) for half in halves] if apart else [items]


def _is_numbered(item: Item, marks: Marks) -> bool:
    """Whether a thing is a line at the top of a page that gives its number."""
    return item.line is not None and item.line.bottom < 0.1 * marks.height and bool(_NUMBERED.search(item.line.text))


def _foot(lines: Sequence[Line], kind: Type) -> list[Line]:
    """The page's number and its editors at the foot of a page, which stand in no column."""
    out: list[Line] = []
    rest = sorted(lines, key=lambda x: x.bottom)
    while len(out) < 4 and len(rest) > 1:
        row = [x for x in rest if x.bottom > rest[-1].bottom - 0.5 * kind.size]
        above = rest[: len(rest) - len(row)]
        own = all(_FOLIO.match(x.text) or is_editors(x.text) for x in row)
        if not above or not own or min(x.top for x in row) - above[-1].bottom < 0.5 * kind.size:
            break
        out = [*sorted(row, key=lambda x: x.x0), *out]
        rest = above
    return out


def _item(line: Line, box: Box | None, label: bool) -> Item:
    if box is None:
        left, right = line.inked
        return Item(Box(left, line.top, right, line.bottom), line)
    return Item(Box(box.x0, line.top, box.x1, line.bottom), replace(line, reach=(box.x0, box.x1), label=label))


def _reach(line: Line, lines: Sequence[Line], marks: Marks, frames: list[Box], kind: Type) -> Box:
    around = [f for f in frames if inside(line.box, f)]
    frame = around[-1] if around else Box(0, 0, marks.width, marks.height)
    peers = [x for x in lines if inside(x.box, frame)] if around else lines
    others = [b for b in (*marks.pictures, *frames) if b not in around and inside(b, frame)]
    bounds = Box(min(x.x0 for x in peers), frame.y0, max(x.x1 for x in peers), frame.y1)
    return reach(line, peers, others, marks.rules, kind.size, bounds)


class _Order:
    """Cuts regions and gathers leaves."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.leaves: list[Leaf] = []
        self.frames = 0

    def cut(self, items: list[Item], frame: int, depth: int) -> None:
        if len(items) <= 1 or depth > 60:
            self._leaf(items, frame)
            return
        if is_upright_block(items):
            self.leaves.append(Leaf(reading_order([i.line for i in items if i.line is not None]), frame=frame))
            return
        bands = bands_of(self.sheet, items)
        rows = table_rows(items)
        if rows:
            self.leaves.append(Leaf(rows, frame=frame, table=True))
            return
        parts = (
            cut_above_heads(self.sheet, bands)
            or cut_at_gutters(self.sheet, items)
            or cut_between_heads(self.sheet, items)
            or cut_round_pictures(self.sheet, items)
            or cut_across_gutters(self.sheet, bands)
        )
        if not parts and all(len(band) == 1 for band in bands):
            self._leaf(items, frame)
            return
        if not parts:
            self._tangle(items, frame, depth)
            return
        for part in parts:
            self.cut(part, frame, depth + 1)

    def _leaf(self, items: Sequence[Item], frame: int) -> None:
        """One column: its lines from top to bottom; a frame in it opens a region of its own."""
        leaf = Leaf(frame=frame)
        for item in sorted(items, key=lambda i: (i.box.y0, i.box.x0)):
            if item.line is not None:
                leaf.lines.append(item.line)
            elif item.is_picture:
                leaf.pictures.append(item.box)
            elif item.rows:
                self.leaves += [leaf, Leaf(list(item.rows), frame=frame, table=True)]
                leaf = Leaf(frame=frame)
            else:
                self.leaves.append(leaf)
                self.frames += 1
                self.cut(list(item.inside), self.frames, 0)
                leaf = Leaf(frame=frame)
        self.leaves.append(leaf)

    def _tangle(self, items: list[Item], frame: int, depth: int) -> None:
        blocks = blocks_of(items, self.sheet.kind)
        if not 1 < len(blocks) <= _MOST_BLOCKS:
            self._leaf(items, frame)
            return
        for block in in_order(blocks):
            self._leaf(block, frame)
