"""How far a head reaches: over the columns of its article, not only as far as its letters go."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_high

from helpers.page.bylines import whole_line
from helpers.page.marks import is_stop
from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box

Column = tuple[float, float]


def reach(
    head: Line, lines: Sequence[Line], others: Sequence[Box], rules: Sequence[Box], body: float, bounds: Box
) -> Box:
    """The box of a head, as wide as the columns that it stands over; see ``_reach``. It takes in nothing that stands
    beside the head: ``others`` are pictures and frames, ``body`` is the size of running text."""
    box = _reach(head, lines, others, rules, body, bounds)
    level = [x for x in lines if x is not head and _is_level(x.box, head, body)]
    level = [x for x in level if not _names(x, head, (box.x0, box.x1), lines, body)]
    beside = [*(_column_of(x, lines) for x in level), *(b for b in others if _is_level(b, head, body))]
    left = max([b.x1 + 0.7 * body for b in beside if b.x1 <= head.x0], default=box.x0)
    right = min([b.x0 - 0.7 * body for b in beside if b.x0 >= head.x1], default=box.x1)
    inked = head.inked
    return Box(min(max(box.x0, left), inked[0]), box.y0, max(min(box.x1, right), inked[1]), box.y1)


def _is_level(box: Box, head: Line, body: float) -> bool:
    return box.y0 < head.bottom - 0.2 * body and box.y1 > head.top + 0.2 * body


def _column_of(line: Line, lines: Sequence[Line]) -> Box:
    """A line's box, as wide as the lines right above and below it, be it indented or short."""
    near = [
        x for x in lines
        if abs(x.base - line.base) < 1.7 * line.size and abs(x.size - line.size) < 0.1 * line.size
        and line.x0 - 3 * line.size < x.x0 <= line.x0 and x.x1 > line.x0
    ]  # fmt: skip
    return Box(min([line.x0, *(x.x0 for x in near)]), line.top, line.x1, line.bottom)


def _reach(
    head: Line, lines: Sequence[Line], others: Sequence[Box], rules: Sequence[Box], body: float, bounds: Box
) -> Box:
    """The box of a head, as wide as the columns that it stands over.

    A head set flush left reaches right, a centred one to both sides, over columns that are empty at its height.
    Where nothing else stands at its height, it reaches over all of ``bounds`` (its frame, or the page's text).
    ``others`` are pictures and frames; ``body`` is the size of running text.
    """
    left, right = head.inked
    box = Box(left, head.top, right, head.bottom)
    whole = (bounds.x0, bounds.x1)
    if _is_free(head, whole, lines, others, body, rules) and _open(head, (0, whole[0] + 6), (whole[1] - 6, 0), rules):
        return _over(box, whole, whole)
    columns = _columns_below(head, lines, others, rules, body)
    own = [k for k, (a, b) in enumerate(columns) if min(b, box.x1) - max(a, box.x0) > 0.5 * body]
    if not own:
        around = _around(head, columns, lines, others, body, rules)
        return _over(box, *around) if around else _in_cell(head, box, lines, rules, body, bounds)
    under = _rule_over(head, rules, body)
    free = [
        (under is None or (under.x0 - 6 < columns[k][0] and columns[k][1] < under.x1 + 6))
        and _is_free(head, _with_gap(columns, k, own), lines, others, body, rules)
        for k in range(len(columns))
    ]
    i, j = own[0], own[-1]
    open_ = [_open(head, columns[k], columns[k + 1], rules) for k in range(len(columns) - 1)]
    low, high = i, j
    while low > 0 and free[low - 1] and open_[low - 1]:
        low -= 1
    while high + 1 < len(columns) and free[high + 1] and open_[high]:
        high += 1
    spans = [(a, b) for a in range(low, i + 1) for b in range(j, high + 1)]
    off = {s: _off(box, columns[s[0]], columns[s[1]]) / body for s in spans}
    centred = [s for s in spans if s[0] < i and off[s] < 0.4]
    if abs(columns[i][0] - box.x0) <= max(2.0, 0.3 * body) and not centred:
        return _over(box, columns[i], columns[j if _is_broken(head, columns[j], lines) else high])
    best = min(spans, key=lambda s: (round(off[s]), s[0] - s[1]))
    return _over(box, columns[best[0]], columns[best[1]])


