"""The white of a page: bands across it, gutters down it, and the rules that stand in either."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.page.pdf.frames import Item
from helpers.page.pdf.layout.sheet import Sheet, hull_of
from helpers.page.pdf.marks import Box


def bands_of(sheet: Sheet, items: Sequence[Item]) -> list[list[Item]]:
    """Items between white bands that cross the whole region, top to bottom."""
    bands: list[list[Item]] = []
    reach = float("-inf")
    for item in sorted(items, key=lambda i: i.box.y0):
        if not bands or item.box.y0 > reach + 0.05 * sheet.kind.size:
            bands.append([])
        bands[-1].append(item)
        reach = max(reach, item.box.y1)
    return bands


def is_ruled(sheet: Sheet, above: Sequence[Item], below: Sequence[Item], bottom: float, top: float) -> bool:
    x0 = min(i.box.x0 for i in (*above, *below))
    x1 = max(i.box.x1 for i in (*above, *below))
    return any(
        r.height < r.width
        and bottom - 2 <= r.y0
        and r.y1 <= top + 2
        and min(r.x1, x1) - max(r.x0, x0) > 0.8 * (x1 - x0)
        and not _runs_past(sheet, r, above, below)
        for r in sheet.rules
    )


def _runs_past(sheet: Sheet, rule: Box, above: Sequence[Item], below: Sequence[Item]) -> bool:
    """Whether a column of text goes on beside the end of a rule."""
    aside = [
        [i for i in part if i.line is not None and (i.box.x1 < rule.x0 + 3 or i.box.x0 > rule.x1 - 3)]
        for part in (above, below)
    ]
    return any(
        b.box.y0 - a.box.y1 < sheet.kind.leading and abs(a.box.x0 - b.box.x0) < 3 * sheet.kind.size
        for a in aside[0] for b in aside[1]
    )  # fmt: skip


def columns_of(sheet: Sheet, items: Sequence[Item]) -> list[list[Item]]:
    """What stands between the gutters, from left to right."""
    parts: list[list[Item]] = []
    reach = float("-inf")
    for item in sorted(items, key=lambda i: i.box.x0):
        if not parts or item.box.x0 - reach > 0.6 * sheet.kind.size:
            parts.append([])
        parts[-1].append(item)
        reach = max(reach, item.box.x1)
    return _wide_parts(sheet, parts)


def chunks_of(sheet: Sheet, part: Sequence[Item]) -> list[list[Item]]:
    """The parts of a column between white bands wider than those between its lines."""
    out: list[list[Item]] = []
    bottom = float("-inf")
    for band in bands_of(sheet, part):
        hull = hull_of(band)
        if not out or hull.y0 - bottom > 0.75 * sheet.kind.leading:
            out.append([])
        out[-1] += band
        bottom = hull.y1
    return out


def _wide_parts(sheet: Sheet, parts: list[list[Item]]) -> list[list[Item]]:
    """A part too narrow for a column (paragraphs' last characters) goes with the indented lines right of it."""
    out: list[list[Item]] = []
    for part in parts:
        indent = min(i.box.x0 for i in part) - min(i.box.x0 for i in out[-1]) if out else 0.0
        if out and indent < 4.5 * sheet.kind.size and _is_narrow(sheet, out[-1]):
            out[-1] = out[-1] + part
        else:
            out.append(part)
    return out


def _is_narrow(sheet: Sheet, part: Sequence[Item]) -> bool:
    wide = max(i.box.x1 for i in part) - min(i.box.x0 for i in part)
    return wide < 3.2 * sheet.kind.size and all(i.line is not None and not i.line.upright for i in part)
