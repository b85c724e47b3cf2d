"""Times named by their distance: 昨天, 上月, 次日, 三天前, 近三年, 去年同期."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from helpers.facts.dates import feasts
from helpers.facts.dates import stretch as cal
from helpers.facts.dates.grammar import Atom, Phrase
from helpers.facts.dates.numerals import small
from helpers.facts.dates.scene import Narrower, Scene
from helpers.facts.dates.stretch import Stretch
from helpers.lexicon import alternatives, rows


@lru_cache(maxsize=1)
def _relative_words() -> dict[str, tuple[str, int, str]]:
    return {row[0]: (row[1], int(row[2]), row[3]) for row in rows("date_relative")}


def _relative(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    unit, shift, origin = _relative_words()[atom.text]
    if current is not None and unit in ("day", "month") and origin == "text":
        return current  # 3月当月, 17日当天
    if current is not None and unit == "day" and origin == "edition":
        return _anniversary(current, scene.today + dt.timedelta(days=shift))
    if origin == "text":
        base = _origin(atom.text, unit, scene, alone=len(phrase.atoms) == 1)
    else:
        base = scene.today if unit == "day" else scene.edition
    if unit == "year" and atom.text[0] == "上":
        base = _year_of_account(scene) or scene.edition
    if (
        unit in ("month", "quarter")
        and atom.text[0] == "上"
        and (len(phrase.atoms) == 1 or phrase.finest.kind == "edge")
    ):
        base = _month_of_account(scene, unit) or base
    return None if base is None else _shifted(base, unit, shift)


def _month_of_account(scene: Scene, unit: str) -> dt.date | None:
    """The month that 上月 counts from where a month is given account of: in an edition of September, 8月份…涨幅比上月扩大 is
    compared with July, 4月末…比上月末减少 with the end of March."""
    if not scene.compared:
        return None
    for sentence, stretch in scene.recent():
        if sentence < scene.paragraph or stretch.begins is None or stretch.ends is None:
            return None
        whole = stretch.grain in ("month", "months", "edge")
        if whole and not any(stretch is aside for aside in scene.asides[-8:]):
            last = stretch.ends  # of whole months: a day
            days = (scene.edition - last).days
            return last if days > 0 and (sentence == scene.sentence or days < _ACCOUNT_DAYS[unit]) else None
    return None


#: So soon after its end a month, or a quarter, is given account of beyond its sentence (days).
_ACCOUNT_DAYS = {"month": 45, "quarter": 300}


def _year_of_account(scene: Scene) -> dt.date | None:
    """The year that 上年 counts from where its sentence gives account of one just over: in 2021年…比上年增长8% it is 2020."""
    told = next(scene.said_here(), None)
    if told is None and (account := scene.year_of_account()) is not None:
        return dt.date(account, 1, 1)
    return told.day if told is not None and 1 <= scene.edition.year - told.day.year <= 2 else None


#: Word before brackets → how many days, months or years it lies from the edition.
_GLOSSED = {row[0]: int(row[2]) for row in rows("date_words") if row[1] == "gloss"}


def _glossed(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """今（16）日, 去（2021）年, 本（3）月: what stands in brackets must be what the word says."""
    word, number, _ = re.split("[（）]", atom.text)
    shift = _GLOSSED[word]
    if atom.kind == "glossedyear":
        return cal.years(int(number)) if int(number) == scene.edition.year + shift else None
    if atom.kind == "glossedmonth":
        month = cal.months(scene.edition.year, scene.edition.month + shift)
        return month if month.day.month == int(number) else None
    days = [day for day in {scene.today, scene.edition} if (day + dt.timedelta(days=shift)).day == int(number)]
    return cal.day(days[0] + dt.timedelta(days=shift)) if days else None


def _anniversary(year: Stretch, today: dt.date) -> Stretch | None:
    """去年的今天: the same day of another year."""
    if year.grain != "year":
        return None
    return cal.day(feasts.day_or_none(year.day.year, today.month, today.day))


def _origin(word: str, unit: str, scene: Scene, alone: bool) -> dt.date | None:
    """The day that 次日, 同年 or 当月 counts from; 当年 alone (also: in those days) needs a year in its own sentence."""
    if scene.left is not None:
        return scene.left.day
    if unit == "day":
        return None if scene.behind_event and next(scene.said_here(), None) is None else scene.day_before()
    if unit == "year":
        named = scene.year_named
        return (
            named[1].day if named is not None and (word != "当年" or not alone or named[0] == scene.semicolon) else None
        )
    spoken_of = (stretch for _, stretch in scene.recent() if stretch.single_day or stretch.grain == "month")
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
    return cal.day(scene.today + dt.timedelta(days=shift))


def _two_years(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """今明两年, 去今两年, 明后两年."""
    first = scene.edition.year + "去今明".index(atom.text[0]) - 1
    return cal.years(first, first + 1)


_UNITS = {row[0]: row[1] for row in rows("date_units")}
_AMOUNT = re.compile(rf"(半|[\d一二三四五六七八九十百两]+)个?({alternatives(_UNITS)})")


def _amount(text: str) -> tuple[int, str] | None:
    """How many of which unit; 半年 is six months, 半个月 fifteen days, other halves are none."""
    found = _AMOUNT.search(text)
    if found is None:
        return None
    count, unit = found.group(1), _UNITS[found.group(2)]
    if count == "半":
        return {"year": (6, "month"), "month": (15, "day"), "hour": (30, "minute")}.get(unit)
    if len(count) > 1 and not count.isascii() and not set(count) & set("十百"):
        return None  # 一二年, 两三天: about so many
    return small(count), unit


def _ago(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    amount = _amount(atom.text)
    if amount is None:
        return None
    count, unit = amount
    if unit in ("hour", "minute"):
        return _clock_on(scene.moment_told(), unit, count)
    as_of = scene.as_of_here()
    if as_of is None and scene.compared:
        as_of = scene.day_spoken_of(same_sentence=True)  # 2月19日用电量比一周前增长
    if as_of is not None:
        return _step(as_of, unit, count if atom.text.endswith("后") else -count)
    if atom.text[0] == "再":
        return _step(scene.now(), unit, count)
    if atom.text.endswith("后"):
        base = scene.day_spoken_of(same_sentence=True) or (None if scene.now() == scene.edition else scene.now())
        if base is None and scene.said and scene.way <= 0:
            return None
        return _step(base or scene.edition, unit, count)
    return _step(scene.now(), unit, -count)


def _clock_on(moment: dt.datetime | None, unit: str, count: int) -> Stretch | None:
    """两小时后: so much later than the moment just told."""
    if moment is None:
        return None
    later = moment + (dt.timedelta(hours=count) if unit == "hour" else dt.timedelta(minutes=count))
    return Stretch(later, later, "time")


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
        issued = scene.day_spoken_of(same_sentence=True)
        if issued == base - dt.timedelta(days=1):
            base = issued  # 市气象台昨日16时发布未来五天预报
        return Stretch(base + dt.timedelta(days=1), _moved(base, unit, count), "months")
    # Days and weeks lie wholly behind (过去三天 are the three before the edition); of years the words are looser.
    last = base - dt.timedelta(days=1) if unit in ("day", "week") else base
    return Stretch(_moved(base, unit, -count), last, "months")


def _moved(base: dt.date, unit: str, count: int) -> dt.date:
    if unit in ("day", "week"):
        return base + dt.timedelta(days=count * (7 if unit == "week" else 1))
    return cal.add_months(base, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _same(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """去年同期: the period or day spoken of, one year back; 同期 by itself: that period."""
    if atom.text.endswith(("日", "天")):
        base = cal.day(scene.day_spoken_of())
    else:
        base = _spoken_of(scene)
    if base is not None and atom.text.endswith("月") and base.grain == "day":
        base = cal.months(base.day.year, base.day.month)
    if base is None:
        return cal.years(int(atom.text[:4])) if atom.text[0].isdigit() else None
    if atom.text.startswith("上周"):
        return _moved_back(base, lambda day: day - dt.timedelta(weeks=1))
    back = _months_between(atom.text, base, scene)
    return _moved_back(base, lambda day: cal.add_months(day, -back))


def _months_between(word: str, base: Stretch, scene: Scene) -> int:
    """How many months 去年, 上月 or 2019年 lie before the period that is compared with them."""
    if word[0].isdigit():
        return 12 * (base.day.year - int(word[:4]))
    if word.startswith("上月"):
        return 1
    if word.startswith("今年"):
        return 12 * (base.day.year - scene.edition.year)
    return {"去": 12, "上": 12, "前": 24}.get(word[0], 0)


def _spoken_of(scene: Scene) -> Stretch | None:
    """What a 同期 is compared with: the day or period of its sentence, else the latest period that is over.

    What merely began some time ago (今年以来) has no end to compare with: it stays open.
    """
    for stretch in scene.said_here():
        if stretch.begins is None or stretch.ends is None:
            return None
        if _of_this_year(stretch, scene):
            return cal.day(stretch.day) if stretch.single_day else stretch
    if scene.as_of_here() is not None:
        return None
    for sentence, stretch in scene.recent():
        if scene.as_of is not None and sentence == scene.as_of[0] >= scene.paragraph:
            return cal.day(scene.as_of[1])
        told = not any(stretch is aside for aside in scene.asides[-8:])  # 比上半年加快 tells of another time
        whole = stretch.grain in ("months", "month") and _of_this_year(stretch, scene)
        if told and whole and stretch.ends <= scene.edition:  # type: ignore[operator]
            return _since_january(scene, stretch)
    return None


def _since_january(scene: Scene, month: Stretch) -> Stretch:
    """The longer period that ends with a month just told of (1—9月…，9月当月…): accounts compare the whole of it."""
    longer = (s for _, s in scene.recent() if s.grain == "months" and s.ends == month.ends)
    return next(longer, month)


def _of_this_year(stretch: Stretch, scene: Scene) -> bool:
    """Whether the words tell of this year (in spring, of the last one) and not of a time compared with it.

    今年 by itself is not over and no period to compare.
    """
    back = scene.edition.year - stretch.day.year
    if stretch.begins is None or stretch.ends is None:
        return False
    return back == 0 and stretch.grain != "year" or back == 1 and scene.edition.month <= 3


def _moved_back(stretch: Stretch, moved: Callable[[dt.date], dt.date]) -> Stretch:
    """The stretch at an earlier time; whole months stay whole (February's end)."""
    assert stretch.begins is not None and stretch.ends is not None
    if stretch.grain in ("day", "days", "week"):
        return Stretch(moved(stretch.day), moved(stretch.ends), stretch.grain)
    last = stretch.ends + dt.timedelta(days=1)
    return Stretch(moved(stretch.begins), moved(last) - dt.timedelta(days=1), stretch.grain)


#: Kind of atom → how it narrows the stretch named so far.
NARROWERS: dict[str, Narrower] = {
    "relative": _relative,
    "glossed": _glossed,
    "glossedyear": _glossed,
    "glossedmonth": _glossed,
    "shortday": _short_day,
    "ago": _ago,
    "span": _span,
    "same": _same,
    "twoyears": _two_years,
}
