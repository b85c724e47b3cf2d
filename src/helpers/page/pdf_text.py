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

from helpers.page.marks import is_stop
from helpers.page.pdf_layout import HEAD, Leaf, Type
from helpers.page.pdf_lines import Line
from helpers.page.pdf_marks import Box

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
    for leaf in leaves:
        pictures += leaf.pictures
        own = list(_leaf_pieces(leaf, kind, page, indents))
        for piece in own:
            piece.caption = piece.body and _is_caption(piece, leaf.pictures or pictures, kind)
        pieces += own
    return _rejoined(_settled(pieces), indents)


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


def _leaf_pieces(leaf: Leaf, kind: Type, page: int, indents: bool) -> Iterator[Piece]:
    edge = _measure(leaf.lines, kind)
    steps = [b.base - a.base for a, b in zip(leaf.lines, leaf.lines[1:], strict=False) if abs(a.size - b.size) < 0.5]
    usual = min(median(steps), 1.3 * kind.leading) if steps else kind.leading
    current: Piece | None = None
    for line in _level(leaf.lines):
        last = current.lines[-1] if current else None
        if current is not None and last is not None and _goes_on(current, last, line, edge, usual, kind, indents):
            current.lines.append(line)
            continue
        if current is not None:
            yield _closed(current, edge, kind)
        current = _opened(line, last, leaf.frame, page, edge, usual, kind)
    if current is not None:
        yield _closed(current, edge, kind)


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


def _opened(line: Line, last: Line | None, frame: int, page: int, edge: Measure, usual: float, kind: Type) -> Piece:
    body = line.size < HEAD * kind.size
    indented = body and 0.8 * line.size < line.x0 - edge.left < 4 * line.size and not _is_centred(line, edge)
    twin = last is not None and not body and abs(last.size - line.size) < 0.05 * line.size
    tight = twin and last is not None and line.base - last.base < 1.7 * line.size
    close = body and last is not None and abs(last.size - line.size) < 0.5 and line.base - last.base < 1.25 * usual
    return Piece([line], frame, page, indented, gap=0 if tight else 1 if close or not body else 2, body=body)


def _is_centred(line: Line, edge: Measure) -> bool:
    left, right = line.x0 - edge.left, edge.right - line.x1
    return right > 1.5 * line.size and abs(left - right) < 1.2 * line.size


def _goes_on(piece: Piece, last: Line, line: Line, edge: Measure, usual: float, kind: Type, indents: bool) -> bool:
    """Whether a line goes on with the paragraph above it."""
    if not piece.body or abs(last.size - line.size) > 0.08 * line.size or last.bold != line.bold:
        return False
    if last.upright or line.upright or line.base - last.base > 1.35 * max(usual, 1.15 * line.size):
        return False
    if line.x0 - edge.left > 0.8 * line.size:
        return _hangs(piece, line)
    short = edge.right - last.x1
    if short <= 1.2 * line.size:
        return True
    if indents and edge.width > 8 * kind.size and short < 0.35 * edge.width:
        return not is_stop(last.text)
    return False


def _hangs(piece: Piece, line: Line) -> bool:
    """A paragraph whose further lines are set in under each other."""
    return len(piece.lines) >= 2 and abs(piece.lines[-1].x0 - line.x0) < 0.3 * line.size


def _closed(piece: Piece, edge: Measure, kind: Type) -> Piece:
    last = piece.lines[-1]
    piece.full = piece.body and edge.right - last.x1 <= 1.2 * last.size and edge.width > 5 * kind.size
    piece.text = joined([x.text for x in piece.lines])
    return piece


def joined(parts: Sequence[str]) -> str:
    """Printed lines as one: a space only between Latin words, a word's hyphen at the line's end taken out."""
    out = ""
    for part in parts:
        if out and _HYPHEN.search(out) and re.match(r"[a-z]", part):
            out = out[:-1]
        elif out and re.search(r"[A-Za-z,.;:?!]$", out) and re.match(r"[A-Za-z]", part):
            out += " "
        out += part
    return out


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
    """Captions and frames that stand between two halves of a paragraph come after the text they interrupt."""
    out: list[Piece] = []
    waiting: list[Piece] = []
    for i, piece in enumerate(pieces):
        if piece.caption and _runs_on(pieces, i):
            waiting.append(piece)
            continue
        if waiting and not (piece.body and not piece.frame):
            out += waiting
            waiting = []
        out.append(piece)
    return out + waiting


def _runs_on(pieces: Sequence[Piece], i: int) -> bool:
    """Whether running text stands before and after a caption."""
    before = next((p for p in reversed(pieces[:i]) if not p.caption), None)
    after = next((p for p in pieces[i + 1 :] if not p.caption), None)
    return before is not None and after is not None and before.body and after.body and before.frame == after.frame


def _rejoined(pieces: list[Piece], indents: bool) -> list[Piece]:
    """Paragraphs that a column's end has cut in two, made whole."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last is not None and _same_paragraph(last, piece, indents):
            last.lines += piece.lines
            last.text = joined([last.text, piece.text])
            last.full = piece.full
        else:
            out.append(piece)
    return out


def _same_paragraph(a: Piece, b: Piece, indents: bool) -> bool:
    if not (a.body and b.body) or a.caption or b.caption or a.frame != b.frame or a.bold != b.bold:
        return False
    first, last = b.lines[0], a.lines[-1]
    new_column = first.base < last.base or first.x0 > last.x1
    if not new_column or b.indented or not a.full or abs(first.size - last.size) > 0.05 * first.size:
        return False
    return not is_stop(a.text) or (indents and len(a.text) > 20 and len(b.text) > 1)


def source_of(pages: Sequence[Sequence[Piece]]) -> tuple[str, list[tuple[int, int, Piece]]]:
    """The source text of an edition, and for each block its place in it."""
    out: list[str] = []
    places: list[tuple[int, int, Piece]] = []
    length = 0
    for number, pieces in enumerate(pages):
        if number:
            out.append("\f\n")
            length += 2
        for i, piece in enumerate(pieces):
            text = ("　　" if piece.indented else "") + piece.text
            before = "\n" * piece.gap if i else ""
            places.append(
                (length + len(before) + (2 if piece.indented else 0), length + len(before) + len(text), piece)
            )
            out.append(f"{before}{text}\n")
            length += len(before) + len(text) + 1
    return "".join(out), places
