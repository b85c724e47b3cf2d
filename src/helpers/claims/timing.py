"""The moment a claim speaks of."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from helpers.facts.model import TimeExpression
from helpers.lexicon import any_of, group

_COMPARED = re.compile(any_of("claim_words", "compared") + "$")
#: Links compare only with a level: 为3月日均水平的92%, 与去年同期持平.
_LINKS = group("claim_words", "link")
_OF_LEVEL = re.compile(rf"[^，。；]{{0,6}}?(?:{any_of('claim_words', 'level')}|的)|持平|相当")
#: Days of the longest time whose last day can stand for it: a quarter is told of at its end, a year is not.
_LONGEST = 100
_SINCE = re.compile(rf"[^，。；\n]{{0,10}}?{any_of('claim_words', 'since')}")
#: 期限暂定至4月3日: how long something lasts, which is the moment of nothing that follows.
_TERM = re.compile("(?:期限|有效期|暂定|延[长续])[^，。；\\n]{0,4}[至到为]$")
_MEASURE = re.compile(rf"的?{any_of('claim_words', 'level')}|的[\d一二三四五六七八九两]")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=_Placed)


def within(finds: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """The finds that begin in ``start``–``end``; ``finds`` are in order of their starts."""
    first = bisect.bisect_left(finds, start, key=lambda find: find.start)
    return finds[first : bisect.bisect_left(finds, end, key=lambda find: find.start)]


def as_of(text: str, at: int, dates: Sequence[TimeExpression], anywhere: bool = True) -> str:
    """ISO 8601 moment that governs the offset ``at``: the last dated expression before it in its
    sentence, else (``anywhere``) before it in the article; "" where there is none.

    A part of a day (昨天晚上) gives the day, a clock time (3月24日中午11时) the moment.
    """
    start = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    before = [date for date in dates if date.end <= at and _governs(text, date)]
    here = [date for date in before if date.start >= start]
    chosen = here or (before if anywhere else [])
    return chosen[-1].moment if chosen else ""


def _governs(text: str, date: TimeExpression) -> bool:
    """Whether a claim can hold at this time: not one that recurs, none as long as a year (2022年第45号通告), not the begin of
    what goes on (自4月29日解封以来), and not
    one that only serves as a measure (比一周前提高, 为3月日均水平的92.3%, 相当于去年同日的)."""
    if date.kind == "recurring" or not (date.begins or date.ends) or _long(date):
        return False
    if _SINCE.match(text, date.end) or _TERM.search(text, max(0, date.start - 10), date.start):
        return False
    compared = _COMPARED.search(text[max(0, date.start - 3) : date.start])
    if compared and compared.group() in _LINKS and not _OF_LEVEL.match(text, date.end):
        compared = None  # 工人村是4月2日被划定的: no level is compared with
    measure = _MEASURE.match(text[date.end : date.end + 4])
    return not compared and not measure


def _long(date: TimeExpression) -> bool:
    if len(date.begins) < 10 or len(date.ends) < 10:
        return False
    return (dt.date.fromisoformat(date.ends[:10]) - dt.date.fromisoformat(date.begins[:10])).days > _LONGEST
