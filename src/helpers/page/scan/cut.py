"""A scanned page → upright ink on white paper, crops of one column each, and where its rules, frames and pictures are.

The page is cut along white space and rules (recursive X-Y cut). A reader of characters that is given whole pages
loses lines and takes lines across columns; given lines of columns, it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Crop = tuple[int, int, int, int]  # left, top, right, bottom, in pixels

#: Pages turned by more than this many degrees are not set upright.
_MOST_TURN = 3.0
#: White space, in characters, that parts columns, and that parts what stands under each other.
_GUTTER, _BAND = 0.85, 0.85


@dataclass(frozen=True)
class Ink:
    """A page in grey on white paper, in black (1) and white (0), the size of its type in pixels, and what is no
    text on it (which is white in both)."""

    gray: Any
    mask: Any
    em: float
    rules: tuple[Crop, ...] = ()
    frames: tuple[Crop, ...] = ()
    pictures: tuple[Crop, ...] = ()


def read_ink(gray: Any) -> Ink:
    """The ink of a grey image, set upright; rules, frames and pictures taken out."""
    import cv2

    gray = _upright(_on_white(gray))
    mask = _without_specks(_inked(gray))
    em = _type_size(mask)
    pictures = _pictures(mask, gray, em)
    out: Any = np.zeros_like(mask)
    for x0, y0, x1, y1 in pictures:
        out[y0:y1, x0:x1] = 1
    mask[out > 0] = 0
    strokes: list[Any] = [
        cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        for kernel in ((1, int(7 * em)), (int(7 * em), 1))
    ]
    rules = [b for stroke in strokes for b in _boxes(stroke) if min(b[2] - b[0], b[3] - b[1]) < 0.7 * em]
    frames = [b for b in _boxes(strokes[0] | strokes[1]) if _is_frame(strokes, b, em)]
    hair = _hairlines(mask, em)
    strokes[1] |= hair
    rules += _boxes(hair)
    out |= cv2.dilate(strokes[0] | strokes[1], np.ones((5, 5), np.uint8))
    mask[out > 0] = 0
    gray[out > 0] = 255
    return Ink(gray, mask, em, tuple(rules), tuple(frames), tuple(pictures))


# -- paper


def _on_white(gray: Any) -> Any:
    """The same with its paper white, whatever its tint and wherever a shadow lies."""
    import cv2

    height, width = gray.shape
    small = cv2.resize(gray, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(small, 90))
    around = cv2.blur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (15, 15))
    around = np.maximum(around, np.uint8(0.75 * paper))
    level = cv2.resize(around, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(gray, level, scale=262)


def _inked(gray: Any) -> Any:
    """Ink with its hairlines, which are lighter than half black."""
    import cv2

    level, _ = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return (gray < (level + 255) / 2).astype(np.uint8)


def _without_specks(mask: Any) -> Any:
    """Ink without dust: specks much smaller than the dot of a full stop."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    least = max(2, (0.1 * _type_size(mask)) ** 2)
    kept = (stats[:, cv2.CC_STAT_AREA] > least).astype(np.uint8)
    kept[0] = 0
    return kept[labels]


def _upright(gray: Any) -> Any:
    """The page turned so that its lines are level."""
    import cv2

    turn = _turn(gray)
    if abs(turn) < 0.06:
        return gray
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    return cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _turn(gray: Any) -> float:
    """By how many degrees the lines of a page fall to the right: where they are level, rows are black or white."""
    import cv2

    height, width = gray.shape
    factor = min(1.0, 1400 / max(height, width))
    small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = (255 - small).astype(np.float32)

    def level(turn: float) -> float:
        matrix = cv2.getRotationMatrix2D((small.shape[1] / 2, small.shape[0] / 2), turn, 1.0)
        rows = cv2.warpAffine(dark, matrix, small.shape[::-1]).sum(axis=1)
        return float((np.diff(rows) ** 2).sum())

    best = max(np.arange(-_MOST_TURN, _MOST_TURN + 0.01, 0.25), key=level)
    return float(max(np.arange(best - 0.2, best + 0.21, 0.05), key=level))


# -- what stands on it


