"""Months, runs of months, quarters, seasons and the parts of a month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from helpers.facts.dates import stretch as cal
from helpers.facts.dates.grammar import Atom, Phrase
from helpers.facts.dates.numerals import small
from helpers.facts.dates.scene import Narrower, Scene
from helpers.facts.dates.stretch import Stretch


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
    """1—8月, 5、6、7月, 七、八月, 七八月, 8、9两个月."""
    numbers = re.findall(
        r"\d+|[一二三四五六七八九十]+", re.sub("[两三四]个?月$", "", text) if "两" in text or "个" in text else text
    )
    if len(numbers) == 1:
        numbers = [numbers[0][0], numbers[0][1:]]
    return [small(number) for number in numbers]


def _first_months(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """前8个月: of the year named, else the latest that is over (or nearly: the month of the edition counts). Last year's
    are told of until March, and only if hardly a month of it is left out (前11个月); 头6个月 in April begin with a loan
    or a job, and are a duration."""
    count = small(re.sub(r"[前头首个月]", "", atom.text))
    if current is None:
        if count <= scene.edition.month:
            return cal.months(scene.edition.year, 1, count)
        late = scene.edition.month <= 3 and count >= 9
        return cal.months(scene.edition.year - 1, 1, count) if late else None
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
    # 7—8月 in an edition of June lie ahead, unless they are told as past.
    inside = first > 1 and (run.day - scene.edition).days <= (100 if scene.tense == 0 else 0)
    if current is None and not inside and scene.tense <= 0 and ends is not None and (ends - scene.edition).days > 45:  # type: ignore[operator]
        return cal.months(run.day.year - 1, first, last)
    return run


def _half_months(text: str) -> tuple[int, int]:
    if text.endswith("半年"):
        return (1, 6) if text[0] == "上" else (7, 12)
    numbers = re.findall(r"\d|[一二三四]", text)
    if len(numbers) == 2 and text[0] != "前":  # 一至三季度
        return 3 * small(numbers[0]) - 2, 3 * small(numbers[1])
    count = 1 if text[0] == "首" else small(re.sub(r"[第前个季度]", "", text))
    return (1, 3 * count) if text[0] == "前" else (3 * count - 2, 3 * count)


_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


def _season(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """The seasons of the weather service: March to May, and so on; winter runs into the next year."""
    shift = {"今": 0, "去": -1, "明": 1}.get(atom.text[0], 0)
    seasons = [_SEASONS[c] for c in atom.text if c in _SEASONS]
    first, last = seasons[0], seasons[-1]
    year = current.day.year if current else scene.edition.year + shift
    if current is None and atom.text[0] == "今" and first == 12 and scene.edition.month <= 3:
        year -= 1  # 今冬 in an edition of January has begun last year
    return cal.months(year, first, (last if last >= first else last + 12) + 2)


def _in_year(current: Stretch | None, scene: Scene, made: Callable[[int], Stretch], quarter: bool = False) -> Stretch:
    """Months of the year already named; else of the year that the sentence, the edition and the tense make likely.

    What is told goes on: after 2021年11月 comes December 2021, then January 2022. Quarters stay in the year named.
    """
    if current is not None:
        return made(current.day.year)
    since = scene.left.day if scene.left is not None else scene.told_since()
    if since is None and (story := scene.story_since()) is not None and not _at_hand(made, story, scene):
        since = story
    if since is None and not quarter:
        since = _told_on(made, scene)
    account = scene.year_of_account() if since is None and quarter else None
    if account is not None and made(scene.edition.year).ends > scene.edition:  # type: ignore[operator]
        return made(account)
    if since is None and (year := _year_ahead(made, scene)) is not None:
        return made(year)
    if since is None:
        return _likely([made(scene.edition.year + k) for k in (-1, 0, 1)], scene)
    here = made(since.year)
    return here if quarter or here.ends >= since else made(since.year + 1)  # type: ignore[operator]


def _told_on(made: Callable[[int], Stretch], scene: Scene) -> dt.date | None:
    """The day of last year from which a story is told on (去年11月18日…。12月，…), where this year's months have yet to come."""
    told = scene.last_year_told()
    if told is None or made(scene.edition.year).day <= scene.edition or _at_hand(made, told, scene):
        return None
    on = made(told.year)
    return told if on.ends is not None and told <= on.ends and on.day <= scene.edition else None  # type: ignore[operator]


#: So many days lie between two dates of next year that a sentence tells of together, at most; so many between the edition
#: and the same months of its own year, at least.
_TOGETHER, _FAR_BACK = 92, 200


