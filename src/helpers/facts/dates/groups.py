"""Phrases of time that make one expression: ranges, lists of days, and what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.facts.dates.grammar import Atom, Phrase


@dataclass(frozen=True, slots=True)
class Group:
    """One expression: a phrase, a range (left and right) or a list of days.

    ``joint``: "", "range" or "list". ``before`` is 截至, 每 and the like (outside the span), ``suffix``
    is 起, 以来, 前 and the like (inside it), ``note`` a （含） between the two.
    """

    phrases: tuple[Phrase, ...]
    joint: str
    before: str
    suffix: str
    note: str = ""

    @property
    def start(self) -> int:
        return self.phrases[0].start

    @property
    def end(self) -> int:
        return self.phrases[-1].end + len(self.note) + len(self.suffix)

    @property
    def first(self) -> Atom:
        return self.phrases[0].atoms[0]

    @property
    def finest(self) -> Atom:
        return self.phrases[-1].finest


_RANGE = re.compile(r" ?(?:(?:起|开始)，?)?(?:至|直到|到|—{1,2}|–|-{1,2}|~|直至|一直到|持续到|延续到) ?$")
_AND = re.compile(r"[和与]$")
_LIST = re.compile(r"[、和及与]$")
_BEFORE = re.compile(r"(?:截至|截止到?|截止至|每逢|每|(?<![正恰适又欣])逢|自从|从|自|由|打)(?:北京时间|当地时间)?$")
_SUFFIX = re.compile(
    r"起(?!草|点|源|飞|步|诉|义|伏|来|码|重|床|火|降(?![温雨雪价低至息费])|航|跑|哄|居|名|因|家|死|算了)|以来|之来|至今|迄今"
    r"|之前|以前|前夕|前夜|前一[天日](?!晚)|前(?:[一二两三四五六七八九十几]+|\d+)(?:天|日|周|个月|夜|晚)|前(?!提[^交出供醒高升]|[往列来面身景途方进程沿端台锋后期述年天日任夫妻男女])"
    r"|之后|以后|过后|后(?![勤天备续面方台者人期来卫世年遗代]|三天|两天)|止|为止|以内|之内|内(?![容部需外蒙在心涝战乱阁政陆循塔])"
    r"|(?:假期|假日|小长假|长假|黄金周)?期间|假期|假日|小长假|长假|黄金周|之间"
)
_BEGINNING = re.compile(r"开始(?!，[^，。；]{1,14}(?:结束|止|截止|闭幕|收官))")  # 自1月7日开始，2月15日结束: two days
#: 8月31日（含）前: the day itself counted in.
_INCLUDED = re.compile(r"（含[^）]{0,6}）(?=之?前|以前|之?后|以后|起)")


def groups(text: str, found: list[Phrase]) -> Iterator[Group]:
    """The expressions of a text, left to right."""
    i = 0
    while i < len(found):
        run = _run(text, found, i)
        group = _grouped(text, run, _joint(text, run[0], run[1]) if len(run) > 1 else "")
        yield group
        i += len(run)
        while i < len(found) and found[i].start < group.end:
            i += 1


def _run(text: str, found: list[Phrase], i: int) -> list[Phrase]:
    """The phrase at ``i`` with the far end of its range, or with the days listed behind it."""
    run, joint = [found[i]], ""
    for phrase in found[i + 1 : i + 12]:
        kind = _joint(text, run[-1], phrase)
        if not kind or joint and kind != joint:
            break
        run.append(phrase)
        joint = kind
        if kind == "range" and run[0].atoms[0].kind not in ("every", "routine"):
            break
    return run


def _joint(text: str, left: Phrase, right: Phrase) -> str:
    gap = text[left.end : right.start]
    if left.finest.kind == "every" and right.atoms[0].kind == "weekday" and _RANGE.match(gap):
        return "range"
    if not gap and (left.finest.kind, right.finest.kind) == ("weekday", "weekday"):
        return "list"
    if not gap or len(gap) > 5 or {"vague", "every", "routine"} & {right.atoms[0].kind, left.finest.kind}:
        return ""
    if _RANGE.match(gap):
        return "" if gap == "到" and _story(text, left, right) else "range"
    if _AND.match(gap) and text.startswith("之间", right.end):
        return "range"
    kinds = (left.finest.kind, right.finest.kind)
    if _LIST.match(gap) and len(right.atoms) == 1 and kinds in _LISTABLE:
        return "list"
    return ""


_LISTABLE = {("day", "day"), ("relative", "day"), ("weekday", "weekday"), ("barelist", "day"), ("barelist", "barelist")}
_FIXED = {"year", "month", "day", "iso", "feast", "lunar"}


def _story(text: str, left: Phrase, right: Phrase) -> bool:
    """从大年初一到昨天, 从上月29日到次日凌晨: two times of a story, each named in its own way, not one printed range."""
    if text[left.start - 1 : left.start] != "从":
        return False
    first, last = left.atoms[0], right.atoms[0]
    return last.text in ("次日", "第二天", "翌日") or last.kind == "relative" and first.kind in _FIXED


def _grouped(text: str, run: list[Phrase], joint: str) -> Group:
    start, end = run[0].start, run[-1].end
    before = _BEFORE.search(text, max(0, start - 8), start)
    prefix = before.group() if before else ""
    included = _INCLUDED.match(text, end)
    note = included.group() if included else ""
    suffix = _SUFFIX.match(text, end + len(note)) or (
        _BEGINNING.match(text, end) if prefix[:1] in ("从", "自", "由", "打") and prefix else None
    )
    return Group(tuple(run), joint, prefix, suffix.group() if suffix else "", note if suffix else "")
