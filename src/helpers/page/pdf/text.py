"""Leaves in reading order → the edition's source text, and what each block of it is set like.

One paragraph is one line of the source, its printed lines and columns joined; paragraphs begin with two
full-width spaces where the page indents them; a blank line stands between blocks that the page sets apart
(lines of one headline follow each other without one); a form feed stands between pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from helpers.page.blocks import Block
from helpers.page.marks import is_stop
from helpers.page.pdf.layout import HEAD, Leaf, Type
from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box
from helpers.page.setting import Setting
from helpers.page.text import Reading, plain

_WORD = re.compile(r"[\w.%/:@+-]+", re.ASCII)
_AFTER = re.compile(r"[，。、；：！？”’）》】…—]{0,2}")
_MARK = re.compile(r"[，。、；：！？”’（“《》]")
_HYPHEN = re.compile(r"[A-Za-z]-$")


@dataclass
class Piece:
    """A block of the page: its lines, how it begins, where it stands."""

    lines: list[Line]
    frame: int
    page: int
    indented: bool = False
    caption: bool = False
    gap: int = 1  # blank lines before it
    full: bool = False  # its last line fills the column
    body: bool = True  # set in the size of running text or smaller
    text: str = field(default="")
    opens: float = 0.0  # size of the head, in times the running text, of what opens here
    leaf: int = 0
    share: float = 1.0  # its size in times the running text

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return self.lines[-1].bottom

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return self.lines[0].bold


@dataclass(frozen=True)
class Measure:
    """Left and right edge of a column."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def read_pieces(leaves: Sequence[Leaf], kind: Type, page: int) -> list[Piece]:
    """The blocks of a page, in order, paragraphs rejoined across columns, captions after the text they interrupt."""
    indents = _indents(leaves, kind)
    pieces: list[Piece] = []
    pictures: list[Box] = []
    every = [p for leaf in leaves for p in leaf.pictures]
    leaves = [
        replace(leaf, lines=[_laid(x) for x in leaf.lines]) if _is_upright(leaf, kind) else leaf for leaf in leaves
    ]
    known = [_measure(leaf.lines, kind) for leaf in leaves if sum(x.size < HEAD * kind.size for x in leaf.lines) >= 3]
    for number, leaf in enumerate(leaves):
        pictures += leaf.pictures
        edge = _known_measure(leaf.lines, known, kind)
        leaf = replace(leaf, lines=_widened(leaf.lines, every, edge, kind))
        own = list(_leaf_pieces(leaf, edge, kind, page))
        for piece in own:
            piece.leaf = number
            piece.caption = piece.body and _is_caption(piece, leaf.pictures or pictures, kind)
        pieces += own
    _mark_openings(pieces, kind)
    return _rejoined(_settled(pieces), indents)


def _is_upright(leaf: Leaf, kind: Type) -> bool:
    """Whether a leaf is running text set from top to bottom."""
    return all(x.upright for x in leaf.lines) and sum(x.size < HEAD * kind.size for x in leaf.lines) >= 2


def _laid(line: Line) -> Line:
    """An upright line laid down, as if its page had been turned: the next one to its left stands below it."""
    return replace(line, x0=line.top, x1=line.bottom, base=-line.x0, upright=False, height=0.0)


def _mark_openings(pieces: list[Piece], kind: Type) -> None:
    """Where something new opens: at a head that follows no other head, or at the small label above it."""
    for i, piece in enumerate(pieces):
        above = pieces[i - 1] if i else None
        if above is None or piece.frame != above.frame:
            piece.opens = max(piece.size / kind.size, 0.01)
        if piece.body or (above is not None and not above.body and _follows(above, piece, kind)):
            continue
        first = i
        while first and i - first < 3 and _labels(pieces, first - 1, kind):
            first -= 1
        pieces[first].opens = max(piece.size / kind.size, pieces[first].opens)


def _follows(a: Piece, b: Piece, kind: Type) -> bool:
    """Whether ``b`` stands close under the head line ``a``, in one head with it."""
    if a.lines[0].upright and b.lines[0].upright:
        return a.frame == b.frame and -1 < _left(a) - _right(b) < 1.2 * max(a.size, b.size)
    over = min(_right(a), _right(b)) - max(_left(a), _left(b))
    return a.frame == b.frame and over > -2 * kind.size and -0.5 * b.size < b.top - a.bottom < 1.2 * max(a.size, b.size)


def _left(piece: Piece) -> float:
    return min(x.x0 for x in piece.lines)


def _right(piece: Piece) -> float:
    return max(x.x1 for x in piece.lines)


