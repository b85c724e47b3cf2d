"""Small pages drawn by hand, as other typesetters draw them: frames in any order, each glyph alone, heads upright."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from typeset_faults import drawn
from typesetter import SONG

#: Running text: size, line distance, characters of a line, distance of columns.
SIZE, LEADING, WIDE, STEP = 10, 15, 16, 175

LAMPS = (
    "本报讯（记者　岑溪）昨晚七点，南门老街的二百三十盏路灯换成了节能灯，比原来亮了三成，一年可省电四万多度。"
    "街道办说，巷子深处的十八处暗角也装了壁灯，夜里下班的人不用再打手电。"
    "施工队每天夜里十一点以后才进场，前后做了九个晚上，没有封过一次路。"
)
BOATS = (
    "本报讯（记者　陶然）市航运公司昨天宣布，下月起东岸渡口增开早班船，头班提前到五点四十分。"
    "公司负责人说，赶早市的菜农占了乘客的一半，过去要在码头等四十分钟。"
    "新船能载一百二十人，票价不变。"
)


def rows(text: str, indent: int = 2, wide: int = WIDE) -> list[str]:
    """The lines of a paragraph; full-width spaces stand for the indent."""
    text = "　" * indent + text
    return [text[i : i + wide] for i in range(0, len(text), wide)]


def column(canvas: Canvas, x: float, top: float, lines: list[str], alone: bool = False) -> None:
    """Lines of running text, ``top`` points above the page's foot; ``alone``: each glyph by itself."""
    canvas.setFont(SONG, SIZE)
    for i, line in enumerate(lines):
        if not alone:
            canvas.drawString(x + SIZE * (len(line) - len(line.lstrip("　"))), top - LEADING * i, line.lstrip("　"))
            continue
        for k, char in enumerate(line):
            if char != "　":
                canvas.drawString(x + SIZE * k, top - LEADING * i, char)


def head(canvas: Canvas, x: float, y: float, text: str, size: float = 24) -> None:
    canvas.setFont(SONG, size)
    canvas.drawString(x, y, text)


def upright(canvas: Canvas, x: float, top: float, text: str, size: float = 24) -> None:
    """A line of a headline from top to bottom."""
    canvas.setFont(SONG, size)
    for i, char in enumerate(text):
        canvas.drawString(x, top - 1.1 * size * i, char)


def initial(canvas: Canvas) -> None:
    """The first character two lines deep, the text beside it."""
    head(canvas, 50, 740, "老街新灯亮起来")
    canvas.setFont(SONG, 26)
    canvas.drawString(50, 686, LAMPS[0])
    beside = [LAMPS[1:14], LAMPS[14:27]]
    column(canvas, 79, 702, beside)
    column(canvas, 50, 672, rows(LAMPS[27:], 0))


def upright_head(canvas: Canvas) -> None:
    """Two lines of a headline from top to bottom, right of the text; another article left of it."""
    head(canvas, 50, 740, "渡口添早班")
    column(canvas, 50, 710, rows(BOATS))
    lines = rows(LAMPS, wide=14)
    column(canvas, 225, 740, lines[:5])
    column(canvas, 380, 740, lines[5:])
    upright(canvas, 560, 728, "老街新灯")
    upright(canvas, 530, 728, "亮起来了")
    canvas.setFont(SONG, 9)
    canvas.drawString(214, 560, "3")  # the page's number, below the white between the columns


def label(canvas: Canvas) -> None:
    """A column's name, little larger than the text, at some distance above a large headline."""
    head(canvas, 50, 740, "老街新灯亮起来")
    column(canvas, 50, 710, rows(LAMPS))
    canvas.setFont(SONG, 11)
    canvas.drawString(50, 480, "城事一线")
    head(canvas, 50, 440, "渡口添早班", 28)
    column(canvas, 50, 415, rows(BOATS))


def hanging(canvas: Canvas) -> None:
    """A subtitle whose bracket hangs over the edge of its column, beside another article drawn glyph by glyph."""
    head(canvas, 50, 740, "老街新灯亮起来", 20)
    column(canvas, 50, 700, rows(LAMPS), alone=True)
    head(canvas, 226, 740, "渡口添早班", 22)
    head(canvas, 218, 718, "（六月一日起）", 13)
    column(canvas, 226, 695, rows(BOATS), alone=True)


def spaced_head(canvas: Canvas) -> None:
    """A letterspaced headline in two halves, over two columns, all drawn row by row."""
    size, pitch = 26, 36
    canvas.setFont(SONG, size)
    for i, char in enumerate("老街换灯　夜路不黑"):
        if char != "　":
            canvas.drawString(50 + pitch * i, 740, char)
    lines = rows(LAMPS)
    half = (len(lines) + 1) // 2
    for i in range(half):
        column(canvas, 50, 705 - LEADING * i, lines[i : i + 1])
        column(canvas, 50 + STEP, 705 - LEADING * i, lines[half + i : half + i + 1])


def bent(canvas: Canvas) -> None:
    """An article in the left column that goes on below another one, under a rule."""
    head(canvas, 50, 740, "老街换灯", 26)
    lines = rows(LAMPS)
    column(canvas, 50, 705, lines[:5])
    head(canvas, 50 + STEP, 745, "渡口早班", 18)
    boats = rows(BOATS)
    column(canvas, 50 + STEP, 725, boats)
    foot = 725 - LEADING * len(boats)
    canvas.line(50 + STEP, foot + 6, 50 + STEP + WIDE * SIZE, foot + 6)
    column(canvas, 50 + STEP, foot - 8, lines[5:])


def walled(canvas: Canvas) -> None:
    """Two framed notices side by side, drawn row by row."""
    canvas.rect(45, 600, 200, 170)
    canvas.rect(255, 600, 200, 170)
    head(canvas, 60, 745, "寻人启事", 18)
    head(canvas, 270, 745, "停水通知", 18)
    left, right = (
        rows("周阿伯，七十九岁，昨天在东门车站走失，有知其下落者请拨打电话八六五二一。"),
        rows("因检修管网，明天零时至六时南门片区停水，请用户提前储水，不便之处敬请谅解。"),
    )
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        column(canvas, 60, 715 - LEADING * i, [a])
        column(canvas, 270, 715 - LEADING * i, [b])


def page(draw: Callable[[Canvas], None]) -> bytes:
    return drawn(draw)
