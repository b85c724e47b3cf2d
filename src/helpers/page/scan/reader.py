"""Pages that are pictures (PNG, JPEG, TIFF, PDF without text) → the articles in them.

Characters are read by rapidocr (an optional extra: ``pip install -e .[scan]``; its models come with it, nothing is
fetched), column by column (``cut``); what it reads goes the way of a PDF's lines from there on. Lines read
with little confidence are marked in the ledger, and their share is said in the edition's warnings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from helpers.errors import BanmianError
from helpers.page.articles import LedgerRow, Pages
from helpers.page.cut import read_pages
from helpers.page.pdf.layout import read_order
from helpers.page.pdf.marks import Box, Marks
from helpers.page.pdf.text import Piece, read_pieces, source_of
from helpers.page.scan.cut import is_side, read_crops, read_ink
from helpers.page.scan.lines import read_lines, set_lines

#: Below this confidence a character is doubtful.
DOUBT = 0.9
#: The same for marks that have two widths: the recogniser shares its confidence between the two.
DOUBT_OF_MARKS = 0.5
#: A newspaper page at 300 dpi has some 45 million pixels.
MOST_PIXELS = 80_000_000
LEAST_SIDE, MOST_PAGES, DPI = 300, 60, 200


@dataclass(frozen=True)
class Doubt:
    """A character that was read with little confidence: where it stands in the source."""

    start: int
    end: int
    confidence: float


def read_scan(
    path: str | Path,
    stem: str = "",
    date: str | None = None,
    metadata: Mapping[str, object] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Pages:
    """The articles of a scanned edition: an image, a TIFF of several pages, or a PDF of pictures.

    ``stem``, ``date`` and ``metadata`` are as for ``read_pages``; ``progress`` is called with one line a page.
    Raises BanmianError where the file cannot be read, is too small or too large, or rapidocr is not installed.
    """
    path = Path(path)
    pages: list[list[Piece]] = []
    sure: dict[str, tuple[float, ...]] = {}
    for number, image in enumerate(_images(path), 1):
        if progress is not None:
            progress(f"{path.name}: reading page {number} of a scan (about a minute)")
        pieces, read = _page(image, number)
        pages.append(pieces)
        sure.update(read)
    if not any(pages):
        raise BanmianError(f"No text was found on {path}: check that the picture shows a page, upright and sharp.")
    source, blocks = source_of(pages)
    found = read_pages(source, stem or path.stem, date, metadata, blocks)
    return _marked(replace(found, facts=replace(found.facts, pages=len(pages))), _doubts(source, pages, sure))


# -- images


def _images(path: Path) -> Iterator[Any]:
    """The pages as grey arrays."""
    if not path.exists():
        raise BanmianError(f"There is no file {path}: check the name, or put the edition into data/editions/.")
    yield from _rendered(path) if path.suffix.lower() == ".pdf" else _frames(path)


def _frames(path: Path) -> Iterator[Any]:
    import numpy as np
    from PIL import Image, ImageSequence, UnidentifiedImageError

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None  # the size is checked before a pixel is read
    try:
        with Image.open(path) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= MOST_PAGES:
                    raise BanmianError(f"{path} has more than {MOST_PAGES} pages: give the pages of one edition.")
                _check_size(path, *frame.size)
                yield np.array(frame.convert("L"))
    except UnidentifiedImageError:
        raise BanmianError(f"{path} is no picture that can be opened: save it as PNG, JPEG or TIFF.") from None
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, EOFError) as error:
        if isinstance(error, BanmianError):
            raise
        raise BanmianError(f"{path} is damaged ({error}): get the file again.") from None
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _check_size(path: Path, width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise BanmianError(
            f"{path} is too large ({width:,} × {height:,} pixels): scan one page a file, at 200 to 300 dots an inch."
        )
    if min(width, height) < LEAST_SIDE:
        raise BanmianError(f"{path} is too small to read ({width} × {height} pixels): scan it at 200 dots an inch.")


def _rendered(path: Path) -> Iterator[Any]:
    import numpy as np

    from helpers.page.pdf.reader import open_pdf

    document = open_pdf(path)
    try:
        if len(document) > MOST_PAGES:
            raise BanmianError(f"{path} has {len(document)} scanned pages, {MOST_PAGES} at most: give one edition.")
        for page in document:
            width, height = (int(side * DPI / 72) for side in page.get_size())
            _check_size(path, width, height)
            yield np.array(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"))
    finally:
        document.close()


# -- characters


@cache
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError:
        raise BanmianError(
            "This edition is a scan, and the reader of scans is not installed: `make report EDITION=…` installs it, or run `.venv/bin/pip install -e '.[scan]'`."
        ) from None
    import logging

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _page(image: Any, number: int) -> tuple[list[Piece], dict[str, tuple[float, ...]]]:
    """The blocks of one page in reading order, and the confidence of each character by the line it stands in."""
    engine = _engine()
    ink = read_ink(image)
    found = [line for crop in read_crops(ink) for line in read_lines(engine, ink, crop)]
    if not found:
        return [], {}
    found, lines, scale = set_lines(found, [r for r in ink.rules if r[3] - r[1] > r[2] - r[0]])
    sure: dict[str, tuple[float, ...]] = {}
    for line, read in zip(lines, found, strict=True):
        before = sure.get(line.text, read.sure)
        sure[line.text] = tuple(map(min, before, read.sure))
    height, width = image.shape
    rules = [r for r in ink.rules if not any(is_side(r, frame) for frame in ink.frames)]
    drawn, frames, pictures = (
        tuple(Box(*(v * scale for v in b)) for b in kind) for kind in (rules, ink.frames, ink.pictures)
    )
    marks = Marks(width * scale, height * scale, (), drawn, frames, pictures)
    leaves, kind = read_order(sorted(lines, key=lambda x: (x.top, x.x0)), marks)
    return read_pieces(leaves, kind, number), sure


# -- doubts


def _doubts(source: str, pages: Sequence[Sequence[Piece]], sure: Mapping[str, tuple[float, ...]]) -> list[Doubt]:
    """The characters read with little confidence, found again in the source."""
    out, at = [], 0
    for line in (line for page in pages for piece in page for line in piece.lines):
        start = source.find(line.text, at)
        if start < 0:
            continue
        at = start + len(line.text)
        for k, score in enumerate(_sure(line.text, sure)):
            char = source[start + k]
            if score < (DOUBT_OF_MARKS if char in "，：；？！（）" else DOUBT) and not char.isspace():
                out.append(Doubt(start + k, start + k + 1, int(100 * score) / 100))  # never rounded up to no doubt
    return out


def _sure(text: str, sure: Mapping[str, tuple[float, ...]]) -> tuple[float, ...]:
    """The confidence of each character of a line, or of a row that was put together from several lines."""
    if text in sure:
        return sure[text]
    for k, char in enumerate(text):
        if char == "\u3000" and text[:k] in sure:
            return (*sure[text[:k]], 1.0, *_sure(text[k + 1 :], sure))
    return (1.0,) * len(text)


def _marked(pages: Pages, doubts: Sequence[Doubt]) -> Pages:
    """The ledger with each doubtful character as a row of its own, and their share among the warnings."""
    rows: list[LedgerRow] = []
    left = sorted(doubts, key=lambda d: -d.start)
    for row in pages.ledger:
        at = row.start
        while left and left[-1].start < row.end:
            doubt = left.pop()
            if doubt.start > at:
                rows.append(replace(row, start=at, end=doubt.start))
            sure = min(row.confidence, doubt.confidence)
            why = f"doubtful character: read from a picture with confidence {doubt.confidence:.2f}"
            rows.append(replace(row, start=doubt.start, end=doubt.end, reason=why, confidence=sure))
            at = doubt.end
        if at < row.end:
            rows.append(replace(row, start=at))
    chars = sum(not c.isspace() for c in pages.source) or 1
    said = f"read from a picture: {len(doubts) / chars:.1%} of the characters are doubtful (confidence under {DOUBT})"
    facts = replace(pages.facts, warnings=(*pages.facts.warnings, said))
    return replace(pages, ledger=tuple(rows), facts=facts)
