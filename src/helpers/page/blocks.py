"""Lines → blocks → pages: the page as stretches of text, before anyone asks what they are.

A block is a paragraph, a headline line, a byline: what a typesetter would call one thing. Where the
text was copied with a hard line break every few characters, the lines of a paragraph are put together
again; where every line is a paragraph, nothing is joined.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from statistics import median

from helpers.lexicon import any_of, group
from helpers.page.bylines import whole_line
from helpers.page.datelines import dateline
from helpers.page.marks import BARE_LABEL, JUMP, NAMED_LABEL, PAGE_LABEL, PHONE, TABLE_ROW, is_editors, is_stop
from helpers.page.masthead import masthead_part
from helpers.page.setting import Setting
from helpers.page.text import Reading, plain

#: White space of the page, with the zero-width characters that copying leaves behind.
BLANKS = " \t\r\f\v\u3000\xa0\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True)
class Line:
    """One printed line without the space around it; ``gap`` counts the blank lines before it."""

    start: int
    end: int
    text: str
    indent: int
    gap: int
    feed: bool

    @cached_property
    def width(self) -> float:
        """Width in full-width characters: a Latin letter is half as wide as a Chinese character."""
        latin = sum(1 for c in self.text if c < "\u2e80" and c not in "“”‘’—…")
        return len(self.text) - latin / 2

    @property
    def extent(self) -> float:
        """Where the line ends, counted from the column's left edge."""
        return self.width + min(self.indent, 8) / 2


@dataclass(frozen=True)
class Block:
    """One thing on the page: its pieces (line by line, source offsets), and the space before it."""

    reading: Reading
    pieces: tuple[tuple[int, int], ...]
    gap: int = 0
    indent: int = 0
    feed: bool = False
    page: int = 1
    full: bool = False  # one hard-wrapped line that fills its column
    plain: str = field(default="", compare=False)
    setting: Setting | None = None  # how the page sets it, where there is a page

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    @property
    def text(self) -> str:
        return self.reading.text


def read_lines(source: str) -> list[Line]:
    """The lines that hold anything, in order."""
    lines: list[Line] = []
    position = gap = 0
    feed = False
    for raw in source.split("\n"):
        text = raw.strip(BLANKS)
        left = len(raw) - len(raw.lstrip(BLANKS))
        feed = feed or "\f" in raw[:left]
        if text:
            start = position + left
            indent = sum(2 if c == "\u3000" else 1 for c in raw[:left] if c in " \t\u3000\xa0")
            lines.append(Line(start, start + len(text), text, indent, gap, feed))
            gap, feed = 0, "\f" in raw[left + len(text) :]
        else:
            gap += 1
            feed = feed or "\f" in raw
        position += len(raw) + 1
    return lines


#: So many lines, at least, and this share of them with one empty line above: then empty lines part no paragraphs.
_LINES, _PARTED = 12, 0.92


