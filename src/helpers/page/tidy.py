"""What copying does to a text, undone before anyone reads it.

A text that came through a web page, a word processor or a PDF reader has the newspaper's words and a typography
of its own: characters without width between the letters, a space wherever a Chinese character meets a figure.
None of it was printed. ``tidied`` takes it out and keeps, for each character that is
left, its offset in the source; ``onto`` brings what was read back to those offsets, so that every span names
characters of the source, and every character of the source is still booked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any, NamedTuple

from helpers.page.articles import Article, LedgerRow, Pages
from helpers.page.text import Reading, Span

#: Characters without width: joiners, direction marks, the soft hyphen, byte-order marks inside the text.
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
#: GBK's A3A0, a full-width space that decodes to a private code point.
_GBK_SPACE = "\ue5e5"
_HAN = "[\u3007\u3400-\u9fff]"
_FIGURE = "[0-9０-９A-Za-z]"
#: Where a Chinese character meets a figure or a Latin word; group 1 is the space between them, if any.
_MEETING = re.compile(rf"(?<={_HAN})( ?)(?={_FIGURE})|(?<=[0-9０-９A-Za-z%％℃])( ?)(?={_HAN})")
#: Two figures with nothing but space between them: a row of a table, whose cells the spaces part.
_ROW = re.compile(r"[\d％%] +[\d+-]")
#: So many meetings, at least, and this share of them with a space: then the spaces are the copy's, not the paper's.
_MEETINGS, _SPACED = 12, 0.7


class Tidied(NamedTuple):
    """A text to read; ``offsets[i]`` is the source offset of ``text[i]``."""

    text: str
    offsets: Sequence[int]


def tidied(source: str) -> Tidied:
    """The source without what copying has added."""
    text = Tidied(source.replace(_GBK_SPACE, "\u3000"), range(len(source)))
    for added in (_without_width, _spaces):
        text = _left(text, added)
    return text


def _left(text: Tidied, find: Callable[[str], list[tuple[int, int]]]) -> Tidied:
    """The text without the stretches that ``find`` names (in order)."""
    out = find(text.text)
    if not out:
        return text
    kept = list(zip([0, *(b for _, b in out)], [*(a for a, _ in out), len(text.text)], strict=True))
    return Tidied("".join(text.text[a:b] for a, b in kept), [o for a, b in kept for o in text.offsets[a:b]])


def _without_width(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _NO_WIDTH.finditer(text)]


def _spaces(text: str) -> list[tuple[int, int]]:
    """The spaces between Chinese characters and figures, where the copy has set one at nearly every such place."""
    met = [found.span() for found in _MEETING.finditer(text)]
    if len(met) < _MEETINGS or sum(b > a for a, b in met) < _SPACED * len(met):
        return []
    lines = (line for line in re.finditer(".+", text) if not _ROW.search(line.group()))
    inside = (found.span() for line in lines for found in _MEETING.finditer(text, *line.span()))
    return [(a, b) for a, b in inside if b > a]


def onto(pages: Pages, source: str, offsets: Sequence[int]) -> Pages:
    """The same pages, their spans counted in the source that ``offsets`` name (see ``Tidied``)."""

    def span(one: Article | LedgerRow) -> Span:
        return Span(offsets[one.start], offsets[one.end - 1] + 1) if one.end > one.start else Span(0, 0)

    def back(value: Any) -> Any:
        if isinstance(value, Reading):
            return Reading(value.text, tuple(offsets[o] for o in value.offsets))
        return tuple(map(back, value)) if isinstance(value, tuple) else value

    def article(one: Article) -> Article:
        return replace(one, **({f.name: back(getattr(one, f.name)) for f in fields(one)} | span(one)._asdict()))

    rows = [replace(row, start=span(row).start, end=span(row).end) for row in pages.ledger]
    return replace(
        pages, source=source, articles=tuple(map(article, pages.articles)), ledger=tuple(_filled(rows, len(source)))
    )


def _filled(rows: Sequence[LedgerRow], length: int) -> list[LedgerRow]:
    """The rows with the stretches between them that no one read booked as space."""
    out: list[LedgerRow] = []
    ends = [LedgerRow(0, 0, 0, "space"), *rows, LedgerRow(length, length, 0, "space")]
    for above, row in pairwise(ends):
        if row.start > above.end:
            inside = above.article if above.article == row.article else 0
            out.append(LedgerRow(above.end, row.start, inside, "space", "added by copying"))
        out.append(row)
    return out[:-1]
