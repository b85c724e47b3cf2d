"""Small pages as the programs of real presses make them: shadows, slug lines, clipped advertisements, fonts that do
not tell their characters, a scan with its text layer, scripts and fractions."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

from fontTools import subset
from fontTools.ttLib import TTFont
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typeset_faults import drawn
from typeset_otherwise import BOATS, LAMPS, STEP, column, head, rows
from typesetter import SONG, _grey

from helpers import typeface

FIGURES = "截至昨日复工企业1260家，占82.5%，节电35万度。"
SLUGS = ("A01.fit  2022-3-25 01:12  第1页", "青 品 黄 黑", "A01-0325.indd   1  2022/3/25   1:12:33")


def two_articles(canvas: Canvas) -> None:
    head(canvas, 50, 720, "老街新灯亮起来")
    column(canvas, 50, 690, rows(LAMPS))
    head(canvas, 50 + STEP, 720, "渡口添早班", 20)
    column(canvas, 50 + STEP, 690, rows(BOATS))


def with_slugs(canvas: Canvas) -> None:
    """Two articles; what the press writes at the edges of the sheet."""
    two_articles(canvas)
    canvas.setFont(SONG, 7)
    for x, y, text in zip((40, 300, 30), (780, 780, 10), SLUGS, strict=True):
        canvas.drawString(x, y, text)


def with_box(data: bytes, name: str, box: str) -> bytes:
    """The file with a box of that name on its first page."""
    return data.replace(b"/MediaBox [", f"/{name} [ {box} ] /MediaBox [".encode(), 1)


def turned(degrees: int) -> bytes:
    """A page whose /Rotate undoes that its contents lie on their side, cut to its middle."""
    side = degrees != 180
    shift = {90: (800, 0), 180: (600, 800), 270: (0, 600)}[degrees]

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        canvas.translate(*shift)
        canvas.rotate({90: 90, 180: 180, 270: -90}[degrees])
        with_slugs(canvas)

    boxes = {90: "30 20 775 580", 180: "20 30 580 775", 270: "25 20 770 580"}
    return with_box(drawn(draw, side=side), "CropBox", boxes[degrees])


def laid(canvas: Canvas) -> None:
    """A page drawn on its side, of which the file says nothing."""
    canvas.translate(600, 0)
    canvas.rotate(90)
    head(canvas, 50, 560, "老街新灯亮起来")
    column(canvas, 50, 530, rows(LAMPS))


def _placed(canvas: Canvas) -> None:
    head(canvas, 20, 70, "青石家电商场周年庆", 20)
    column(canvas, 20, 40, ["空调每台1999元起，电话：86520111，地址：南门街12号。"])
    canvas.setFont(SONG, 6)
    canvas.drawString(10, 125, "客户确认稿 7月8日改")


def in_form(canvas: Canvas) -> None:
    """An advertisement placed as a file of its own, with a note outside what is shown of it."""
    two_articles(canvas)
    canvas.beginForm("placed", 0, 0, 300, 120)
    _placed(canvas)
    canvas.endForm()
    canvas.translate(50, 100)
    canvas.doForm("placed")


def in_clip(canvas: Canvas) -> None:
    two_articles(canvas)
    canvas.translate(50, 100)
    path = canvas.beginPath()
    path.rect(0, 0, 300, 120)
    canvas.clipPath(path, stroke=0, fill=0)
    _placed(canvas)


def scan(mode: int, below: bool) -> Callable[[Canvas], None]:
    """A picture of the page and its text in a render mode, drawn before the picture or after it."""

    def draw(canvas: Canvas) -> None:
        if not below:
            canvas.drawImage(_grey(), 0, 0, 600, 800)
        for i, line in enumerate(["老街新灯亮起来", *rows(LAMPS + FIGURES)]):
            text = canvas.beginText(50, 740 - 15 * i - 15 * (i > 0))
            text.setFont(SONG, 10 if i else 24)
            text.setTextRenderMode(mode)
            text.textOut(line)
            canvas.drawText(text)
        if below:
            canvas.drawImage(_grey(), 0, 0, 600, 800)

    return draw


def shadowed(canvas: Canvas) -> None:
    """Latin words of narrow letters at all places, each line printed twice."""
    canvas.setFont("Helvetica", 10)
    for i in range(30):
        for aside in (0, 0.3):
            canvas.drawString(50 + 0.37 * i + aside, 740 - 15 * i, "All hills will fill, still wallpaper")


Part = tuple[str, float, float]


def mixed(canvas: Canvas, x: float, y: float, parts: list[Part]) -> None:
    """Parts of one line, each a text with its size and how far it is set high."""
    for text, size, rise in parts:
        canvas.setFont(SONG, size)
        canvas.drawString(x, y + rise, text)
        x += stringWidth(text, SONG, size)


SCRIPTS: dict[str, list[Part]] = {
    "全市共有工业企业4210¹家": [("全市共有工业企业4210", 10, 0), ("1", 6, 4), ("家", 10, 0)],
    "生产总值[²]1260亿元": [("生产总值", 10, 0), ("[2]", 6, 4), ("1260亿元", 10, 0)],
    "新建厂房占地3600m²": [("新建厂房占地3600m", 10, 0), ("2", 6, 4)],
    "其中¹/₂以上，约3¹/₂成": [("其中", 10, 0), ("1", 6, 4), ("/", 10, 0), ("2", 6, -1), ("以上，约3", 10, 0),
                             ("1", 6, 4), ("/", 10, 0), ("2", 6, 0), ("成", 10, 0)],
    "气温12°C，CO₂排放下降": [("气温12", 10, 0), ("o", 6, 4), ("C，CO", 10, 0), ("2", 6, -2), ("排放下降", 10, 0)],
}  # fmt: skip


def scripts(canvas: Canvas) -> None:
    head(canvas, 50, 740, "老街新灯亮起来")
    for i, parts in enumerate(SCRIPTS.values()):
        mixed(canvas, 50, 710 - 15 * i, parts)
    column(canvas, 50, 710 - 15 * len(SCRIPTS), rows(LAMPS))


def coded(told: Callable[[str], str | None] | None) -> bytes:
    """A page in a font of glyph numbers; ``told`` gives what its Unicode table says of a character (None: nothing),
    or is None where there is no table."""
    lines = [
        (740, 24, "老街新灯亮起来"),
        *((710 - 15 * i, 10, x.strip("　")) for i, x in enumerate(rows(LAMPS + FIGURES))),
    ]
    text = "".join(sorted({c for *_, line in lines for c in line}))
    font, glyphs, widths = _subset(text)
    drawn_ = b"".join(
        b"BT /F %g Tf 50 %g Td <%s> Tj ET\n" % (size, y, b"".join(b"%04X" % glyphs[c] for c in line))
        for y, size, line in lines
    )
    wide = " ".join(f"{glyphs[c]} [{widths[c]}]" for c in text)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        _stream(drawn_),
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+F/Encoding/Identity-H/DescendantFonts[6 0 R]%s>>"
        % (b"/ToUnicode 9 0 R" if told else b""),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 7 0 R/W[%s]/CIDToGIDMap/Identity>>" % wide.encode(),
        b"<</Type/FontDescriptor/FontName/AAAAAA+F/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 700/StemV 80/FontFile2 8 0 R>>",
        _stream(zlib.compress(font), b"/Filter/FlateDecode"),
        _stream(_table({glyphs[c]: told(c) for c in text} if told else {})),
    ]
    return _file(parts)


def _subset(text: str) -> tuple[bytes, dict[str, int], dict[str, int]]:
    """The project's font with the glyphs of a text only, their numbers, and their widths in thousandths."""
    font = TTFont(typeface.path())
    cutter = subset.Subsetter(subset.Options())
    cutter.populate(text=text)
    cutter.subset(font)
    names = {c: font.getBestCmap()[ord(c)] for c in text}
    unit = font["head"].unitsPerEm
    widths = {c: round(1000 * font["hmtx"][n][0] / unit) for c, n in names.items()}
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), {c: font.getGlyphID(n) for c, n in names.items()}, widths


def _table(told: Mapping[int, str | None]) -> bytes:
    pairs = [b"<%04X> <%s>" % (k, v.encode("utf-16-be").hex().encode()) for k, v in told.items() if v is not None]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(b), b"\n".join(b)) for b in blocks)
    start = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
    return start + b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + body + b"endcmap end end"


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def _file(parts: list[bytes]) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for i, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


def large_figures(canvas: Canvas) -> None:
    """A box of figures set large among their words; an initial that is a figure."""
    head(canvas, 50, 740, "老街新灯亮起来")
    canvas.setFont(SONG, 26)
    canvas.drawString(50, 686, "5")
    column(canvas, 66, 702, ["97家规上工业企业昨天复工复产，", "占全市八成左右，比前一天多了"])
    column(canvas, 50, 672, ["一百二十家。街道办说，今天还要开工。"])
    for i, (before, figure, behind) in enumerate(
        (("换灯", "230", "盏"), ("省电", "4.2", "万度"), ("占全部的", "82.5", "%"))
    ):
        mixed(canvas, 330, 700 - 34 * i, [(before, 10, 0), (figure, 22, 0), (behind, 10, 0)])
