"""Columns with pictures that bite into them: the columns first, then the pictures with their captions."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.page.pdf.frames import Item
from helpers.page.pdf.layout.sheet import Sheet, is_head
from helpers.page.pdf.layout.white import columns_of
from helpers.page.pdf.marks import Box


def cut_round_pictures(sheet: Sheet, items: Sequence[Item]) -> list[list[Item]]:
    """Columns with pictures that bite into them, text running beside: the columns, then the pictures with what
    stands below them."""
    aside = [i for i in items if i.is_picture]
    text = [i for i in items if not i.is_picture]
    if not aside or not text:
        return []
    for picture in tuple(aside):
        under = [i for i in text if i.line is not None and _is_under(sheet, i, picture.box)]
        aside += under
        text = [i for i in text if i not in under]
    parts = columns_of(sheet, text)
    bitten = all(any(_bites(sheet, p.box, part) for part in parts) for p in aside if p.is_picture)
    return [*parts, aside] if bitten and (len(parts) > 1 or all(i.line for i in text)) else []


def _is_under(sheet: Sheet, item: Item, picture: Box) -> bool:
    """Whether a line is a picture's caption: close under it, within its width."""
    close = -2 < item.box.y0 - picture.y1 < 2.3 * sheet.kind.leading
    return close and picture.x0 - 2 <= item.box.x0 and item.box.x1 <= picture.x1 + 2


def _bites(sheet: Sheet, picture: Box, part: Sequence[Item]) -> bool:
    """Whether lines of a column stand beside a picture, others of it right above or below the picture."""
    lines = [i.line for i in part if i.line is not None and not is_head(sheet, i)]
    beside = [x for x in lines if picture.y0 < (x.top + x.bottom) / 2 < picture.y1]
    room, into = 3 * sheet.kind.leading, 1.5 * sheet.kind.size
    near = [x for x in lines if -room < x.bottom - picture.y0 < into or -into < x.top - picture.y1 < room]
    near = [x for x in near if min(picture.x1, x.x1) - max(picture.x0, x.x0) > into]
    return any(
        abs(a.size - b.size) < 0.5 and min(abs(a.x0 - b.x0), abs(a.x1 - b.x1)) < 0.6 * a.size
        for a in beside
        for b in near
    )