def _around(
    head: Line,
    columns: Sequence[Column],
    lines: Sequence[Line],
    others: Sequence[Box],
    body: float,
    rules: Sequence[Box],
) -> tuple[Column, Column] | None:
    """The two columns over which a head is centred that stands over the white between them."""
    middle = head.x0 + head.x1
    spans = [
        (a, b)
        for a in columns for b in columns
        if a[1] < head.x0 and head.x1 < b[0] and abs(a[0] + b[1] - middle) < 1.2 * body and _open(head, a, b, rules)
    ]  # fmt: skip
    free = [s for s in spans if _is_free(head, (s[0][0], s[1][1]), lines, others, body, rules)]
    return min(free, key=lambda s: s[1][1] - s[0][0], default=None)


def _is_broken(head: Line, column: Column, lines: Sequence[Line]) -> bool:
    """Whether a head is set on lines one of which fills the column: it was broken there, and reaches no further."""
    alike = [
        x
        for x in lines
        if abs(x.size - head.size) < 0.1 * head.size and abs(x.base - head.base) < 1.7 * head.size
        and min(x.x1, head.x1) - max(x.x0, head.x0) > head.size
    ]  # fmt: skip
    return len(alike) > 1 and abs(max(x.inked[1] for x in alike) - column[1]) < 0.5 * head.size


def _in_cell(head: Line, box: Box, lines: Sequence[Line], rules: Sequence[Box], body: float, bounds: Box) -> Box:
    """The box of a head centred between rules or margins over lines that it does not touch, as over a short poem."""
    beside = [r for r in rules if r.width < r.height and r.y0 < head.bottom and r.y1 > head.top]
    left = max([r.x1 + 0.8 * body for r in beside if r.x1 < head.x0], default=bounds.x0)
    right = min([r.x0 - 0.8 * body for r in beside if r.x0 > head.x1], default=bounds.x1)
    level = [x for x in lines if x is not head and x.top < head.bottom and x.bottom > head.top]
    if any(left < x.x1 and x.x0 < right for x in level):
        return box
    return _over(box, (left, right), (left, right)) if abs(left + right - box.x0 - box.x1) < head.size else box


def _rule_over(head: Line, rules: Sequence[Box], body: float) -> Box | None:
    """The rule that runs above a head, over the columns of its article."""
    over = [
        r
        for r in rules
        if r.height < r.width
        and r.x0 - 3 <= head.x0
        and head.x1 <= r.x1 + 3
        and 0 <= head.top - r.y1 < head.size + 6 * body
    ]
    return max(over, key=lambda r: r.y1, default=None)


def stacked(heads: Sequence[tuple[Line, Box]], rules: Sequence[Box] = ()) -> dict[int, Box]:
    """Lines of one head reach equally far: boxes by the ``id`` of their line. A rule between two parts them."""
    stacks: list[list[tuple[Line, Box]]] = []
    for head in sorted(heads, key=lambda h: h[0].top):
        host = next((s for s in stacks if _on(s[-1][0], head[0]) and not _ruled_off(s[-1][0], head[0], rules)), None)
        if host is None:
            stacks.append([head])
        else:
            host.append(head)
    out = {}
    for stack in stacks:
        for i, (line, own) in enumerate(stack):
            boxes = [own, *(stack[k][1] for k in _leaders([h.size for h, _ in stack], i))]
            out[id(line)] = Box(min(b.x0 for b in boxes), own.y0, max(b.x1 for b in boxes), own.y1)
    return out


