"""Times named by their distance: 昨天, 上月, 次日, 三天前, 近三年, 去年同期."""

from __future__ import annotations

import datetime as dt
import re
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
    if current is not None and unit == "month" and origin == "text":
        return current
    if current is not None and unit == "day" and origin == "edition":
        return _anniversary(current, scene.today + dt.timedelta(days=shift))
    if origin == "text":
        base = _origin(atom.text, unit, scene)
    else:
        base = scene.today if unit == "day" else scene.edition
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
        return {"year": (6, "month"), "month": (15, "day")}.get(unit)
    if len(count) > 1 and not count.isascii() and not set(count) & set("十百"):
        return None  # 一二年, 两三天: about so many
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
    here = scene.here()
    deadline = scene.as_of is not None and scene.as_of[0] == scene.sentence
    if here is not None and here.single_day and here.grain == "day" and not deadline:
        return cal.day(cal.add_months(here.day, -back))
    spoken_of = next((stretch for _, stretch in scene.recent() if _comparable(stretch, scene)), None)
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


#: Kind of atom → how it narrows the stretch named so far.
NARROWERS: dict[str, Narrower] = {
    "relative": _relative,
    "shortday": _short_day,
    "ago": _ago,
    "span": _span,
    "same": _same,
    "twoyears": _two_years,
}
