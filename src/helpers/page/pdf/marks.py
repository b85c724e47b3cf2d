"""What stands on a PDF page: characters with their places and sizes, rules, frames and pictures.

All places are in points from the top left corner of the page, turned so that its text stands upright. What is not
seen on paper is left out: text beyond the trimmed page or its frame (printers' marks, a placed file's own).
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.page.text import COMMON

#: More drawn things than this on a page are a drawing, not rules and frames.
_MOST_OBJECTS = 20_000
_MOST_BOXES = 300
#: More characters than this on one page are no newspaper page.
MOST_CHARS = 120_000
#: Stands for a glyph whose character the file does not tell. It is never left out: 1260 would become 10.
UNREAD = "\ufffd"


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
    hidden: bool = False  # drawn without ink, or below a picture of the whole page


@dataclass(frozen=True)
class Marks:
    """A page as it is drawn."""

    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    recognised: bool = False  # a picture of the page, its text an invisible layer that character recognition has made
    strokes: tuple[Box, ...] = ()  # what is too small for a rule or a frame: sides of cells, and cells

    @property
    def unread(self) -> int:
        """How many of its characters the file does not tell: signs for that, and codes that only its fonts know."""
        return sum(c.text == UNREAD or "\ue000" <= c.text <= "\uf8ff" or c.text >= "\U000f0000" for c in self.chars)

    @property
    def walls(self) -> list[Box]:
        """What no line of text runs through: upright rules and the sides of frames."""
        sides = [Box(x, f.y0, x, f.y1) for f in self.frames for x in (f.x0, f.x1)]
        return [*(r for r in self.rules if r.height > r.width), *sides]


def read_marks(page: Any) -> Marks:
    """The marks of a ``pypdfium2.PdfPage``."""
    things = list(_things(page))
    turn = _turn(page, things)
    see = _view(page, turn)
    width, height = page.get_size() if (turn - page.get_rotation()) % 180 == 0 else page.get_size()[::-1]
    under = _covered(things, see, width * height)
    chars = list(_chars(page, turn, see, Box(0, 0, width, height), _clips(things, see), under))
    chars = _on_paper(chars, _seen(page, see))
    rules, frames, pictures, strokes = [], [], [], []
    for kind, box in _drawn(things, see):
        if kind == "picture":
            pictures.append(box)
        elif min(box.width, box.height) <= 3 and max(box.width, box.height) >= 24:
            rules.append(box)
        elif box.width >= 60 and box.height >= 24 and box.width * box.height < 0.85 * width * height:
            frames.append(box)
        elif max(box.width, box.height) >= 8:
            strokes.append(box)
    scanned = sum(p.width * p.height for p in pictures) > 0.7 * width * height
    pictures = [p for p in pictures if p.width * p.height < 0.7 * width * height and min(p.width, p.height) > 8]
    rules = _largest(rules)
    return Marks(
        width,
        height,
        tuple(chars),
        tuple(rules),
        tuple(_largest([*frames, *_ruled(rules)])),
        tuple(_largest(pictures)),
        scanned and sum(c.hidden for c in chars) > len(chars) / 2,
        tuple(strokes),
    )


def _seen(page: Any, see: Callable[[float, float], tuple[float, float]]) -> Box:
    """The page as it is cut: printers' marks stand outside."""
    left, bottom, right, top = page.get_trimbox()
    return _hull((see(left, bottom), see(right, top)))


def _on_paper(chars: list[Char], trimmed: Box) -> list[Char]:
    """The characters that are left when the page is cut. A file that would lose many so names no true size."""
    kept = [c for c in chars if trimmed.holds((c.x0 + c.x1) / 2, c.base)]
    return kept if len(kept) > 0.6 * len(chars) else chars


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


