"""Where nothing can be cut: blocks in the order of what stands above and to the left of what (Breuel 2003)."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.page.pdf.frames import Item
from helpers.page.pdf.layout.sheet import Type, hull_of, shares_width
from helpers.page.pdf.marks import Box


def blocks_of(items: Sequence[Item], kind: Type) -> list[list[Item]]:
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
    return near and abs(a.box.x0 - b.box.x0) < 3 * kind.size and shares_width(a.box, b.box)


def in_order(blocks: list[list[Item]]) -> list[list[Item]]:
    """Topological order: above before below, left before right unless something between them says otherwise."""
    hulls = [hull_of(b) for b in blocks]
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
    if shares_width(a, b):
        return a.y0 < b.y0
    if a.x1 > b.x0 + 1:
        return False
    return not any(shares_width(c, a) and shares_width(c, b) and min(a.y0, b.y0) < c.y0 < max(a.y0, b.y0) for c in all_)
