"""What a phrase of time means: each atom narrows the stretch of calendar that the atoms before it named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from helpers.facts import calendar_feasts as feasts
from helpers.facts import date_stretch as cal
from helpers.facts.date_grammar import Atom, Phrase
from helpers.facts.date_numerals import small
from helpers.facts.date_stretch import Stretch
from helpers.lexicon import rows


@dataclass(slots=True)
class Scene:
    """What is known where a phrase stands: the edition's day, what was spoken of, which way the clause looks.

    ``sentence`` and ``semicolon`` number the stretches between full stops, and between semicolons, too.
    ``way``: 1 the clause looks ahead (将), -1 it looks back (了, 已), 0 it does not say. ``left`` is the
    stretch that this one is the far end of (9月22日至24日). ``as_of`` is the sentence's 截至. ``said`` holds (sentence number, stretch), latest last.
    """

    edition: dt.date
    way: int = 0
    sentence: int = 0
    semicolon: int = 0
    left: Stretch | None = None
    left_part: str = ""
    as_of: tuple[int, dt.date] | None = None
    year_named: tuple[int, Stretch] | None = None
    said: list[tuple[int, Stretch]] = field(default_factory=list)

    def day_spoken_of(self, same_sentence: bool = False) -> dt.date | None:
        """The latest single day said before this place."""
        for sentence, stretch in reversed(self.said):
            if same_sentence and sentence != self.sentence:
                return None
            if stretch.single_day:
                return stretch.day
        return None

    def now(self) -> dt.date:
        """The day from which 5天前 and 大年初一 count: the edition's, or one long past that is just being told of."""
        if self.said:
            sentence, stretch = self.said[-1]
            if stretch.single_day and self.sentence - sentence <= 1 and abs((stretch.day - self.edition).days) > 300:
                return stretch.day
        return self.edition

    def told_since(self) -> dt.date | None:
        """The day from which a month without its year is told on: of another year that the sentence names, or long past."""
        if self.year_named is not None and self.year_named[0] == self.semicolon:
            day = self.year_named[1].day
            return day if day.year != self.edition.year else None
        now = self.now()
        return None if now is self.edition else now.replace(month=1, day=1)

    def month_at_hand(self) -> Stretch | None:
        """The stretch whose month a bare 5日 shares: one of this sentence, or one far back in time just told of."""
        here = self.here()
        if here is not None and here.begins is not None and here.grain in ("day", "part", "time", "month"):
            return here
        for sentence, stretch in reversed(self.said[-3:]):
            if stretch.single_day and self.sentence - sentence <= 3:
                return stretch if abs((stretch.day - self.edition).days) > 45 else None
        return None

    def here(self) -> Stretch | None:
        """The latest stretch said in this sentence."""
        if self.said and self.said[-1][0] == self.sentence:
            return self.said[-1][1]
        return None


def meaning(phrase: Phrase, scene: Scene) -> Stretch | None:
    """The stretch that a phrase names, or None where the words leave it open."""
    current: Stretch | None = None
    for atom in phrase.atoms:
        narrower = _NARROWERS.get(atom.kind)
        if narrower is None:
            return None
        try:
            current = narrower(atom, current, scene, phrase)
        except (ValueError, OverflowError):
            return None
        if current is None:
            return None
    return current


# --- years and longer ------------------------------------------------------------------------------------------------


