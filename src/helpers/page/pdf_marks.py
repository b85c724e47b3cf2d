"""What stands on a PDF page: characters with their places and sizes, rules, frames and pictures.

All places are in points from the top left corner of the page as it is seen (the page's rotation undone).
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

#: More drawn things than this on a page are a drawing, not rules and frames.
_MOST_OBJECTS = 20_000
_MOST_BOXES = 300
#: More characters than this on one page are no newspaper page.
MOST_CHARS = 120_000


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right, bottom; y runs down."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Char:
    """One printed character: ``size`` in points, ``run`` the drawing command it came with, ``turned`` if not upright."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    run: int
    turned: bool = False
    order: int = 0  # in the file


@dataclass(frozen=True)
class Marks:
    """A page as it is drawn."""

    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()

    @property
    def walls(self) -> list[Box]:
        """What no line of text runs through: upright rules and the sides of frames."""
        sides = [Box(x, f.y0, x, f.y1) for f in self.frames for x in (f.x0, f.x1)]
        return [*(r for r in self.rules if r.height > r.width), *sides]


def read_marks(page: Any) -> Marks:
    """The marks of a ``pypdfium2.PdfPage``."""
    see = _view(page)
    width, height = page.get_size()
    chars = tuple(_chars(page, see, Box(0, 0, width, height)))
    rules, frames, pictures = [], [], []
    for kind, box in _drawn(page, see):
        if kind == "picture":
            pictures.append(box)
        elif min(box.width, box.height) <= 3 and max(box.width, box.height) >= 24:
            rules.append(box)
        elif box.width >= 60 and box.height >= 24 and box.width * box.height < 0.85 * width * height:
            frames.append(box)
    pictures = [p for p in pictures if p.width * p.height < 0.7 * width * height and min(p.width, p.height) > 8]
    rules = _largest(rules)
    return Marks(
        width, height, chars, tuple(rules), tuple(_largest([*frames, *_ruled(rules)])), tuple(_largest(pictures))
    )


def _largest(boxes: list[Box]) -> list[Box]:
    """The largest of them, each once: a drawing may hold thousands."""
    once = {tuple(round(v) for v in (b.x0, b.y0, b.x1, b.y1)): b for b in boxes}
    return sorted(once.values(), key=lambda b: -(b.width + b.height))[:_MOST_BOXES]


def _ruled(rules: list[Box]) -> list[Box]:
    """Frames drawn as four rules."""
    level = [r for r in rules if r.width > max(60, r.height)][:80]
    upright = [r for r in rules if r.height > max(24, r.width)]
    out = []
    for top in level:
        sides = [[u for u in upright if abs(u.x0 - x) < 4 and abs(u.y0 - top.y0) < 4] for x in (top.x0, top.x1)]
        if not all(sides):
            continue
        for bottom in level:
            alike = abs(bottom.x0 - top.x0) < 4 and abs(bottom.x1 - top.x1) < 4 and bottom.y0 > top.y0 + 24
            if alike and all(any(abs(u.y1 - bottom.y1) < 4 for u in side) for side in sides):
                out.append(Box(top.x0, top.y0, top.x1, bottom.y1))
    return out


def _view(page: Any) -> Callable[[float, float], tuple[float, float]]:
    """From the file's coordinates to the page as seen: box cut off, rotation undone, y down."""
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation()
    if turn == 90:
        return lambda x, y: (y - bottom, x - left)
    if turn == 180:
        return lambda x, y: (right - x, y - bottom)
    if turn == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


@dataclass(frozen=True)
class _Style:
    size: float
    bold: bool
    turned: bool
    number: int


