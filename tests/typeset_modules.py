"""Pages of modules, as papers are laid out: articles of unequal width side by side, few rules, heads over several columns."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from typeset_otherwise import BOATS, LAMPS, LEADING, SIZE, WIDE, column, head, rows

#: Distance of columns: the gutter is a character and a half.
STEP = WIDE * SIZE + 15
WELLS = (
    "本报讯（记者　方野）北山片区的十二口老水井本周全部清淤完毕，出水量比去年多出一成半。"
    "看井人说，最深的一口有三十六米，井壁的青石是清末砌的，这回只换了七块。"
    "镇里打算秋后再给每口井加上盖子，免得孩子掉下去。"
)


def centred(canvas: Canvas, x0: float, x1: float, y: float, text: str, size: float) -> None:
    head(canvas, (x0 + x1 - size * len(text)) / 2, y, text, size)


def columns(canvas: Canvas, x: float, top: float, text: str, count: int) -> float:
    """Text over several columns, the last one short; how deep it goes."""
    lines = rows(text)
    deep = -(-len(lines) // count)
    for k in range(count):
        column(canvas, x + STEP * k, top, lines[deep * k : deep * (k + 1)])
    return top - LEADING * deep


def under_masthead(canvas: Canvas) -> None:
    """A name across the page and a rule under it, close above the heads of three articles."""
    centred(canvas, 40, 40 + 3 * STEP, 740, "青石晚报", 54)
    canvas.line(40, 728, 40 + 3 * STEP - 15, 728)
    for k, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True)):
        centred(canvas, 40 + STEP * k, 25 + STEP * (k + 1), 700, title, 20)
        column(canvas, 40 + STEP * k, 675, rows(text)[: 12 - k] + rows(text)[12 - k :])


def beside(canvas: Canvas) -> None:
    """A row of two articles; in the row below, two white lines off, a head left of its text."""
    head(canvas, 40, 740, TITLES[0], 22)
    foot = columns(canvas, 40, 715, LAMPS, 2)
    head(canvas, 40 + 2 * STEP, 740, TITLES[1], 20)
    column(canvas, 40 + 2 * STEP, 715, rows(BOATS)[:8])
    column(canvas, 40 + 2 * STEP, 715 - 8 * LEADING, rows(BOATS)[8:])
    top = min(foot, 715 - LEADING * len(rows(BOATS))) - 24
    head(canvas, 40, top, "十二口老井", 22)
    head(canvas, 40, top - 28, "清出淤泥", 22)
    columns(canvas, 40 + STEP, top + 8, WELLS, 2)


def rule_ends(canvas: Canvas) -> None:
    """A narrow article beside two wide ones; the rule between those ends at the gutter."""
    wide = "".join(f"第{i}段：{BOATS[14:]}" for i in range(3))
    head(canvas, 40, 740, "老井清淤", 20)
    for i, line in enumerate(rows(WELLS + LAMPS[14:], wide=8)):
        column(canvas, 40, 715 - LEADING * i, [line])
    head(canvas, 135, 740, TITLES[1], 22)
    long = rows(wide, wide=44)
    column(canvas, 135, 715, long)
    foot = 715 - LEADING * len(long)
    canvas.line(135, foot + 5, 575, foot + 5)
    head(canvas, 135, foot - 25, TITLES[0], 22)
    column(canvas, 135, foot - 50, rows(LAMPS, wide=44))


def section(canvas: Canvas) -> None:
    """The name of a section flush left, above a head centred over three columns."""
    right = 40 + 3 * STEP - 15
    head(canvas, 40, 745, "城事一线", 12)
    centred(canvas, 40, right, 715, "老井清淤水更旺", 26)
    columns(canvas, 40, 685, WELLS + BOATS[14:] + LAMPS[14:], 3)


def two_heads(canvas: Canvas) -> None:
    """Two heads that fill their columns on one baseline, little larger than the gutter between."""
    for k, title in enumerate(TITLES[:2]):
        head(canvas, 40 + STEP * k, 740, title, WIDE * SIZE / len(title))
    for k, text in enumerate(TEXTS[:2]):
        column(canvas, 40 + STEP * k, 712, rows(text))


def bent_head(canvas: Canvas) -> None:
    """A head centred over three columns, the last of which holds another article."""
    right = 40 + 3 * STEP - 15
    centred(canvas, 40, right, 735, "老井清淤水更旺", 26)
    lines = rows(WELLS + LAMPS[14:])
    column(canvas, 40, 705, lines[:13])
    column(canvas, 40 + STEP, 705, lines[13:])
    head(canvas, 40 + 2 * STEP, 680, TITLES[1], 20)
    column(canvas, 40 + 2 * STEP, 655, rows(BOATS))


def over_white(canvas: Canvas) -> None:
    """A head in the middle over a column of text and a picture with white between them."""
    right = 40 + 3 * STEP - 15
    centred(canvas, 40, right, 735, "老井出水", 22)
    column(canvas, 40, 705, rows(WELLS))
    canvas.rect(40 + 2 * STEP, 600, WIDE * SIZE, 115)
    head(canvas, 40, 500, TITLES[1], 20)
    column(canvas, 40, 475, rows(BOATS))


def long_column(canvas: Canvas, text: str) -> None:
    """An article in the third column, as deep as all others together."""
    head(canvas, 40 + 2 * STEP, 745, TITLES[0], 20)
    column(canvas, 40 + 2 * STEP, 720, rows(text))


def row_below(canvas: Canvas, rule: bool = False) -> None:
    """Two articles side by side; below them a head left of its text; beside all of them a long column."""
    head(canvas, 40, 745, TITLES[1], 20)
    column(canvas, 40, 720, rows(BOATS)[:9])
    head(canvas, 40 + STEP, 745, "灯下夜市", 20)
    column(canvas, 40 + STEP, 720, rows(LAMPS[14:])[:8])
    if rule:
        canvas.line(40, 583, 40 + 2 * STEP - 15, 583)
    head(canvas, 40, 560, "老井出水", 20)
    column(canvas, 40 + STEP, 566, rows(WELLS))
    long_column(canvas, LAMPS + BOATS[14:])


def row_below_a_rule(canvas: Canvas) -> None:
    row_below(canvas, rule=True)


def advertisement(canvas: Canvas) -> None:
    """A framed advertisement with a head on two lines."""
    head(canvas, 40, 745, TITLES[1], 20)
    column(canvas, 40, 720, rows(BOATS))
    canvas.rect(40 + STEP, 640, WIDE * SIZE, 120)
    head(canvas, 48 + STEP, 738, "青石家电商场", 16)
    head(canvas, 48 + STEP, 718, "周年庆特惠", 16)
    column(canvas, 48 + STEP, 695, rows("空调每台1999元起，电话：86520111，地址：南门街12号。", wide=14))


TITLES = ("老街换新灯", "渡口添早班", "老井清出水")
TEXTS = (LAMPS, BOATS, WELLS)
