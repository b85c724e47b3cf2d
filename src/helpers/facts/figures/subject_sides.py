"""What stands left and right of a figure in its clause, or in the one before where its own is bare."""

from __future__ import annotations

import re

from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.subject_nouns import BLANK, END, QUOTES, clause, noun_before
from helpers.facts.numerals import RUN
from helpers.facts.units import unit_at
from helpers.lexicon import alternatives, rows

#: A figure alone in brackets is that of the noun before them.
_BRACKETED = re.compile(r"([\u4e00-\u9fff“”]{2,12})[（(]$")
#: A label whose days stand before the brackets (blanked out here).
_DATED_LABEL = re.compile(f"([\u4e00-\u9fff]{{2,8}})：{BLANK}+[至到—-]?{BLANK}*[（(]$")
#: A noun, what it means in brackets, and the verb.
_ASIDE_TOLD = re.compile(r"([\u4e00-\u9fff]{2,14})（[^（）]{1,50}）([^（）\d，。；]{0,12})$")
#: The next item of a list in the same unit: 3批次和1批次不合格.
_NEXT_ITEM = re.compile(rf"[、和与及或](?:约|近|超)?(?:{RUN})")
#: 回购价不超过每股12.5元: the limit word is no part of what is priced.
_LIMIT_APART = re.compile(f"(?:{alternatives(row[0] for row in rows('figure_limits'))})(?=每[\u4e00-\u9fff]{{1,4}}$)")


def sides(text: str, q: Quantity, floor: int) -> tuple[str, str]:
    """What stands left and right of the figure in its clause, or in the one before where its own is bare."""
    left, right = clause(text, q.start, _end_of_list(text, q), floor)
    if not left and text[q.start - 1 : q.start] in ("：", ":"):
        left = END.split(text[max(0, q.start - 24) : q.start - 1])[-1].translate(QUOTES)
    if not left and (held := _BRACKETED.search(text, max(floor, q.start - 24), q.start)):
        left = END.split(held.group(1))[-1].translate(QUOTES)  # 设半程（21.0975公里）
    if not left and (dated := _DATED_LABEL.search(text, max(floor, q.start - 48), q.start)):
        left = dated.group(1)  # 公示时间：7月1日至5日（5个工作日）
    if "）" in left and "（" not in left and (aside := _ASIDE_TOLD.search(text, max(0, q.start - 80), q.start)):
        noun = END.split(aside.group(1))[-1].translate(QUOTES)
        left = noun + aside.group(2)  # 文盲人口（15岁及以上不识字的人）为121905人
    if left.startswith(("由", "从")) and not noun_before(left[1:])[0]:
        left = END.split(text[max(floor, q.start - 40) : q.start])[-2:][0].translate(QUOTES)
    return _LIMIT_APART.sub("", left), right


def _end_of_list(text: str, q: Quantity) -> int:
    """Where the list that the figure begins has its last item, whose noun is that of all."""
    end = q.end
    if q.kind not in ("count", "duration") or not q.unit:
        return end
    for _ in range(4):
        item = _NEXT_ITEM.match(text, end)
        if not item or unit_at(text, item.end()) != q.unit:
            break
        end = item.end() + len(q.unit)
    return end
