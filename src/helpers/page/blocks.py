"""Lines → blocks → pages: the page as stretches of text, before anyone asks what they are.

A block is a paragraph, a headline line, a byline: what a typesetter would call one thing. Where the
text was copied with a hard line break every few characters, the lines of a paragraph are put together
again; where every line is a paragraph, nothing is joined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from statistics import quantiles

from helpers.page.marks import PAGE_LABEL, is_stop
from helpers.page.masthead import masthead_part
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


@dataclass(frozen=True)
class Block:
    """One thing on the page: its pieces (line by line, source offsets), and the space before it."""

    reading: Reading
    pieces: tuple[tuple[int, int], ...]
    gap: int = 0
    indent: int = 0
    feed: bool = False
    page: int = 1
    plain: str = field(default="", compare=False)

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


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the text has a hard break at the end of each column line: hardly a long line, and most
    lines that touch the next end in mid-sentence."""
    body = [line for line in lines if line.width >= 8]
    if len(body) < 6:
        return False
    total = sum(line.width for line in body)
    long = sum(line.width for line in body if line.width > 45)
    touching = [a for a, b in zip(lines, lines[1:], strict=False) if b.gap == 0 and a.width >= 8]
    running = sum(not is_stop(line.text) for line in touching)
    return long < 0.25 * total and len(touching) >= 0.4 * len(body) and running >= 0.55 * len(touching)


def _column_widths(lines: list[Line]) -> list[float]:
    """The width of the column each line stands in: the upper quartile of its neighbours."""
    out = []
    for i in range(len(lines)):
        near = [line.width for line in lines[max(0, i - 4) : i + 5]]
        out.append(quantiles(near, n=4)[2] if len(near) > 1 else near[0])
    return out


def _continues(a: Line, b: Line, column: float) -> bool:
    """Whether line ``b`` goes on with the paragraph of line ``a`` in hard-wrapped text."""
    if b.gap or b.feed or b.indent >= 2 and b.indent > a.indent:
        return False
    if PAGE_LABEL.match(plain(b.text)) or a.width < 8:
        return False
    return a.width >= column - 2.5


def read_blocks(source: str) -> list[Block]:
    """The blocks of a text, in order, with their pages."""
    lines = read_lines(source)
    if not lines:
        return []
    groups: list[list[Line]] = [[lines[0]]]
    columns = _column_widths(lines) if is_wrapped(lines) else None
    for i, line in enumerate(lines[1:], 1):
        if columns and _continues(lines[i - 1], line, columns[i - 1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _paginate([_block(group) for group in groups])


def _block(lines: list[Line]) -> Block:
    pieces = tuple((line.start, line.end) for line in lines)
    reading = run_on([Reading(x.text, tuple(range(x.start, x.end))) for x in lines])
    first = lines[0]
    return Block(reading, pieces, first.gap, first.indent, first.feed, 1, plain(reading.text))


def run_on(parts: list[Reading]) -> Reading:
    """Readings that are one stretch of text; a space only where two Latin words would meet."""
    if len(parts) == 1:
        return parts[0]
    chars, offsets = [], []
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
    labels = [bool(PAGE_LABEL.match(b.plain)) for b in blocks]
    wide = [b.gap >= 3 for b in blocks]
    by_gap = sum(labels) < 2 and not any(b.feed for b in blocks) and sum(wide) <= max(1, len(blocks) // 5)
    page, filled, out = 1, False, []
    for block, label, gap in zip(blocks, labels, wide, strict=True):
        if filled and (label or block.feed or (by_gap and gap)):
            page, filled = page + 1, False
        filled = filled or label or page > 1 or (len(block.text) > 30 and not masthead_part(block.plain, True))
        out.append(Block(block.reading, block.pieces, block.gap, block.indent, block.feed, page, block.plain))
    return out
