"""Lines → reading order: frames first, then the page is cut along its white space, as a reader's eye does.

Recursive X-Y cut (Nagy and Seth 1984) with a newspaper's preferences: a head or a rule that opens a band
across the whole region cuts it first; then gutters; only then other white bands. Where nothing can be cut,
blocks are put in order by what stands above and to the left of what (Breuel 2003).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from helpers.page.margins import is_slug
from helpers.page.marks import is_editors, is_stop
from helpers.page.pdf.frames import Item, empty_frames, inside, nested, text_frames, with_tables
from helpers.page.pdf.heads import hung, labels, reach, stacked
from helpers.page.pdf.initials import with_initials
from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box, Marks
from helpers.page.pdf.tables import Grid
from helpers.page.pdf.upright import reading_order, with_upright

#: A head is set at least this much larger than the body.
HEAD = 1.16
#: A page's number, as it stands alone at the foot.
_FOLIO = re.compile(r"[-—·•\s]*(?:第\s?)?[A-Z]?\d{1,3}(?:\s?版)?[-—·•\s]*$")
#: A line that gives the number of a page: 第3版　民生, A03, 03　综合
_NUMBERED = re.compile(
    r"第\s?[A-Z]?[\d一二三四五六七八九十]{1,3}\s?版|(?<![A-Z\d])[A-Z]\d{1,2}(?!\d)|^\d{1,2}(?=\s|$)|\s\d{1,2}$"
)
#: More heads or tangled blocks than this are no newspaper page; they are read from top to bottom.
_MOST_BLOCKS = 250


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
    order = _Order(kind, marks.rules)
    for part in _facing(items, marks, kind):
        order.cut(part, 0, 0)
    order.leaves += [Leaf([x]) for x in (*foot, *slugs)]
    return [leaf for leaf in order.leaves if leaf.lines or leaf.pictures], kind


def _facing(items: list[Item], marks: Marks, kind: Type) -> list[list[Item]]:
    """The things of each page where two facing pages are one sheet: broader than high, each half with its page's
    number at the top, and white down the middle, which nothing crosses."""
    middle = marks.width / 2
    inked = [(i, i.box if i.line is None else _ink(i.line)) for i in items]
    halves = [[(i, b) for i, b in inked if (b.x0 + b.x1 < 2 * middle) == left] for left in (True, False)]
    numbered = all(any(_is_numbered(i, marks) for i, _ in half) for half in halves)
    if marks.width < 1.1 * marks.height or not numbered:
        return [items]
    end, begin = max(b.x1 for _, b in halves[0]), min(b.x0 for _, b in halves[1])
    apart = end < middle + 2 * kind.size and begin > middle - 2 * kind.size and begin - end > 0.8 * kind.size
    return [_clipped([i for i, _ in half]) for half in halves] if apart else [items]


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

    def __init__(self, kind: Type, rules: Sequence[Box]) -> None:
        self.kind = kind
        self.rules = rules
        self.leaves: list[Leaf] = []
        self.frames = 0

    def cut(self, items: list[Item], frame: int, depth: int) -> None:
        if len(items) <= 1 or depth > 60:
            self._leaf(items, frame)
            return
        if _is_upright_block(items):
            self.leaves.append(Leaf(reading_order([i.line for i in items if i.line is not None]), frame=frame))
            return
        bands = self._bands(items)
        rows = _table_rows(items)
        if rows:
            self.leaves.append(Leaf(rows, frame=frame, table=True))
            return
        parts = (
            self._split_by_heads(bands)
            or self._gutters(items)
            or self._between_heads(items)
            or self._round_pictures(items)
            or self._peeled(bands)
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

    # -- white bands across

    def _bands(self, items: Sequence[Item]) -> list[list[Item]]:
        """Items between white bands that cross the whole region, top to bottom."""
        bands: list[list[Item]] = []
        reach = float("-inf")
        for item in sorted(items, key=lambda i: i.box.y0):
            if not bands or item.box.y0 > reach + 0.05 * self.kind.size:
                bands.append([])
            bands[-1].append(item)
            reach = max(reach, item.box.y1)
        return bands

    def _split_by_heads(self, bands: list[list[Item]]) -> list[list[Item]]:
        """Cut above bands that open something new: a head, a frame, or what stands under a rule."""
        parts: list[list[Item]] = []
        last: list[Item] = []
        for band in bands:
            if not last or self._opens(last, band):
                parts.append([])
            parts[-1] += band
            last = band
        return parts if len(parts) > 1 else []

    def _opens(self, above: list[Item], band: list[Item]) -> bool:
        bottom, top = max(i.box.y1 for i in above), min(i.box.y0 for i in band)
        if self._ruled(above, band, bottom, top):
            return True
        if any(i.inside for i in above) and any(i.inside for i in band) and len(above) == len(band) == 1:
            return True
        gap = top - bottom
        if not any(self._is_text(i) for i in above):
            return self._is_banner(above, band)
        if gap <= 0.35 * self.kind.size:
            return False
        parts = self._columns(band)
        firsts = [min(part, key=lambda i: i.box.y0) for part in parts]
        opening = [
            (self._is_head(i) and not self._is_stacked(i, above)) or (i.line is None and not i.rows) for i in firsts
        ]
        if gap > 0.75 * self.kind.leading:  # more white than between the lines of a column
            opening = self._with_text_beside(parts, firsts, opening)
        if any(_is_upright(i) and self._is_head(i) for i in band) and gap > self.kind.leading:
            return True  # the columns beside such a head have none of their own
        return all(opening) or (any(opening) and gap > 1.4 * self.kind.leading)

    def _with_text_beside(self, parts: list[list[Item]], firsts: list[Item], opening: list[bool]) -> list[bool]:
        """Which parts open something, counting the text of an article whose head stands left of it, not above it."""
        out = list(opening)
        beside = False
        for k in range(1, len(parts)):
            small = sum(not self._is_head(i) for i in parts[k - 1])  # a byline under the head
            alone = opening[k - 1] and firsts[k - 1].line is not None and small <= 3
            level = abs(firsts[k].box.y0 - firsts[k - 1].box.y0) < self.kind.leading
            beside = not opening[k] and level and (alone or beside)
            out[k] = opening[k] or beside
        return out

    def _is_stacked(self, item: Item, above: Sequence[Item]) -> bool:
        """Whether a line of a head only goes on with the head above it."""
        assert item.line is not None
        close = 0.8 * max([item.line.size, *(i.line.size for i in above if i.line is not None)])
        return any(self._is_head(i) and _beside(i.box, item.box) and item.box.y0 - i.box.y1 < close for i in above)

    def _is_banner(self, above: Sequence[Item], band: Sequence[Item]) -> bool:
        """Whether one line stands over the heads of several articles, larger than they or across them."""
        parts = self._gutters(band)
        firsts = [min(part, key=lambda i: i.box.y0) for part in parts]
        if len(above) > 1 or above[0].line is None or len(parts) < 2 or not all(map(self._is_head, firsts)):
            return False
        bottom = above[0].line.bottom
        under = [_beside(above[0].line.box, _hull(part)) for part in parts]
        near = [i.box.y0 - bottom for i, u in zip(firsts, under, strict=True) if u]
        far = [i.box.y0 - bottom for i, u in zip(firsts, under, strict=True) if not u]
        return not (near and far) or min(near) > 0.5 * self.kind.size or max(far) - min(near) < self.kind.size

    def _is_text(self, item: Item) -> bool:
        return bool(item.inside) or (item.line is not None and not self._is_head(item))

    def _is_head(self, item: Item) -> bool:
        return item.line is not None and (item.line.label or item.line.size >= HEAD * self.kind.size)

    def _is_own_head(self, item: Item) -> bool:
        """Whether a thing is a head and no label, whose head stands below it."""
        return self._is_head(item) and item.line is not None and not item.line.label

    def _ruled(self, above: Sequence[Item], below: Sequence[Item], bottom: float, top: float) -> bool:
        x0 = min(i.box.x0 for i in (*above, *below))
        x1 = max(i.box.x1 for i in (*above, *below))
        return any(
            r.height < r.width
            and bottom - 2 <= r.y0
            and r.y1 <= top + 2
            and min(r.x1, x1) - max(r.x0, x0) > 0.8 * (x1 - x0)
            and not self._runs_past(r, above, below)
            for r in self.rules
        )

    def _runs_past(self, rule: Box, above: Sequence[Item], below: Sequence[Item]) -> bool:
        """Whether a column of text goes on beside the end of a rule."""
        aside = [
            [i for i in part if i.line is not None and (i.box.x1 < rule.x0 + 3 or i.box.x0 > rule.x1 - 3)]
            for part in (above, below)
        ]
        return any(
            b.box.y0 - a.box.y1 < self.kind.leading and abs(a.box.x0 - b.box.x0) < 3 * self.kind.size
            for a in aside[0] for b in aside[1]
        )  # fmt: skip

    # -- gutters

    def _columns(self, items: Sequence[Item]) -> list[list[Item]]:
        """What stands between the gutters, from left to right."""
        parts: list[list[Item]] = []
        reach = float("-inf")
        for item in sorted(items, key=lambda i: i.box.x0):
            if not parts or item.box.x0 - reach > 0.6 * self.kind.size:
                parts.append([])
            parts[-1].append(item)
            reach = max(reach, item.box.x1)
        return self._wide_parts(parts)

    def _gutters(self, items: Sequence[Item]) -> list[list[Item]]:
        parts = self._columns(items)
        parts = self._with_heads_beside(self._in_rows(parts))
        if len(parts) < 2:
            return []
        ruled = self._ruled_gutters(parts)
        return self._bent(ruled if len(ruled) > 1 else self._upright_first(parts))

    def _in_rows(self, parts: list[list[Item]]) -> list[list[Item]]:
        """What stands between gutters, with those parts together that a rule across them cuts into rows first."""
        out = list(parts)
        for rule in (r for r in self.rules if r.height < r.width):
            spans = [k for k, p in enumerate(out) if self._is_cut(p, rule)]
            if 1 < len(spans) < len(out) and spans[-1] - spans[0] == len(spans) - 1:
                row = [i for k in spans for i in out[k]]
                out[spans[0] : spans[-1] + 1] = [row]
        return out

    def _with_heads_beside(self, parts: list[list[Item]]) -> list[list[Item]]:
        """What stands between gutters, with those parts together in which a head stands left of its text, below others:
        such a row is cut off before the columns."""
        out: list[list[Item]] = []
        level: float | None = None  # where the text of a head further left begins
        for part in parts:
            chunks = self._chunks(part)
            tops = [_hull(c).y0 for c in chunks]
            texts = [min(c, key=lambda i: i.box.y0) for c in chunks]
            if level is not None and any(
                abs(y - level) < self.kind.leading and self._is_text(t) and y > tops[0]
                for y, t in zip(tops, texts, strict=True)
            ):
                out[-1] = out[-1] + part
                continue
            out.append(part)
            last = chunks[-1]
            small = sum(not self._is_head(i) for i in last)
            alone = len(chunks) > 1 and self._is_head(texts[-1]) and small <= 3 and all(i.line for i in last)
            level = tops[-1] if alone else None
        return out if len(out) > 1 else parts

    def _chunks(self, part: Sequence[Item]) -> list[list[Item]]:
        """The parts of a column between white bands wider than those between its lines."""
        out: list[list[Item]] = []
        bottom = float("-inf")
        for band in self._bands(part):
            hull = _hull(band)
            if not out or hull.y0 - bottom > 0.75 * self.kind.leading:
                out.append([])
            out[-1] += band
            bottom = hull.y1
        return out

    def _is_cut(self, part: Sequence[Item], rule: Box) -> bool:
        """Whether a rule runs through the white of a part, from side to side."""
        hull = _hull(part)
        across = rule.x0 - 3 <= hull.x0 + 0.1 * hull.width and hull.x1 - 0.1 * hull.width <= rule.x1 + 3
        inside = hull.y0 < rule.y0 and rule.y1 < hull.y1
        return across and inside and not any(i.box.y0 + 1 < rule.y0 < i.box.y1 - 1 for i in part)

    def _between_heads(self, items: Sequence[Item]) -> list[list[Item]]:
        """Cut at gutters that no ink crosses and that have a head at the top on both sides: a head that was thought
        to reach over one does not."""
        inked = [(i, i.box if i.line is None else _ink(i.line)) for i in items]
        parts: list[list[Item]] = []
        reach = float("-inf")
        for item, box in sorted(inked, key=lambda x: x[1].x0):
            if not parts or box.x0 - reach > 0.6 * self.kind.size:
                parts.append([])
            parts[-1].append(item)
            reach = max(reach, box.x1)
        top = min(i.box.y0 for i in items)
        out: list[list[Item]] = []
        for part in parts:
            first = min(part, key=lambda i: i.box.y0)
            if not out or (self._is_own_head(first) and first.box.y0 - top < 3 * self.kind.leading):
                out.append([])
            out[-1] += part
        if len(out) < 2 or not self._is_own_head(min(out[0], key=lambda i: i.box.y0)):
            return []
        return [_clipped(part) for part in out]

    def _bent(self, parts: list[list[Item]]) -> list[list[Item]]:
        """Text that goes on below another article right of it (an article bent round it) comes before that one."""
        for k in range(1, len(parts)):
            tail, ruled = self._tail_below(parts[k])
            if not tail or not self._has_head(parts[k - 1]):
                continue
            left = _last_line(parts[k - 1], self.kind)
            ids = {id(i) for i in tail}
            inner = [i for i in parts[k] if id(i) not in ids]
            last = _last_line(inner, self.kind)
            first = min(tail, key=lambda i: (round(i.box.y0), i.box.x0)).line
            if left is None or first is None or not (last is None or is_stop(last.text) or last.text.endswith("）")):
                continue
            if ruled or not is_stop(left.text) or first.x0 - min(i.box.x0 for i in tail) < self.kind.size:
                return [*parts[:k], tail, inner, *parts[k + 1 :]]
        return parts

    def _tail_below(self, part: list[Item]) -> tuple[list[Item], bool]:
        """The running text without a head that stands below an article, and whether a rule parts them or white."""
        bands = self._bands(part)
        if not self._has_head(bands[0]):
            return [], False
        for k in range(len(bands) - 1, 0, -1):
            if any(i.line is None or self._is_head(i) for i in bands[k]):
                break
            bottom, top = max(i.box.y1 for i in bands[k - 1]), min(i.box.y0 for i in bands[k])
            boxed = all(i.inside and not i.rows for i in bands[k - 1])  # its border is a rule
            ruled = boxed or self._ruled(bands[k - 1], bands[k], bottom, top)
            if ruled or top - bottom > 1.4 * self.kind.leading:
                tail = [i for band in bands[k:] for i in band]
                return (tail if len(tail) > 1 or ruled else []), ruled
        return [], False

    def _upright_first(self, parts: list[list[Item]]) -> list[list[Item]]:
        """A head set from top to bottom comes before the columns left of it, unless they have a head of their own."""
        out: list[list[Item]] = []
        for part in parts:
            if out and _is_upright_block(part) and _is_upright_block(out[-1]):
                out[-1] += part
            else:
                out.append(list(part))
        for k, part in enumerate(out):
            if not _is_upright_block(part) or not any(self._is_head(i) for i in part):
                continue
            first = k
            while first and not self._has_head(out[first - 1]):
                first -= 1
            if first < k and (k + 1 == len(out) or self._has_head(out[k + 1])):
                out[first : k + 1] = [part, *out[first:k]]
        return out

    def _has_head(self, part: Sequence[Item]) -> bool:
        top = min(part, key=lambda i: i.box.y0)
        return (top.line is None and not top.rows) or self._is_head(top)

    def _wide_parts(self, parts: list[list[Item]]) -> list[list[Item]]:
        """A part too narrow for a column (paragraphs' last characters) goes with the indented lines right of it."""
        out: list[list[Item]] = []
        for part in parts:
            indent = min(i.box.x0 for i in part) - min(i.box.x0 for i in out[-1]) if out else 0.0
            if out and indent < 4.5 * self.kind.size and self._is_narrow(out[-1]):
                out[-1] = out[-1] + part
            else:
                out.append(part)
        return out

    def _is_narrow(self, part: Sequence[Item]) -> bool:
        wide = max(i.box.x1 for i in part) - min(i.box.x0 for i in part)
        return wide < 3.2 * self.kind.size and all(i.line is not None and not i.line.upright for i in part)

    def _round_pictures(self, items: Sequence[Item]) -> list[list[Item]]:
        """Columns with pictures that bite into them, text running beside: the columns, then the pictures with what
        stands below them."""
        aside = [i for i in items if i.is_picture]
        text = [i for i in items if not i.is_picture]
        if not aside or not text:
            return []
        for picture in tuple(aside):
            under = [i for i in text if i.line is not None and self._is_under(i, picture.box)]
            aside += under
            text = [i for i in text if i not in under]
        parts = self._columns(text)
        bitten = all(any(self._bites(p.box, part) for part in parts) for p in aside if p.is_picture)
        return [*parts, aside] if bitten and (len(parts) > 1 or all(i.line for i in text)) else []

    def _is_under(self, item: Item, picture: Box) -> bool:
        """Whether a line is a picture's caption: close under it, within its width."""
        close = -2 < item.box.y0 - picture.y1 < 2.3 * self.kind.leading
        return close and picture.x0 - 2 <= item.box.x0 and item.box.x1 <= picture.x1 + 2

    def _bites(self, picture: Box, part: Sequence[Item]) -> bool:
        """Whether lines of a column stand beside a picture, others of it right above or below the picture."""
        lines = [i.line for i in part if i.line is not None and not self._is_head(i)]
        beside = [x for x in lines if picture.y0 < (x.top + x.bottom) / 2 < picture.y1]
        room, into = 3 * self.kind.leading, 1.5 * self.kind.size
        near = [x for x in lines if -room < x.bottom - picture.y0 < into or -into < x.top - picture.y1 < room]
        near = [x for x in near if min(picture.x1, x.x1) - max(picture.x0, x.x0) > into]
        return any(
            abs(a.size - b.size) < 0.5 and min(abs(a.x0 - b.x0), abs(a.x1 - b.x1)) < 0.6 * a.size
            for a in beside
            for b in near
        )

    def _ruled_gutters(self, parts: list[list[Item]]) -> list[list[Item]]:
        """Cut at the gutters that have a rule in them first: articles before columns."""
        out = [list(parts[0])]
        for a, b in zip(parts, parts[1:], strict=False):
            left, right = max(i.box.x1 for i in a), min(i.box.x0 for i in b)
            top, bottom = min(i.box.y0 for i in (*a, *b)), max(i.box.y1 for i in (*a, *b))
            ruled = any(
                r.width < r.height and left - 3 <= r.x0 and r.x1 <= right + 3
                and min(r.y1, bottom) - max(r.y0, top) > 0.5 * (bottom - top)
                for r in self.rules
            )  # fmt: skip
            if ruled and self._has_head(b):  # a rule between columns of one article parts nothing
                out.append([])
            out[-1] += b
        return out

    def _peeled(self, bands: list[list[Item]]) -> list[list[Item]]:
        """Cut off, above or below, what lies across the gutters, so that the most can be cut along them."""
        room = 0.6 * self.kind.size
        above = list(_parts_so_far(bands, room))
        below = list(_parts_so_far(bands[::-1], room))[::-1]
        found = [(sum(map(len, bands[:k])), k, True) for k in range(1, len(bands)) if above[k - 1] > 1]
        found += [(sum(map(len, bands[k:])), k, False) for k in range(1, len(bands)) if below[k] > 1]
        for _, k, first in sorted(found, reverse=True)[:8]:
            parts = [[i for band in part for i in band] for part in (bands[:k], bands[k:])]
            cut, rest = parts if first else parts[::-1]
            if self._gutters(cut) and not self._is_one_line(cut, rest):
                return parts
        return []

    def _is_one_line(self, row: Sequence[Item], others: Sequence[Item]) -> bool:
        """Whether what seems to be columns is one line with a space in it: lines of text beside it run through."""
        lines = [i.line for i in (*row, *others) if i.line is not None and not self._is_head(i)]
        top, bottom = min(i.box.y0 for i in row), max(i.box.y1 for i in row)
        if len(row) != 2 or bottom - top > 1.3 * self.kind.size or any(i.line is None for i in row):
            return False
        a, b = sorted(row, key=lambda i: i.box.x0)
        near = [x for x in lines if top - 4 * self.kind.size < x.base < bottom + 4 * self.kind.size]
        through = any(x.x0 < a.box.x1 - 1 and b.box.x0 + 1 < x.x1 for x in near)
        return through and b.box.x0 - a.box.x1 < 2.4 * self.kind.size

    # -- nothing to cut

    def _tangle(self, items: list[Item], frame: int, depth: int) -> None:
        blocks = _blocks(items, self.kind)
        if not 1 < len(blocks) <= _MOST_BLOCKS:
            self._leaf(items, frame)
            return
        for block in _sorted(blocks):
            self._leaf(block, frame)


def _ink(line: Line) -> Box:
    left, right = line.inked
    return Box(left, line.top, right, line.bottom)


def _clipped(part: Sequence[Item]) -> list[Item]:
    """Things of one article or more, with heads that reach no further than the widest of what stands there."""
    inks = [i.box if i.line is None else _ink(i.line) for i in part]
    left, right = min(b.x0 for b in inks), max(b.x1 for b in inks)
    out = []
    for item in part:
        line = item.line
        if line is not None and line.reach is not None:
            x0, x1 = max(line.reach[0], left), min(line.reach[1], right)
            item = Item(Box(x0, item.box.y0, x1, item.box.y1), replace(line, reach=(x0, x1)))
        out.append(item)
    return out


def _last_line(part: Sequence[Item], kind: Type) -> Line | None:
    """The last line of running text in a region of columns: the lowest of the rightmost column."""
    lines = [i.line for i in part if i.line is not None and i.line.size < HEAD * kind.size]
    right = max((x.x0 for x in lines), default=0.0)
    column = [x for x in lines if x.x0 > right - 3 * kind.size]
    return max(column, key=lambda x: x.base, default=None)


def _is_upright_block(items: Sequence[Item]) -> bool:
    """Whether things are lines set from top to bottom, with a bracket or two that stands a little aside."""
    rest = [i for i in items if not _is_upright(i)]
    return len(rest) < len(items) and all(i.line is not None and len(i.line.text) <= 2 for i in rest)


def _is_upright(item: Item) -> bool:
    return item.line is not None and item.line.upright


def _table_rows(items: Sequence[Item]) -> list[Line]:
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


def _parts_so_far(bands: Sequence[Sequence[Item]], room: float) -> Iterator[int]:
    """For each band: into how many parts gutters wider than ``room`` cut the bands up to it."""
    parts: list[tuple[float, float]] = []
    for band in bands:
        for item in band:
            x0, x1 = item.box.x0, item.box.x1
            apart = [p for p in parts if p[1] + room < x0 or x1 + room < p[0]]
            touched = [p for p in parts if not (p[1] + room < x0 or x1 + room < p[0])]
            parts = [*apart, (min([x0, *(p[0] for p in touched)]), max([x1, *(p[1] for p in touched)]))]
        yield len(parts)


def _blocks(items: Sequence[Item], kind: Type) -> list[list[Item]]:
    """Things that stand close under each other in one column."""
    blocks: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (i.box.y0, i.box.x0)):
        host = next((b for b in blocks if _hangs(b[-1], item, kind)), None)
        if host is None:
            blocks.append([item])
        else:
            host.append(item)
    return blocks