def _labels(pieces: Sequence[Piece], i: int, kind: Type) -> bool:
    """Whether a block is a small label (a column's name, a small kicker) right above the head that follows it."""
    piece, below = pieces[i], pieces[i + 1]
    if piece.lines[0].label:
        return piece.frame == below.frame
    if (
        not piece.body
        or piece.opens
        or piece.indented
        or len(piece.lines) > 1
        or len(piece.text) > 24
        or is_stop(piece.text)
    ):
        return False
    room = below.top - piece.bottom
    if piece.frame != below.frame or not -0.5 * kind.size < room < 1.2 * kind.leading:
        return False
    above = pieces[i - 1] if i else None
    return (
        above is None
        or above.leaf != piece.leaf
        or piece.top - above.bottom > 1.3 * max(room, kind.leading - kind.size)
    )


def _indents(leaves: Sequence[Leaf], kind: Type) -> bool:
    """Whether paragraphs begin with an indent on this page."""
    after = same = 0
    for leaf in leaves:
        edge = _measure(leaf.lines, kind)
        for a, b in zip(leaf.lines, leaf.lines[1:], strict=False):
            if a.x1 < edge.right - 2 * kind.size and is_stop(a.text) and abs(a.size - b.size) < 0.5 and len(b.text) > 5:
                same += b.x0 < edge.left + 0.8 * kind.size
                after += b.x0 >= edge.left + 0.8 * kind.size
    return after >= same


def _measure(lines: Sequence[Line], kind: Type) -> Measure:
    body = [x for x in lines if x.size < HEAD * kind.size] or list(lines)
    if not body:
        return Measure(0, 0)
    return Measure(min(x.x0 for x in body), max(x.x1 for x in body))


def _known_measure(lines: Sequence[Line], known: Sequence[Measure], kind: Type) -> Measure:
    """The measure of a column; that of another column on the page where two lines or fewer cannot tell."""
    own = _measure(lines, kind)
    body = [x for x in lines if x.size < HEAD * kind.size]
    if not 0 < len(body) < 3 or (len(body) == 2 and 1.5 * kind.size < body[0].x0 - body[1].x0 < 2.6 * kind.size):
        return own  # two lines, the first of them indented, show both edges
    fits = [m for m in known if _begins_at(own.left - m.left, kind) and own.right <= m.right + 1]
    return min(fits, key=lambda m: m.width, default=own)


def _widened(lines: list[Line], pictures: Sequence[Box], edge: Measure, kind: Type) -> list[Line]:
    """Lines of a column, those beside a picture that bites into it as wide as if it did not: what fills the room
    left is a full line."""
    out = list(lines)
    for box in pictures:
        beside = [
            k
            for k, x in enumerate(out)
            if x.size < HEAD * kind.size
            and not x.upright
            and box.y0 - 0.3 * x.size < (x.top + x.bottom) / 2 < box.y1 + 0.3 * x.size
        ]
        left = [k for k in beside if out[k].x1 <= box.x0 + 1]
        right = [k for k in beside if out[k].x0 >= box.x1 - 1]
        if left and box.x0 < edge.right - 1.5 * kind.size:
            more = edge.right - max(out[k].x1 for k in left)
            out = [replace(x, x1=x.x1 + more) if k in left else x for k, x in enumerate(out)]
        if right and box.x1 > edge.left + 1.5 * kind.size:
            more = min(out[k].x0 for k in right) - edge.left
            out = [replace(x, x0=x.x0 - more) if k in right else x for k, x in enumerate(out)]
    return out


def _begins_at(step: float, kind: Type) -> bool:
    """Whether a line so far from a column's left edge begins there, or is indented."""
    return -1 <= step < 0.6 * kind.size or 1.4 * kind.size < step < 4.2 * kind.size


def _leaf_pieces(leaf: Leaf, edge: Measure, kind: Type, page: int) -> Iterator[Piece]:
    steps = [b.base - a.base for a, b in zip(leaf.lines, leaf.lines[1:], strict=False) if abs(a.size - b.size) < 0.5]
    usual = min(median(steps), 1.3 * kind.leading) if steps else kind.leading
    loose = leaf.table or _is_loose(leaf.lines, edge, kind)
    current: Piece | None = None
    for line in _level(leaf.lines):
        last = current.lines[-1] if current else None
        if (
            current is not None
            and last is not None
            and not (loose and current.body)
            and _goes_on(current, last, line, edge, usual, kind)
        ):
            current.lines.append(line)
            continue
        if current is not None:
            yield _closed(current, edge, kind)
        current = _opened(line, last, leaf.frame, page, edge, usual, kind)
    if current is not None:
        yield _closed(current, edge, kind)