def _turn(page: Any, things: Sequence[_Thing]) -> int:
    """By how many degrees, clockwise, the page has to be turned for most of its text to stand upright: as the file
    says, or further, where a page was laid on its side with all that is on it."""
    import pypdfium2.raw as pdf

    turn, m = page.get_rotation(), pdf.FS_MATRIX()
    leans: Counter[int] = Counter()
    for thing in things:
        if thing.kind == pdf.FPDF_PAGEOBJ_TEXT and pdf.FPDFPageObj_GetMatrix(thing.raw, m):
            angle = sum(math.degrees(math.atan2(x.b, x.a)) for x in (m, *thing.outer)) - turn
            leans[round(angle / 90) * 90 % 360] += 1
    lean = max(leans, key=lambda a: (leans[a], -a), default=0)
    return (turn + lean) % 360 if leans[lean] > 0.6 * leans.total() else turn


def _view(page: Any, turn: int) -> Callable[[float, float], tuple[float, float]]:
    """From the file's coordinates to the page as seen: box cut off, turned by ``turn`` degrees, y down."""
    left, bottom, right, top = page.get_cropbox()
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
    hidden: bool
    clip: Box | None


def _chars(
    page: Any,
    turn: int,
    see: Callable[[float, float], tuple[float, float]],
    bounds: Box,
    clips: Mapping[int, Box],
    under: Container[int],
) -> Iterator[Char]:
    import pypdfium2.raw as pdf

    text = page.get_textpage()
    raw = text.raw
    styles: dict[int, _Style] = {}
    box, x, y = pdf.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    matrix = pdf.FS_MATRIX()
    before: tuple[int, float, float] | None = None
    for i in range(min(text.count_chars(), MOST_CHARS)):
        if pdf.FPDFText_IsGenerated(raw, i) == 1:
            continue
        char = UNREAD if pdf.FPDFText_HasUnicodeMapError(raw, i) == 1 else _letter(pdf.FPDFText_GetUnicode(raw, i))
        if not char:
            continue
        handle = pdf.FPDFText_GetTextObject(raw, i)
        key = _key(handle)
        if key not in styles:
            pdf.FPDFText_GetMatrix(raw, i, matrix)
            mode = pdf.FPDFTextObj_GetTextRenderMode(handle) if key > 0 else pdf.FPDF_TEXTRENDERMODE_FILL
            hidden = mode == pdf.FPDF_TEXTRENDERMODE_INVISIBLE or key in under
            styles[key] = _style(pdf, raw, i, matrix, turn, len(styles), mode, hidden, clips.get(key))
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
        if bounds.holds(at, base) and _is_inside((x0 + x1) / 2, base - 0.4 * style.size, style.clip):
            yield Char(char, x0, x1, base, style.size, style.bold, style.number, style.turned, i, style.hidden)
    text.close()


def _is_inside(x: float, y: float, clip: Box | None) -> bool:
    return clip is None or (clip.x0 - 1 < x < clip.x1 + 1 and clip.y0 - 1 < y < clip.y1 + 1)


def _style(
    pdf: Any, raw: Any, i: int, m: Any, turn: int, number: int, mode: int, hidden: bool, clip: Box | None
) -> _Style:
    size = pdf.FPDFText_GetFontSize(raw, i) * math.hypot(m.c, m.d)
    weight = pdf.FPDFText_GetFontWeight(raw, i)
    angle = (math.degrees(math.atan2(m.b, m.a)) - turn) % 360
    bold = weight >= 600 or mode == pdf.FPDF_TEXTRENDERMODE_FILL_STROKE
    return _Style(round(size, 2) or 1.0, bold, min(angle, 360 - angle) > 20, number, hidden, clip)


def _letter(code: int) -> str:
    """The character of a code; radicals and compatibility forms, which some PDF writers put for the common
    character, become the common one; what is no character becomes ``UNREAD``, line ends and joiners nothing."""
    if code in (2, 0xFFFE, 0xAD):
        return "-"
    if code in (9, 10, 13) or chr(code) in "\u200b\u200c\u200d\u2060\ufeff":
        return ""
    if code < 32 or 0x7F <= code < 0xA0 or code == 0xFFFF or 0xD800 <= code < 0xE000:
        return UNREAD
    return COMMON.get(code, chr(code))


@dataclass(frozen=True)
class _Thing:
    """An object of the page, and the matrices of the forms that it stands in, the innermost first."""

    raw: Any
    kind: int
    outer: tuple[Any, ...]