def _leaders(sizes: Sequence[float], i: int) -> list[int]:
    """The lines of a stack that a line goes with: those of its size beside it, the next larger one below (it is
    a kicker), or else above (a subtitle)."""
    alike = [k for k in (i - 1, i + 1) if 0 <= k < len(sizes) and abs(sizes[k] - sizes[i]) < 0.03 * sizes[i]]
    below = next((k for k in range(i + 1, len(sizes)) if sizes[k] > 1.03 * sizes[i]), None)
    above = next((k for k in range(i - 1, -1, -1) if sizes[k] > 1.03 * sizes[i]), None)
    if above is not None and any(sizes[k] < 0.97 * sizes[i] for k in range(above + 1, i)):
        above = None  # its own kicker stands between
    leader = below if below is not None else above
    return alike if leader is None else [*alike, leader]


def hung(boxes: dict[int, Box], lines: Sequence[Line], pictures: Sequence[Box]) -> dict[int, Box]:
    """The boxes with those of small lines that hang under a head (a byline, a line of summary) and stand alone
    at their height: they reach as far as the head."""
    out = dict(boxes)
    for line in sorted(lines, key=lambda x: x.top):
        if id(line) in out or line.upright:
            continue
        for box in list(out.values()):
            if _is_hung(line, box) and not _has_neighbour(line, box, lines, pictures):
                out[id(line)] = Box(box.x0, line.top, box.x1, line.bottom)
                break
    return out


def _is_hung(line: Line, box: Box) -> bool:
    within = box.x0 - 2 <= line.x0 and line.x1 <= box.x1 + 2 and line.x1 - line.x0 < 0.6 * box.width
    return within and -0.3 * line.size < line.top - box.y1 < max(1.3 * line.size, 0.5 * box.height)


def labels(boxes: dict[int, Box], lines: Sequence[Line], pictures: Sequence[Box], body: float) -> dict[int, Box]:
    """The boxes of small lines right above a head: a column's name, a kicker little larger than the text. They
    reach as far as the head; ``boxes`` are those of the heads, by the ``id`` of their lines."""
    known = list(boxes.values())
    out: dict[int, Box] = {}
    small = [x for x in lines if _may_label(x) and (id(x) not in boxes or _is_aside(x, boxes[id(x)], known))]
    for line in sorted(small, key=lambda x: -x.top):
        for box in known:
            if box is boxes.get(id(line)):
                continue
            if _is_above(line, box, body) and not _has_neighbour(line, box, lines, pictures):
                if line.size > 1.06 * body or line.bold or line.text[0] in "【■●★◆" or _stands_off(line, lines, body):
                    out[id(line)] = Box(box.x0, line.top, box.x1, line.bottom)
                    known.append(out[id(line)])
                break
    return out


def _is_aside(line: Line, own: Box, heads: Sequence[Box]) -> bool:
    """Whether a line in the type of a small head stands over one side of a larger head's reach, right above it."""
    return any(
        h is not own and line.size < 0.75 * h.height and 0 <= h.y0 - line.bottom + 1 < 0.9 * h.height
        and h.x0 - 2 <= line.x0 < h.x0 + line.size and line.x1 < h.x0 + 0.4 * h.width and own.y0 < h.y0
        for h in heads
    )  # fmt: skip


def _may_label(line: Line) -> bool:
    if line.upright or len(line.text) > 30 or is_stop(line.text) or line.text[-1] in "）)，、；摄":
        return False
    people = whole_line(line.text)
    return people is None or people.bare  # a byline or a credit ends the article above


def _is_above(line: Line, box: Box, body: float) -> bool:
    within = box.x0 - 2 <= line.x0 and line.x1 <= box.x1 + 2
    return within and -0.3 * body < box.y0 - line.bottom < max(1.2 * body, 0.9 * box.height)


