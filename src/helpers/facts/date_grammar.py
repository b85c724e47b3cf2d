"""The words of time: from plain text to phrases, each a run of atoms from coarse to fine.

An *atom* is the smallest piece that names a time (今年, 3月, 中旬, 5日, 周三, 上午, 9时). Atoms that stand
next to each other and grow finer (去年 + 3月 + 5日 + 下午 + 3点) make one *phrase*. What a phrase means
is not decided here but in ``date_meaning``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.lexicon import alternatives, rows

_DIGITS = "0123456789"
_HAN = "一二三四五六七八九"
_NUMERALS = _DIGITS + _HAN + "十廿卅"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_HAN}]?|二十|廿[{_HAN}]?|[{_HAN}])"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_HAN}])"
_YEAR = rf"(?:(?:1[6-9]|20)\d\d|[一二][〇零{_HAN}]{{3}})"
_HOUR = rf"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[{_HAN}]?|[零两{_HAN}])"
_COUNT = rf"(?:\d{{1,3}}|[两{_HAN}十百]{{1,4}})"
#: What follows 时 and 点 where they are no hour (时间, 3点建议).
_NO_HOUR = "[间候期代速尚效常隔而节空装段事长差髦钟针限局评政]"
_NO_POINT = "[个的意建要希子头击评赞名线位滴缀心火燃明对感体小启经]"
_MINUTE = (
    rf"(?:\d{{1,2}}|[{_HAN}零〇]?十?[{_HAN}]?[{_HAN}十])分(?:\d{{1,2}}秒)?(?![之钟])"
    rf"|半(?!个)|[一三]刻|(?:整|许|多(?![个人]))|[二三四五]?十[{_HAN}]?(?![个多余几分{_HAN}十])"
)
_TO = r"(?:至|到|—{1,2}|–|-{1,2}|~)"
#: No digit, decimal point or numeral may stand before a number that is read here.
_FREE = rf"(?<![\d.:/{_HAN}十百千万亿〇零两第])"


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of time. ``rank`` orders atoms from coarse (1, a year) to fine (7, a clock time)."""

    kind: str
    rank: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Atoms read together, with the span they cover (brackets around a weekday included)."""

    start: int
    end: int
    atoms: tuple[Atom, ...]

    @property
    def finest(self) -> Atom:
        return self.atoms[-1]


def _feasts(use: str) -> str:
    return alternatives(row[0] for row in rows("date_feasts") if row[2] == use)


_FEAST_CUE = r"(?=节|前|后|期间|假期|小长假|长假|时节|当天|当日|这天|这一天|节气|过后|以来|已至|将至|至今|至)"
_FEAST_GOODS = r"(?!晚会|联欢|档|装饰|礼|贺|菜|饭|月饼|食品|文化|粽|香囊|习俗|灯|氛围|装|庙会|联|慰问|放假|路|街|大桥|村|镇|社区|公园)"


def firsts(words: Iterable[str]) -> str:
    """The characters that the words begin with."""
    return "".join(sorted({word[0] for word in words}))


def _kinds() -> list[tuple[str, int, str, str]]:
    """(kind, rank, first characters, pattern); of several that fit, the first wins."""
    relative = alternatives(row[0] for row in rows("date_relative"))
    parts = alternatives(row[0] for row in rows("date_parts"))
    lunar_month = rf"闰?(?:正|冬|腊|十[一二]?|[{_HAN}])月"
    stem = "(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?"
    return [
        ("iso", 4, _DIGITS, r"(?<![\d.:/])(?:19|20)\d\d(?:-\d\d?-\d\d?|/\d\d?/\d\d?|\.\d\d?\.\d\d?)(?![\d.]\d|\d)日?"),
        ("isomonth", 2, _DIGITS, _FREE + r"(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])(?![\d\-/])"),
        ("years", 2, _DIGITS, _FREE + rf"(?:1[6-9]|20)\d\d年?{_TO}(?:1[6-9]|20)\d\d年度?"),
        ("decade", 2, "上本" + _NUMERALS, rf"(?:(?:上个?|本|(?<!\d)\d\d|{_FREE}二?十[{_HAN}]?)世纪|(?<![\d{_HAN}]))(?:[1-9]0|[二三四五六七八九]{{1,2}}十)年代(?:初期|末期|中期|后期|中后期|初|末|中叶)?"),
        ("century", 2, "上本" + _NUMERALS, rf"(?:上个?|本|(?<!\d)\d\d|二?十[{_HAN}]?)世纪(?:初|末|中叶)?(?![\d{_HAN}])"),
        ("plan", 2, "“" + "十九八七六", rf"(?:“(?:十[{_HAN}]?|[六七八九])五”|{_FREE}十[{_HAN}]五)(?:规划)?(?:期间|时期|(?=以来|末|初))"),
        ("same", 2, "去上前今", r"(?:去年|上年|前年|今年|上月|上年度)的?同(?:期|一?时期|日|月|一天)"),
        ("span", 2, "过近最未今接", rf"(?:过去的?|最近的?|未来的?|今后的?|接下来的?)(?:这)?{_COUNT}个?(?:天|日|周|星期|月|季度|年|小时)(?:里|内|间|来)?(?!多|余)|近{_COUNT}年(?:来|间)?(?!多|余)|近{_COUNT}(?:天|周|个月)(?:来|里|内)"),
        ("ago", 4, _NUMERALS + "两半", _FREE + rf"(?:(?:半|{_COUNT})(?:个)?(?:天|周|星期|礼拜|月|季度|年|小时|钟头|分钟)|[两{_HAN}十]+日)(?:之|以)?(?:前|后)(?![往来进行期景夕所排续起勤天年月])"),
        ("months", 2, _NUMERALS, _FREE + rf"{_MONTH}月?{_TO}{_MONTH}月份?(?!\d|[{_HAN}十]+[日号])"),
        ("firstmonths", 2, "前头首", rf"前(?:\d\d?|[两{_HAN}十]+)个?月(?!\d)|[头首](?:\d\d?|[两{_HAN}十]+)个月"),
        ("year", 1, "公" + _DIGITS + "一二", rf"(?<!元前)(?:公元)?{_FREE}{_YEAR}年(?:度|份)?(?![级龄款版]|历史|左右历史)"),
        ("shortyear", 1, _DIGITS + _HAN + "〇零", _FREE + rf"(?:\d\d|[〇零{_HAN}]{{2}})年(?={_MONTH}月|[初底末])"),
        ("lunar", 4, "农阴旧", rf"(?:农历|阴历|旧历){stem}{lunar_month}(?:初[{_HAN}十]|三十|二?十[{_HAN}]?|二十|廿[{_HAN}]?)日?"),
        ("lunarmonth", 2, "农阴旧", rf"(?:农历|阴历|旧历){stem}{lunar_month}"),
        ("feast", 4, firsts(r[0] for r in rows("date_feasts")), rf"(?:{_feasts('free')}){_FEAST_GOODS}(?:当天|当日|这天|这一天)?"),
        ("feast", 4, firsts(r[0] for r in rows("date_feasts")), rf"{_FREE}(?:{_feasts('cue')}){_FEAST_CUE}{_FEAST_GOODS}(?:当天|当日|这天|这一天|节气)?"),
        ("lunar", 4, "闰正冬腊", rf"{lunar_month}(?:初[{_HAN}十]|三十|二?十[{_HAN}]?|二十|廿[{_HAN}]?)日?(?![{_HAN}十个名])"),
        ("lunar", 4, _HAN + "十", rf"{_FREE}{lunar_month}(?:初[{_HAN}十]|廿[{_HAN}]?)(?![{_HAN}十个名])"),
        ("half", 2, "上下第前首" + _HAN + "1234", rf"[上下]半年|首季度?|前[二两三23]个?季度|第?{_FREE}[一二三四1-4]季度"),
        ("season", 2, "今去明春夏秋冬", r"[今去明][春夏秋冬](?![运装招衣奥])|(?<=年)[春夏秋冬](?:季|天|日|末|初)?"),
        ("month", 2, _NUMERALS, _FREE + rf"{_MONTH}月(?:份)?(?:当月)?(?![嫂饼亮薪票租供息坛球台色华龄])"),
        ("nth", 4, "第最首", rf"(?:第[{_HAN}]|最后一|首)个(?:周|星期|礼拜)[一二三四五六日天]"),
        ("weekday", 4, "上下本这周星礼", r"(?:上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天末](?!期|[刊报])"),
        ("pair", 4, "今明昨", r"(?:今明后?|昨今|明后)[两三]?(?:个)?[天日]|[今明](?:天|日)?起(?:连续)?[两三四五六七]天"),
        ("relative", 0, firsts(r[0] for r in rows("date_relative")), rf"(?<!提)(?:{relative})(?![刊边遭])"),
        ("shortday", 4, "今昨明前", r"[今昨明](?=[晚夜晨早起])|前(?=晚)|昨(?=[，从在])"),
        ("xun", 3, "上中下", r"[上中下]旬"),
        ("edge", 3, "年月岁", rf"(?<![\d{_HAN}十两半几数百千个])(?:年(?:初(?![一二三四五六七八九十])|底|末|终|尾(?!款)|内)|月(?:初(?![一二三四五六七八九十])|底|末|内))|岁末|岁首"),
        ("day", 4, _NUMERALS, _FREE + rf"{_DAY}(?:日(?![元圆内均产游龄无线]|以[内上下]|年化)|号(?![楼线门桥店馆院路厂机文坑井岛令召称码公地牌船车染段台]))"),
        ("barelist", 4, _DIGITS, rf"(?<=月)\d\d?(?={_TO}\d\d?[日号]|(?:、\d\d?)+[日号])|(?<![\d.\-/:、\n])(?<!^)\d\d?(?=(?:、\d\d?)+日(?!内))|(?<![\d.\-/:、])\d\d?(?={_TO}\d\d?日(?![内均]))"),
        ("barehour", 7, _DIGITS, rf"(?<![\d.:\-/]){_HOUR}(?={_TO}{_HOUR}时(?!{_NO_HOUR}))"),
        ("clock", 7, _DIGITS, r"(?<![\d.:])(?:2[0-4]|1\d|0?\d):[0-5]\d(?::[0-5]\d)?(?![\d:])"),
        ("clock", 7, _NUMERALS + "零两", rf"(?<!之){_FREE}{_HOUR}(?:时(?!{_NO_HOUR})|点(?!{_NO_POINT}))(?:{_MINUTE})?"),
        ("part", 6, firsts(r[0] for r in rows("date_parts")), rf"(?:{parts})(?![报会餐饭宴装稻熟班])"),
        ("every", 0, "每逢", r"每逢?(?:[两二三]?(?:天|日|晚|夜|早|周|星期|礼拜|年|个?月|季度?)|个工作日|个?周末)(?:[一二三四五六日天](?!次|个))?|每(?:\d{1,3}|[两三四五六七八九十几隔]+)个?(?:天|日|周|月|年|小时)|(?<![正恰适又欣])逢(?=周|星期|农历)"),
        ("routine", 0, "工节双", r"(?<!个)(?:工作日|节假日|双休日)(?=[的 ]?(?:上午|下午|早|晚|\d{1,2}[:时点]))"),
        ("vague", 5, firsts(r[0] for r in rows("date_vague")), rf"(?:{alternatives(row[0] for row in rows('date_vague'))})(?![天勤])"),
    ]  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]], dict[str, int]]:
    """What starts an atom; for each such character the atoms it may start; the rank of each kind."""
    kinds = _kinds()
    by_char: dict[str, list[str]] = {}
    for number, (kind, _, chars, pattern) in enumerate(kinds):
        for char in set(chars):
            by_char.setdefault(char, []).append(f"(?P<{kind}_{number}>{pattern})")
    trigger = re.compile("[" + "".join(sorted(by_char)) + "]")
    return (
        trigger,
        {char: re.compile("|".join(patterns)) for char, patterns in by_char.items()},
        {kind: rank for kind, rank, _, _ in kinds},
    )


@lru_cache(maxsize=1)
def _unit_rank() -> dict[str, int]:
    ranks = {"year": 1, "half": 2, "quarter": 2, "month": 2, "week": 3, "day": 4}
    return {row[0]: ranks[row[1]] for row in rows("date_relative")}


def atoms(text: str) -> Iterator[Atom]:
    """The atoms of a plain text, left to right, none overlapping another."""
    trigger, by_char, ranks = _tables()
    units, end = _unit_rank(), 0
    for hit in trigger.finditer(text):
        start = hit.start()
        if start < end:
            continue
        found = by_char[hit.group()].match(text, start)
        if found is None or found.end() == start:
            continue
        kind = str(found.lastgroup).rsplit("_", 1)[0]
        end = found.end()
        word = found.group()
        yield Atom(kind, units[word] if kind == "relative" else ranks[kind], start, end, word)
        edge = _EDGE.match(text, end) if kind in _EDGED or kind == "relative" and units[word] < 3 else None
        if edge:
            yield Atom("edge", 3, end, edge.end(), edge.group())
            end = edge.end()


_EDGED = {"year", "month", "half"}
#: 底, 初, 末 right after a year or a month (2020年底, 6月初).
_EDGE = re.compile(r"(?:年|月)?(?:初(?![步期次始衷级中一二三四五六七八九十])|底(?![层部线气])|末(?![端尾]))")


def phrases(text: str) -> list[Phrase]:
    """Atoms that stand together and grow finer, as phrases."""
    found: list[Phrase] = []
    run: list[Atom] = []
    end = 0
    for atom in atoms(text):
        if run and _joins(text, run, atom, end) and not _timetable(text, found, run, atom, end):
            run.append(atom)
            end = _closed(text, end, atom)
        else:
            if run:
                found.append(Phrase(run[0].start, end, tuple(run)))
            run, end = [atom], atom.end
    if run:
        found.append(Phrase(run[0].start, end, tuple(run)))
    return found


def _joins(text: str, run: list[Atom], atom: Atom, end: int) -> bool:
    """Whether the atom goes on with the phrase that ends at ``end``."""
    gap, last = text[end : atom.start], run[-1]
    if _bracketed(text, end, atom):
        return last.rank == 4
    if last.kind in ("every", "routine"):
        return gap in ("", "的", " ")
    if atom.rank <= last.rank or last.kind == "vague" or atom.kind in ("vague", "every"):
        return False
    return gap in ("", " ") or gap == "的" and last.rank < 4


def _timetable(text: str, found: list[Phrase], run: list[Atom], atom: Atom, end: int) -> bool:
    """Opening hours printed behind a range of days (9月28日至10月3日 9:00—17:00): no part of its last day."""
    return (
        atom.rank >= 6
        and text[end : atom.start] == " "
        and bool(found)
        and found[-1].finest.rank < 6
        and text[run[0].start - 1 : run[0].start] in ("至", "到", "—", "-", "~")
    )


def _bracketed(text: str, end: int, atom: Atom) -> bool:
    """A weekday or lunar day in brackets right behind its date: 3月25日（星期五）."""
    return (
        atom.kind in ("weekday", "lunar") and text[end : atom.start] == "（" and text[atom.end : atom.end + 1] == "）"
    )


def _closed(text: str, end: int, atom: Atom) -> int:
    return atom.end + 1 if _bracketed(text, end, atom) else atom.end
