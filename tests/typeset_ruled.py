"""Small pages with tables in rules: cells as boxes, sides of cells as short strokes, level rules alone; and boxes that
are no tables."""

from __future__ import annotations

from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas
from typeset_otherwise import BOATS, LAMPS, column, head, rows
from typesetter import SONG

PRICES = (("品种", "今日价", "昨日价", "涨跌"), ("白菜", "1.20", "1.35", "-11.1%"), ("番茄", "3.40", "3.40", "持平"),
          ("青椒", "4.15", "3.95", "+5.1%"), ("土豆", "2.00", "2.10", "-4.8%"))  # fmt: skip
TOWNS = (("镇街", "企业数", "复工数"), ("城南", "126", "98"), ("河东", "84", "71"), ("新桥", "203", "160"))
WEEK = (
    ("品种", "本周均价（元/斤）", "比上周（%）"),
    ("白菜", "1.20", "-11.1"),
    ("番茄", "3.40", "0.0"),
    ("青椒", "4.15", "+5.1"),
)


def _text(canvas: Canvas, x: float, y: float, text: str, size: float = 9) -> None:
    canvas.setFont(SONG, size)
    canvas.drawString(x, y, text)


def boxes(canvas: Canvas) -> None:
    """A table of boxes below an article, column by column; another article beside it."""
    head(canvas, 50, 740, "蔬菜价格略降", 20)
    column(canvas, 50, 715, rows(LAMPS)[:4])
    for j in range(4):
        for i, row in enumerate(PRICES):
            canvas.rect(50 + 55 * j, 625 - 16 * i, 55, 16)
            _text(canvas, 54 + 55 * j, 629 - 16 * i, row[j])
    head(canvas, 330, 740, "渡口添早班", 20)
    column(canvas, 330, 715, rows(BOATS))


def strokes(canvas: Canvas) -> None:
    """A table whose cells have each their own four strokes, the head's on two lines, in the midst of an article."""
    head(canvas, 50, 760, "蔬菜价格略降", 20)
    column(canvas, 50, 735, rows(LAMPS)[:3])
    xs, ys = (50, 90, 150, 210), (680, 650, 634, 618, 602)
    for y in ys:
        for a, b in pairwise(xs):
            canvas.line(a, y, b, y)
    for x in xs:
        for a, b in pairwise(ys):
            canvas.line(x, a, x, b)
    _text(canvas, 54, 661, WEEK[0][0])
    for x, text in zip(xs[1:], WEEK[0][1:], strict=False):
        at = text.index("（")
        _text(canvas, x + 4, 668, text[:at])
        _text(canvas, x + 4, 656, text[at:])
    for i, row in enumerate(WEEK[1:]):
        for x, text in zip(xs, row, strict=False):
            _text(canvas, x + 4, 639 - 16 * i, text)
    column(canvas, 50, 580, rows(LAMPS, 0)[3:])
    head(canvas, 330, 760, "渡口添早班", 20)
    column(canvas, 330, 735, rows(BOATS))


def level(canvas: Canvas) -> None:
    """A table with level rules only."""
    head(canvas, 50, 760, "各镇复工情况", 20)
    column(canvas, 50, 735, rows(LAMPS)[:3])
    for k in range(5):
        canvas.line(50, 680 - 18 * k, 240, 680 - 18 * k)
    for i, row in enumerate(TOWNS):
        for x, text in zip((54, 130, 190), row, strict=True):
            _text(canvas, x, 667 - 18 * i, text)
    head(canvas, 330, 760, "渡口添早班", 20)
    column(canvas, 330, 735, rows(BOATS))


NOTICES = ("遗失营业执照一本，声明作废。", "东门旺铺转让，有意者来电联系。", "搬家请找平安，全城都去，价钱公道。",
           "本店招收学徒两名，包吃住，面谈。", "收购旧书旧报，上门看货，当面结清。", "教授二胡，初学者优先，周末上课。")  # fmt: skip


def notices(canvas: Canvas) -> None:
    """Small advertisements in boxes beside and under each other: no table."""
    for k, text in enumerate(NOTICES):
        x, y = 50 + 120 * (k % 3), 700 - 60 * (k // 3)
        canvas.rect(x, y, 120, 60)
        column(canvas, x + 5, y + 40, rows(text, 0, 11))