def _year_ahead(made: Callable[[int], Stretch], scene: Scene) -> int | None:
    """Next year, where the sentence has just named a day of it (除夕（1月21日）的票从1月7日开始发售, in November)."""
    here = scene.here()
    if here is None or not here.single_day or here.day.year != scene.edition.year + 1:
        return None
    beside = abs((made(here.day.year).day - here.day).days) <= _TOGETHER
    return here.day.year if beside and (scene.edition - made(scene.edition.year).day).days >= _FAR_BACK else None


def _at_hand(made: Callable[[int], Stretch], story: dt.date, scene: Scene) -> bool:
    """Whether the months lie about the edition's day while last year was spoken of (一期去年10月动工。二期10月8日进场)."""
    this, days = made(scene.edition.year), dt.timedelta(days=20)
    return story.year >= scene.edition.year - 1 and this.day - days <= scene.edition <= this.ends + days  # type: ignore[operator]


def _likely(around: list[Stretch], scene: Scene) -> Stretch:
    """Of the same months last year, this year and next year the one that is meant.

    A paper that means another year says so; except near the turn of the year, and where the
    clause's tense rules this year's out.
    """
    last, this, following = around
    today = scene.edition
    if scene.takes_effect and today > this.ends:  # type: ignore[operator]
        return min((this, following), key=lambda months: abs((months.day - today).days))
    if scene.tense == 1 and (today - this.ends).days > 90:  # type: ignore[operator]
        return following
    if scene.tense < 0 and (this.day - today).days > 100:
        return last
    if scene.tense <= 0 and (this.day - today).days > 200:
        return last
    if scene.tense >= 0 and (today - this.ends).days > 270 and (following.day - today).days < 60:  # type: ignore[operator]
        return following
    return this


def _xun(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """上旬 1–10, 中旬 11–20, 下旬 21 to the month's end; 上半月 1–15, 下半月 the rest."""
    month = current if current is not None else _month_spoken_of(scene)
    if month is None:
        return None
    first, last = month.begins, month.ends
    assert first is not None and last is not None
    if atom.text.endswith("月"):
        middle = first.replace(day=15)
        return (
            Stretch(first, middle, "xun")
            if atom.text[0] == "上"
            else Stretch(middle + dt.timedelta(days=1), last, "xun")
        )
    opening, closing = atom.text[0], atom.text[-2]
    begins = first.replace(day={"上": 1, "中": 11, "下": 21}[opening])
    ends = last if closing == "下" else first.replace(day={"上": 10, "中": 20}[closing])
    return Stretch(begins, ends, "xun")


def _month_spoken_of(scene: Scene) -> Stretch:
    if scene.left is not None:
        return cal.months(scene.left.day.year, scene.left.day.month)
    here = scene.here()
    day = here.day if here is not None and here.grain != "year" else scene.edition
    return cal.months(day.year, day.month)


def _edge(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """年底, 6月底: the last day. 年初, 月初: the first. 年内, 月内: the whole."""
    word = atom.text
    if current is None and word[0] == "岁":
        return _edge_day(_turn_of_the_year(word, scene.edition))
    if current is None:
        months = cal.months(scene.edition.year, scene.edition.month)
        current = months if word[0] == "月" else cal.years(scene.year_of_account() or scene.edition.year)
    elif word[0] == "月" and current.grain == "year":
        return None
    if current is None or word.endswith("内"):
        return current
    edge = current.begins if word.endswith(_FIRST) else current.ends
    if word.endswith(_ONE_DAY):
        return cal.day(edge)  # type: ignore[arg-type]
    return _edge_day(edge)  # type: ignore[arg-type]


def _edge_day(day: dt.date) -> Stretch:
    """年底 is told as its last day, but is no day that others follow (次日)."""
    return Stretch(day, day, "edge")


#: Words for the beginning; the others of their kind name the end.
_FIRST = ("初", "首", "第一天", "首日")
_ONE_DAY = ("天", "首日")


def _turn_of_the_year(word: str, edition: dt.date) -> dt.date:
    """岁末 and 岁首: the nearest one."""
    month, day = (12, 31) if word == "岁末" else (1, 1)
    days = [dt.date(edition.year + k, month, day) for k in (-1, 0, 1) if 1 <= edition.year + k <= 9999]
    return min(days, key=lambda date: abs((date - edition).days))


#: Kind of atom → how it narrows the stretch named so far.
NARROWERS: dict[str, Narrower] = {
    "month": _month,
    "months": _months,
    "firstmonths": _first_months,
    "half": _half,
    "season": _season,
    "xun": _xun,
    "edge": _edge,
}
