"""Days: of a month, of the week, of the lunar calendar, feasts."""

from __future__ import annotations

import datetime as dt
import re

from helpers.facts.dates import feasts
from helpers.facts.dates import stretch as cal
from helpers.facts.dates.grammar import Atom, Phrase
from helpers.facts.dates.numerals import small
from helpers.facts.dates.scene import Narrower, Scene
from helpers.facts.dates.stretch import Stretch
from helpers.lexicon import any_of, letters, rows


def _iso(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    year, month, date = map(int, re.findall(r"\d+", atom.text)[:3])
    return cal.day(feasts.day_or_none(year, month, date))


def _iso_month(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    return cal.months(int(atom.text[:4]), int(atom.text[5:]))


def _points(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """3.25 is the 25th of March, 2019.5 is May 2019."""
    first, second = map(int, atom.text.split("."))
    if first >= 1900:
        return cal.months(first, second)
    near = scene.left.day if scene.left is not None else scene.edition
    around = [feasts.day_or_none(near.year + k, first, second) for k in (-1, 0, 1)]
    days = [day for day in around if day is not None and (scene.left is None or day >= near)]
    return cal.day(min(days, key=lambda day: abs((day - near).days), default=None))


def day_of_month(edition: dt.date, text: str) -> dt.date | None:
    """5日, 十五号: that day of the edition's month."""
    return _in_month(edition, 0, small(re.sub(r"[日号]$", "", text)))


def _day(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    number = small(re.sub(r"[两三四五]?[日号天]$", "", atom.text) if atom.text[0].isdigit() else atom.text[:-1])
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
    if base is not scene.here() and number in (scene.edition.day, (scene.edition - dt.timedelta(days=1)).day):
        base = None  # after a word of something long past, 19日 in the edition of the 20th is yesterday
    if base is None and (month := scene.day_named_once(number)):
        named = [feasts.day_or_none(scene.edition.year + k, month, number) for k in (-1, 0, 1)]
        return min((day for day in named if day), key=lambda day: abs((day - scene.edition).days), default=None)
    if base is None:
        return _nearest([_in_month(scene.edition, k, number) for k in (-2, -1, 0, 1, 2)], scene)
    if base.grain == "month":
        return feasts.day_or_none(base.day.year, base.day.month, number)
    around = [_in_month(base.day, k, number) for k in (-1, 0, 1)]
    if base.ends is None:  # 10月29日起停航，…16日复航
        return next((day for day in around if day and day >= base.day), None)
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
_LUNAR_DAY = re.compile(r"(闰?)([正冬腊一二三四五六七八九十]+)月(.+?)日?$")
_BEFORE_MONTH = re.compile(rf"^[农阴旧]历|\d{{4}}年|[{letters('date_words', 'stem')}].年")


def _lunar(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    if current is not None and current.grain == "day":
        return current
    words = "正月" + atom.text if atom.text[0] == "初" else atom.text
    found = _LUNAR_DAY.search(_BEFORE_MONTH.sub("", words))
    if found is None:
        return None
    month = _LUNAR_MONTHS.get(found.group(2)) or small(found.group(2))
    number = small(found.group(3).replace("初", ""))
    named = re.search(r"\d{4}", atom.text)
    years = [current.day.year] if current else [scene.now().year + k for k in (-1, 0, 1)]
    years = [int(named.group())] if named else years
    if not (current or named) and (told := scene.year_of_story()) is not None:
        own = [feasts.lunar_day(year, month, number, bool(found.group(1))) for year in years]
        if not any(day and -_SOON <= (scene.edition - day).days <= _FEAST_AT_HAND for day in own):
            years = [told]  # 民国二十九年…，腊月二十三放他回家
    leap = bool(found.group(1))
    return cal.day(_nearest_feast([feasts.lunar_day(year, month, number, leap) for year in years], scene))


def _lunar_month(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """去年腊月: from its first day to the one before the next month."""
    month = _LUNAR_MONTHS.get(atom.text[-2])
    if current is None or month is None:
        return None
    year = current.day.year
    first = feasts.lunar_day(year, month, 1, False)
    after = feasts.lunar_day(year + month // 12, month % 12 + 1, 1, False)
    return Stretch(first, after - dt.timedelta(days=1), "days") if first and after else None


def _feast(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    name = feasts.feast_name(atom.text)
    if current is None and (season := _season_told(scene)) is not None:
        around = [feasts.feast(name, season.day.year + k) for k in (0, 1)]
        return cal.day(next((day for day in around if day and season.begins <= day <= season.ends), None))  # type: ignore[operator]
    years = [current.day.year] if current else [scene.now().year + k for k in (-1, 0, 1)]
    return cal.day(_nearest_feast([feasts.feast(name, year) for year in years], scene))


def _season_told(scene: Scene) -> Stretch | None:
    """The season long past that the sentence tells of: in 1977年冬天，…除夕那晚 the feast is that winter's."""
    told = scene.here()
    if told is None or told.grain != "months" or told.begins is None or told.ends is None:
        return None
    return told if abs((told.day - scene.edition).days) > 300 else None


#: A feast or lunar day that lies so near the edition (days) is the one meant.
_FEAST_AT_HAND = 90
#: Of a story long past, a lunar day so soon (days) to come may still be this year's.
_SOON = 15


def _nearest_feast(days: list[dt.date | None], scene: Scene) -> dt.date | None:
    """A feast within three months is the one meant; the tense decides only between distant ones."""
    real = [day for day in days if day is not None]
    near = [day for day in real if abs((day - scene.now()).days) <= _FEAST_AT_HAND]
    return near[0] if len(near) == 1 else _nearest(days, scene)


def _pair(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """今明两天, 昨今两日, 明起三天."""
    shifts = ["昨今明后".index(c) - 1 for c in atom.text if c in "昨今明后"]
    first, last = shifts[0], shifts[-1]
    if "起" in atom.text:
        last = first + small(atom.text[-2]) - 1
    day = scene.today
    return Stretch(day + dt.timedelta(days=first), day + dt.timedelta(days=last), "days")


def _weekday(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """本周三, 周三, 下周末, 周六日."""
    if current is not None and current.grain == "day":
        return current
    prefix = _WEEK.match(atom.text).group()  # type: ignore[union-attr]
    last = atom.text[-1]
    weekend = last == "末" or atom.text.endswith("六日")
    number = 6 if weekend else "一二三四五六日".find(last.replace("天", "日")) + 1
    if prefix:
        monday = cal.week(scene.edition + dt.timedelta(weeks=_WEEKS[prefix])).day
        day: dt.date | None = monday + dt.timedelta(days=number - 1)
    else:
        saturday = scene.edition + dt.timedelta(days=(6 - scene.edition.isoweekday()) % 7)
        day = saturday if last == "末" else _bare_weekday(number, scene)  # 周末 of a forecast: the one to come
    if day is None or not weekend:
        return cal.day(day)
    return Stretch(day, day + dt.timedelta(days=1), "days")


#: A weekday goes on from the day before it in the sentence if both lie so near the edition (days).
_AT_HAND = 10


def _bare_weekday(number: int, scene: Scene) -> dt.date | None:
    """周三 without its week: the day just spoken of, one beside or in brackets behind others, else the nearest."""
    spoken_of = scene.day_spoken_of(same_sentence=True)
    if spoken_of is not None and spoken_of.isoweekday() == number:
        return spoken_of
    if spoken_of is not None and spoken_of.isoweekday() < number:  # 星期六上午10:00，周日晚19:30
        on = spoken_of + dt.timedelta(days=number - spoken_of.isoweekday())
        if abs((on - scene.edition).days) <= _AT_HAND and not (scene.way == -1 and on > scene.edition):
            return on
    if scene.beside is not None and scene.beside.isoweekday() < number:
        return scene.beside + dt.timedelta(days=number - scene.beside.isoweekday())  # 周六、周日上午
    told = scene.here()
    if scene.left is None and told is not None and told.grain == "days" and told.day.isoweekday() == number:
        return told.day  # 6月7日至9日（周五至周日）
    days = [cal.week(scene.edition + dt.timedelta(weeks=k)).day + dt.timedelta(days=number - 1) for k in (-1, 0, 1)]
    return _after_left(days, scene) if scene.left else _this_week(days, scene)


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


def _nth_week(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> None:
    """今年最后一周, 5月第一周: weeks are counted in more than one way, and it is neither the year nor the month."""


#: Word before a day of the week → weeks from the edition's.
_WEEKS = {row[0]: int(row[2]) for row in rows("date_words") if row[1] == "week_shift"}
_WEEK = re.compile(f"{any_of('date_words', 'week_shift')}?")


def _after_left(days: list[dt.date], scene: Scene) -> dt.date:
    assert scene.left is not None
    day = days[0]
    while day < scene.left.day:
        day += dt.timedelta(days=7)
    while day - dt.timedelta(days=7) >= scene.left.day:
        day -= dt.timedelta(days=7)
    return day


#: Kind of atom → how it narrows the stretch named so far.
NARROWERS: dict[str, Narrower] = {
    "iso": _iso,
    "isomonth": _iso_month,
    "points": _points,
    "day": _day,
    "barelist": _day,
    "lunar": _lunar,
    "lunarmonth": _lunar_month,
    "feast": _feast,
    "weekday": _weekday,
    "nth": _nth,
    "nthweek": _nth_week,
    "pair": _pair,
}
