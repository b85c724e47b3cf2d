"""Pages that are pictures (PNG, JPEG, TIFF, PDF without text) → the articles in them.

Characters are read by rapidocr (an optional extra: ``pip install .[scan]``; its models come with it, nothing is
fetched), column by column (``scan_cut``); what it reads goes the way of a PDF's lines from there on. Lines read
with little confidence are marked in the ledger, and their share is said in the edition's warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from helpers.errors import BanmianError
from helpers.page.articles import LedgerRow, Pages
from helpers.page.cut import read_pages
from helpers.page.pdf_layout import read_order
from helpers.page.pdf_lines import Line
from helpers.page.pdf_marks import Box, Marks
from helpers.page.pdf_text import Piece, read_pieces, source_of
from helpers.page.scan_cut import Ink, read_crops, read_ink

#: Below this confidence a line is doubtful.
DOUBT = 0.9
#: A newspaper page at 300 dpi has some 45 million pixels.
MOST_PIXELS = 80_000_000
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
#: A page label whose space was lost: A02民生.
_LABEL = re.compile(r"^([A-Z]\d{1,2}|\d{2}版|第\d{1,2}版)(?=[\u3400-\u9fff]{2,4}(?:　|$))")
LEAST_SIDE, MOST_PAGES, DPI = 300, 60, 200


#: ``(left, top, right, bottom)`` in pixels, text, confidence of a stretch that was read.
_Found = tuple[tuple[float, float, float, float], str, float]


@dataclass(frozen=True)
class Doubt:
    """A line that was read with little confidence: where it stands in the source."""

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
    scores: dict[str, float] = {}
    for number, image in enumerate(_images(path), 1):
        if progress is not None:
            progress(f"{path.name}: reading page {number} of a scan (about a minute)")
        pieces, read = _page(image, number)
        pages.append(pieces)
        scores.update(read)
    if not any(pages):
        raise BanmianError(f"No text was found on {path}: check that the picture shows a page, upright and sharp.")
    source, blocks = source_of(pages)
    found = read_pages(source, stem or path.stem, date, metadata, blocks)
    return _marked(replace(found, facts=replace(found.facts, pages=len(pages))), _doubts(source, pages, scores))


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

    from helpers.page.pdf import open_pdf

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
            "This edition is a scan, and the reader of scans is not installed: `make report EDITION=…` installs it, or run `.venv/bin/pip install '.[scan]'`."
        ) from None
    import logging

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _page(image: Any, number: int) -> tuple[list[Piece], dict[str, float]]:
    """The blocks of one page in reading order, and the confidence of each line read."""
    engine = _engine()
    ink = read_ink(image.copy())
    scale = 10.0 / ink.em  # so that running text is of 10 points
    lines: list[Line] = []
    scores: dict[str, float] = {}
    for crop in read_crops(ink):
        for row in _rows(list(_read(engine, image, crop, ink))):
            line = _line(row, scale)
            lines.append(line)
            scores[line.text] = min([scores.get(line.text, 1.0), *(score for _, _, score in row)])
    lines = _whole_heads(_even_sizes(lines))
    height, width = image.shape
    marks = Marks(width * scale, height * scale, (), _scaled(ink.rules, scale), (), _scaled(ink.pictures, scale))
    leaves, kind = read_order(sorted(lines, key=lambda x: (x.top, x.x0)), marks)
    return read_pieces(leaves, kind, number), scores


def _scaled(crops: Sequence[tuple[int, int, int, int]], scale: float) -> tuple[Box, ...]:
    return tuple(Box(*(v * scale for v in crop)) for crop in crops)


def _read(engine: Any, image: Any, crop: tuple[int, int, int, int], ink: Ink) -> Iterator[_Found]:
    """Lines of a crop: ``(left, top, right, bottom)`` in pixels of the page, text, confidence."""
    import numpy as np

    pad = int(0.5 * ink.em)
    x0, y0, x1, y1 = crop
    part = np.pad(image[y0:y1, x0:x1], pad, constant_values=255)
    result = engine(np.repeat(part[:, :, None], 3, axis=2), use_cls=False)
    for box, text, score in zip(
        result.boxes if result.boxes is not None else (), result.txts or (), result.scores or ()
    ):
        xs, ys = [float(p[0]) for p in box], [float(p[1]) for p in box]
        if text.strip():
            place = (min(xs) - pad + x0, min(ys) - pad + y0, max(xs) - pad + x0, max(ys) - pad + y0)
            yield place, _punctuated(text.strip()), float(score)


def _punctuated(text: str) -> str:
    """Chinese marks in full width beside Chinese characters: the reader of characters takes now one, now the other."""
    out = list(text)
    for i, c in enumerate(out):
        if c in _WIDE and any(
            "\u3400" <= n <= "\u9fff" or n in "“”》）" for n in out[max(0, i - 1) : i] + out[i + 1 : i + 2]
        ):
            out[i] = _WIDE[c]
    return "".join(out)


def _rows(found: list[_Found]) -> list[list[_Found]]:
    """What stands on one height of a column is one line: the reader parts lines at quotes and spaces."""
    rows: list[list[_Found]] = []
    for item in sorted(found, key=lambda f: f[0][1] + f[0][3]):
        _, top, _, bottom = item[0]
        last = rows[-1][0][0] if rows else None
        if last is not None and min(bottom, last[3]) - max(top, last[1]) > 0.5 * min(bottom - top, last[3] - last[1]):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda f: f[0][0]) for row in rows]


def _line(row: list[_Found], scale: float) -> Line:
    boxes = [tuple(v * scale for v in box) for box, _, _ in row]
    text = row[0][1]
    for a, b, (_, more, _) in zip(boxes, boxes[1:], row[1:], strict=False):
        text += ("　" if b[0] - a[2] > 0.6 * (a[3] - a[1]) else "") + more
    text = _LABEL.sub(r"\1 ", text)
    ems = sum(0.55 if c.isascii() else 1.0 for _, t, _ in row for c in t)
    top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
    size = min(sum(b[2] - b[0] for b in boxes) / max(ems, 1.0), (bottom - top) / 1.05)
    return Line(text, boxes[0][0], boxes[-1][2], (top + bottom) / 2 + 0.38 * size, size)


def _even_sizes(lines: list[Line]) -> list[Line]:
    """Sizes as a typesetter has them: running text all of one size, heads in steps."""
    if not lines:
        return []
    weighted = sorted(x.size for x in lines for _ in range(len(x.text)))
    body = weighted[len(weighted) // 2]
    steps = [body * 1.17**k for k in range(-3, 16)]

    def even(size: float) -> float:
        return min(steps, key=lambda s: abs(s - size) / s) if size > 1.2 * body else body if size > 0.8 * body else size

    return [replace(x, size=round(even(x.size), 2), base=x.base) for x in lines]


def _whole_heads(lines: list[Line]) -> list[Line]:
    """Heads that were cut apart at a space of their own, put together again."""
    out: list[Line] = []
    for line in sorted(lines, key=lambda x: x.x0):
        host = next((h for h in out if _is_rest(h, line)), None) if line.size > 11.5 else None
        if host is None:
            out.append(line)
            continue
        space = "　" if line.x0 - host.x1 > 0.6 * line.size else ""
        out[out.index(host)] = replace(host, text=host.text + space + line.text, x1=line.x1)
    return out


def _is_rest(a: Line, b: Line) -> bool:
    alike = abs(a.size - b.size) < 0.2 * b.size and abs(a.base - b.base) < 0.3 * b.size
    return alike and -0.3 * b.size < b.x0 - a.x1 < 0.75 * b.size


# -- doubts


def _doubts(source: str, pages: Sequence[Sequence[Piece]], scores: Mapping[str, float]) -> list[Doubt]:
    """The lines read with little confidence, found again in the source."""
    out, at = [], 0
    for piece in (p for page in pages for p in page):
        for line in piece.lines:
            start = source.find(line.text, at)
            if start < 0:
                continue
            at = start + len(line.text)
            score = scores.get(line.text, 1.0)
            if score < DOUBT:
                out.append(Doubt(start, at, round(score, 2)))
    return out


def _marked(pages: Pages, doubts: Sequence[Doubt]) -> Pages:
    """The ledger with doubtful lines as rows of their own, and their share among the warnings."""
    rows: list[LedgerRow] = []
    for row in pages.ledger:
        at = row.start
        for doubt in (d for d in doubts if d.start < row.end and d.end > row.start):
            start, end = max(at, doubt.start), min(row.end, doubt.end)
            if start > at:
                rows.append(replace(row, start=at, end=start))
            why = f"read from a picture with confidence {doubt.confidence:.2f}"
            rows.append(
                replace(row, start=start, end=end, reason=why, confidence=min(row.confidence, doubt.confidence))
            )
            at = end
        if at < row.end:
            rows.append(replace(row, start=at))
    chars = sum(not c.isspace() for c in pages.source) or 1
    share = sum(d.end - d.start for d in doubts) / chars
    said = (
        f"read from a picture: {share:.1%} of the characters stand in lines read with doubt (confidence under {DOUBT})"
    )
    facts = replace(pages.facts, warnings=(*pages.facts.warnings, said))
    return replace(pages, ledger=tuple(rows), facts=facts)
