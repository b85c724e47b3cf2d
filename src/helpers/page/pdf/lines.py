"""Characters → lines: what stands on one baseline of one column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from helpers.page.pdf.marks import Box, Char

_MARKS = "，。、；：！？”’“‘…—（）《》【】"
#: Marks whose left or right half is blank.
_OPENING = "“‘（《〈【「『"
_CLOSING = "，。、；：！？”’）》〉】」』"
#: What may be set small, high or low behind a character, and how it is written as such.
_SCRIPTS = "0123456789[]()（）［］〔〕①②③④⑤⑥⑦⑧⑨⑩*※+-oO°"
_STROKES = "/⁄／"
_RAISED = str.maketrans("0123456789oO", "⁰¹²³⁴⁵⁶⁷⁸⁹°°")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
#: So many single characters at even distances are words spread over the line, each glyph drawn alone.
_SPREAD = 4


@dataclass(frozen=True)
class Line:
    """One line of one column. ``size`` is its type size, ``base`` its baseline, in points from the top."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    upright: bool = False  # set from top to bottom
    height: float = 0.0  # of an upright line
    spaced: tuple[bool, bool] = (False, False)  # whether white space is drawn before, after its text
    reach: tuple[float, float] | None = None  # of a head: left and right edge of the columns it stands over
    label: bool = False  # a small line that belongs to the head right below it

    @property
    def top(self) -> float:
        return self.base - self.height if self.upright else self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        return self.base if self.upright else self.base + 0.12 * self.size

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def inked(self) -> tuple[float, float]:
        """Left and right edge without the blank half of a mark at an end, which may hang over the column's edge."""
        if self.upright or len(self.text) < 3:
            return self.x0, self.x1
        left = 0.45 * self.size if self.text[0] in _OPENING else 0.0
        right = 0.45 * self.size if self.text[-1] in _CLOSING else 0.0
        return self.x0 + left, self.x1 - right


@dataclass
class _Run:
    """Characters that follow each other on one baseline."""

    chars: list[Char]
    spaced: tuple[bool, bool] = (False, False)

    @property
    def x0(self) -> float:
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        return self.chars[-1].x1

    @property
    def size(self) -> float:
        return self.chars[0].size

    @property
    def base(self) -> float:
        return self.chars[0].base


def read_lines(chars: Sequence[Char], walls: Sequence[Box] = ()) -> list[Line]:
    """The lines of a page, top to bottom, left to right where they stand on one height.

    ``walls`` are upright rules and the sides of frames: no line runs through one.
    """
    level = list(_lifted(c for c in _once(chars) if not c.turned))
    body = body_size(level)
    runs = [r for r in _trimmed(_merged(_runs(level, body), body)) if r.chars]
    lines = [_line(r) for r in _joined(runs, _edges(runs), walls)]
    lines = [*lines, *_turned([c for c in chars if c.turned])]
    return sorted(lines, key=lambda line: (round(line.top, 1), line.x0))