def _is_loose(lines: Sequence[Line], edge: Measure, kind: Type) -> bool:
    """Whether lines end where they like, as verse and lists do, and not at the column's edge."""
    body = [x for x in lines if x.size < HEAD * kind.size]
    if len(body) < 4:
        return False
    flush = sum(edge.right - x.x1 <= 1.1 * x.size for x in body)
    if any(edge.right - a.x1 <= 1.1 * a.size and is_stop(b.text) for a, b in zip(body, body[1:], strict=False)):
        return False
    return flush < 0.34 * len(body) and sum(is_stop(x.text) for x in body) < 0.34 * len(body)


def _level(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of a leaf, those on one baseline as one."""
    held: Line | None = None
    for line in lines:
        if (
            held is not None
            and abs(held.base - line.base) < 0.2 * line.size
            and not line.upright
            and held.x1 <= line.x0
        ):
            held = replace(held, text=f"{held.text}　{line.text}", x1=line.x1)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _beside(a: Line, b: Line) -> bool:
    level = abs(a.base - b.base) < 0.2 * b.size and abs(a.size - b.size) < 0.2 * b.size and not b.upright
    return level and -0.5 * b.size < b.x0 - a.x1 < 2.2 * b.size


def _opened(line: Line, last: Line | None, frame: int, page: int, edge: Measure, usual: float, kind: Type) -> Piece:
    body = line.size < HEAD * kind.size
    indented = body and 0.8 * line.size < line.x0 - edge.left < 4 * line.size and not _is_centred(line, edge)
    twin = last is not None and not body and abs(last.size - line.size) < 0.05 * line.size
    step = (last.x1 - line.x1 if last.upright and line.upright else line.base - last.base) if last is not None else 0.0
    tight = twin and step < 1.7 * line.size
    close = body and last is not None and abs(last.size - line.size) < 0.5 and line.base - last.base < 1.25 * usual
    gap = 0 if tight else 1 if close or not body else 2
    return Piece([line], frame, page, indented, gap=gap, body=body, share=round(line.size / kind.size, 3))


def _is_centred(line: Line, edge: Measure) -> bool:
    left, right = line.x0 - edge.left, edge.right - line.x1
    return right > 1.5 * line.size and abs(left - right) < 1.2 * line.size


def _goes_on(piece: Piece, last: Line, line: Line, edge: Measure, usual: float, kind: Type) -> bool:
    """Whether a line goes on with the paragraph above it."""
    if abs(last.size - line.size) > 0.08 * line.size or last.bold != line.bold:
        return False
    if not piece.body:
        return _wraps(last, line)
    if last.upright or line.upright or line.base - last.base > 1.35 * max(usual, 1.15 * line.size):
        return False
    if line.size > 1.04 * kind.size and line.reach is not None and last.text[-1] in "，、" and not is_stop(line.text):
        return True  # a subtitle on two lines
    if line.x0 - edge.left > 0.8 * line.size:
        spaced = line.x0 - edge.left < 1.3 * line.size and not is_stop(last.text) and edge.right - last.x1 < line.size
        return spaced or _hangs(piece, line)
    return edge.right - last.x1 <= _first_word(line)


def _wraps(a: Line, b: Line) -> bool:
    """Whether a line of a head is as long as its columns allow, so that the next only goes on with it."""
    if a.reach is None or b.base - a.base > 1.7 * a.size or b.top < a.top:
        return False
    return (a.reach[1] - a.reach[0]) - (a.x1 - a.x0) <= _first_word(b)


def _first_word(line: Line) -> float:
    """The room that the first word of a line would have needed on the line above, in points: a Chinese character
    with a mark that may not begin a line, or a Latin word."""
    word = _WORD.match(line.text)
    if word:
        return line.size * (1.2 + 0.6 * len(word.group()))
    return line.size * (1.2 + len(_AFTER.match(line.text[1:]).group()))  # type: ignore[union-attr]


def _hangs(piece: Piece, line: Line) -> bool:
    """A paragraph whose further lines are set in under each other."""
    return len(piece.lines) >= 2 and abs(piece.lines[-1].x0 - line.x0) < 0.3 * line.size


def _closed(piece: Piece, edge: Measure, kind: Type) -> Piece:
    last = piece.lines[-1]
    piece.full = piece.body and edge.right - last.x1 <= 1.2 * last.size and edge.width > 5 * kind.size
    piece.text = _text_of(piece.lines)
    return piece


def joined(parts: Sequence[tuple[str, bool, bool]]) -> str:
    """Printed lines as one, each ``(text, space before, space after)``: white space drawn at a line's end or start
    is kept, Latin words are kept apart, a word's hyphen at the line's end is taken out."""
    out, open_ = "", False
    for text, before, after in parts:
        if out and _HYPHEN.search(out) and re.match(r"[a-z]", text):
            out = out[:-1]
        elif out and re.search(r"[A-Za-z,.;:?!]$", out) and re.match(r"[A-Za-z]", text):
            out += " "
        elif out and (open_ or before) and not _MARK.search(out[-1] + text[0]):
            out += "　"
        out += text
        open_ = after
    return out


def _text_of(lines: Sequence[Line]) -> str:
    return joined([(x.text, x.spaced[0] and i > 0, x.spaced[1]) for i, x in enumerate(lines)])


def _is_caption(piece: Piece, pictures: Sequence[Box], kind: Type) -> bool:
    """Whether a block stands close under a picture, no wider than it, and is not set like running text."""
    first, last = piece.lines[0], piece.lines[-1]
    small = abs(first.size - kind.size) > 0.04 * kind.size or first.bold
    for box in pictures:
        under = -2 < first.top - box.y1 < 1.3 * kind.leading
        within = (
            box.x0 - kind.size <= min(x.x0 for x in piece.lines)
            and max(x.x1 for x in piece.lines) <= box.x1 + kind.size
        )
        if under and within and small and last.bottom - first.top < 8 * kind.leading:
            return True
    return False


def _settled(pieces: list[Piece]) -> list[Piece]:
    """Captions and frames that interrupt an article come after it."""
    out: list[Piece] = []
    waiting: list[Piece] = []
    aside = _asides(pieces)
    for piece, away in zip(pieces, aside, strict=True):
        if away:
            waiting.append(piece)
            continue
        if piece.opens:
            out += [p for p in waiting if not p.frame or not piece.frame]
            waiting = [p for p in waiting if p.frame and piece.frame]
        out.append(piece)
    return out + sorted(waiting, key=lambda p: p.frame)


def _asides(pieces: Sequence[Piece]) -> list[bool]:
    """For each block: whether it is a caption or stands in a frame, with text after it that goes on with what
    stood before it."""
    out = [False] * len(pieces)
    i = 0
    while i < len(pieces):
        j = i
        while j < len(pieces) and (pieces[j].caption or pieces[j].frame):
            j += 1
        before = pieces[i - 1] if i else None
        after = pieces[j] if j < len(pieces) else None
        if j > i and before is not None and after is not None and before.body and after.body and not after.opens:
            out[i:j] = [True] * (j - i)
        i = j + 1
    return out


def _rejoined(pieces: list[Piece], indents: bool) -> list[Piece]:
    """Paragraphs that a column's end has cut in two, made whole."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last is not None and _same_paragraph(last, piece, indents):
            last.lines += piece.lines
            last.text = _text_of(last.lines)
            last.full = piece.full
        else:
            out.append(piece)
    return out


def _same_paragraph(a: Piece, b: Piece, indents: bool) -> bool:
    if not (a.body and b.body) or b.opens or a.caption or b.caption or a.frame != b.frame or a.bold != b.bold:
        return False
    first, last = b.lines[0], a.lines[-1]
    new_column = first.base < last.base or first.x0 > last.x1
    if not new_column or b.indented or not a.full or abs(first.size - last.size) > 0.05 * first.size:
        return False
    if len(a.lines) < 2 and not a.indented and not (len(a.text) >= 12 and "，" in a.text):
        return False
    return not is_stop(a.text) or (indents and len(a.text) > 20 and len(b.lines) > 1)


def source_of(pages: Sequence[Sequence[Piece]]) -> tuple[str, list[Block]]:
    """The source text of an edition, and its blocks with their settings."""
    out: list[str] = []
    blocks: list[Block] = []
    length = 0
    for number, pieces in enumerate(pages):
        feed = number > 0
        if feed:
            out.append("\f\n")
            length += 2
        for i, piece in enumerate(pieces):
            before = "\n" * piece.gap * (i > 0) + "　　" * piece.indented
            start = length + len(before)
            out.append(f"{before}{piece.text}\n")
            blocks.append(_block(piece, start, feed and i == 0))
            length = start + len(piece.text) + 1
    return "".join(out), blocks


def _block(piece: Piece, start: int, feed: bool) -> Block:
    end = start + len(piece.text)
    reading = Reading(piece.text, tuple(range(start, end)))
    setting = Setting(
        piece.share, piece.bold, piece.opens, piece.page * 1000 + piece.frame if piece.frame else 0, piece.caption
    )
    indent = 4 if piece.indented else 0
    return Block(reading, ((start, end),), piece.gap, indent, feed, piece.page, False, plain(piece.text), setting)