def _stands_off(line: Line, lines: Sequence[Line], body: float) -> bool:
    """Whether white stands above a line, more than between the lines of a column."""
    above = [x.bottom for x in lines if x.bottom <= line.top + 1 and min(x.x1, line.x1) - max(x.x0, line.x0) > 0]
    return line.top - max(above, default=float("-inf")) > 1.1 * body


def _has_neighbour(line: Line, box: Box, lines: Sequence[Line], pictures: Sequence[Box]) -> bool:
    others = [x.box for x in lines if x is not line] + list(pictures)
    level = [b for b in others if b.y0 < line.bottom and b.y1 > line.top]
    return any(min(b.x1, box.x1) - max(b.x0, box.x0) > 2 for b in level)


def _on(a: Line, b: Line) -> bool:
    """Whether head line ``b`` stands close under ``a``."""
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.5 * min(
        a.size, b.size
    ) and -0.5 * b.size < b.top - a.bottom < 0.8 * max(a.size, b.size)


def _ruled_off(a: Line, b: Line, rules: Sequence[Box]) -> bool:
    """Whether a rule runs between two lines under each other, at least as far as they share the width."""
    left, right = max(a.x0, b.x0), min(a.x1, b.x1)
    return any(
        r.height < r.width and a.bottom - 2 < r.y0 and r.y1 < b.top + 2 and r.x0 - 6 < left and right < r.x1 + 6
        for r in rules
    )


def _columns_below(
    head: Line, lines: Sequence[Line], others: Sequence[Box], rules: Sequence[Box], body: float
) -> list[Column]:
    """The columns of text under a head, down to the next head."""
    under = _without_bylines(head, [x for x in lines if x.top >= head.bottom - 0.2 * body], body)
    text = [x for x in under if x.size < 1.12 * body]
    # not as far as a head set from top to bottom, beside which the columns are others
    upright = [h.top for h in under if h.upright and h.size >= 1.16 * body and h.top > head.bottom + 4 * body]
    window = [x for x in text if x.top < min([head.bottom + 14 * body, *(y - body for y in upright)])]
    further = [h for h in under if h.size >= 1.16 * body and any(_is_over(x, h) for x in window)]
    near: list[Line | Box] = [x for x in window if not any(_is_over(h, x) for h in further)]
    beside = [b for b in others if head.bottom - 0.2 * body <= b.y0 <= head.bottom + 4 * body]
    near += beside
    near += _columns_aside(head, near, under, body)
    columns: list[Column] = []
    for left, right in sorted(x.inked if isinstance(x, Line) else (x.x0, x.x1) for x in near):
        if columns and left <= columns[-1][1] + 0.6 * body:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    columns = [_flush(columns, k, head, body) for k in range(len(columns))]
    flush = {c for c in columns if _is_flush(c, near)}
    pictures = {c for c in columns if any(abs(b.x0 - c[0]) < 2 and abs(b.x1 - c[1]) < 2 for b in beside)}
    before = list(columns)
    edge = max((x.x1 for x in lines), default=0.0)
    level = [x for x in lines if x.bottom > head.top and x.top < head.bottom + 14 * body and not x.upright]
    upright_rules = [r for r in rules if r.width < r.height and r.y0 < head.bottom and r.y1 > head.top]
    limits = []
    for k, (left, right) in enumerate(columns):  # no column runs into what stands right of it
        beyond = [x.x0 for x in level if x.x0 > right + 0.4 * body and x.x0 > left + 4 * body]
        beyond += [r.x0 + 0.4 * body for r in upright_rules if r.x0 > right - 1]
        limits.append(min(beyond, default=edge + 0.8 * body) - 0.8 * body)
        if columns[k] not in pictures:
            columns[k] = _filled(columns, k, lines, limits[k], body)
    whole = pictures | {c for c, old in zip(columns, before, strict=True) if old in flush}
    return _evened(columns, pictures, whole, limits, body)