def _year(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    return cal.years(small(re.sub(r"公元|年.*", "", atom.text)))


def _short_year(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """98年3月, 22年3月: the century that keeps the year from lying more than ten years ahead."""
    two = small(atom.text[:-1])
    century = scene.edition.year // 100 * 100
    return cal.years(century + two if century + two <= scene.edition.year + 10 else century - 100 + two)


def _years(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    first, last = map(int, re.findall(r"\d{4}", atom.text))
    if "、" in atom.text and last != first + 1:
        return None
    return cal.years(first, last)


def _decade(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    century, _, words = atom.text.rpartition("世纪")
    if re.match(r"\d{4}", words):
        return _third(int(words[:4]), words.partition("年代")[2])
    tens = [small(c) * 10 for c in re.match(r"[\d一二三四五六七八九]+", words.replace("0", "")).group()]  # type: ignore[union-attr]
    if century:
        base = _century_base(century, scene)
    elif tens[0] >= 30:
        base = 1900
    else:
        return None
    if len(tens) > 1:
        return cal.years(base + tens[0], base + tens[-1] + 9, "era")
    return _third(base + tens[0], words.partition("年代")[2])


def _third(first: int, words: str) -> Stretch | None:
    """The years of a decade; 初 its first three, 中 its middle four, 末 its last three."""
    if "初" in words:
        return cal.years(first, first + 2, "era")
    if "末" in words or "后期" in words:
        return cal.years(first + 7, first + 9, "era")
    if "中" in words:
        return cal.years(first + 3, first + 6, "era")
    return cal.years(first, first + 9, "era")


def _century(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    words, _, edge = atom.text.partition("世纪")
    if edge:
        return None
    base = _century_base(words, scene)
    return cal.years(base + 1, base + 100, "era")


def _century_base(words: str, scene: Scene) -> int:
    now = scene.edition.year // 100 * 100
    if words[0] in "上本":
        return now - 100 if words[0] == "上" else now
    return (small(words) - 1) * 100


def _plan(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """The N-th five-year plan: the sixth began in 1981."""
    number = small(re.sub(r"[“”]|五.*", "", atom.text.replace("“", "")))
    return cal.years(1981 + 5 * (number - 6), 1985 + 5 * (number - 6), "era")


# --- relative words --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _relative_words() -> dict[str, tuple[str, int, str]]:
    return {row[0]: (row[1], int(row[2]), row[3]) for row in rows("date_relative")}


def _relative(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    unit, shift, origin = _relative_words()[atom.text]
    if current is not None and unit == "month" and origin == "text":
        return current
    if current is not None and unit == "day" and origin == "edition":
        return _anniversary(current, scene.edition + dt.timedelta(days=shift))
    base = scene.edition if origin == "edition" else _origin(atom.text, unit, scene)
    return None if base is None else _shifted(base, unit, shift)


def _anniversary(year: Stretch, today: dt.date) -> Stretch | None:
    """去年的今天: the same day of another year."""
    if year.grain != "year":
        return None
    return cal.day(feasts.day_or_none(year.day.year, today.month, today.day))


def _origin(word: str, unit: str, scene: Scene) -> dt.date | None:
    """The day that 次日, 同年 or 当月 counts from; 当年 (also: in those days) needs a year in its own sentence."""
    if scene.left is not None:
        return scene.left.day
    if unit == "day":
        return scene.day_spoken_of()
    if unit == "year":
        named = scene.year_named
        return named[1].day if named is not None and (word != "当年" or named[0] == scene.semicolon) else None
    spoken_of = (stretch for _, stretch in reversed(scene.said) if stretch.single_day or stretch.grain == "month")
    return next((stretch.day for stretch in spoken_of), None)


def _shifted(base: dt.date, unit: str, count: int) -> Stretch | None:
    if unit == "day":
        return cal.day(base + dt.timedelta(days=count))
    if unit == "week":
        return cal.week(base + dt.timedelta(weeks=count))
    if unit == "month":
        return cal.months(base.year, base.month + count)
    if unit == "quarter":
        first = (base.month - 1) // 3 * 3 + 1 + 3 * count
        return cal.months(base.year, first, first + 2)
    return cal.years(base.year + count)


def _short_day(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    shift = {"今": 0, "昨": -1, "明": 1, "前": -2}[atom.text]
    return cal.day(scene.edition + dt.timedelta(days=shift))


def _two_years(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """今明两年, 去今两年, 明后两年."""
    first = scene.edition.year + "去今明".index(atom.text[0]) - 1
    return cal.years(first, first + 1)


_UNITS = {
    "天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter",
    "年": "year", "小时": "hour", "钟头": "hour", "分钟": "minute",
}  # fmt: skip
_AMOUNT = re.compile(r"(半|[\d一二三四五六七八九十百两]+)个?(天|日|周|星期|礼拜|月|季度|年|小时|钟头|分钟)")


def _amount(text: str) -> tuple[int, str] | None:
    """How many of which unit; 半年 is six months, 半个月 fifteen days, other halves are none."""
    found = _AMOUNT.search(text)
    if found is None:
        return None
    count, unit = found.group(1), _UNITS[found.group(2)]
    if count == "半":
        return {"year": (6, "month"), "month": (15, "day")}.get(unit)
    return small(count), unit


def _ago(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    amount = _amount(atom.text)
    if amount is None or amount[1] in ("hour", "minute"):
        return None
    count, unit = amount
    if scene.as_of and scene.as_of[0] == scene.sentence:
        return _step(scene.as_of[1], unit, count if atom.text.endswith("后") else -count)
    if atom.text.endswith("后"):
        base = scene.day_spoken_of(same_sentence=True)
        if base is None and scene.said and scene.way <= 0:
            return None
        return _step(base or scene.edition, unit, count)
    return _step(scene.now(), unit, -count)


def _step(base: dt.date, unit: str, count: int) -> Stretch | None:
    """The day some days or weeks away; of months and years the whole one, since the words do not name the day."""
    if unit == "week":
        return cal.day(base + dt.timedelta(weeks=count))
    return _shifted(base, unit, count)


def _span(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """过去五年 runs to the edition's day, 未来三天 from the day after it."""
    amount = _amount(atom.text)
    if amount is None:
        return None
    count, unit = amount
    ahead = atom.text[0] in "未今接"
    if unit in ("hour", "minute"):
        return None
    base = scene.edition
    if ahead:
        return Stretch(base + dt.timedelta(days=1), _moved(base, unit, count), "months")
    return Stretch(_moved(base, unit, -count), base, "months")


def _moved(base: dt.date, unit: str, count: int) -> dt.date:
    if unit in ("day", "week"):
        return base + dt.timedelta(days=count * (7 if unit == "week" else 1))
    return cal.add_months(base, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _same(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """去年同期: the period spoken of, one year back. Only a whole period of this year can be meant."""
    back = {"去": 12, "上": 12, "前": 24}.get(atom.text[0], 0)
    back = 1 if atom.text.startswith("上月") else back
    if atom.text[0].isdigit():
        back = 12 * (scene.edition.year - int(atom.text[:4]))
    if atom.text.endswith(("日", "天")):
        spoken = scene.day_spoken_of()
        return cal.day(cal.add_months(spoken, -back)) if spoken else None
    spoken_of = next((stretch for _, stretch in reversed(scene.said) if _comparable(stretch, scene)), None)
    return _back(spoken_of, back) if spoken_of else None


def _comparable(stretch: Stretch, scene: Scene) -> bool:
    return (
        stretch.grain in ("months", "month")
        and stretch.begins is not None
        and stretch.ends is not None
        and stretch.day.year == scene.edition.year
    )


def _back(stretch: Stretch, count: int) -> Stretch:
    assert stretch.begins is not None and stretch.ends is not None
    last = stretch.ends + dt.timedelta(days=1)
    return Stretch(
        cal.add_months(stretch.begins, -count), cal.add_months(last, -count) - dt.timedelta(days=1), stretch.grain
    )


# --- months and their parts ------------------------------------------------------------------------------------------


def _month(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    month = small(atom.text.partition("月")[0])
    return _in_year(current, scene, lambda year: cal.months(year, month))


def _months(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    numbers = _numbers(atom.text)
    if "、" in atom.text and numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    first, last = numbers[0], numbers[-1]
    return _run(current, scene, first, last if last >= first else last + 12)


def _numbers(text: str) -> list[int]:
    """1—8月, 5、6、7月, 七、八月, 七八月."""
    numbers = re.findall(r"\d+|[一二三四五六七八九十]+", text)
    if len(numbers) == 1:
        numbers = [numbers[0][0], numbers[0][1:]]
    return [small(number) for number in numbers]


def _first_months(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """前8个月: of the year named, else the latest that is over (or nearly: the month of the edition counts)."""
    count = small(re.sub(r"[前头首个月]", "", atom.text))
    if current is None:
        year = scene.edition.year if count <= scene.edition.month else scene.edition.year - 1
        return cal.months(year, 1, count)
    return cal.months(current.day.year, 1, count)


def _half(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    first, last = _half_months(atom.text)
    if atom.text[0] == "前":
        return _run(current, scene, first, last, quarter=True)
    return _in_year(current, scene, lambda year: cal.months(year, first, last), quarter=True)


def _run(current: Stretch | None, scene: Scene, first: int, last: int, quarter: bool = False) -> Stretch:
    """A run of months that is told of lies behind: 1—11月 in an edition of January is last year's."""
    run = _in_year(current, scene, lambda year: cal.months(year, first, last), quarter)
    ends = run.ends
    if current is None and scene.way <= 0 and ends is not None and (ends - scene.edition).days > 45:  # type: ignore[operator]
        return cal.months(run.day.year - 1, first, last)
    return run


def _half_months(text: str) -> tuple[int, int]:
    if text.endswith("半年"):
        return (1, 6) if text[0] == "上" else (7, 12)
    count = 1 if text[0] == "首" else small(re.sub(r"[第前个季度]", "", text))
    return (1, 3 * count) if text[0] == "前" else (3 * count - 2, 3 * count)


_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


def _season(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """The seasons of the weather service: March to May, and so on; winter runs into the next year."""
    shift = {"今": 0, "去": -1, "明": 1}.get(atom.text[0], 0)
    first = _SEASONS[next(c for c in atom.text if c in _SEASONS)]
    year = current.day.year if current else scene.edition.year + shift
    return cal.months(year, first, first + 2)


def _in_year(current: Stretch | None, scene: Scene, made: Callable[[int], Stretch], quarter: bool = False) -> Stretch:
    """Months of the year already named; else of the year that the sentence, the edition and the tense make likely.

    What is told goes on: after 2021年11月 comes December 2021, then January 2022. Quarters stay in the year named.
    """
    if current is not None:
        return made(current.day.year)
    since = scene.left.day if scene.left is not None else scene.told_since()
    if since is None:
        return _likely([made(scene.edition.year + k) for k in (-1, 0, 1)], scene)
    here = made(since.year)
    return here if quarter or here.ends >= since else made(since.year + 1)  # type: ignore[operator]


def _likely(around: list[Stretch], scene: Scene) -> Stretch:
    """Of the same months last year, this year and next year the one that is meant.

    A paper that means another year says so; except near the turn of the year, and where the
    clause's tense rules this year's out.
    """
    last, this, following = around
    today = scene.edition
    if scene.way > 0 and (today - this.ends).days > 90:  # type: ignore[operator]
        return following
    if scene.way < 0 and (this.day - today).days > 150:
        return last
    if scene.way <= 0 and (this.day - today).days > 240:
        return last
    if scene.way >= 0 and (today - this.ends).days > 270 and (following.day - today).days < 60:  # type: ignore[operator]
        return following
    return this


def _xun(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """上旬 1–10, 中旬 11–20, 下旬 21 to the month's end."""
    month = current if current is not None else _month_spoken_of(scene)
    if month is None:
        return None
    first, last = month.begins, month.ends
    assert first is not None and last is not None
    opening, closing = atom.text[0], atom.text[-2]
    begins = first.replace(day={"上": 1, "中": 11, "下": 21}[opening])
    ends = last if closing == "下" else first.replace(day={"上": 10, "中": 20}[closing])
    return Stretch(begins, ends, "xun")


def _month_spoken_of(scene: Scene) -> Stretch | None:
    if scene.left is not None:
        return cal.months(scene.left.day.year, scene.left.day.month)
    here = scene.here()
    return cal.months(here.day.year, here.day.month) if here is not None and here.grain != "year" else None


def _edge(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """年底, 6月底: the last day. 年初, 月初: the first. 年内, 月内: the whole."""
    word = atom.text
    if current is None:
        current = (
            cal.months(scene.edition.year, scene.edition.month) if word[0] == "月" else cal.years(scene.edition.year)
        )
    elif word[0] == "月" and current.grain == "year":
        return None
    if current is None or word.endswith("内"):
        return current
    return cal.day(current.begins if word.endswith(("初", "首")) else current.ends)


# --- days ------------------------------------------------------------------------------------------------------------


def _iso(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    year, month, date = map(int, re.findall(r"\d+", atom.text)[:3])
    return cal.day(feasts.day_or_none(year, month, date))


def _iso_month(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    return cal.months(int(atom.text[:4]), int(atom.text[5:]))


def _day(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    number = small(re.sub(r"[日号]", "", atom.text))
    if current is not None:
        if current.grain != "month":
            return None
        # A month without its year was placed as a month; the day may tell better (12月31日 in an edition of January).
        return cal.day(feasts.day_or_none(current.day.year, current.day.month, number))
    return cal.day(_day_of_some_month(number, scene))


def _day_of_some_month(number: int, scene: Scene) -> dt.date | None:
    """5日: the month of the far end's near end, of the sentence's date, or the nearest one that the tense allows."""
    if scene.left is not None:
        day = feasts.day_or_none(scene.left.day.year, scene.left.day.month, number)
        if day is not None and day >= scene.left.day:
            return day
        after = cal.add_months(scene.left.day.replace(day=1), 1)
        return feasts.day_or_none(after.year, after.month, number)
    base = scene.month_at_hand()
    if base is None:
        return _nearest([_in_month(scene.edition, k, number) for k in (-2, -1, 0, 1, 2)], scene)
    if base.grain == "month":
        return feasts.day_or_none(base.day.year, base.day.month, number)
    around = [_in_month(base.day, k, number) for k in (-1, 0, 1)]
    return min((day for day in around if day), key=lambda day: (abs((day - base.day).days), -day.toordinal()))


def _in_month(edition: dt.date, shift: int, number: int) -> dt.date | None:
    month = cal.add_months(edition.replace(day=1), shift)
    return feasts.day_or_none(month.year, month.month, number)


def _nearest(days: list[dt.date | None], scene: Scene) -> dt.date | None:
    """The day nearest to the edition, on the side to which the clause looks; of equals the past one."""
    real = [day for day in days if day is not None]
    if scene.way > 0:
        real = [day for day in real if day >= scene.edition] or real
    if scene.way < 0:
        real = [day for day in real if day <= scene.edition] or real
    return min(real, key=lambda day: (abs((day - scene.edition).days), day), default=None)


_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _lunar(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    if current is not None and current.grain == "day":
        return current
    found = re.search(
        r"(闰?)([正冬腊一二三四五六七八九十]+)月(.+?)日?$",
        re.sub(r"^[农阴旧]历|\d{4}年|[甲乙丙丁戊己庚辛壬癸].年", "", atom.text),
    )
    if found is None:
        return None
    month = _LUNAR_MONTHS.get(found.group(2)) or small(found.group(2))
    number = small(found.group(3).replace("初", ""))
    named = re.search(r"\d{4}", atom.text)
    years = [current.day.year] if current else [scene.now().year + k for k in (-1, 0, 1)]
    years = [int(named.group())] if named else years
    leap = bool(found.group(1))
    return cal.day(_nearest_feast([feasts.lunar_day(year, month, number, leap) for year in years], scene))


def _feast(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    name = atom.text
    while name not in feasts.feast_rules():
        name = name[:-1]
    years = [current.day.year] if current else [scene.now().year + k for k in (-1, 0, 1)]
    return cal.day(_nearest_feast([feasts.feast(name, year) for year in years], scene))


def _nearest_feast(days: list[dt.date | None], scene: Scene) -> dt.date | None:
    """A feast within three months is the one meant; the tense decides only between distant ones."""
    real = [day for day in days if day is not None]
    near = [day for day in real if abs((day - scene.now()).days) <= 90]
    return near[0] if len(near) == 1 else _nearest(days, scene)


def _pair(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """今明两天, 昨今两日, 明起三天."""
    shifts = ["昨今明后".index(c) - 1 for c in atom.text if c in "昨今明后"]
    first, last = shifts[0], shifts[-1]
    if "起" in atom.text:
        last = first + small(atom.text[-2]) - 1
    day = scene.edition
    return Stretch(day + dt.timedelta(days=first), day + dt.timedelta(days=last), "days")


def _weekday(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    if current is not None and current.grain == "day":
        return current
    prefix = re.match(r"上上|下下|[上下本这]?", atom.text).group()  # type: ignore[union-attr]
    last = atom.text[-1]
    number = 6 if last == "末" else "一二三四五六日".find(last.replace("天", "日")) + 1
    if not prefix:
        if last == "末":
            return None
        spoken_of = scene.day_spoken_of(same_sentence=True)
        if spoken_of is not None and spoken_of.isoweekday() == number:
            return cal.day(spoken_of)
        days = [cal.week(scene.edition + dt.timedelta(weeks=k)).day + dt.timedelta(days=number - 1) for k in (-1, 0, 1)]
        return cal.day(_after_left(days, scene) if scene.left else _this_week(days, scene))
    monday = cal.week(scene.edition + dt.timedelta(weeks=_WEEKS[prefix])).day
    day = monday + dt.timedelta(days=number - 1)
    return Stretch(day, day + dt.timedelta(days=1), "days") if last == "末" else cal.day(day)


def _this_week(days: list[dt.date], scene: Scene) -> dt.date | None:
    """周日 by itself: the nearest; where two are about as near (a day's difference), the one of the edition's week."""
    last, this, following = (abs((day - scene.edition).days) for day in days)
    if scene.way == 0 and this <= min(last, following) + 1:
        return days[1]
    return _nearest(list(days), scene)


def _nth(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """5月第二个周日, 本月最后一个周五."""
    if current is None or current.grain != "month":
        return None
    weekday = "一二三四五六日".find(atom.text[-1].replace("天", "日")) + 1
    if atom.text.startswith("最后"):
        after = cal.add_months(current.day, 1)
        return cal.day(feasts.nth_weekday(after.year, after.month, 1, weekday) - dt.timedelta(days=7))
    number = 1 if atom.text[0] == "首" else small(atom.text[1])
    day = feasts.nth_weekday(current.day.year, current.day.month, number, weekday)
    return cal.day(day) if day.month == current.day.month else None


_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}


def _after_left(days: list[dt.date], scene: Scene) -> dt.date:
    assert scene.left is not None
    day = days[0]
    while day < scene.left.day:
        day += dt.timedelta(days=7)
    while day - dt.timedelta(days=7) >= scene.left.day:
        day -= dt.timedelta(days=7)
    return day


# --- within a day ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def part_words() -> dict[str, tuple[str, str, str, str]]:
    """Word for a part of the day → (first hour, last hour, how the clock counts, stands alone)."""
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows("date_parts")}


def _part(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    first, last, _, alone = part_words()[atom.text]
    if current is None:
        day = _evening(scene) if alone == "anchor" else _day_at_hand(scene)
        if day is None:
            return None
        current = cal.day(day)
        assert current is not None
    if current.grain != "day":
        return None
    if not first:
        return current
    return cal.part(current.day, int(first), int(last))


def _day_at_hand(scene: Scene) -> dt.date | None:
    if scene.left is not None:
        return scene.left.day if scene.left.single_day else None
    return scene.day_spoken_of(same_sentence=True)


def _evening(scene: Scene) -> dt.date | None:
    """当晚 is the evening last told of; where none was, that of the day last told of."""
    for _, stretch in reversed(scene.said):
        if stretch.grain in ("part", "time") and isinstance(stretch.begins, dt.datetime) and stretch.begins.hour >= 17:
            return stretch.day
    return scene.day_spoken_of()


_CLOCK = re.compile(
    r"([\d零两一二三四五六七八九十]+)[时点:]?(?:(半)|([一三])刻|([\d零〇一二三四五六七八九十]+))?(?:[分:](\d+)秒?)?"
)


def _clock(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    hour, minute, second = clock_time(atom.text, phrase_part(phrase) or scene.left_part)
    if current is None:
        day = _day_at_hand(scene)
    else:
        day = current.day if current.grain in ("day", "part") else None
    if day is None or hour > 24:
        return None
    return cal.moment(day, hour, minute, second)


def clock_time(text: str, part: str = "") -> tuple[int, int, int]:
    """Hour, minute and second; a word for the part of the day decides between 3 and 15 o'clock.

    Hour 24 (24时, 晚上12点) is the next midnight. Raises ValueError for what is no clock time.
    """
    found = _CLOCK.match(text)
    if found is None:
        raise ValueError(f"{text} is no clock time")
    hour = small(found.group(1))
    minute = 30 if found.group(2) else 15 * small(found.group(3)) if found.group(3) else 0
    minute = small(found.group(4)) if found.group(4) else minute
    if hour > 24 or minute > 59:
        raise ValueError(f"{text} is no clock time")
    return _afternoon(hour, part_words()[part][2] if part else ""), minute, int(found.group(5) or 0)


def _afternoon(hour: int, counts: str) -> int:
    if counts == "small" and hour == 12:
        return 0
    if counts == "pm" and hour < 12 or counts == "noon" and 1 <= hour <= 3 or counts == "night" and 5 <= hour <= 12:
        return hour + 12
    return hour + 24 if counts == "night" and hour < 5 else hour


def phrase_part(phrase: Phrase) -> str:
    return next((atom.text for atom in phrase.atoms if atom.kind == "part"), "")


_NARROWERS: dict[str, Callable[[Atom, Stretch | None, Scene, Phrase], Stretch | None]] = {
    "year": _year, "shortyear": _short_year, "years": _years, "decade": _decade, "century": _century, "plan": _plan,
    "relative": _relative, "shortday": _short_day, "ago": _ago, "span": _span, "same": _same, "month": _month,
    "months": _months, "firstmonths": _first_months, "half": _half, "season": _season, "xun": _xun, "edge": _edge,
    "iso": _iso, "isomonth": _iso_month, "day": _day, "barelist": _day, "lunar": _lunar, "feast": _feast,
    "weekday": _weekday, "nth": _nth, "pair": _pair, "twoyears": _two_years, "part": _part, "clock": _clock, "barehour": _clock,
}  # fmt: skip
