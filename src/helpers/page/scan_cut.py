"""A scanned page → crops of one column each, and where its rules and pictures are.

Ink is cut along white space (recursive X-Y cut). A reader of characters that is given whole pages loses lines
and takes lines across columns; given columns, it does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

#: Crops are no taller than this, in pixels: beyond 2,000 the reader would shrink them.
_TALLEST = 1400

Crop = tuple[int, int, int, int]  # left, top, right, bottom, in pixels


@dataclass(frozen=True)
class Ink:
    """A page in black (1) and white (0), the size of its type in pixels, and what is no text on it."""

    mask: Any
    em: float
    rules: tuple[Crop, ...] = ()
    pictures: tuple[Crop, ...] = ()


def read_ink(gray: Any) -> Ink:
    """The ink of a grey image; rules and pictures taken out."""
    import cv2

    _, mask = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    em = _type_size(mask)
    pictures = _pictures(mask, em)
    for x0, y0, x1, y1 in pictures:
        mask[y0:y1, x0:x1] = 0
    rules = []
    for kernel in ((int(7 * em), 1), (1, int(7 * em))):
        long = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
        rules += _boxes(long)
        mask[cv2.dilate(long, np.ones((3, 3), np.uint8)) > 0] = 0
    return Ink(mask, em, tuple(rules), tuple(pictures))


def _type_size(mask: Any) -> float:
    """The height of the running text's characters, in pixels: the height of most stretches of line."""
    import cv2

    wide = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, 15), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(wide)
    lines = [(s[3], s[2]) for s in stats[1:] if 6 <= s[3] <= 120 and s[2] > 4 * s[3]]
    if not lines:
        return 24.0
    heights = np.repeat([h for h, _ in lines], [max(1, w // h) for h, w in lines])
    return float(np.median(heights)) / 0.92


def _boxes(mask: Any) -> list[Crop]:
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    return [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:2001]]


def _pictures(mask: Any, em: float) -> list[Crop]:
    """Large stretches of solid ink, thicker than any stroke of a headline."""
    import cv2

    core = max(3, int(0.7 * em))
    solid = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((core, core), np.uint8))
    solid = cv2.dilate(solid, np.ones((int(em), int(em)), np.uint8))
    return [b for b in _boxes(solid) if b[2] - b[0] > 5 * em and b[3] - b[1] > 4 * em]


def read_crops(ink: Ink) -> Iterator[Crop]:
    """Crops of one column each."""
    height, width = ink.mask.shape
    yield from _cut(ink.mask, (0, 0, width, height), ink.em, 0)


def _cut(mask: Any, crop: Crop, em: float, depth: int) -> Iterator[Crop]:
    x0, y0, x1, y1 = crop
    part = mask[y0:y1, x0:x1]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if not len(columns) or depth > 40:
        return
    x0, x1 = x0 + int(columns[0]), x0 + int(columns[-1]) + 1
    y0, y1 = y0 + int(rows[0]), y0 + int(rows[-1]) + 1
    if max(x1 - x0, y1 - y0) < 0.3 * em:
        return
    part = mask[y0:y1, x0:x1]
    lines = _runs(part.any(axis=1), 0.12 * em)
    tallest = max(b - a for a, b in lines)
    gutter = 0.7 * em if len(lines) > 3 else max(0.7 * em, 1.6 * tallest)  # a head has wide spaces of its own
    across = _runs(part.any(axis=0), gutter) if x1 - x0 > 4 * em else []
    if len(across) > 1:
        for a, b in across:
            yield from _cut(mask, (x0 + a, y0, x0 + b, y1), em, depth + 1)
        return
    down = _runs(part.any(axis=1), 0.85 * em)
    if len(down) > 1:
        for a, b in down:
            yield from _cut(mask, (x0, y0 + a, x1, y0 + b), em, depth + 1)
        return
    at = _peel(part, lines, 0.7 * em)
    if at:
        yield from _cut(mask, (x0, y0, x1, y0 + at), em, depth + 1)
        yield from _cut(mask, (x0, y0 + at, x1, y1), em, depth + 1)
        return
    yield from _slices((x0, y0, x1, y1), lines)


def _peel(part: Any, lines: list[tuple[int, int]], gutter: float) -> int:
    """Where lines of a head end, tight above columns that can then be cut apart (or begin, tight below them)."""
    for k in range(1, min(9, len(lines) - 2)):
        if len(_runs(part[lines[k][0] :].any(axis=0), gutter)) > 1:
            return lines[k][0]
    for k in range(1, min(9, len(lines) - 2)):
        if len(_runs(part[: lines[-k][0]].any(axis=0), gutter)) > 1:
            return lines[-k][0]
    return 0


def _slices(crop: Crop, lines: list[tuple[int, int]]) -> Iterator[Crop]:
    """A tall crop in several, cut between its lines."""
    x0, y0, x1, y1 = crop
    top = 0
    for (_, end), (start, _) in zip(lines, lines[1:], strict=False):
        if start - top > _TALLEST:
            yield x0, y0 + top, x1, y0 + end
            top = start
    yield x0, y0 + top, x1, y1


def _runs(filled: Any, gap: float) -> list[tuple[int, int]]:
    """Stretches that hold ink, those less than ``gap`` apart as one."""
    where = np.flatnonzero(filled)
    if not len(where):
        return []
    breaks = np.flatnonzero(np.diff(where) > max(1.0, gap))
    starts = [where[0], *where[breaks + 1]]
    ends = [*where[breaks], where[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]