def _without_bylines(head: Line, lines: Sequence[Line], body: float) -> list[Line]:
    """The lines below a head without those centred under it (a byline or two), which tell nothing of the columns."""
    middle = (head.x0 + head.x1) / 2
    out = []
    bottom = head.bottom
    for line in sorted(lines, key=lambda x: x.top):
        short = line.x1 - line.x0 < 0.9 * (head.x1 - head.x0) and line.top < bottom + 2.5 * line.size
        if _is_centred_under(line, head, middle) or (short and _is_centred(line, head, middle) and bottom < line.top):
            bottom = max(bottom, min(line.bottom, head.bottom + 6 * body))
        else:
            out.append(line)
    return out


def _is_centred(line: Line, head: Line, middle: float) -> bool:
    return line.size < head.size and abs((line.x0 + line.x1) / 2 - middle) < 0.3 * line.size


def _columns_aside(head: Line, near: Sequence[Line | Box], under: Sequence[Line], body: float) -> list[Line]:
    """Where a head's letters reach beyond its text: the text of the article that its own text bends round."""
    text = [x for x in near if min(x.x1, head.x1) > max(x.x0, head.x0)]
    edge = max((x.x1 for x in text), default=head.x1)
    if head.x1 < edge + 0.2 * head.size:
        return []
    heads = [h.top for h in under if h.size >= 1.16 * body and edge - 1 < h.x1 and h.x0 < head.x1 and not h.upright]
    first = min((y for y in heads if y < head.bottom + 40 * body), default=float("-inf"))
    return [x for x in under if x.size < 1.12 * body and x.x0 > edge - 1 and first < x.top < first + 14 * body]


def _flush(columns: Sequence[Column], k: int, head: Line, body: float) -> Column:
    """A column in which every line is indented begins where the head above it does."""
    left, right = columns[k]
    room = columns[k - 1][1] + 0.6 * body if k else float("-inf")
    return (head.x0, right) if 1.5 * body < left - head.x0 < 2.6 * body and head.x0 > room else (left, right)


def _is_over(a: Line, b: Line) -> bool:
    return a.top < b.top and min(a.x1, b.x1) > max(a.x0, b.x0)


def _is_flush(column: Column, near: Sequence[Line | Box]) -> bool:
    """Whether three lines or more end at a column's right edge, so that they fill it."""
    ends = [x.inked[1] for x in near if isinstance(x, Line) and x.x0 >= column[0] - 1 and x.x1 <= column[1] + x.size]
    return sum(abs(x - column[1]) < 1.5 for x in ends) >= 3


def _evened(
    columns: list[Column], pictures: set[Column], whole: set[Column], limits: Sequence[float], body: float
) -> list[Column]:
    """Columns whose lines are all short (an article's last), as wide as the others; parts of one column as one."""
    widths = [b - a for a, b in columns if (a, b) not in pictures]
    widest = median_high(widths) if widths else 0.0
    out: list[Column] = []
    last: list[float] = []
    for (left, right), limit in zip(columns, limits, strict=True):
        if (
            out
            and not {out[-1], (left, right)} & whole
            and left < out[-1][0] + 0.9 * widest
            and right <= out[-1][0] + 1.05 * widest
        ):
            out[-1] = (out[-1][0], max(right, out[-1][1]))
            last[-1] = limit
        else:
            out.append((left, right))
            last.append(limit)
    for k, (left, right) in enumerate(out):
        if (left, right) in pictures:
            continue
        limit = min(last[k], out[k + 1][0] - 0.8 * body) if k + 1 < len(out) else max(last[k], right)
        out[k] = (left, max(right, min(left + widest, limit)))
    return out


def _is_centred_under(line: Line, head: Line, middle: float) -> bool:
    """Whether a line is a byline or the like centred under a head, which tells nothing of the columns."""
    return (
        line.size < head.size
        and line.top < head.bottom + 2.5 * line.size
        and abs((line.x0 + line.x1) / 2 - middle) < 0.3 * line.size
    )