def _once(chars: Iterable[Char]) -> Iterator[Char]:
    """Each character once: shadows and false bold print one twice, a little aside."""
    seen: dict[tuple[str, float, int, int], list[Char]] = {}
    for c in chars:
        step = max(c.size, 1) / 4
        x, y = int(c.x0 // step), int(c.base // step)
        near = [
            o for i in (-1, 0, 1) for j in (-1, 0, 1) for o in seen.get((c.text, round(c.size, 1), x + i, y + j), ())
        ]
        if c.text.isspace() or not any(_is_shadow(o, c, step) for o in near):
            yield c
        seen.setdefault((c.text, round(c.size, 1), x, y), []).append(c)


def _is_shadow(a: Char, b: Char, most: float) -> bool:
    """Whether two equal characters are one drawn twice; the two l of a word stand a narrow glyph's width apart."""
    aside = min(most, 0.6 * (b.x1 - b.x0)) if b.x1 > b.x0 else most
    return abs(a.x0 - b.x0) < aside and abs(a.base - b.base) < most


def _lifted(chars: Iterable[Char]) -> Iterator[Char]:
    """Small figures set high or low beside a character, as of the same line: m², CO₂, ¹/₂, the mark of a note."""
    row = list(chars)
    for k, c in enumerate(row):
        before = row[k - 1] if k else None
        host = before if before is not None and _is_script(before, c) else None
        if host is None and k + 1 < len(row) and row[k + 1].text in _STROKES and _is_numerator(c, row[k + 1]):
            host = row[k + 1]
        if host is not None:
            table = _RAISED if c.base < host.base else _LOWERED
            row[k] = c = replace(c, text=c.text.translate(table), base=host.base, size=host.size, bold=host.bold)
        yield c


def _is_script(a: Char, b: Char) -> bool:
    """Whether ``b`` is set small, high or low behind ``a``, or on the line behind a fraction's stroke."""
    high = a.base - b.base
    placed = -0.3 * a.size < high < -0.08 * a.size or 0.15 * a.size < high < 0.7 * a.size
    placed = placed or (a.text in _STROKES and abs(high) < 0.1 * a.size)
    return (
        b.text in _SCRIPTS
        and 0.45 * a.size < b.size < 0.78 * a.size
        and placed
        and -0.15 * a.size < b.x0 - a.x1 < 0.35 * a.size
    )


def _is_numerator(c: Char, stroke: Char) -> bool:
    high = 0.15 * stroke.size < stroke.base - c.base < 0.7 * stroke.size
    return c.text.isdigit() and c.size < 0.78 * stroke.size and high and abs(stroke.x0 - c.x1) < 0.35 * stroke.size


def body_size(chars: Iterable[Char]) -> float:
    """The size of running text."""
    sizes = Counter(round(2 * c.size) / 2 for c in chars)
    return max(sizes, key=lambda s: (sizes[s], -s)) if sizes else 10.0


def _runs(chars: Sequence[Char], body: float) -> list[_Run]:
    """Stretches in the order of drawing."""
    runs: list[_Run] = []
    words = Counter(c.run for c in chars)
    for c in chars:
        last = runs[-1].chars[-1] if runs else None
        apart = last is not None and _are_words(last, c, words, body)
        if last is not None and not apart and _follows(last, c):
            runs[-1].chars.append(c)
        else:
            runs.append(_Run([c]))
    return runs


def _follows(a: Char, b: Char) -> bool:
    size = max(a.size, b.size)
    if _is_large_figure(a, b):
        return True
    if abs(a.base - b.base) > 0.25 * size or abs(a.size - b.size) > 0.2 * size:
        return False
    room = 2.5 if a.run == b.run else 1.0 if b.order - a.order == 1 else 0.55
    gap = b.x0 - a.x1
    if room == 0.55 and gap > 0.2 * size:  # the blank halves of two marks may hang into the gutter from both sides
        gap += _blank_halves(a, b)
    kerned = 0.8 if b.order - a.order == 1 and b.x0 > a.x0 else 0.5  # marks that share one square
    return -kerned * size < gap < room * size


def _is_large_figure(a: Char, b: Char) -> bool:
    """Whether a figure set large touches, on one baseline, the words that it is drawn with: 换灯230盏."""
    least = min(a.size, b.size)
    touch = b.order - a.order == 1 and abs(a.base - b.base) < 0.1 * least and -0.2 * least < b.x0 - a.x1 < 0.4 * least
    large, small = (a, b) if a.size > b.size else (b, a)
    return touch and large.text in "0123456789.%" and not small.text.isascii()


def _blank_halves(a: Char, b: Char) -> float:
    """How much of the squares of two marks beside a white space is white as well."""
    return 0.45 * b.size * ((a.text in _CLOSING) + (b.text in _OPENING))


def _merged(runs: list[_Run], body: float) -> list[_Run]:
    """Stretches that touch, whatever order they were drawn in. Heads of two articles may stand as close as their
    columns, so that large type has to touch more closely."""
    out: list[_Run] = []
    open_rows: dict[int, list[_Run]] = {}
    for run in sorted(runs, key=lambda r: r.x0):
        row = round(run.base)
        near = [r for k in (row - 1, row, row + 1) for r in open_rows.get(k, ())[-8:]]
        touching = (r for r in near if _follows(r.chars[-1], run.chars[0]) and not _are_heads(r, run, body))
        host = max(touching, key=lambda r: r.x1, default=None)
        if host is not None:
            host.chars += run.chars
        else:
            out.append(run)
            open_rows.setdefault(row, []).append(run)
    return out


def _are_heads(a: _Run, b: _Run, body: float) -> bool:
    """Whether two stretches of large type, not drawn one after the other, stand a column's gutter apart."""
    placed = b.chars[0].order - a.chars[-1].order == 1 and 1 in (len(a.chars), len(b.chars))  # glyph by glyph
    return b.size > 1.1 * body and b.x0 - a.x1 > 0.2 * b.size and not placed


def _are_words(a: Char, b: Char, words: Counter[int], body: float) -> bool:
    """Whether two characters of large type end and begin words drawn as such, apart from each other."""
    whole = a.run != b.run and words[a.run] > 1 and words[b.run] > 1
    return whole and b.size > 1.1 * body and b.x0 - a.x1 > 0.2 * b.size


def _trimmed(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Without white space at the ends: an indent is where a line begins."""
    for run in runs:
        chars = run.chars
        a, b = 0, len(chars)
        while a < b and chars[a].text.isspace():
            a += 1
        while b > a and chars[b - 1].text.isspace():
            b -= 1
        yield _Run(chars[a:b], (a > 0, b < len(chars)))


@dataclass(frozen=True)
class _Edges:
    """Where wide stretches of text begin (with their baselines) and end, in whole points; the running text's size."""

    left: dict[int, list[float]]
    right: Counter[int]
    rows_of: dict[int, list[_Run]]  # wide stretches by their baseline
    body: float
    by_rows: bool  # the page was drawn row by row, across its columns: what was drawn together tells nothing
    alone: dict[int, list[_Run]]  # single large characters by their left edge

    def rows(self, x0: float, x1: float, base: float, within: float) -> int:
        """On how many other lines near a baseline a stretch begins between two places."""
        near = [b for x in range(round(x0) + 2, round(x1) + 2) for b in self.left.get(x, ())]
        return sum(1 < abs(b - base) <= within for b in near)

    def column_at(self, end: float, x: float, base: float, within: float) -> bool:
        """Whether a column of running text near a baseline begins at a place, and what ends left of it at ``end``
        keeps to the column before."""
        starts = [b for d in (-2, -1, 0, 1, 2) for b in self.left.get(round(x) + d, ())]
        near = [r for b in starts for r in self.rows_of.get(round(b), ()) if 1 < abs(r.base - base) <= within]
        near = [r for r in near if r.size < 1.1 * self.body]
        ends = [r.x1 for r in near if x - 3 * self.body < r.x1 < x]
        return any(abs(r.x0 - x) < 2 for r in near) and not (ends and end > max(ends) + 0.3 * self.body)

    def covers(self, x0: float, x1: float, base: float, size: float) -> bool:
        """Whether the line right above or below runs through between two places: then no gutter does."""
        near = [
            r for b in range(round(base - 2.2 * size), round(base + 2.2 * size) + 1) for r in self.rows_of.get(b, ())
        ]
        return any(
            abs(r.base - base) > 1
            and r.x0 < x0 - 0.5 * size
            and r.x1 > x1 + 0.5 * size
            and abs(r.size - size) < 0.1 * size
            for r in near
        )

    def heads_upright(self, run: _Run) -> bool:
        """Whether a single large character has others right below it: the first of a line set from top to bottom."""
        if len(run.chars) != 1:
            return False
        near = [r for d in range(-4, 5) for r in self.alone.get(round(run.x0) + d, ())]
        below = [r.base - run.base for r in near if abs(r.size - run.size) < 0.1 * run.size]
        steps = sorted(b / run.size for b in below if 0.7 * run.size < b < 3.4 * run.size)
        return len(steps) >= 2 and steps[0] < 1.7

    def ends(self, x: float, least: int = 2) -> bool:
        return sum(self.right[round(x) + d] for d in (-1, 0, 1)) >= least

    def begins(self, x: float, least: int) -> bool:
        return sum(len(self.left.get(round(x) + d, ())) for d in (-1, 0, 1)) >= least


def _edges(runs: Sequence[_Run]) -> _Edges:
    left: dict[int, list[float]] = {}
    right: Counter[int] = Counter()
    sizes: Counter[float] = Counter()
    rows_of: dict[int, list[_Run]] = {}
    for r in runs:
        sizes[round(2 * r.size) / 2] += len(r.chars)
        if r.x1 - r.x0 >= 6 * r.size:
            rows_of.setdefault(round(r.base), []).append(r)
            left.setdefault(round(r.x0), []).append(r.base)
            right[round(r.x1)] += 1
    wide = sorted((r for r in runs if r.x1 - r.x0 >= 6 * r.size), key=lambda r: r.chars[0].order)
    across = sum(
        abs(a.base - b.base) < 1 and 0.8 * a.size < b.x0 - a.x1 < 6 * a.size
        for a, b in zip(wide, wide[1:], strict=False)
    )
    body = max(sizes, key=lambda s: (sizes[s], -s)) if sizes else 10.0
    alone: dict[int, list[_Run]] = {}
    for r in runs:
        if len(r.chars) == 1 and r.size > 1.1 * body:
            alone.setdefault(round(r.x0), []).append(r)
    return _Edges(left, right, rows_of, body, across > 0.2 * len(wide) > 2, alone)


def _joined(runs: Sequence[_Run], edges: _Edges, walls: Sequence[Box]) -> list[_Run]:
    """Stretches on one baseline with a space between that is no gutter: one line, the space kept."""
    rows = sorted(runs, key=lambda r: (r.base, r.x0))
    groups: list[list[_Run]] = []
    for run in rows:
        if groups and abs(groups[-1][-1].base - run.base) <= 0.15 * run.size:
            groups[-1].append(run)
        else:
            groups.append([run])
    out: list[_Run] = []
    for group in groups:
        group = _gathered(sorted(group, key=lambda r: r.x0))
        last: _Run | None = None
        before: _Run | None = None
        for run, end in zip(list(group), _chain_ends(group), strict=True):
            parted = last is not None and (
                _walled(last, run, walls) or (before is not None and _on_grid(before, last, run, edges))
            )
            if last is not None and not parted and _one_line(last, run, edges, edges.ends(end)):
                last.chars = [*last.chars, *run.chars]
                last.spaced = (last.spaced[0], run.spaced[1])
            else:
                out.append(run)
                before, last = last, run
    return out


def _walled(a: _Run, b: _Run, walls: Sequence[Box]) -> bool:
    """Whether an upright rule or a frame's side stands between two stretches."""
    middle = a.base - 0.4 * a.size
    return any(a.x1 - 1 < w.x0 and w.x1 < b.x0 + 1 and w.y0 < middle < w.y1 for w in walls)


def _on_grid(a: _Run, b: _Run, c: _Run, edges: _Edges) -> bool:
    """Whether three stretches begin at even distances, where columns do: the last begins one, be it a single line."""
    return abs((c.x0 - b.x0) - (b.x0 - a.x0)) < 1.5 and edges.begins(a.x0, 3) and edges.begins(b.x0, 3)


def _gathered(row: list[_Run]) -> list[_Run]:
    """The stretches of a row, single characters spread evenly over a line as one."""
    out: list[_Run] = []
    k = 0
    while k < len(row):
        end = k + 1
        while end < len(row) and _is_spread(row[k : end + 1]):
            end += 1
        if end - k >= _SPREAD:
            out.append(_Run([c for r in row[k:end] for c in r.chars], (row[k].spaced[0], row[end - 1].spaced[1])))
        else:
            end = k + 1
            out.append(row[k])
        k = end
    return out


def _is_spread(row: Sequence[_Run]) -> bool:
    """Whether the last of some single characters stands as far from the one before as they do from each other."""
    size = row[0].size
    gaps = [b.x0 - a.x1 for a, b in zip(row, row[1:], strict=False)]
    alike = all(len(r.chars) == 1 and abs(r.size - size) < 0.05 * size for r in row)
    return alike and gaps[-1] < 2 * size and abs(gaps[-1] - gaps[0]) < 0.3 * size


def _chain_ends(row: Sequence[_Run]) -> list[float]:
    """For each stretch of a row: where the stretches end that were drawn one after the other from it on."""
    ends: list[float] = []
    for run, after in zip(reversed(row), [None, *reversed(row)], strict=False):
        chained = after is not None and 0 < after.chars[0].order - run.chars[-1].order <= 4
        ends.append(ends[-1] if chained else run.x1)
    return ends[::-1]


def _one_line(a: _Run, b: _Run, edges: _Edges, flush: bool) -> bool:
    """Whether two stretches on one baseline are one line with a space in it, and not two columns."""
    size = max(a.size, b.size)
    room = b.x0 - a.x1 - 2 * _spacing(a, b)
    if abs(a.size - b.size) > (0.2 if room < 0.7 * size else 0.05) * size:
        return False
    if size > 1.1 * edges.body and room > 0.2 * size and (edges.heads_upright(a) or edges.heads_upright(b)):
        return False
    apart = edges.by_rows or not 0 < b.chars[0].order - a.chars[-1].order <= 4  # not drawn one after the other
    if size > 1.1 * edges.body and room <= 1.3 * size and not edges.column_at(a.x1, b.x0, a.base, 30 * size):
        # the space in a headline, which no column begins behind: two articles' heads may stand as close
        return not (apart and _are_two_heads(a, b, edges))
    if apart:
        if room > 0.2 * size:
            room += _blank_halves(a.chars[-1], b.chars[0])
        through = room <= 2.4 * size and edges.covers(a.x1, b.x0, a.base, size)
        if (not through or room > 0.7 * size) and edges.rows(a.x1, b.x0, a.base, 12 * size):
            return False
        return through or room <= (1.3 if _brackets(a, b) else 0.7) * size
    if room <= 1.3 * size and not edges.begins(b.x0, 2):
        return True  # the space in a line centred over a gutter: a column's line begins where the column does
    between = edges.ends(a.x1, 3) and edges.begins(b.x0, 3)
    if between and edges.begins(a.x0, 3):
        return False  # the first fills its columns, the second begins one: two heads, if they are large
    if between or edges.rows(a.x1, b.x0, a.base, 30 * size) >= 8:
        return size > 1.25 * edges.body and room <= 1.3 * size
    return room <= (6.0 if flush else 2.4) * size


def _are_two_heads(a: _Run, b: _Run, edges: _Edges) -> bool:
    """Whether two stretches of large type belong to two articles: a column begins between them, or they differ."""
    size = max(a.size, b.size)
    return edges.rows(a.x1, b.x0, a.base, 14 * size) >= 2 or abs(a.size - b.size) > 0.02 * size


def _brackets(a: _Run, b: _Run) -> bool:
    """Whether a bracket opened in one stretch, as round the reporters' names, is closed in the other."""
    before, after = "".join(c.text for c in a.chars), "".join(c.text for c in b.chars)
    return before.rfind("（") > before.rfind("）") and 0 <= after.find("）") < 12 and "（" not in after


def _spacing(a: _Run, b: _Run) -> float:
    """How far apart the letters of two stretches stand, where both are letterspaced."""
    gaps = [[y.x0 - x.x1 for x, y in zip(r.chars, r.chars[1:], strict=False)] for r in (a, b)]
    return max(0.0, min((median(g) if g else 0.0) for g in gaps))


def _line(run: _Run) -> Line:
    chars = run.chars
    sizes = Counter(c.size for c in chars if not c.text.isspace())
    if max(sizes) > 1.25 * min(sizes):  # a figure set large among words
        sizes = Counter(c.size for c in chars if not c.text.isascii()) or sizes
    size = max(sizes, key=lambda s: (sizes[s], s))
    bold = sum(c.bold for c in chars) > len(chars) / 2
    return Line(
        _spelled(chars), chars[0].x0, chars[-1].x1, median(c.base for c in chars), size, bold, spaced=run.spaced
    )


def _spelled(chars: Sequence[Char]) -> str:
    """The text of a line, with a space where the letters stand apart although none is drawn."""
    gaps = [b.x0 - a.x1 for a, b in zip(chars, chars[1:], strict=False)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    out = [chars[0].text]
    for gap, a, b in zip(gaps, chars, chars[1:], strict=False):
        out += [_blank(a, b, gap - usual), b.text]
    return "".join(out)


def _blank(a: Char, b: Char, extra: float) -> str:
    if a.text.isspace() or b.text.isspace() or a.text in _MARKS or b.text in _MARKS:
        return ""
    alike = _latin(a.text) == _latin(b.text)
    if extra < (0.2 if alike else 0.45) * b.size:
        return ""
    return "　" if extra > 0.8 * b.size and not _latin(a.text) else " "


def _latin(text: str) -> bool:
    return text.isascii() and not text.isspace()


def _turned(chars: Sequence[Char]) -> list[Line]:
    """Text set aslant or on its side, one line for each drawing command, or for single glyphs one behind the other."""
    groups: list[list[Char]] = []
    for c in chars:
        if groups and (groups[-1][-1].run == c.run or _is_next(groups[-1][-1], c)):
            groups[-1].append(c)
        else:
            groups.append([c])
    out = []
    for group in groups:
        text = "".join(c.text for c in group).strip()
        if text:
            top, bottom = min(c.base for c in group), max(c.base for c in group)
            size = group[0].size
            x0, x1 = min(c.x0 for c in group), max(c.x1 for c in group)
            out.append(Line(text, x0, x1, bottom, size, group[0].bold, True, bottom - top + size))
    return out


def _is_next(a: Char, b: Char) -> bool:
    """Whether a glyph on its side follows another, above or below it."""
    near = abs(a.base - b.base) < 1.7 * a.size and abs(a.x0 - b.x0) < 0.3 * a.size
    return near and a.size == b.size and a.order < b.order