def _things(page: Any) -> Iterator[_Thing]:
    """What is drawn, in the order of drawing: text, and of the rest no more than a newspaper page has."""
    import pypdfium2.raw as pdf

    left = _MOST_OBJECTS
    stack: list[tuple[Any, tuple[Any, ...]]] = [
        (pdf.FPDFPage_GetObject(page.raw, i), ()) for i in range(min(MOST_CHARS, pdf.FPDFPage_CountObjects(page.raw)))
    ]
    stack.reverse()
    while stack and left > 0:
        raw, outer = stack.pop()
        kind = pdf.FPDFPageObj_GetType(raw)
        left -= kind != pdf.FPDF_PAGEOBJ_TEXT
        if kind == pdf.FPDF_PAGEOBJ_FORM and len(outer) < 4:
            matrix = pdf.FS_MATRIX()
            pdf.FPDFPageObj_GetMatrix(raw, matrix)
            count = min(MOST_CHARS, pdf.FPDFFormObj_CountObjects(raw))
            stack += [(pdf.FPDFFormObj_GetObject(raw, i), (matrix, *outer)) for i in reversed(range(count))]
        yield _Thing(raw, kind, outer)


def _drawn(things: Sequence[_Thing], see: Callable[[float, float], tuple[float, float]]) -> Iterator[tuple[str, Box]]:
    """Paths and pictures with their bounds; what stands inside a form is placed by the form's matrix."""
    import pypdfium2.raw as pdf

    a, b, c, d = (ctypes.c_float() for _ in range(4))
    names = {pdf.FPDF_PAGEOBJ_PATH: "path", pdf.FPDF_PAGEOBJ_IMAGE: "picture"}
    for thing in things:
        if thing.kind in names and pdf.FPDFPageObj_GetBounds(thing.raw, a, b, c, d):
            yield names[thing.kind], _placed(((a.value, b.value), (c.value, d.value)), thing.outer, see)


def _clips(things: Sequence[_Thing], see: Callable[[float, float], tuple[float, float]]) -> dict[int, Box]:
    """For each text object: the part of the page outside which nothing of it is seen, where there is such a part."""
    import pypdfium2.raw as pdf

    x, y = ctypes.c_float(), ctypes.c_float()
    out: dict[int, Box] = {}
    for thing in things:
        if thing.kind != pdf.FPDF_PAGEOBJ_TEXT:
            continue
        clip = pdf.FPDFPageObj_GetClipPath(thing.raw)
        for k in range(max(0, pdf.FPDFClipPath_CountPaths(clip))) if clip else ():
            points = []
            for n in range(max(0, pdf.FPDFClipPath_CountPathSegments(clip, k))):
                if pdf.FPDFPathSegment_GetPoint(pdf.FPDFClipPath_GetPathSegment(clip, k, n), x, y):
                    points.append((x.value, y.value))
            if points:
                key, box = _key(thing.raw), _placed(points, thing.outer, see)
                out[key] = box if key not in out else _common(out[key], box)
    return out


def _covered(things: Sequence[_Thing], see: Callable[[float, float], tuple[float, float]], area: float) -> set[int]:
    """The text objects that a picture of the whole page is drawn over."""
    import pypdfium2.raw as pdf

    out: set[int] = set()
    so_far: list[int] = []
    for thing in things:
        if thing.kind == pdf.FPDF_PAGEOBJ_TEXT:
            so_far.append(_key(thing.raw))
        elif so_far and any(kind == "picture" and b.width * b.height > 0.85 * area for kind, b in _drawn([thing], see)):
            out.update(so_far)
            so_far = []
    return out


def _key(raw: Any) -> int:
    return ctypes.cast(raw, ctypes.c_void_p).value or -1


def _common(a: Box, b: Box) -> Box:
    return Box(max(a.x0, b.x0), max(a.y0, b.y0), min(a.x1, b.x1), min(a.y1, b.y1))


def _placed(points: Sequence[tuple[float, float]], outer: tuple[Any, ...], see: Any) -> Box:
    for m in outer:
        points = [(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f) for x, y in points]
    return _hull([see(x, y) for x, y in points])


def _hull(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
