"""Phrases of time that make one expression: ranges, lists of days, and what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from helpers.facts.dates.grammar import Atom, Phrase
from helpers.lexicon import any_of, letters

_any_of = partial(any_of, "date_words")
_letters = partial(letters, "date_words")


@dataclass(frozen=True, slots=True)
class Group:
    """One expression: a phrase, a range (left and right) or a list of days.

    ``joint``: "", "range", "list" or "feasts" (中秋、国庆假期). ``before`` is 截至, 每 and the like (outside the span), ``suffix``
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


_RANGE = re.compile(f" ?(?:(?:起|开始)，?)?(?:{_any_of('range_to')}|—{{1,2}}|–|-{{1,2}}|~) ?$")
_AND = re.compile(r"[和与]$")
_LIST = re.compile(r"[、和及与]$")
_BEFORE = re.compile(f"(?:{_any_of('before')}|(?<![{_letters('no_occasion')}])逢)(?:北京时间|当地时间)?$")
#: 假期, 七天长假, and a day of it: 假期首日, 长假第三天.
_DAYS_OFF = rf"(?:[两三五七八九\d]天)?{_any_of('holiday')}"
HOLIDAY_PART = "(?:首日|首天|最后一天|第[一二三四五六七八]天|前[两二三四五]天)"
#: 国庆7天，…: the days off, told by their number alone.
BARE_DAYS_OFF = r"(?:[三五七八]|[35678])天(?=[，里内中共]|(?:全|累|接))"
_SUFFIX = re.compile(
    rf"起(?!{_any_of('start_not')}|降(?![{_letters('fall')}]))|{_any_of('suffix')}"
    rf"|前一[天日](?!晚)|前(?:[一二两三四五六七八九十几]+|\d+){_any_of('before_unit')}"
    rf"|前(?=日{_any_of('daily')})"
    rf"|前(?!提[^{_letters('put_forward')}]|[{_letters('before_not')}])"
    rf"|后(?![{_letters('after_not')}]|三天|两天)|内(?![{_letters('within_not')}])"
    rf"|期间|{_DAYS_OFF}(?:期间|的?{HOLIDAY_PART}|[前后](?![{_letters('before_not')}{_letters('after_not')}]))?"
    rf"|(?<=[庆节一旦]){BARE_DAYS_OFF}"
)
_BEGINNING = re.compile(f"开始(?!，[^，。；]{{1,14}}{_any_of('ending')})")  # 自1月7日开始，2月15日结束: two days
#: 寒假从1月15日开始。: the verb of the clause; its day is the one on which something begins.
_BEGINS = re.compile(f"开始(?:[。；！\\n]|$|，{_any_of('begun')})")
#: 8月31日（含）前: the day itself counted in.
_INCLUDED = re.compile(f"（含[^）]{{0,6}}）(?={_any_of('included_by')})")


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
        if joint == "list" and kind == "range":
            run.pop()  # 12日、13日、15日至17日
        if not kind or joint and kind != joint:
            break
        run.append(phrase)
        joint = kind
        if kind == "range" and not _every_week(run):
            break
    return run


def _every_week(run: list[Phrase]) -> bool:
    """每天9时至11时, 周一至周五8:30至17:30: hours of every day, told on behind the days."""
    first = run[0].atoms[0]
    if first.kind == "weekday":
        return first.text[0] in "周星礼" and run[-1].finest.rank >= 6 and len(run) == 2
    return first.kind in ("every", "routine")


def _joint(text: str, left: Phrase, right: Phrase) -> str:
    gap = text[left.end : right.start]
    if (
        left.finest.kind == right.finest.kind == "feast"
        and _FEASTS.fullmatch(gap)
        and _NEAR_FEASTS.match(text, right.end)
    ):
        return "feasts"
    if left.finest.kind == "every" and right.atoms[0].kind == "weekday" and _RANGE.match(gap):
        return "range"
    if not gap and (left.finest.kind, right.atoms[0].kind) == ("weekday", "weekday"):
        return "list"  # 周二周四下午
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


_TWIN = re.compile("“?双?节?”?")
_FEASTS = re.compile("[、和与及]?")
_NEAR_FEASTS = re.compile(f"“?双?节?”?(?:期间|前后|前夕?(?!{_any_of('before_not')})|{_DAYS_OFF})")
_LISTABLE = {
    ("day", "day"),
    ("feast", "lunar"),
    ("lunar", "lunar"),
    ("relative", "day"),
    ("weekday", "weekday"),
    ("barelist", "day"),
    ("barelist", "barelist"),
}
_LOOSE = {"feast", "lunar", "year", "half", "month", "season", "xun", "edge"}
_FIXED = {"year", "month", "day", "iso", "feast", "lunar"}


def _story(text: str, left: Phrase, right: Phrase) -> bool:
    """从大年初一到昨天, 从上月29日到次日凌晨: two times of a story, each named in its own way, not one printed range."""
    if text[left.start - 1 : left.start] != "从":
        return False
    first, last = left.atoms[0], right.atoms[0]
    return last.text in ("次日", "第二天", "翌日") or last.kind == "relative" and first.kind in _FIXED


_FOLLOWS = re.compile("继[^，。；]{0,6}$")


def _beginning(text: str, start: int, prefix: str, end: int) -> re.Match[str] | None:
    """开始 behind 从4月1日, unless something of its own begins that day (寒假从1月15日开始，比原定推迟5天)."""
    if prefix[:1] not in ("从", "自", "由", "打"):
        return None
    has_subject = "一" <= text[start - 1 : start] <= "鿿"
    return None if has_subject and _BEGINS.match(text, end) else _BEGINNING.match(text, end)


def _grouped(text: str, run: list[Phrase], joint: str) -> Group:
    start, end = run[0].start, run[-1].end
    before = _BEFORE.search(text, max(0, start - 8), start)
    prefix = before.group() if before else ""
    included = _INCLUDED.match(text, end)
    note = included.group() if included else ""
    if joint == "feasts":
        note = text[end : _TWIN.match(text, end).end()]  # type: ignore[union-attr]
    suffix = _SUFFIX.match(text, end + len(note))
    if suffix and suffix.group() in ("之后", "后") and _FOLLOWS.search(text, max(0, start - 8), start):
        suffix = None  # 继2016年7月19日之后第二次
    suffix = suffix or _beginning(text, start - len(prefix), prefix, end)
    after = suffix.group() if suffix else ""
    if not after and run[-1].finest.kind in _LOOSE and text.startswith("前后", end + len(note)):
        after = "前后"  # 春节前后 is not the day itself; 4月5日前后 names it
    return Group(tuple(run), joint, prefix, after, note if after else "")
