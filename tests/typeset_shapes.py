"""Small pages on which text runs round things: a picture in a column or between two, an advertisement above an article's
later columns; two facing pages on one sheet; a headline with each glyph on its side."""

from __future__ import annotations

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from typeset_otherwise import BOATS, LAMPS, LEADING, STEP, column, head, rows
from typesetter import SONG, _fonts, _grey

LONG = LAMPS + BOATS[14:] + LAMPS[14:] + BOATS[14:]


def _set(canvas: Canvas, x: float, top: float, widths: list[int], text: str, shift: int = 0) -> str:
    """Lines of so many characters each, those narrower than the first set in by ``shift``; what is left of the text."""
    for i, wide in enumerate(widths):
        column(canvas, x + 10 * shift * (wide < widths[0]), top - LEADING * i, [text[:wide]])
        text = text[wide:]
    return text


def bitten(canvas: Canvas) -> None:
    """A picture at a column's right side."""
    head(canvas, 50, 750, "老街新灯亮起来")
    canvas.drawImage(_grey(), 138, 600, 112, 80)
    _set(canvas, 50, 720, [20] * 3 + [8] * 6 + [20] * 14, "　　" + LONG)


def bitten_twice(canvas: Canvas) -> None:
    """A picture with its caption between two columns, in both of them."""
    head(canvas, 50, 750, "老街新灯亮起来")
    canvas.drawImage(_grey(), 166, 605, 104, 75)
    canvas.setFont(SONG, 8)
    canvas.drawString(170, 594, "新灯下的老街。")
    widths = [16] * 3 + [11] * 7 + [16] * 6
    left = _set(canvas, 50, 720, widths, "　　" + LONG)
    _set(canvas, 50 + STEP, 720, widths, left, 5)


DEEP = LAMPS + BOATS[14:]


def below(canvas: Canvas) -> None:
    """An article whose last paragraph stands below an advertisement, beside the first."""
    head(canvas, 50, 750, "老街新灯亮", 26)
    column(canvas, 50, 720, rows(DEEP))
    lines = rows(LAMPS[14:])
    column(canvas, 50 + STEP, 570, lines[:4])
    column(canvas, 50 + 2 * STEP, 570, lines[4:])
    canvas.rect(50 + STEP, 595, 335, 170)
    head(canvas, 70 + STEP, 700, "青石家电商场周年庆特惠", 24)
    column(
        canvas,
        70 + STEP,
        670,
        ["空调每台1999元起，冰箱每台2599元起，洗衣机999元起", "电话：86520111，地址：南门街12号"],
    )


FACING = (("老街新灯亮起来", "渡口添早班"), ("老井清出活水来", "灯下夜市热"))


def facing() -> bytes:
    """Two pages on one sheet, each with its label and two articles of two columns."""
    _fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(820, 700), invariant=True)
    for k, heads in enumerate(FACING):
        x = 40 + 405 * k
        canvas.setFont(SONG, 9)
        canvas.drawString(x, 670, f"青石日报　2021年7月9日　星期五　第{k + 2}版")
        canvas.line(x, 664, x + STEP + 160, 664)
        for title, top, text in zip(heads, (630, 430), (LAMPS, BOATS), strict=True):
            head(canvas, x, top, title)
            lines = rows(text)
            half = (len(lines) + 1) // 2
            column(canvas, x, top - 30, lines[:half])
            column(canvas, x + STEP, top - 30, lines[half:])
    canvas.save()
    return out.getvalue()


def on_its_side(canvas: Canvas) -> None:
    """A headline from top to bottom, each glyph turned and drawn alone, left of its text; another article beside."""
    head(canvas, 50, 740, "渡口添早班")
    column(canvas, 50, 710, rows(BOATS))
    for i, char in enumerate("老街新灯亮起来"):
        canvas.saveState()
        canvas.translate(280, 740 - 26 * i)
        canvas.rotate(-90)
        head(canvas, 0, 0, char)
        canvas.restoreState()
    column(canvas, 330, 740, rows(LAMPS, wide=14))


def vertical(canvas: Canvas) -> None:
    """An article set from top to bottom, glyph by glyph, between articles set as usual."""
    head(canvas, 50, 740, "渡口添早班")
    column(canvas, 50, 710, rows(BOATS))
    head(canvas, 560, 736, "老", 24)
    for i, char in enumerate("街新灯亮起来"):
        head(canvas, 560, 736 - 26 * (i + 1), char, 24)
    _vertical(canvas, 525, 750, rows(LAMPS + FIGURE, wide=24))
    head(canvas, 50, 440, "灯下夜市热")
    for k, text in enumerate((LAMPS, BOATS[14:], BOATS[14:])):
        column(canvas, 50 + STEP * k, 410, rows(text)[:8])


#: Its figures stand upright, one below the other.
FIGURE = "全街126家店铺已复工。"


def _vertical(canvas: Canvas, x: float, top: float, lines: list[str]) -> None:
    canvas.setFont(SONG, 10)
    for i, line in enumerate(lines):
        for k, char in enumerate(line):
            if char != "　":
                canvas.drawString(x - 16 * i, top - 10.5 * k, char)


def vertical_font(canvas: Canvas) -> None:
    """A page in a font whose writing goes from top to bottom."""
    name = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(name, isVertical=True))
    canvas.setFont(name, 24)
    canvas.drawString(560, 770, "老街新灯亮起来")
    canvas.setFont(name, 10)
    for i, line in enumerate(rows(LAMPS, wide=24)):
        canvas.drawString(525 - 16 * i, 770 - 10 * (len(line) - len(line.lstrip("　"))), line.lstrip("　"))
    pdfmetrics.registerFont(UnicodeCIDFont(name))
