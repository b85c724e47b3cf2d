"""A typesetter for tests: an edition of text as newspaper pages in a PDF.

Three to six columns, heads that span them, kickers, frames, pictures with captions, advertisements, two
type families, several pages a file. The fonts are a font file that a dependency brings (Noto Sans SC) and
the Song face that every PDF reader knows without embedding, so that both ways of coding Chinese are met.

    python tests/typesetter.py EDITION.txt GOLD.json OUT.pdf [LAYOUT]
"""

from __future__ import annotations

import importlib.util
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from typeset_text import Sheet, Story, sheets_of

SANS, SONG = "NotoSansSC", "STSong-Light"
_NO_START = "，。、；：！？”’）》】」』…—％%,.;:!?)"
_NO_END = "“‘（《【「『("


@dataclass(frozen=True)
class Layout:
    """How a paper looks. Sizes in points."""

    name: str
    plan: str  # bands, towers, halves
    columns: int
    body: str = SONG
    head: str = SANS
    size: float = 10.0
    leading: float = 15.0
    gutter: float = 14.0
    width: float = 980.0
    align: str = "left"  # of heads
    rules: bool = True  # hairlines between articles
    pictures: bool = True
    byline_in_column: bool = True
    indent: str = "　　"  # printed as characters, or "" for a shift


LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("bands", "bands", 5),
        Layout(
            "towers",
            "towers",
            6,
            SANS,
            SONG,
            9.0,
            13.0,
            12.0,
            1060.0,
            "centre",
            False,
            byline_in_column=False,
            indent="",
        ),
        Layout("halves", "halves", 4, SONG, SONG, 10.5, 17.0, 20.0, 900.0, "left", True, False, indent=""),
        Layout("narrow", "bands", 3, SANS, SANS, 9.5, 13.5, 11.0, 640.0, "centre", False),
    )
}


@cache
def _fonts() -> None:
    spec = importlib.util.find_spec("zhplot")
    assert spec is not None and spec.origin is not None
    pdfmetrics.registerFont(TTFont(SANS, Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"))
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))


@cache
def _wide(char: str, font: str) -> float:
    return pdfmetrics.stringWidth(char, font, 1.0)


def measure(text: str, font: str, size: float) -> float:
    return size * sum(_wide(c, font) for c in text)


def broken(text: str, font: str, size: float, width: float, shift: float = 0.0) -> Iterator[str]:
    """The lines of a paragraph: no mark at the start of a line, no Latin word or number cut in two."""
    line, used = "", shift
    for word in _words(text):
        w = measure(word, font, size)
        if used + w > width + 0.01 and line:
            if word[0] in _NO_START and len(line) > 1 or line[-1] in _NO_END:
                line, word = line[:-1], line[-1] + word
            if line:
                yield line
            line, used = "", 0.0
            w = measure(word, font, size)
        line, used = line + word, used + w
    if line:
        yield line


def _words(text: str) -> Iterator[str]:
    word = ""
    for c in text:
        if c.isascii() and c.isalnum() or c in ".%" and word:
            word += c
            continue
        if word:
            yield word
        word = ""
        yield c
    if word:
        yield word


@dataclass(frozen=True)
class Row:
    """One line of a column: its text, whether it is spread to the full measure, shift, weight."""

    text: str
    spread: bool = False
    shift: float = 0.0
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Box:
    """A part of the plan: a story over some columns, or boxes beside or above each other."""

    columns: int
    story: Story | None = None
    parts: tuple[Box, ...] = ()
    beside: bool = False