def _type_size(mask: Any) -> float:
    """The height of the running text's characters, in pixels: the height of most stretches of line."""
    import cv2

    wide = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, 15), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(wide)
    lines = [(h, w) for _, _, w, h, area in stats[1:] if 6 <= h <= 120 and w > 4 * h and area < 0.92 * w * h]
    if not lines:
        return 24.0
    heights = np.repeat([h for h, _ in lines], [min(w // h, 40) for h, w in lines])  # a long one may be a rule
    return float(np.median(heights)) / 0.92


def _boxes(mask: Any) -> list[Crop]:
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    return [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:2001]]


def _pictures(mask: Any, gray: Any, em: float) -> list[Crop]:
    """Large stretches of solid ink, thicker than any stroke of a headline, with the tint around them."""
    import cv2

    core = np.ones((max(3, int(0.7 * em)),) * 2, np.uint8)
    solid: Any = cv2.morphologyEx(mask, cv2.MORPH_OPEN, core)
    tint: Any = cv2.morphologyEx((cv2.blur(gray, (3, 3)) < 240).astype(np.uint8), cv2.MORPH_OPEN, core)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(tint | solid)
    inked = np.bincount(labels[solid > 0], minlength=len(stats))
    found = [
        (int(x), int(y), int(x + w), int(y + h))
        for k, (x, y, w, h, area) in enumerate(stats)
        if k and w > 4 * em and h > 3 * em and inked[k] > 0.1 * area
    ]
    return [b for b in found if not any(_within(b, other) for other in found if other != b)]


def _hairlines(mask: Any, em: float) -> Any:
    """Short upright rules between columns of two or three lines: thinner than any stroke of type as high as they."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    thin = ((width <= max(3, 0.14 * em)) & (height > 1.6 * em) & (height < 8 * em)).astype(np.uint8)
    thin[0] = 0
    return thin[labels]


def _within(a: Crop, b: Crop) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


def _is_frame(strokes: Sequence[Any], box: Crop, em: float) -> bool:
    """Whether long strokes run along all four sides of a box."""
    x0, y0, x1, y1 = box
    if x1 - x0 < 6 * em or y1 - y0 < 2 * em:
        return False
    level, upright = strokes[0][y0:y1, x0:x1], strokes[1][y0:y1, x0:x1]
    near = max(2, int(0.3 * em))
    sides = (level[:near].any(0), level[-near:].any(0), upright[:, :near].any(1), upright[:, -near:].any(1))
    return all(side.mean() > 0.9 for side in sides)


def is_side(rule: Crop, frame: Crop) -> bool:
    """Whether a rule is one side of a frame."""
    near = 12
    within = all(a - near < v < b + near for v, a, b in zip(rule, frame[:2] * 2, frame[2:] * 2, strict=True))
    edges = [
        abs(rule[i] - frame[i]) < near and abs(rule[j] - frame[i]) < near for i, j in ((0, 2), (1, 3), (2, 0), (3, 1))
    ]
    return within and any(edges)


# -- cuts


def read_crops(ink: Ink) -> Iterator[Crop]:
    """Crops of one column each."""
    height, width = ink.mask.shape
    yield from _Cutter(ink).cut((0, 0, width, height), 0)


class _Cutter:
    """Cuts a page along gutters and upright rules, else along level rules and white bands."""

    def __init__(self, ink: Ink) -> None:
        self.mask, self.em = ink.mask, ink.em
        self.level = [r for r in ink.rules if r[2] - r[0] > r[3] - r[1]]
        self.upright = [r for r in ink.rules if r[2] - r[0] < r[3] - r[1]]

    def cut(self, crop: Crop, depth: int) -> Iterator[Crop]:
        x0, y0, x1, y1 = crop
        part = self.mask[y0:y1, x0:x1]
        columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
        if not len(columns) or depth > 200:
            return
        crop = (x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1)
        if max(crop[2] - crop[0], crop[3] - crop[1]) < 0.3 * self.em:
            return
        parts = self._across(crop) or self._down(crop)
        if len(parts) < 2:
            yield crop
            return
        for smaller in parts:
            yield from self.cut(smaller, depth + 1)

    def _across(self, crop: Crop) -> list[Crop]:
        """Cut from side to side, at gutters."""
        x0, y0, x1, y1 = crop
        part = self.mask[y0:y1, x0:x1]
        filled = part.any(axis=0)
        for r in self.level:  # a gutter does not run through a rule
            if y0 < r[1] and r[3] < y1:
                filled[max(0, r[0] - x0) : max(0, r[2] - x0)] = True
        if x1 - x0 <= 4 * self.em:
            return []
        least = self._least(part)
        ruled = self._ruled(crop)
        out: list[tuple[int, int]] = []
        for a, b in runs(filled, 0.0):
            last = out[-1][1] if out else 0
            upright = (
                out and a - last + 1 > 0.45 * self.em and (self._upright(part, *out[-1]) or self._upright(part, a, b))
            )
            if not out or a - last + 1 > least or upright or any(last - 2 <= x <= a + 2 for x in ruled):
                out.append((a, b))
            else:
                out[-1] = (out[-1][0], b)
        out = self._columns(part, out, ruled)
        out = out if len(out) > 1 else self._even(part, filled)
        return [(x0 + a, y0, x0 + b, y1) for a, b in out] if len(out) > 1 else []

    def _even(self, part: Any, filled: Any) -> list[tuple[int, int]]:
        """Columns of two or three lines, as wide as each other, whose gutters could as well be spaces."""
        out = runs(filled, 0.8 * self.em)
        lines = [b - a for a, b in runs(part.any(axis=1), 0.12 * self.em)]
        widths = [b - a for a, b in out]
        even = len(out) > 1 and min(widths) > 8 * self.em and max(widths) - min(widths) < 0.6 * self.em
        return out if even and 2 <= len(lines) <= 3 and max(lines) < 1.3 * self.em else []

    def _least(self, part: Any) -> float:
        """How wide a gutter is at least: in a line or two, white space may as well be a space."""
        stretches = runs(part.any(axis=0), _GUTTER * self.em)
        lines = max((runs(part[:, a:b].any(axis=1), 0.12 * self.em) for a, b in stretches), key=len)
        tallest = max(b - a for a, b in lines)
        if len(lines) <= 3 and tallest > 1.3 * self.em:
            return max(_GUTTER * self.em, 1.6 * tallest)
        return {1: 1.6, 2: 1.1}.get(len(lines), _GUTTER) * self.em

    def _columns(
        self, part: Any, stretches: Sequence[tuple[int, int]], ruled: Sequence[float] = ()
    ) -> list[tuple[int, int]]:
        """Stretches of a region from side to side that are columns: those of few lines or little width, near another
        and with no rule between, are what is left of a line beyond a space."""
        out: list[tuple[int, int]] = []
        last = 0.0  # how near the next must be to go with the one before
        for a, b in stretches:
            own = self._room(part, a, b)
            end = out[-1][1] if out else 0
            ruled_off = any(end - 2 <= x <= a + 2 for x in ruled)
            if out and a - end < max(own, last) * self.em and not ruled_off:
                out[-1] = (out[-1][0], b)
                last = self._room(part, *out[-1])
            else:
                out.append((a, b))
                last = own
        return out

    def _upright(self, part: Any, a: int, b: int) -> bool:
        """Whether a stretch is a line of large type set from top to bottom: characters as high as wide, four or more."""
        if not 1.25 * self.em < b - a < 5 * self.em:
            return False
        heights = [d - c for c, d in runs(part[:, a:b].any(axis=1), 0.08 * (b - a)) if d - c > 0.45 * (b - a)]
        return len(heights) >= 4 and float(np.median(heights)) > 0.75 * (b - a) and max(heights) < 1.35 * (b - a)

    def _room(self, part: Any, a: int, b: int) -> float:
        """Beyond how much white a stretch is a column of its own, in characters."""
        lines = runs(part[:, a:b].any(axis=1), 0.12 * self.em)
        if self._upright(part, a, b):
            return 0.0
        if b - a < 6 * self.em or not lines:
            return 3.0
        return 1.3 if len(lines) < 2 and lines[0][1] - lines[0][0] < 1.3 * self.em else 0.0

    def _ruled(self, crop: Crop) -> list[float]:
        """Where upright rules run along most of a region, from its left edge."""
        x0, y0, x1, y1 = crop
        return [
            (r[0] + r[2]) / 2 - x0
            for r in self.upright
            if x0 < r[0] and r[2] < x1 and min(r[3], y1) - max(r[1], y0) > 0.6 * (y1 - y0)
        ]

    def _down(self, crop: Crop) -> list[Crop]:
        """Cut in two, one above the other: at a rule, where the rest can be cut across, or at the widest band."""
        x0, y0, x1, y1 = crop
        part = self.mask[y0:y1, x0:x1]
        lines = runs(part.any(axis=1), 0.12 * self.em)
        if len(lines) < 2:
            return []
        gaps = [(a[1], b[0]) for a, b in zip(lines, lines[1:], strict=False)]
        at = self._rule_gap(crop, gaps) or self._peel(crop, lines) or self._widest(gaps)
        return [(x0, y0, x1, y0 + at), (x0, y0 + at, x1, y1)] if at else []

    def _rule_gap(self, crop: Crop, gaps: Sequence[tuple[int, int]]) -> int:
        x0, y0, x1, _ = crop
        wide = [r for r in self.level if min(r[2], x1) - max(r[0], x0) > 0.8 * (x1 - x0)]
        return next((b for a, b in gaps if any(y0 + a - 2 <= r[1] and r[3] <= y0 + b + 2 for r in wide)), 0)

    def _widest(self, gaps: Sequence[tuple[int, int]]) -> int:
        a, b = max(gaps, key=lambda g: g[1] - g[0])
        return b if b - a > _BAND * self.em else 0

    def _peel(self, crop: Crop, lines: Sequence[tuple[int, int]]) -> int:
        """Where lines across the gutters end, above columns that can then be cut apart (or begin, below them)."""
        x0, y0, x1, y1 = crop
        most = len(lines) - 1
        first = next((k for k in range(1, most) if self._across((x0, y0 + lines[k][0], x1, y1))), 0)
        final = next((k for k in range(1, most) if self._across((x0, y0, x1, y0 + lines[-k - 1][1]))), 0)
        if not first and not final:
            return 0
        over = lines[first][0] if first else 10**9
        under = lines[-1][1] - lines[-final][0] if final else 10**9
        return lines[first][0] if over <= under else lines[-final][0]


def runs(filled: Any, gap: float) -> list[tuple[int, int]]:
    """Stretches that hold ink, those less than ``gap`` apart as one."""
    where = np.flatnonzero(filled)
    if not len(where):
        return []
    breaks = np.flatnonzero(np.diff(where) > max(1.0, gap))
    starts = [where[0], *where[breaks + 1]]
    ends = [*where[breaks], where[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]
