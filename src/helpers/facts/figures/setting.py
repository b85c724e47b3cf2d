"""Where and when a figure applies: the place named before it, the time that governs it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from helpers.facts.model import Figure, Name, TimeExpression
from helpers.lexicon import any_of, group

_CLAUSE = re.compile(r"[，。！？；\n]")
_STOP = re.compile(r"[。！？\n]")
#: Between an age and a name these tell that the age is not his: 贺某（男，35岁）、仇某（女，31岁）.
_APART = re.compile(r"[，、。！？；：（）\n]")
_PRONOUNS = frozenset("他她") | {"自己"}
#: Between a name and the age of whom it names.
_RIGHT_BEHIND = re.compile(f"[，（]?(?:[男女]，)?(?:{any_of('figure_subject', 'age_adverbs')})*")
#: A time that is only compared with, or from which something runs, is not the moment of the figure.
_COMPARED = re.compile(f"(?:{any_of('figure_words', 'compared')}|(?<!截)至)$")
#: What may stand between a time and the figure that is its own, whatever stands before the time: 比去年的85家.
_BESIDE = ("", "的")
#: 恢复至2019年的87%: the level that a share is of, not its own moment.
_LEVEL = re.compile(f"{any_of('figure_words', 'level_before')}(?:了|约|近)?$")
#: Words of the present: what was dated before them in the sentence is another time.
_NOW = frozenset(group("figure_words", "now"))
#: 2月10日复工以来: what goes on since has no moment.
_SINCE = re.compile(r"[^，。；、：！？\n\d]{1,16}以来")
#: 创近四年新低, 近五年来最好: a record is told against that time.
_RECORD = re.compile(r"(?:以?来)?(?:的|同期)?(?:新[高低]|[最历]|同期|之最)")
#: 高出去年11.4分: by how much, which is nothing of last year.
_EXCEEDS = re.compile(f"{any_of('figure_words', 'exceeds')}$")
#: 由1810元提高到2070元: the level left behind is not that of the day from which the new one holds.
_LEFT_LEVEL = re.compile(r"[由从][^，。；：\d]{0,6}$")
_DATED_LEVEL = re.compile(r"[由从][^，。；：]{2,14}的$")
_MOVES_ON = re.compile(rf"[^，。；]{{1,12}}?{any_of('figure_kinds', 'becomes')}[^，。；\d]{{0,2}}[至到为]")
_BECOME = re.compile(rf"[\d%元个人家户]{any_of('figure_kinds', 'becomes')}[至到为]")
#: 2019年引进手术机器人，累计开展手术1326台: what has added up since what happened then is of today.
_AFTER_EVENT = re.compile(
    rf"[\u4e00-\u9fff][^。！？\n]{{1,40}}，[^。！？\n]{{0,6}}{any_of('figure_words', 'added_up')}[^。！？\n]*"
)
#: 10月25日主场迎战…，双方上赛季4次交手: what was before is of no day that is told.
_EARLIER = re.compile(any_of("figure_words", "earlier"))
_SHARE = re.compile(r"[约近超]?[\d.一二两三四五六七八九十]+(?:%|％|成|倍|分之)")
_NUMERAL = re.compile(r"\d|[一二两三四五六七八九十百千万亿]{2}|[一二两三四五六七八九十][块元毛角斤亩吨]")


class Setting:
    """Times and places of one text, looked up by position in logarithmic time."""

    def __init__(self, text: str, dates: Sequence[TimeExpression], names: Sequence[Name], today: str = ""):
        self._text = text
        self._today = today  # ISO 8601; a period that goes on beyond it gives no moment
        self._dates = sorted((d for d in dates if d.ends or d.begins), key=lambda d: d.end)
        self._date_ends = [d.end for d in self._dates]
        self._nows = sorted(d.end for d in dates if d.text in _NOW)
        self._places = sorted((n for n in names if n.kind == "place"), key=lambda n: n.end)
        self._people = sorted((n for n in names if n.kind == "person"), key=lambda n: n.start)
        self._person_starts = [n.start for n in self._people]
        self._place_ends = [n.end for n in self._places]

    def person(self, figure: Figure) -> str:
        """Whose age a figure is: the person named right behind it (79岁的葛老太), else the last one before it."""
        k = bisect_left(self._person_starts, figure.end)
        follows = k < len(self._people) and self._people[k].start - figure.end < 14
        if follows and not _APART.search(self._text, figure.end, self._people[k].start):
            return self._text[figure.end : self._people[k].end].lstrip("的")
        if not k:
            return figure.subject
        last, told = self._people[k - 1], figure.subject
        if last.end <= figure.start and _RIGHT_BEHIND.fullmatch(self._text, last.end, figure.start):
            return told if last.text in told else last.name  # 老先生裴松年88岁, 他叫史大伟，32岁
        if told == "我":
            between = self._text[last.end : figure.start]
            return last.name if between.startswith("：") and "\n" not in between else told
        far = figure.start - last.end > (120 if told in _PRONOUNS else 60)
        return told if far or told and told not in _PRONOUNS else last.name

    def as_of(self, at: int) -> str:
        """ISO 8601 of the time expression that governs the figure at ``at``, '' without one: its moment.

        It is the last one before it in its sentence, but for those that are another figure's: in
        今年由2014年的1.1万亩扩大到2.3万亩 the year 2014 is of the first figure only. A period that still goes on (今年) has no moment.
        """
        first = self._left_level(at)
        now = self._nows[k - 1] if (k := bisect_left(self._nows, at + 1)) else -1
        for k in range(bisect_left(self._date_ends, at + 1) - 1, -1, -1):
            expression = self._dates[k]
            if expression.end < now or expression.start < first or self._parted(expression, at):
                return ""  # 2015年…，如今月收入8000元
            if expression.kind != "recurring" and self._governs(expression, at):
                return "" if self._goes_on(expression, at) else expression.moment
        return ""

    def _parted(self, expression: TimeExpression, at: int) -> bool:
        """Whether a sentence ends between the time and ``at``, or words stand there that lead to another time."""
        span = (self._text, expression.end, at)
        added_up = expression.kind != "deadline" and _AFTER_EVENT.fullmatch(*span)
        return bool(added_up or _STOP.search(*span) or _EARLIER.search(*span))

    def _left_level(self, at: int) -> int:
        """Where the words begin that must hold the time of a level left behind (由2013年底的46.3万人减至…), else 0."""
        near = max(0, at - 20)
        left = _LEFT_LEVEL.search(self._text, near, at) or _DATED_LEVEL.search(self._text, near, at)
        return left.start() if left and _MOVES_ON.match(self._text, at) else 0

    def _goes_on(self, expression: TimeExpression, at: int) -> bool:
        """Whether what is told at ``at`` goes on since the time, and so has no moment: 今年, 2月10日复工以来; of 2009年起执行，
        what the next clauses tell (12年未变)."""
        if expression.goes_on(self._today) or _SINCE.match(self._text, expression.end):
            return True
        begun = expression.begins and not expression.ends and expression.begins[:10] <= self._today
        return bool(begun) and "，" in self._text[expression.end : at]

    def _governs(self, expression: TimeExpression, at: int) -> bool:
        """Whether the time is that of the figure, and no time compared with or told of something else."""
        between = self._text[expression.end : at]
        if "近" in expression.text and _RECORD.match(self._text, expression.end):
            return False
        if (
            self._text[expression.start - 1 : expression.start] in ("由", "从")
            and "，" not in between
            and _BECOME.search(between)
        ):
            return False  # 由去年同期下降4.7%转为增长11.2%
        if not between and _EXCEEDS.search(self._text, max(0, expression.start - 3), expression.start):
            return False
        if between == "的" and _SHARE.match(self._text, at):
            return not _LEVEL.search(self._text, max(0, expression.start - 6), expression.start)
        if expression.kind == "deadline" or between in _BESIDE:
            return True
        if between.startswith("）"):
            return False  # 单日最高17.2万人次（5月2日），…: a time in brackets is that of what stands before them
        if _COMPARED.search(self._text, max(0, expression.start - 2), expression.start):
            return False
        return not between.startswith("的") or not (_CLAUSE.search(between) or _NUMERAL.search(between))

    def place(self, at: int) -> str:
        """Full name of the last place named before ``at`` in its sentence, '' without one."""
        k = bisect_left(self._place_ends, at + 1) - 1
        while k >= 0 and _STOP.search(self._text, self._places[k].end, at) is None:
            if not self._in_closed_brackets(self._places[k], at):
                return self._places[k].name
            k -= 1
        return ""

    def _in_closed_brackets(self, place: Name, at: int) -> bool:
        """确诊病例87例（城东区31例、白水县13例），治愈44例: what follows the brackets is of no place in them."""
        closed = self._text.find("）", place.end, at)
        return closed >= 0 and self._text.find("（", place.end, closed) < 0
