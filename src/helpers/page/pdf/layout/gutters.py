"""Cuts along gutters: in which order the columns between them are read, and what lies across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.page.marks import is_stop
from helpers.page.pdf.frames import Item
from helpers.page.pdf.layout.sheet import (
    HEAD,
    Sheet,
    Type,
    clipped,
    has_head,
    hull_of,
    ink_of,
    is_head,
    is_own_head,
    is_text,
    is_upright_block,
)
from helpers.page.pdf.layout.white import bands_of, chunks_of, columns_of, is_ruled
from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box


def cut_at_gutters(sheet: Sheet, items: Sequence[Item]) -> list[list[Item]]:
    parts = columns_of(sheet, items)
    parts = _with_heads_beside(sheet, _in_rows(sheet, parts))
    if len(parts) < 2:
        return []
    ruled = _ruled_gutters(sheet, parts)
    return _bent(sheet, ruled if len(ruled) > 1 else _upright_first(sheet, parts))


def _in_rows(sheet: Sheet, parts: list[list[Item]]) -> list[list[Item]]:
    """What stands between gutters, with those parts together that a rule across them cuts into rows first."""
    out = list(parts)
    for rule in (r for r in sheet.rules if r.height < r.width):
        spans = [k for k, p in enumerate(out) if _is_cut(p, rule)]
        if 1 < len(spans) < len(out) and spans[-1] - spans[0] == len(spans) - 1:
            row = [i for k in spans for i in out[k]]
            out[spans[0] : spans[-1] + 1] = [row]
    return out


def _with_heads_beside(sheet: Sheet, parts: list[list[Item]]) -> list[list[Item]]:
    """What stands between gutters, with those parts together in which a head stands left of its text, below others:
    such a row is cut off before the columns."""
    out: list[list[Item]] = []
    level: float | None = None  # where the text of a head further left begins
    for part in parts:
        chunks = chunks_of(sheet, part)
        tops = [hull_of(c).y0 for c in chunks]
        texts = [min(c, key=lambda i: i.box.y0) for c in chunks]
        if level is not None and any(
            abs(y - level) < sheet.kind.leading and is_text(sheet, t) and y > tops[0]
            for y, t in zip(tops, texts, strict=True)
        ):
            out[-1] = out[-1] + part
            continue
        out.append(part)
        last = chunks[-1]
        small = sum(not is_head(sheet, i) for i in last)
        alone = len(chunks) > 1 and is_head(sheet, texts[-1]) and small <= 3 and all(i.line for i in last)
        level = tops[-1] if alone else None
    return out if len(out) > 1 else parts


def _is_cut(part: Sequence[Item], rule: Box) -> bool:
    """Whether a rule runs through the white of a part, from side to side."""
    hull = hull_of(part)
    across = rule.x0 - 3 <= hull.x0 + 0.1 * hull.width and hull.x1 - 0.1 * hull.width <= rule.x1 + 3
    inside = hull.y0 < rule.y0 and rule.y1 < hull.y1
    return across and inside and not any(i.box.y0 + 1 < rule.y0 < i.box.y1 - 1 for i in part)


def cut_between_heads(sheet: Sheet, items: Sequence[Item]) -> list[list[Item]]:
    """Cut at gutters that no ink crosses and that have a head at the top on both sides: a head that was thought
    to reach over one does not."""
    inked = [(i, i.box if i.line is None else ink_of(i.line)) for i in items]
    parts: list[list[Item]] = []
    reach = float("-inf")
    for item, box in sorted(inked, key=lambda x: x[1].x0):
        if not parts or box.x0 - reach > 0.6 * sheet.kind.size:
            parts.append([])
        parts[-1].append(item)
        reach = max(reach, box.x1)
    top = min(i.box.y0 for i in items)
    out: list[list[Item]] = []
    for part in parts:
        first = min(part, key=lambda i: i.box.y0)
        if not out or (is_own_head(sheet, first) and first.box.y0 - top < 3 * sheet.kind.leading):
            out.append([])
        out[-1] += part
    if len(out) < 2 or not is_own_head(sheet, min(out[0], key=lambda i: i.box.y0)):
        return []
    return [clipped(part) for part in out]


def _bent(sheet: Sheet, parts: list[list[Item]]) -> list[list[Item]]:
    """Text that goes on below another article right of it (an article bent round it) comes before that one."""
    for k in range(1, len(parts)):
        tail, ruled = _tail_below(sheet, parts[k])
        if not tail or not has_head(sheet, parts[k - 1]):
            continue
        left = _last_line(parts[k - 1], sheet.kind)
        ids = {id(i) for i in tail}
        inner = [i for i in parts[k] if id(i) not in ids]
        last = _last_line(inner, sheet.kind)
        first = min(tail, key=lambda i: (round(i.box.y0), i.box.x0)).line
        if left is None or first is None or not (last is None or is_stop(last.text) or last.text.endswith("）")):
            continue
        if ruled or not is_stop(left.text) or first.x0 - min(i.box.x0 for i in tail) < sheet.kind.size:
            return [*parts[:k], tail, inner, *parts[k + 1 :]]
    return parts


def _tail_below(sheet: Sheet, part: list[Item]) -> tuple[list[Item], bool]:
    """The running text without a head that stands below an article, and whether a rule parts them or white."""
    bands = bands_of(sheet, part)
    if not has_head(sheet, bands[0]):
        return [], False
    for k in range(len(bands) - 1, 0, -1):
        if any(i.line is None or is_head(sheet, i) for i in bands[k]):
            break
        bottom, top = max(i.box.y1 for i in bands[k - 1]), min(i.box.y0 for i in bands[k])
        boxed = all(i.inside and not i.rows for i in bands[k - 1])  # its border is a rule
        ruled = boxed or is_ruled(sheet, bands[k - 1], bands[k], bottom, top)
        if ruled or top - bottom > 1.4 * sheet.kind.leading:
            tail = [i for band in bands[k:] for i in band]
            return (tail if len(tail) > 1 or ruled else []), ruled
    return [], False


def _upright_first(sheet: Sheet, parts: list[list[Item]]) -> list[list[Item]]:
    """A head set from top to bottom comes before the columns left of it, unless they have a head of their own."""
    out: list[list[Item]] = []
    for part in parts:
        if out and is_upright_block(part) and is_upright_block(out[-1]):
            out[-1] += part
        else:
            out.append(list(part))
    for k, part in enumerate(out):
        if not is_upright_block(part) or not any(is_head(sheet, i) for i in part):
            continue
        first = k
        while first and not has_head(sheet, out[first - 1]):
            first -= 1
        if first < k and (k + 1 == len(out) or has_head(sheet, out[k + 1])):
            out[first : k + 1] = [part, *out[first:k]]
    return out


def _ruled_gutters(sheet: Sheet, parts: list[list[Item]]) -> list[list[Item]]:
    """Cut at the gutters that have a rule in them first: articles before columns."""
    out = [list(parts[0])]
    for a, b in zip(parts, parts[1:], strict=False):
        left, right = max(i.box.x1 for i in a), min(i.box.x0 for i in b)
        top, bottom = min(i.box.y0 for i in (*a, *b)), max(i.box.y1 for i in (*a, *b))
        ruled = any(
            r.width < r.height and left - 3 <= r.x0 and r.x1 <= right + 3
            and min(r.y1, bottom) - max(r.y0, top) > 0.5 * (bottom - top)
            for r in sheet.rules
        )  # fmt: skip
        if ruled and has_head(sheet, b):  # a rule between columns of one article parts nothing
            out.append([])
        out[-1] += b
    return out


def cut_across_gutters(sheet: Sheet, bands: list[list[Item]]) -> list[list[Item]]:
    """Cut off, above or below, what lies across the gutters, so that the most can be cut along them."""
    room = 0.6 * sheet.kind.size
    above = list(_parts_so_far(bands, room))
    below = list(_parts_so_far(bands[::-1], room))[::-1]
    found = [(sum(map(len, bands[:k])), k, True) for k in range(1, len(bands)) if above[k - 1] > 1]
    found += [(sum(map(len, bands[k:])), k, False) for k in range(1, len(bands)) if below[k] > 1]
    for _, k, first in sorted(found, reverse=True)[:8]:
        parts = [[i for band in part for i in band] for part in (bands[:k], bands[k:])]
        cut, rest = parts if first else parts[::-1]
        if cut_at_gutters(sheet, cut) and not _is_one_line(sheet, cut, rest):
            return parts
    return []


def _is_one_line(sheet: Sheet, row: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether what seems to be columns is one line with a space in it: lines of text beside it run through."""
    lines = [i.line for i in (*row, *others) if i.line is not None and not is_head(sheet, i)]
    top, bottom = min(i.box.y0 for i in row), max(i.box.y1 for i in row)
    if len(row) != 2 or bottom - top > 1.3 * sheet.kind.size or any(i.line is None for i in row):
        return False
    a, b = sorted(row, key=lambda i: i.box.x0)
    near = [x for x in lines if top - 4 * sheet.kind.size < x.base < bottom + 4 * sheet.kind.size]
    through = any(x.x0 < a.box.x1 - 1 and b.box.x0 + 1 < x.x1 for x in near)
    return through and b.box.x0 - a.box.x1 < 2.4 * sheet.kind.size


def _last_line(part: Sequence[Item], kind: Type) -> Line | None:
    """The last line of running text in a region of columns: the lowest of the rightmost column."""
    lines = [i.line for i in part if i.line is not None and i.line.size < HEAD * kind.size]
    right = max((x.x0 for x in lines), default=0.0)
    column = [x for x in lines if x.x0 > right - 3 * kind.size]
    return max(column, key=lambda x: x.base, default=None)


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