def _chars(page: Any, see: Callable[[float, float], tuple[float, float]], bounds: Box) -> Iterator[Char]:
    import pypdfium2.raw as pdf

    text = page.get_textpage()
    raw = text.raw
    styles: dict[int, _Style] = {}
    box, x, y = pdf.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    matrix = pdf.FS_MATRIX()
    before: tuple[int, float, float] | None = None
    for i in range(min(text.count_chars(), MOST_CHARS)):
        char = _letter(pdf.FPDFText_GetUnicode(raw, i))
        if not char or pdf.FPDFText_IsGenerated(raw, i) == 1:
            continue
        handle = pdf.FPDFText_GetTextObject(raw, i)
        key = ctypes.cast(handle, ctypes.c_void_p).value or -1
        if key not in styles:
            pdf.FPDFText_GetMatrix(raw, i, matrix)
            outlined = key > 0 and pdf.FPDFTextObj_GetTextRenderMode(handle) == pdf.FPDF_TEXTRENDERMODE_FILL_STROKE
            styles[key] = _style(pdf, raw, i, matrix, page.get_rotation(), len(styles), outlined)
        style = styles[key]
        pdf.FPDFText_GetLooseCharBox(raw, i, box)
        pdf.FPDFText_GetCharOrigin(raw, i, x, y)
        at, base = see(x.value, y.value)
        (ax, _), (bx, _) = see(box.left, box.top), see(box.right, box.bottom)
        x0, x1 = min(ax, bx), max(ax, bx)
        twin = (style.number, x0, base)
        if twin == before:  # one glyph that stands for several characters: ——
            x0 = x1
        before = twin
        if bounds.holds(at, base):
            yield Char(char, x0, x1, base, style.size, style.bold, style.number, style.turned, i)
    text.close()


def _style(pdf: Any, raw: Any, i: int, m: Any, turn: int, number: int, outlined: bool) -> _Style:
    size = pdf.FPDFText_GetFontSize(raw, i) * math.hypot(m.c, m.d)
    weight = pdf.FPDFText_GetFontWeight(raw, i)
    angle = (math.degrees(math.atan2(m.b, m.a)) + turn) % 360
    return _Style(round(size, 2) or 1.0, weight >= 600 or outlined, min(angle, 360 - angle) > 20, number)


def _letter(code: int) -> str:
    """The character of a code; radicals and compatibility forms, which some PDF writers put for the common
    character, become the common one; control codes become nothing."""
    if code in (2, 0xFFFE, 0xAD):
        return "-"
    if code < 32 or 0x7F <= code < 0xA0 or code == 0xFFFF or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        same = unicodedata.normalize("NFKC", char)
        return same if len(same) == 1 else char
    return "" if char in "\u200b\u200c\u200d\u2060\ufeff" else char


def _drawn(page: Any, see: Callable[[float, float], tuple[float, float]]) -> Iterator[tuple[str, Box]]:
    """Paths and pictures with their bounds; what stands inside a form is placed by the form's matrix."""
    import pypdfium2.raw as pdf

    left = _MOST_OBJECTS
    a, b, c, d = (ctypes.c_float() for _ in range(4))
    stack: list[tuple[Any, tuple[Any, ...]]] = [
        (pdf.FPDFPage_GetObject(page.raw, i), ()) for i in range(min(left, pdf.FPDFPage_CountObjects(page.raw)))
    ]
    stack.reverse()
    while stack and left > 0:
        left -= 1
        thing, outer = stack.pop()
        kind = pdf.FPDFPageObj_GetType(thing)
        if kind == pdf.FPDF_PAGEOBJ_FORM and len(outer) < 4:
            matrix = pdf.FS_MATRIX()
            pdf.FPDFPageObj_GetMatrix(thing, matrix)
            count = min(left, pdf.FPDFFormObj_CountObjects(thing))
            stack += [(pdf.FPDFFormObj_GetObject(thing, i), (matrix, *outer)) for i in range(count)]
        elif kind in (pdf.FPDF_PAGEOBJ_PATH, pdf.FPDF_PAGEOBJ_IMAGE) and pdf.FPDFPageObj_GetBounds(thing, a, b, c, d):
            box = _placed((a.value, b.value, c.value, d.value), outer, see)
            yield ("picture" if kind == pdf.FPDF_PAGEOBJ_IMAGE else "path"), box


def _placed(bounds: tuple[float, float, float, float], outer: tuple[Any, ...], see: Any) -> Box:
    corners = [(bounds[0], bounds[1]), (bounds[2], bounds[3])]
    for m in outer:
        corners = [(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f) for x, y in corners]
    (ax, ay), (bx, by) = (see(x, y) for x, y in corners)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