def _closed_up(lines: list[Line]) -> list[Line]:
    """The lines without the empty line that copying has set below every line of a column, if it has."""
    gaps = [line.gap for line in lines[1:]]
    if len(gaps) < _LINES or max(gaps) > 1 or sum(gaps) < _PARTED * len(gaps):
        return lines
    closed = [replace(line, gap=0) for line in lines]
    return closed if is_wrapped(closed) else lines


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the text has a hard break at the end of each column line: hardly a long line, and most
    lines that touch the next end in mid-sentence."""
    body = [line for line in lines if line.width >= 8]
    if len(body) < 6:
        return False
    touching = [a for a, b in zip(lines, lines[1:], strict=False) if b.gap == 0 and a.width >= 8]
    running = [line for line in touching if not is_stop(line.text) and line.text[-1] not in "）)"]
    if len(running) < 6 or len(touching) < 0.4 * len(body) or len(running) < 0.55 * len(touching):
        return False
    column = median(line.extent for line in running)
    long = sum(line.width for line in body if line.width > 1.6 * column)
    return long < 0.15 * sum(line.width for line in body) and _share_of_columns(running) >= 0.7


def _share_of_columns(lines: list[Line]) -> float:
    """The share of lines that are as wide as one of the three commonest widths: near 1 for set columns."""
    counts = Counter(round(line.extent) for line in lines)
    total, taken = len(lines), 0
    for _ in range(3):
        if not counts:
            break
        best = max(counts, key=lambda w: (counts[w - 1] + counts[w] + counts[w + 1], w))
        taken += sum(counts.pop(w, 0) for w in (best - 1, best, best + 1))
    return taken / total if total else 0.0


def _column_widths(lines: list[Line]) -> list[float]:
    """The width of the column each line stands in: the commonest width among its neighbours. A width that running
    text has elsewhere in the edition counts before one that only a few rows of a table or a poem share."""
    rounded = [round(line.extent) for line in lines]
    pairs = zip(rounded, lines, lines[1:])
    running = Counter(w for w, line, below in pairs if w >= 8 and below.gap == 0 and not is_stop(line.text))
    often = {w for w, n in running.items() if n >= 0.08 * sum(running.values())}
    set_in = often | {w + d for w in often for d in (-1, 1)}
    counts: Counter[int] = Counter(rounded[:9])
    out = []

    def weight(w: int) -> float:
        near = 2 * counts[w] + counts[w - 1] + counts[w + 1] if w >= 8 else 0
        return near if w in set_in else 0.3 * near

    for i in range(len(lines)):
        if i + 8 < len(lines) and i:
            counts[rounded[i + 8]] += 1
        if i > 8:
            counts[rounded[i - 9]] -= 1
        out.append(float(max(counts, key=lambda w: (weight(w), w))))
    return out


def _continues(a: Line, b: Line, column: float, heads: bool) -> bool:
    """Whether line ``b`` goes on with the paragraph of line ``a`` in hard-wrapped text.

    ``a`` must fill its column; ``b`` must fill it too or end as a paragraph ends. ``heads``: ``a`` begins a
    block without the indent that paragraphs have here, so it is the line of a head.
    """
    if b.gap or b.feed or (b.indent >= 2 and b.indent > a.indent) or heads:
        return False
    if PAGE_LABEL.match(plain(b.text)) or a.width < 8 or is_editors(plain(b.text)):
        return False
    if _NAMES_CUT.search(a.text) and _BRACKET_ENDS.match(b.text):
        return True  # （记者 王小明 通讯员 / 李强）
    if _TAIL.match(b.text) and (a.text[-1].isdigit() or a.text[-1] in "：:-—") and _full(a, column):
        return True  # a figure or number broken off at the column's edge
    if " " in plain(a.text) and TABLE_ROW.match(plain(a.text)):
        return False
    if _are_rows(a.text, b.text):
        return False
    if _ROLL_ROW.fullmatch(plain(a.text)) or _ROLL_ROW.fullmatch(plain(b.text)):
        return False
    if _begins_report(b.text) or _is_byline(a.text) or JUMP.match(plain(b.text[:16])):
        return False
    if _hangs(a, b):
        return True
    if not _full(a, column) or (is_stop(a.text) and a.extent < column - 1):
        return False
    return _full(b, column) or is_stop(b.text) or b.text.endswith(("）", ")"))


def _are_rows(a: str, b: str) -> bool:
    """Whether two lines are rows of one table: as many cells in both, three at least, and no sentence in either."""
    cells = len(a.split())
    return cells >= 3 and cells == len(b.split()) and not any(mark in a + b for mark in "。，；")


#: A line of a roll: names of two characters set wide, alone or with units beside them (李　军　县医院).
_ROLL_ROW = re.compile(
    r"(?=(?:.* )?[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff](?: |$|（))[\u4e00-\u9fff·]{1,12}(?:[ \t]+[\u4e00-\u9fff·（）]{1,14}){1,12}"
)


def _hangs(a: Line, b: Line) -> bool:
    """Whether ``a`` is the indented first line of a paragraph and ``b``, set out to the left and as wide, its second:
    so whatever column the lines around show (a short article set wider than the one above it)."""
    inset = 3 <= a.indent <= 4 and b.indent == 0 and a.extent >= 12 and not is_stop(a.text)
    drawn = 3 if b.text[0] in "“‘《（(" else 1.5  # an opening mark goes down with its word
    ends = is_stop(b.text) or b.text[-1] in "）)"
    return inset and (abs(a.extent - b.extent) <= drawn or (ends and b.extent < a.extent and b.width < 20))


def _begins_report(text: str) -> bool:
    """Whether a line opens with a dateline, so that a text begins with it."""
    return ("讯" in text[:16] or "訊" in text[:16] or "电" in text[:20]) and dateline(plain(text)) is not None


def _is_byline(text: str) -> bool:
    """Whether a line is nothing but a byline with its role."""
    if _begins_report(text) or not any(role in text[:14] for role in group("page_byline_words", "role")):
        return False
    people = whole_line(plain(text))
    return people is not None and not people.bare and not people.alone and text.count("（") == text.count("）")


_SPACED = re.compile(r"[ \u3000\t]")
#: A bracket of names that a line's end cuts in two, and the rest of it
_NAMES_CUT = re.compile(
    rf"[（(](?=[^（）()。，]{{1,48}}$)[^（）()。，]{{0,24}}{any_of('page_byline_words', 'role')}[^（）()。，]{{0,24}}$"
)
_BRACKET_ENDS = re.compile(r"[^（）()。，]{1,16}[）)]$")
#: The rest of a figure, alone on the last line of a paragraph.
_TAIL = re.compile(r"[\d０-９.．%％℃]{1,8}[。”）)]?$")


def _heads_below(lines: list[Line], i: int) -> bool:
    """Whether the lines from ``i`` on, set out to the left below a stop, are a head and not the rest of a paragraph
    that fills its column by chance: an indented paragraph follows before any of them ends as a sentence ends."""
    for line, below in zip(lines[i : i + 5], lines[i + 1 : i + 6], strict=False):
        cries = line.text[-1] in "？！?!" and not re.search("[。，；、]", line.text)  # a headline may end so
        stops = is_stop(line.text) and not cries
        if line.indent >= 2 or line.gap or stops or line.text.endswith(("）", ")")):
            return False
        if below.gap or below.feed or 2 <= below.indent <= 4:
            return line.text[-1] not in "，、；：" and not line.text[-1].isdigit()
    return False


def _beside_picture(lines: list[Line], i: int, column: float) -> bool:
    """Whether the lines from ``i`` on, set out to the left and shorter than the column, go on with the paragraph above
    that breaks off at the column's edge: a sentence ends in them before anything is set in or apart, and nothing of a
    byline or lead stands between."""
    a = lines[i - 1]
    if not _full(a, column) or a.text[-1] in "）)" or _SPACED.search(lines[i].text):
        return False
    for line, below in zip(lines[i : i + 6], lines[i + 1 : i + 7], strict=False):
        text = plain(line.text)
        if line.gap or line.feed or line.indent >= 2 or _begins_report(line.text) or _is_byline(line.text):
            return False
        if PAGE_LABEL.match(text) or is_editors(text) or JUMP.match(text[:16]) or PHONE.search(text):
            return False
        if text[0] in "（(" or "：" in text[:6]:  # a picture's credit, a field of an advertisement
            return False
        if line.text[-1] in "。”" and is_stop(line.text):
            return not below.text.endswith("摄")  # a picture with its caption and credit
    return False


def _own_column(lines: list[Line]) -> float:
    """The width a paragraph shows itself by its first lines, indented and as wide as each other; 0 where it does not."""
    if len(lines) < 2 or not 3 <= lines[0].indent <= 4 or abs(lines[0].extent - lines[1].extent) > 1.5:
        return 0.0
    return float(median(line.extent for line in lines[:6]))


def _flush_text(lines: list[Line], i: int, column: float) -> bool:
    """Whether a line without indent, right below the end of a sentence, is text: it fills its column and has a stop or
    comma inside (a paragraph set out to the left, a column set anew)."""
    line, above = lines[i], lines[i - 1] if i else None
    if above is None or line.gap or not is_stop(above.text) or is_stop(line.text) or not _full(line, column):
        return False
    return "。" in line.text or ("，" in line.text and above.extent > column - 5)


def _full(line: Line, column: float) -> bool:
    return column - 2.5 <= line.extent <= column + 2.5


def read_blocks(source: str) -> list[Block]:
    """The blocks of a text, in order, with their pages."""
    lines = _closed_up(read_lines(source))
    if not lines:
        return []
    groups = _unwrap(lines) if is_wrapped(lines) else _unwrap_stretches(lines)
    return _paginate([_block(group, full) for group, full in groups])


def _unwrap_stretches(lines: list[Line]) -> list[tuple[list[Line], bool]]:
    """Lines as paragraphs where only some articles were copied with their column breaks: each stretch of
    touching lines is looked at by itself, short ones by the columns that the long ones show."""
    stretches: list[list[Line]] = [[lines[0]]]
    for line in lines[1:]:
        if line.gap or line.feed:
            stretches.append([line])
        else:
            stretches[-1].append(line)
    set_in = [_set_column(stretch) for stretch in stretches]
    columns = [column for column in set_in if column]
    groups: list[tuple[list[Line], bool]] = []
    for stretch, own in zip(stretches, set_in, strict=True):
        if own or (columns and _fits(stretch, columns)):
            groups += _unwrap(stretch)
        elif _hangs_together(stretch):
            groups += _unwrap(stretch, indented=True)
        else:
            groups += [([line], False) for line in stretch]
    return groups


def _hangs_together(stretch: list[Line]) -> bool:
    """Whether a short stretch shows its own column: an indented line with another as wide set out below it, and no line
    that is wider."""
    hanging = [a for a, b in zip(stretch, stretch[1:]) if _hangs(a, b) and abs(a.extent - b.extent) <= 1.5]
    return bool(hanging) and all(line.indent > 4 or line.extent <= hanging[0].extent + 2.5 for line in stretch)


def _set_column(stretch: list[Line]) -> float:
    """The column a stretch of touching lines is set in: most lines break off at one width; 0 where it is not set."""
    running = [line for line in stretch[:-1] if not is_stop(line.text)]
    if len(running) < 4 or len(running) < 0.35 * len(stretch):
        return 0.0
    column = median(line.extent for line in running)
    near = sum(abs(line.extent - column) <= 1.5 for line in running)
    longer = any(line.extent > column + 2.5 for line in stretch)
    return column if column >= 11 and near >= 0.8 * len(running) and not longer else 0.0


def _fits(stretch: list[Line], columns: list[float]) -> bool:
    """Whether the first line of a short stretch breaks off at the edge of a column that other stretches show."""
    first = stretch[0]
    edge = any(abs(first.extent - column) <= 1.5 for column in columns)
    widest = max(columns) + 2.5
    return len(stretch) > 1 and edge and not is_stop(first.text) and all(line.extent <= widest for line in stretch)


def _indents(lines: list[Line]) -> bool:
    """Whether paragraphs begin with an indent here: most lines after a stop do, or several lines hang (short reports of
    one paragraph each, where few lines follow a stop) and hardly a paragraph begins flush."""
    pairs = list(zip(lines, lines[1:], strict=False))
    starts = [b for a, b in pairs if is_stop(a.text) and b.width >= 8]
    hanging = sum(_hangs(a, b) for a, b in pairs if not b.gap)
    flush = sum(
        a.gap > 0 and a.indent == b.indent == b.gap == 0 and a.width >= 12 and abs(a.extent - b.extent) <= 1
        for a, b in pairs
    )
    few = hanging >= 4 and flush <= 0.2 * hanging
    return bool(starts) and (few or sum(2 <= b.indent <= 4 for b in starts) >= 0.4 * len(starts))


def _unwrap(lines: list[Line], indented: bool = False) -> list[tuple[list[Line], bool]]:
    """Hard-wrapped lines as paragraphs, and whether each is one line that fills its column."""
    columns = _column_widths(lines)
    indented = indented or _indents(lines)
    groups: list[list[Line]] = [[lines[0]]]
    running = False  # the group's first line belongs to running text: indented, or torn off such a text
    beside = False  # the lines are short because a picture or head stands beside them
    flush = False  # the report here began without an indent, and so do its paragraphs
    for i, b in enumerate(lines[1:], 1):
        a, open_ = lines[i - 1], groups[-1]
        if len(open_) == 1:
            last = groups[-2][-1].text if len(groups) > 1 else ""
            torn = running and bool(last) and not is_stop(last) and last[-1] not in "）)"
            running = (2 <= a.indent <= 4 or torn) and not is_editors(plain(a.text))  # whose line opens a page
        flush = a.indent < 2 and (_begins_report(a.text) or flush and not a.gap)
        ended = indented and (is_stop(a.text) or a.text[-1] in "）)")
        over = ended and (2 <= b.indent <= 4 or (_heads_below(lines, i) and not _TAIL.match(b.text)))
        over = over or (indented and 3 <= a.indent <= b.indent <= 4 and i + 1 < len(lines) and _hangs(b, lines[i + 1]))
        column = _own_column(open_) or columns[i - 1]
        head = indented and len(open_) == 1 and not running and not flush and not _flush_text(lines, i - 1, column)
        if not over and _continues(a, b, column, head):
            open_.append(b)
            continue
        beside = beside and not b.gap and b.indent < 2 and not is_stop(a.text)
        told = indented and running and len(open_) > 1 or (indented and open_[0].indent >= 2)
        if beside or (told and not is_stop(a.text) and _beside_picture(lines, i, columns[i - 1])):
            open_.append(b)
            beside = True
            continue
        beside = False
        if len(open_) > 1 and not b.gap and _begins_report(b.text) and not any("。" in line.text for line in open_):
            groups[-1:] = [[line] for line in open_]  # lines of a head that fill the column by chance
        groups.append([b])
    column_of = dict(zip((line.start for line in lines), columns, strict=True))
    if indented:
        groups = _torn_joined(groups, column_of)
    return [(g, len(g) == 1 and abs(g[0].extent - column_of[g[0].start]) <= 1.5) for g in groups]


def _torn_joined(groups: list[list[Line]], column_of: dict[int, float]) -> list[list[Line]]:
    """The groups with those joined that are one paragraph torn off its indent (below a jump line, a picture, a column's
    head): flush lines that fill their column one after the other until one ends as a sentence ends. No head does."""
    out: list[list[Line]] = []
    at = 0
    while at < len(groups):
        end = at
        while end + 1 < len(groups) and _tears(groups[end], groups[end + 1], column_of):
            end += 1
        run = [line for group in groups[at : end + 1] for line in group]
        told = run[-1].text.endswith("。") or any("，" in line.text for line in run)
        asks = run[-1].text[-1] in "？！?!" and len(run) < 3  # two lines of a headline may end so
        if end > at and is_stop(run[-1].text) and told and not asks:
            out.append(run)
        else:
            out += groups[at : end + 1]
        at = end + 1
    return out


def _tears(above: list[Line], below: list[Line], column_of: dict[int, float]) -> bool:
    """Whether the group ``below`` may be the rest of the paragraph that ``above`` is torn from."""
    a, b = above[-1], below[0]
    if (
        b.gap
        or b.feed
        or b.indent >= 2
        or above[0].indent >= 2
        or a.width < 10
        or is_stop(a.text)
        or a.text[-1] in "）)"
    ):
        return False
    if _SPACED.search(a.text) or _SPACED.search(b.text) or not _full(a, column_of[a.start]):
        return False
    text = plain(b.text)
    return not (
        _begins_report(b.text) or _is_byline(a.text) or _is_byline(b.text) or JUMP.match(text[:16])
        or PAGE_LABEL.match(text) or is_editors(text)
    )  # fmt: skip


def _block(lines: list[Line], full: bool = False) -> Block:
    pieces = tuple((line.start, line.end) for line in lines)
    reading = run_on([Reading(x.text, tuple(range(x.start, x.end))) for x in lines])
    first = lines[0]
    return Block(reading, pieces, first.gap, first.indent, first.feed, 1, full, plain(reading.text))


def run_on(parts: list[Reading]) -> Reading:
    """Readings that are one stretch of text; a space only where two Latin words would meet."""
    if len(parts) == 1:
        return parts[0]
    chars: list[str] = []
    offsets: list[int] = []
    for part in parts:
        if not part.text:
            continue
        if chars and re.match(r"[A-Za-z]", part.text) and re.search(r"[A-Za-z,.;:]$", chars[-1]):
            chars.append(" ")
            offsets.append(offsets[-1])
        chars.append(part.text)
        offsets.extend(part.offsets)
    return Reading("".join(chars), tuple(offsets))


def _paginate(blocks: list[Block]) -> list[Block]:
    """Number the pages: by labels where the text has them, by form feeds, else by wide gaps."""
    after = [b.plain for b in blocks[1:]] + [""]
    labels = [_label(b.plain) or _bare_label(b.plain, below) for b, below in zip(blocks, after)]
    wide = [b.gap >= 3 for b in blocks]
    known = {key for key in labels if key}
    by_gap = len(known) < 2 and not any(b.feed for b in blocks) and sum(wide) <= max(1, len(blocks) // 5)
    page, filled, key, out = 1, False, "", []
    for block, label, gap in zip(blocks, labels, wide, strict=True):
        turn = bool(label) and label != key
        if filled and (turn or block.feed or (by_gap and gap)):
            page, filled = page + 1, False
        key = label or key
        text = len(block.text) > 30 or page > 1
        filled = filled or bool(label) or (text and not masthead_part(block.plain, True))
        out.append(replace(block, page=page))
    return out


def _bare_label(text: str, below: str) -> str:
    found = BARE_LABEL.match(text)
    if not found or not (is_editors(below) or NAMED_LABEL.match(text)):
        return ""
    return found["n"] or found["m"]


def _label(text: str) -> str:
    """The page's number or letter where a block is a page label, else ``""``."""
    found = PAGE_LABEL.match(text)
    if not found or len(text) > 100:
        return ""
    return next(found[n] for n in ("n1", "n2", "n3", "n4", "n5", "n6", "n7") if found[n])
