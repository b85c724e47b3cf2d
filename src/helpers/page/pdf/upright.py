"""Headlines set from top to bottom: characters under each other become lines, read from right to left.

Two lines of such a headline stand side by side, so that a row of the page holds one character of each. They are
told from a headline of short rows by their distances: characters of one line stand closer than those of two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers.page.pdf.lines import Line

#: A row of the page holds at most so many lines of one headline set from top to bottom.
_MOST_BESIDE = 4
#: A word's space in such a line, in times the type size from baseline to baseline.
_SPACE = 2.6


@dataclass(frozen=True)
class _Glyph:
    """One character of a short line, and how far its neighbour in that line stands from it (0: it has none)."""

    char: str
    x0: float
    x1: float
    base: float
    line: Line
    beside: float

    @property
    def size(self) -> float:
        return self.line.size


def with_upright(lines: Sequence[Line], body: float) -> list[Line]:
    """The lines of a page, those set from top to bottom made of the characters that they were read as."""
    glyphs = [g for x in lines if _is_short(x, body) for g in _glyphs(x)]
    stacks = _whole([s for s in _stacks(glyphs) if _is_line(s)])
    stacks += _pairs(lines, {id(g.line) for s in stacks for g in s}, body)
    used = {id(g.line) for s in stacks for g in s}
    return [*(x for x in lines if id(x) not in used), *spaced([_line(s) for s in stacks])]


def _pairs(lines: Sequence[Line], used: set[int], body: float) -> list[list[_Glyph]]:
    """Headlines of two characters under each other (讣告), with white all round them."""
    large = [x for x in lines if len(x.text) == 1 and x.text.isalpha() and x.size >= 1.6 * body and id(x) not in used]
    large.sort(key=lambda x: x.base)
    out = []
    for k, a in enumerate(large):
        for b in large[k + 1 :]:
            if b.base - a.base >= _SPACE * a.size:
                break  # they stand in order of their baselines
            alike = abs(a.size - b.size) < 0.05 * a.size and abs(a.x0 - b.x0) < 0.2 * a.size
            if alike and 0.9 * a.size < b.base - a.base and _is_alone(a, b, lines):
                out.append([*_glyphs(a), *_glyphs(b)])
    return out if len({id(g.line) for s in out for g in s}) == 2 * len(out) else []


def _is_alone(a: Line, b: Line, lines: Sequence[Line]) -> bool:
    left, right = a.x0 - 0.7 * a.size, a.x1 + 0.7 * a.size
    near = [x for x in lines if x.x1 > left and x.x0 < right and x.bottom > a.top and x.top < b.bottom]
    return len(near) == 2


def _whole(stacks: list[list[_Glyph]]) -> list[list[_Glyph]]:
    """Those stacks that use up the short lines which they take characters from: none is lost."""
    while True:
        taken = Counter(id(g.line) for s in stacks for g in s)
        kept = [s for s in stacks if all(taken[id(g.line)] == len(g.line.text) for g in s)]
        if len(kept) == len(stacks):
            return kept
        stacks = kept


def reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines set from top to bottom, from right to left, what stands in one column of them from top to bottom."""
    out: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: -x.x1):
        if out and line.x1 > out[-1][0].x0 + 0.35 * line.size:
            out[-1].append(line)
        else:
            out.append([line])
    return [x for column in out for x in sorted(column, key=lambda x: x.top)]


def _is_short(line: Line, body: float) -> bool:
    if line.upright or any(c.isspace() for c in line.text):
        return False
    return len(line.text) == 1 or (len(line.text) <= _MOST_BESIDE and line.size >= 1.2 * body)


def _glyphs(line: Line) -> list[_Glyph]:
    count = len(line.text)
    if count == 1:
        return [_Glyph(line.text, line.x0, line.x1, line.base, line, 0.0)]
    width = min(line.size, (line.x1 - line.x0) / count)
    step = (line.x1 - line.x0 - width) / (count - 1)
    starts = [line.x0 + k * step for k in range(count)]
    return [_Glyph(c, x, x + width, line.base, line, step) for c, x in zip(line.text, starts, strict=True)]


def _stacks(glyphs: Sequence[_Glyph]) -> list[list[_Glyph]]:
    """Characters of one size that stand under each other."""
    stacks: list[list[_Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        host = next((s for s in reversed(stacks[-60:]) if _below(s[-1], glyph)), None)
        if host is None:
            stacks.append([glyph])
        else:
            host.append(glyph)
    return stacks


def _below(a: _Glyph, b: _Glyph) -> bool:
    size = max(a.size, b.size)
    under = abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2 < 0.3 * size or abs(a.x0 - b.x0) < 0.1 * size  # a narrow mark
    same = abs(a.size - b.size) < 0.1 * size and under
    return same and 0.7 * size < b.base - a.base < 1.6 * size


def _is_line(stack: Sequence[_Glyph]) -> bool:
    """Whether characters under each other are a line: three alone, or four closer than those beside them."""
    steps = [b.base - a.base for a, b in zip(stack, stack[1:], strict=False)]
    beside = [g.beside for g in stack if g.beside]
    if not beside:
        return len(stack) >= 3
    return len(stack) >= 4 and sum(steps) / len(steps) < 0.98 * min(beside)


def _line(stack: Sequence[_Glyph]) -> Line:
    first, last = stack[0].line, stack[-1]
    bottom = last.base + 0.12 * last.size
    text = "".join(g.char for g in stack)
    return Line(text, min(g.x0 for g in stack), max(g.x1 for g in stack), bottom, first.size, first.bold, True,
                bottom - first.top)  # fmt: skip


def spaced(lines: Sequence[Line]) -> list[Line]:
    """Upright lines that a space has cut in two, made whole."""
    out: list[Line] = []
    for line in sorted(lines, key=lambda x: (x.top, x.x0)):
        host = next((k for k, x in enumerate(out) if _goes_on(x, line)), None)
        if host is None:
            out.append(line)
            continue
        above = out[host]
        text, height = f"{above.text}　{line.text}", line.bottom - above.top
        out[host] = replace(above, text=text, base=line.base, height=height)
    return out


def _goes_on(a: Line, b: Line) -> bool:
    same = abs(a.size - b.size) < 0.1 * a.size and abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2 < 0.3 * a.size
    return same and 0 < b.top - a.bottom < (_SPACE - 1) * a.size