def _hangs(a: Item, b: Item, kind: Type) -> bool:
    if a.line is None or b.line is None or abs(a.line.size - b.line.size) > 0.1 * kind.size:
        return False
    near = -0.3 * kind.size < b.box.y0 - a.box.y1 < kind.leading
    return near and abs(a.box.x0 - b.box.x0) < 3 * kind.size and _beside(a.box, b.box)


def _beside(a: Box, b: Box) -> bool:
    """Whether they share some of the page's width."""
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1


def _hull(items: Sequence[Item]) -> Box:
    return Box(min(i.box.x0 for i in items), min(i.box.y0 for i in items),
               max(i.box.x1 for i in items), max(i.box.y1 for i in items))  # fmt: skip


def _sorted(blocks: list[list[Item]]) -> list[list[Item]]:
    """Topological order: above before below, left before right unless something between them says otherwise."""
    hulls = [_hull(b) for b in blocks]
    todo = sorted(range(len(blocks)), key=lambda k: (hulls[k].y0, hulls[k].x0))
    before = {k: [j for j in todo if j != k and _precedes(hulls[j], hulls[k], hulls)] for k in todo}
    out: list[int] = []
    done: set[int] = set()
    while len(out) < len(todo):
        k = next((k for k in todo if k not in done and all(j in done for j in before[k])), None)
        k = next(k for k in todo if k not in done) if k is None else k
        out.append(k)
        done.add(k)
    return [blocks[k] for k in out]


def _precedes(a: Box, b: Box, all_: Sequence[Box]) -> bool:
    if _beside(a, b):
        return a.y0 < b.y0
    if a.x1 > b.x0 + 1:
        return False
    return not any(_beside(c, a) and _beside(c, b) and min(a.y0, b.y0) < c.y0 < max(a.y0, b.y0) for c in all_)