class Typesetter:
    """Sets sheets in one layout."""

    def __init__(self, layout: Layout) -> None:
        _fonts()
        self.layout = layout
        self.unit = (layout.width + layout.gutter) / layout.columns

    def pdf(self, sheets: Sequence[Sheet]) -> bytes:
        out = io.BytesIO()
        self.canvas = Canvas(out, invariant=True)
        for sheet in sheets:
            self._sheet(sheet)
            self.canvas.showPage()
        self.canvas.save()
        return out.getvalue()

    # -- plan

    def plan(self, stories: Sequence[Story]) -> Box:
        n = self.layout.columns
        if self.layout.plan == "towers" and len(stories) >= 3:
            small = sorted(stories, key=lambda s: s.chars)[: len(stories) // 2]
            side = 2 if n >= 5 else 1
            main = [s for s in stories if s not in small]
            left = Box(n - side, parts=tuple(Box(n - side, s) for s in main))
            right = Box(side, parts=tuple(Box(side, s) for s in small))
            return Box(n, parts=(left, right), beside=True)
        if self.layout.plan == "halves" and len(stories) >= 3:
            rest = stories[1:]
            half = n // 2
            left = Box(half, parts=tuple(Box(half, s) for s in rest[::2]))
            right = Box(n - half, parts=tuple(Box(n - half, s) for s in rest[1::2]))
            return Box(n, parts=(Box(n, stories[0]), Box(n, parts=(left, right), beside=True)))
        return Box(n, parts=tuple(self._bands(list(stories))))

    def _bands(self, stories: list[Story]) -> Iterator[Box]:
        n = self.layout.columns
        while stories:
            first = stories.pop(0)
            if first.chars > 900 or not stories:
                yield Box(n, first)
                continue
            group = [first]
            while stories and len(group) < min(3, n) and stories[0].chars <= 900:
                group.append(stories.pop(0))
            shares = _shares([s.chars + 60 for s in group], n)
            parts = tuple(Box(k, s) for k, s in zip(shares, group, strict=True))
            yield Box(n, parts=parts, beside=True) if len(group) > 1 else Box(n, first)

    # -- measures

    def width(self, columns: int) -> float:
        return columns * self.unit - self.layout.gutter

    def height(self, box: Box) -> float:
        if box.story is not None:
            return self._story(box.story, box.columns, 0, 0, draw=False)
        heights = [self.height(p) for p in box.parts]
        return max(heights, default=0) if box.beside else sum(heights) + self._gap * (len(heights) - 1)

    @property
    def _gap(self) -> float:
        return 1.6 * self.layout.leading

    # -- drawing: y runs down from the top of the page

    def _sheet(self, sheet: Sheet) -> None:
        box = self.plan(sheet.stories)
        above = 110.0 if sheet.furniture or sheet.banner else 30.0
        self.page_height = above + self.height(box) + 40.0
        self.canvas.setPageSize((self.layout.width + 60, self.page_height))
        self._furniture(sheet)
        self._draw(box, 30.0, above)

    def _furniture(self, sheet: Sheet) -> None:
        """Masthead large at the left, page label and editors in a row above a rule, the slogan across."""
        y = 22.0
        for line in sheet.furniture:
            if line.endswith(("报", "版")) and len(line) <= 8:
                self._text(line, 30, 52, self.layout.head, 34)
            elif line.isascii():
                self._text(line, 30, 68, self.layout.body, 9)
            else:
                self._text(line, 260, y, self.layout.body, 9)
                y += 14
        if sheet.furniture:
            self.canvas.line(30, self.page_height - 74, 30 + self.layout.width, self.page_height - 74)
        if sheet.banner:
            w = measure(sheet.banner, self.layout.head, 18)
            self._text(sheet.banner, 30 + max(0, self.layout.width - w) / 2, 98, self.layout.head, 18)

    def _draw(self, box: Box, x: float, y: float) -> None:
        if box.story is not None:
            self._story(box.story, box.columns, x, y)
            return
        for i, part in enumerate(box.parts):
            self._draw(part, x, y)
            if box.beside:
                x += part.columns * self.unit
                if self.layout.rules and i + 1 < len(box.parts):
                    at = x - self.layout.gutter / 2
                    self.canvas.line(at, self.page_height - y, at, self.page_height - y - self.height(box))
            else:
                y += self.height(part) + self._gap
                if self.layout.rules and i + 1 < len(box.parts):
                    at = self.page_height - y + self._gap / 2
                    self.canvas.line(x, at, x + self.width(box.columns), at)

    def _story(self, story: Story, columns: int, x: float, y: float, draw: bool = True) -> float:
        """Set a story; returns the height it takes."""
        top = y
        pad = 7.0 if story.boxed else 0.0
        width = self.width(columns) - 2 * pad
        x, y = x + pad, y + pad
        if story.kind == "photo" and self.layout.pictures:
            y += self._picture(x, y, width, min(160.0, width * 0.6), draw) + 4
        y = self._head(story, x, y, width, draw)
        wide = max(1, columns if not story.boxed else min(columns, 2))
        col = (width - (wide - 1) * self.layout.gutter) / wide
        rows = self._rows(story, col)
        hole = self._hole(story, wide, col)
        deep = self._depth(len(rows), wide, hole)
        k = 0
        for i in range(wide):
            at = x + i * (col + self.layout.gutter)
            skip = hole[1] if hole and hole[0] <= i < hole[0] + hole[2] else 0
            if skip and hole and i == hole[0]:
                span = hole[2] * col + (hole[2] - 1) * self.layout.gutter
                self._picture(at, y, span, (skip - len(story.captions)) * self.layout.leading - 4, draw)
                for n, caption in enumerate(reversed(story.captions), 1):
                    if draw:
                        self._text(caption, at, y + (skip - n + 0.6) * self.layout.leading, self.layout.head, 8)
            for j in range(skip, deep):
                if k < len(rows):
                    if draw:
                        self._row(rows[k], at, y + j * self.layout.leading, col)
                    k += 1
        y += deep * self.layout.leading + pad
        if draw and story.boxed:
            self.canvas.rect(x - pad, self.page_height - y, width + 2 * pad, y - top)
        return y - top

    def _hole(self, story: Story, columns: int, col: float) -> tuple[int, int, int] | None:
        """A picture in the body: first column, depth in rows, columns wide."""
        if not self.layout.pictures or columns < 3 or (story.chars < 600 and not story.captions) or story.boxed:
            return None
        span = 2 if columns >= 4 else 1
        return 1, int(span * col * 0.5 / self.layout.leading) + len(story.captions) + 1, span

    @staticmethod
    def _depth(rows: int, columns: int, hole: tuple[int, int, int] | None) -> int:
        taken = hole[1] * hole[2] if hole else 0
        return max(-(-(rows + taken) // columns), hole[1] if hole else 0)

    def _head(self, story: Story, x: float, y: float, width: float, draw: bool) -> float:
        size = 15.0 if width < 200 else 20.0 if width < 420 else 28.0
        above = "" if story.column.startswith("【") else story.column
        lines = [(above, 11.0, 0.0), (story.kicker, 13.0, 2.0)]
        for title in story.headline:
            for line in self._title(title, size, width):
                lines.append((line, size, 4.0))
        lines.append((story.subtitle, 13.0, 4.0))
        if not self.layout.byline_in_column:
            lines += [(b, 9.0, 3.0) for b in story.bylines]
        for text, points, above in lines:
            if not text:
                continue
            for line in broken(text, self.layout.head, points, width):
                y += points * 1.25 + above
                if draw:
                    w = measure(line, self.layout.head, points)
                    at = x + (max(0.0, width - w) / 2 if self.layout.align == "centre" else 0)
                    self._text(line, at, y - points * 0.25, self.layout.head, points)
        return y + 8

    def _title(self, title: str, size: float, width: float) -> list[str]:
        """A headline too long for its measure is cut at its space, as a make-up editor would."""
        if measure(title, self.layout.head, size) > width and " " in title.replace("　", " "):
            left, _, right = title.replace("　", " ").rpartition(" ")
            return [left, right]
        return [title]

    def _rows(self, story: Story, col: float) -> list[Row]:
        body, size = self.layout.body, self.layout.size
        rows: list[Row] = []
        if self.layout.byline_in_column:
            rows += [Row(line) for b in story.bylines for line in broken(b, body, size, col)]
        if story.column.startswith("【"):  # a column's tag between byline and text
            rows.append(Row(story.column, bold=True))
        for paragraph in story.paragraphs:
            if len(paragraph) <= 14 and paragraph[-1] not in "。！？”：）" and not story.boxed:
                rows.append(Row(paragraph, bold=True, centred=story.kind not in ("literature", "literary")))
                continue
            shift = 2 * size if not self.layout.indent else 0.0
            lines = list(broken(self.layout.indent + paragraph, body, size, col, shift))
            rows += [Row(line, i + 1 < len(lines), shift if i == 0 else 0.0) for i, line in enumerate(lines)]
        return rows

    def _row(self, row: Row, x: float, y: float, col: float) -> None:
        body, size = self.layout.body, self.layout.size
        w = measure(row.text, body, size) + row.shift
        space = (col - w) / (len(row.text) - 1) if row.spread and len(row.text) > 1 else 0.0
        at = x + row.shift + (max(0.0, col - w) / 2 if row.centred else 0)
        self._text(row.text, at, y + size, body, size, space if abs(space) < size else 0.0, row.bold)

    def _text(
        self, text: str, x: float, y: float, font: str, size: float, space: float = 0.0, bold: bool = False
    ) -> None:
        self.canvas.saveState()
        self.canvas.setLineWidth(size / 30)
        run = self.canvas.beginText(x, self.page_height - y)
        run.setFont(font, size)
        run.setCharSpace(space)
        run.setTextRenderMode(2 if bold else 0)
        run.textOut(text)
        self.canvas.drawText(run)
        self.canvas.restoreState()

    def _picture(self, x: float, y: float, width: float, height: float, draw: bool) -> float:
        if draw:
            self.canvas.drawImage(_grey(), x, self.page_height - y - height, width, height)
        return height


@cache
def _grey() -> ImageReader:
    return ImageReader(Image.linear_gradient("L").resize((32, 32)))


def _shares(weights: Sequence[int], total: int) -> list[int]:
    """Columns for boxes side by side, about as their weights, at least one each."""
    shares = [max(1, round(total * w / sum(weights))) for w in weights]
    while sum(shares) > total:
        shares[shares.index(max(shares))] -= 1
    while sum(shares) < total:
        shares[weights.index(max(weights))] += 1
    return shares


def typeset(source: str, gold: dict, layout: str | Layout = "bands") -> bytes:
    """The PDF of an edition."""
    chosen = LAYOUTS[layout] if isinstance(layout, str) else layout
    return Typesetter(chosen).pdf(sheets_of(source, gold))


def with_caption(sheet: Sheet, article: int, caption: str) -> Sheet:
    """The sheet with a captioned picture in one of its stories."""
    stories = [replace(s, captions=(caption,)) if s.article == article else s for s in sheet.stories]
    return replace(sheet, stories=stories)


if __name__ == "__main__":
    edition, gold_path, target = sys.argv[1:4]
    text = Path(edition).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    made = typeset(text, json.loads(Path(gold_path).read_text(encoding="utf-8")), *sys.argv[4:5])
    Path(target).write_bytes(made)