def _filled(columns: Sequence[Column], k: int, lines: Sequence[Line], most: float, body: float) -> Column:
    """A column as wide as lines on the page fill it: those below a head may be short."""
    left, right = columns[k]
    widest = max((b - a for i, (a, b) in enumerate(columns) if i != k), default=0.0)
    limit = min(most, left + 1.05 * widest)
    if k + 1 < len(columns):  # not as far as a line that runs over several columns, as the page's header
        limit = min(most, columns[k + 1][0] - 0.8 * body, left + 1.6 * widest)
    ends = [x.inked[1] for x in lines if x.size < 1.12 * body and left - 1 <= x.x0 <= left + 2.5 * body]
    ends = [x for x in ends if x <= limit]
    return left, max([right, *ends])


def _with_gap(columns: Sequence[Column], k: int, own: Sequence[int]) -> Column:
    """A column beside a head's own, with the white between."""
    if k > own[-1]:
        return columns[k - 1][1], columns[k][1]
    return (columns[k][0], columns[k + 1][0]) if k < own[0] else columns[k]


def _is_free(
    head: Line, column: Column, lines: Sequence[Line], others: Sequence[Box], body: float, rules: Sequence[Box]
) -> bool:
    """Whether nothing stands in the column at the head's height, and no other head near it."""
    for x in lines:
        if x is head or min(x.x1, column[1]) - max(x.x0, column[0]) <= 0.5 * body:
            continue
        level = x.top < head.bottom + 0.1 * body and x.bottom > head.top - 0.1 * body
        near = x.size >= 1.16 * body and head.top - 2 * head.size < x.base < head.bottom + 2.5 * head.size
        mine = min(x.x1, head.x1) - max(x.x0, head.x0) > 0
        if (level or near) and _names(x, head, column, lines, body):
            continue
        if level or (near and not mine and not _parted(x, head, column, rules)):
            return False
    return not any(
        b.y0 < head.bottom and b.y1 > head.top and min(b.x1, column[1]) - max(b.x0, column[0]) > body for b in others
    )


def _names(label: Line, head: Line, column: Column, lines: Sequence[Line], body: float) -> bool:
    """Whether a small line above a head, flush with a column left of it, names the head's section (a column's name,
    a kicker set flush left): between it and the running text below stands no head of its own."""
    small = label.size < 0.75 * head.size and label.bottom <= head.top + 0.15 * head.size
    if not small or label.upright or label.x1 > head.x1 or abs(label.x0 - column[0]) > 0.5 * body:
        return False
    below = [x for x in lines if x.top > label.top + 1 and min(x.x1, label.x1) - max(x.x0, label.x0) > 0]
    first = min(below, key=lambda x: x.top, default=None)
    return first is None or (first.size < 1.16 * body and first.top > head.bottom - 0.1 * body)


def _parted(above: Line, head: Line, column: Column, rules: Sequence[Box]) -> bool:
    """Whether a rule over the whole column parts a line from the head below it."""
    return any(
        r.height < r.width and above.bottom - 2 < r.y0 and r.y1 < head.top + 2 and r.x0 - 6 < column[0] < column[1] < r.x1 + 6
        for r in rules
    )  # fmt: skip


def _open(head: Line, a: Column, b: Column, rules: Sequence[Box]) -> bool:
    """Whether no upright rule parts the two columns at the head's height."""
    middle = (head.top + head.bottom) / 2
    return not any(
        r.width < r.height and a[1] - 3 <= r.x0 and r.x1 <= b[0] + 3 and r.y0 <= middle <= r.y1 for r in rules
    )


def _off(box: Box, a: Column, b: Column) -> float:
    return abs((a[0] + b[1]) - (box.x0 + box.x1)) / 2


def _over(box: Box, a: Column, b: Column) -> Box:
    return Box(min(box.x0, a[0]), box.y0, max(box.x1, b[1]), box.y1)
