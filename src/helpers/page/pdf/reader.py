"""Pages of a PDF with text → the edition's source text in reading order, and the articles in it.

The characters of a page, with their boxes and sizes (``marks``), become lines (``lines``, ``vertical``); white
space, rules, frames, tables and heads give the reading order (``layout``, ``heads``, ``tables``); blocks in that order
become the source text that every span counts in (``text``). One form feed stands between two pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.errors import BanmianError
from helpers.page.articles import Pages
from helpers.page.cut import read_pages
from helpers.page.pdf.layout import HEAD, read_order
from helpers.page.pdf.lines import body_size, read_lines
from helpers.page.pdf.marks import UNREAD, Marks, read_marks
from helpers.page.pdf.tables import read_grids
from helpers.page.pdf.text import Piece, read_pieces, source_of
from helpers.page.pdf.vertical import upright_lines
from helpers.page.pdfium import load_pdfium

#: An edition has a few dozen pages; a file of more is a volume.
MOST_PAGES = 200


class NoTextError(BanmianError):
    """A PDF whose pages are pictures: ``scan.read_scan`` reads it."""


def read_pdf(
    path: str | Path,
    stem: str = "",
    date: str | None = None,
    metadata: Mapping[str, object] | None = None,
) -> Pages:
    """The articles of an edition in a PDF with text, one page of the file a page of the paper.

    ``path`` names the file; ``stem``, ``date`` and ``metadata`` are as for ``read_pages``. The source that all
    spans count in is the text as it is read from the page: see ``text``. Raises BanmianError for a file
    that is no PDF, is damaged or locked, has no page or too many, and NoTextError for one without text.
    """
    pages, doubts = _read(Path(path))
    source, blocks = source_of(pages)
    found = read_pages(source, stem or Path(path).stem, date, metadata, blocks)
    facts = replace(found.facts, pages=len(pages), warnings=(*found.facts.warnings, *doubts))
    return replace(found, facts=facts)


def pdf_pieces(path: str | Path) -> list[list[Piece]]:
    """The blocks of each page, in reading order."""
    return _read(Path(path))[0]


def _read(path: Path) -> tuple[list[list[Piece]], list[str]]:
    """The blocks of each page, and what is doubtful about a page as a whole."""
    pages: list[list[Piece]] = []
    doubts: list[str] = []
    read = unread = 0
    document = open_pdf(path)
    try:
        for number in range(1, len(document) + 1):
            marks = _marks(document, number)
            read += len(marks.chars)
            unread += marks.unread
            doubts += [f"page {number} of {path} {said}" for said in _doubts(marks)]
            grids = read_grids(marks)
            upright, level = upright_lines(marks.chars, HEAD * body_size(marks.chars))
            lines = read_lines(level, [*marks.walls, *(wall for grid in grids for wall in grid.walls)])
            lines = sorted([*lines, *upright], key=lambda x: (round(x.top, 1), x.x0))
            leaves, kind = read_order(lines, marks, grids)
            pages.append(read_pieces(leaves, kind, number))
    finally:
        document.close()
    if read == 0 or unread > read / 2:
        what = (
            "has text whose characters the file does not tell"
            if read
            else "has no text: its pages are pictures (a scan)"
        )
        raise NoTextError(
            f"{path} {what}, so install the scan reader (pip install -e '.[scan]') and read it as a scan."
        )
    return pages, doubts


def _marks(document: Any, number: int) -> Marks:
    page = document[number - 1]
    try:
        return read_marks(page)
    finally:
        page.close()


def _doubts(marks: Marks) -> Iterator[str]:
    if not marks.chars:
        yield "has no text: it is a scan or empty"
    if marks.recognised:
        yield "is a scan with a text layer that character recognition has made: look at the picture before you cite a figure"
    if marks.unread:
        yield (
            f"has {marks.unread:,} of {len(marks.chars):,} characters that its fonts do not tell: each stands as {UNREAD} "
            "or as a code of private use, and no number beside one is read"
        )


def open_pdf(path: Path) -> Any:
    """The ``pypdfium2`` document of a file, checked. Raises BanmianError as ``read_pdf`` does."""
    pdfium = load_pdfium()
    if not path.exists():
        raise BanmianError(f"There is no file {path}: check the name, or put the edition into data/editions/.")
    data = path.read_bytes()
    if b"%PDF" not in data[:1024]:
        raise BanmianError(f"{path} is no PDF, whatever its name says: save the page as PDF and try again.")
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) and b"/Encrypt" not in data:  # what PDFium says of a file without pages
            raise BanmianError(f"{path} has no page: give the pages of one edition.") from None
        if "assword" in str(error):
            raise BanmianError(f"{path} is locked with a password: save it without one and try again.") from None
        raise BanmianError(f"{path} is damaged ({error}): get the file again.") from None
    if not 0 < count <= MOST_PAGES:
        document.close()
        what = "has no page" if count == 0 else f"has {count:,} pages, more than one edition ({MOST_PAGES} at most)"
        raise BanmianError(f"{path} {what}: give the pages of one edition.")
    return document
