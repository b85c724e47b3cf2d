"""Cuts along white bands: which of them open something new, a head, a frame, or what stands under a rule."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.page.pdf.frames import Item
from helpers.page.pdf.layout.gutters import cut_at_gutters
from helpers.page.pdf.layout.sheet import Sheet, hull_of, is_head, is_text, is_upright, shares_width
from helpers.page.pdf.layout.white import columns_of, is_ruled


def cut_above_heads(sheet: Sheet, bands: list[list[Item]]) -> list[list[Item]]:
    """Cut above bands that open something new: a head, a frame, or what stands under a rule."""
    parts: list[list[Item]] = []
    last: list[Item] = []
    for band in bands:
        if not last or _opens(sheet, last, band):
            parts.append([])
        parts[-1] += band
        last = band
    return parts if len(parts) > 1 else []


def _opens(sheet: Sheet, above: list[Item], band: list[Item]) -> bool:
    bottom, top = max(i.box.y1 for i in above), min(i.box.y0 for i in band)
    if is_ruled(sheet, above, band, bottom, top):
        return True
    if any(i.inside for i in above) and any(i.inside for i in band) and len(above) == len(band) == 1:
        return True
    gap = top - bottom
    if not any(is_text(sheet, i) for i in above):
        return _is_banner(sheet, above, band)
    if gap <= 0.35 * sheet.kind.size:
        return False
    parts = columns_of(sheet, band)
    firsts = [min(part, key=lambda i: i.box.y0) for part in parts]
    opening = [
        (is_head(sheet, i) and not _is_stacked(sheet, i, above)) or (i.line is None and not i.rows) for i in firsts
    ]
    if gap > 0.75 * sheet.kind.leading:  # more white than between the lines of a column
        opening = _with_text_beside(sheet, parts, firsts, opening)
    if any(is_upright(i) and is_head(sheet, i) for i in band) and gap > sheet.kind.leading:
        return True  # the columns beside such a head have none of their own
    return all(opening) or (any(opening) and gap > 1.4 * sheet.kind.leading)


def _with_text_beside(sheet: Sheet, parts: list[list[Item]], firsts: list[Item], opening: list[bool]) -> list[bool]:
    """Which parts open something, counting the text of an article whose head stands left of it, not above it."""
    out = list(opening)
    beside = False
    for k in range(1, len(parts)):
        small = sum(not is_head(sheet, i) for i in parts[k - 1])  # a byline under the head
        alone = opening[k - 1] and firsts[k - 1].line is not None and small <= 3
        level = abs(firsts[k].box.y0 - firsts[k - 1].box.y0) < sheet.kind.leading
        beside = not opening[k] and level and (alone or beside)
        out[k] = opening[k] or beside
    return out


def _is_stacked(sheet: Sheet, item: Item, above: Sequence[Item]) -> bool:
    """Whether a line of a head only goes on with the head above it."""
    assert item.line is not None
    close = 0.8 * max([item.line.size, *(i.line.size for i in above if i.line is not None)])
    return any(is_head(sheet, i) and shares_width(i.box, item.box) and item.box.y0 - i.box.y1 < close for i in above)


def _is_banner(sheet: Sheet, above: Sequence[Item], band: Sequence[Item]) -> bool:
    """Whether one line stands over the heads of several articles, larger than they or across them."""
    parts = cut_at_gutters(sheet, band)
    firsts = [min(part, key=lambda i: i.box.y0) for part in parts]
    if len(above) > 1 or above[0].line is None or len(parts) < 2 or not all(is_head(sheet, i) for i in firsts):
        return False
    bottom = above[0].line.bottom
    under = [shares_width(above[0].line.box, hull_of(part)) for part in parts]
    near = [i.box.y0 - bottom for i, u in zip(firsts, under, strict=True) if u]
    far = [i.box.y0 - bottom for i, u in zip(firsts, under, strict=True) if not u]
    return not (near and far) or min(near) > 0.5 * sheet.kind.size or max(far) - min(near) < sheet.kind.size
