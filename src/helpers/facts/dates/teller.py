"""From groups of phrases to expressions, told in reading order, each in the light of those before it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache, partial

from helpers.facts.dates import feasts
from helpers.facts.dates.days import day_of_month
from helpers.facts.dates.doubts import is_time
from helpers.facts.dates.feasts import feast_rule, holiday
from helpers.facts.dates.groups import HOLIDAY_PART, Group
from helpers.facts.dates.hours import going_part, part_words, phrase_part
from helpers.facts.dates.meaning import meaning
from helpers.facts.dates.numerals import small
from helpers.facts.dates.scene import Scene
from helpers.facts.dates.stretch import Moment, Stretch, iso
from helpers.facts.model import TimeExpression
from helpers.lexicon import any_of, letters, rows
from helpers.lexicon import group as listed

_any_of = partial(any_of, "date_words")
_letters = partial(letters, "date_words")
_group = partial(listed, "date_words")

#: What makes a bare weekday a rule of the house, not a day: 周一闭馆.
_TIMETABLE = re.compile(f"(?:全天)?{_any_of('house_rule')}")
#: A text that writes its dates in Chinese numerals.
_HAN_DATE = re.compile(r"[一二三四五六七八九十]月[一二三四五六七八九十廿]{1,3}日")
_ROUTINE = re.compile(_any_of("routine"))
_HOUSE_HOURS = re.compile(f"(?<!当地)(?<!北京){_any_of('house_hours')}(?:为|是|：)?$")
_STOP = re.compile(r"[。！？!?\n]")
_SEMICOLON = re.compile(r"[。！？!?；;\n]")
_CLAUSE = re.compile(r"[，。！？!?；;\n]")


class Teller:
    """Tells expressions in reading order, each in the light of those before it."""

    def __init__(self, text: str, edition: dt.date) -> None:
        self.text = text
        self.stops = [m.start() for m in _STOP.finditer(text)]
        self.semicolons = [m.start() for m in _SEMICOLON.finditer(text)]
        self.lines = [m.start() for m in re.finditer("\n", text)]
        self.clauses = [m.start() for m in _CLAUSE.finditer(text)]
        self.scene = Scene(
            edition,
            _today(text, edition),
            han=bool(_HAN_DATE.search(text)),
            annual=_annual(text, edition),
            named=_named_days(text),
        )
        self.recurring_to = self.said_to = self.timetable = -9
        self.days = _days_of_writing(text, edition)

    def tell(self, group: Group) -> Iterator[TimeExpression]:
        """The expression that a group makes: none for a look-alike, several for days that do not follow each other."""
        scene = self.scene
        scene.sentence = bisect_right(self.stops, group.start)
        scene.semicolon = bisect_right(self.semicolons, group.start)
        line = bisect_right(self.lines, group.start)
        scene.paragraph = bisect_right(self.stops, self.lines[line - 1]) if line else 0
        while self.days and self.days[0][0] <= group.start:
            _, scene.today, scene.entry = self.days.pop(0)
        if not is_time(group, self.text, scene):
            return
        if _recurring(group) or self._goes_on_recurring(group):
            self.recurring_to = group.end
            if re.search("周|星期|礼拜", self.text[group.start : group.end]):
                self.timetable = scene.sentence
            yield self._expression(group, None, "recurring")
            return
        scene.looks = partial(self._way, group)
        scene.tells = partial(self._plain, group)
        scene.beside = self._beside(group)
        scene.takes_effect = bool(_EFFECT.match(self.text, group.end)) and group.suffix in _FROM
        scene.behind_event = self.text.endswith(_BEHIND_EVENT, 0, group.start)
        scene.compared = bool(_BESIDE.search(self.text, max(0, group.start - 1), group.start))
        if group.joint == "list":
            yield from self._list(group)
            return
        stretch = _suffixed(self._stretch(group), group)
        self.said_to = group.end
        last = group.phrases[-1].atoms[-1].text
        if stretch is None and (last in _idle() or last[0] == "再"):
            return  # 再有五六天: about so long, a duration
        if stretch is None and group.finest.kind == "firstmonths":
            return  # 头6个月免租金: a duration too
        kind = _kind(group, stretch)
        if stretch is not None and not self._only_compared(group, stretch):
            self._remember(group, stretch, kind)
        yield self._expression(group, stretch, kind)

    def _remember(self, group: Group, stretch: Stretch, kind: str) -> None:
        """What was told, for the expressions that follow."""
        scene = self.scene
        if _SINCE.match(self.text, group.end) and not group.suffix:
            stretch = Stretch(stretch.begins, None, "since")  # 3月18日开园以来: what follows has no end
        scene.said.append((scene.sentence, stretch))
        if stretch.is_moment and group.finest.kind == "clock":
            scene.clock_part = going_part(group.phrases[-1], scene.clock_part)
        elif stretch.single_day:
            scene.part_said = scene.sentence, stretch.day, phrase_part(group.phrases[-1])
        if scene.compared or self._learnt(group):
            scene.asides.append(stretch)
        if _names_its_year(group, stretch, self.text):
            scene.year_named = (scene.semicolon, stretch)
            scene.account = (scene.sentence, stretch.day.year)
        if kind == "deadline":
            scene.as_of = (scene.sentence, stretch.day)

    def _plain(self, group: Group) -> bool:
        """Whether the clause tells of this once: no speech, no habit."""
        begins = self.clauses[i - 1] + 1 if (i := bisect_right(self.clauses, group.start)) else 0
        begins = max(begins, group.start - 40)
        clause = _TOLD_FROM.sub("", _JUST_DONE.sub("", self.text[begins : group.end + 12]))
        if _HABIT.search(clause):
            return False
        before = self.text[max(0, group.start - 150) : group.start].rpartition("\n")[2]
        return before.count("“") <= before.count("”")

    def _beside(self, group: Group) -> dt.date | None:
        here = self.scene.here()
        joined = self.said_to >= 0 and re.fullmatch("[、和与及]", self.text[self.said_to : group.start])
        return here.day if joined and here is not None and here.single_day else None

    def _only_compared(self, group: Group, stretch: Stretch) -> bool:
        """去年同日, or a time long past that others are compared with (比2019年元旦): nothing is told on from it."""
        if group.finest.kind == "same" and stretch.single_day:
            return True
        far = abs((stretch.day - self.scene.edition).days) > 300
        return far and (self.scene.compared or self.text.endswith("恢复到", 0, group.start))

    def _learnt(self, group: Group) -> bool:
        """记者24日从市统计局获悉: the day of the news, not of what it tells."""
        after = bisect_right(self.clauses, group.end)
        end = self.clauses[after] if after < len(self.clauses) else len(self.text)
        if group.finest.rank < 4:
            return False
        if _TOLD_AFTERWARDS.match(self.text, group.end):
            return True
        return bool(_ATTRIBUTED.search(self.text, group.end, min(end, group.end + 30)))

    def _goes_on_recurring(self, group: Group) -> bool:
        """每周二、周四, 每月第一个周六, 周一闭馆, 每日18时…次日10时."""
        if self.recurring_to >= 0 and group.first.kind == "relative" and group.first.text in _NEXT_DAY:
            return bisect_right(self.stops, self.recurring_to) == self.scene.sentence
        if group.first.kind not in ("weekday", "nth", "clock", "part") or (
            group.first.rank < 6 and group.first.text[0] in "上下本这"
        ):
            return False
        gap = self.text[self.recurring_to : group.start] if self.recurring_to >= 0 else ""
        goes_on = (
            self.recurring_to >= 0
            and group.start - self.recurring_to <= 4
            and bool(re.fullmatch(r"[、和及与的—\-至到~]{0,2}" + ("|，" if group.first.rank >= 6 else ""), gap))
        )
        if self.recurring_to >= 0 and group.first.rank >= 6 and group.start - self.recurring_to <= 10:
            told = self.text[self.recurring_to : group.start]
            goes_on = goes_on or bool(re.fullmatch(r"[\u4e00-\u9fff]{1,6}，", told))  # 每天5点起床，6点开门
        if group.first.kind == "weekday" and self.timetable == self.scene.sentence and not self._way(group):
            return True  # 周一至周六全天开诊，周日开诊半天
        return goes_on or (group.first.rank < 6 and bool(_TIMETABLE.match(self.text, group.end)))

    def _way(self, group: Group) -> int:
        """Whether the clause (with the next one: 9月22日，…将举行) looks ahead, back, or does not say."""
        sentence = self.stops[self.scene.sentence - 1] + 1 if self.scene.sentence else 0
        after = bisect_right(self.clauses, group.end)
        end = self.clauses[after] if after < len(self.clauses) else len(self.text)
        begins = max(sentence, group.start - 12)
        told = list(_ATTRIBUTED.finditer(self.text, begins, group.start)) if group.suffix == "起" else []
        clause = self.text[told[-1].end() if told else begins : min(end, group.end + 20)]
        if group.suffix in _UNTIL and group.finest.kind in _DUE and not _PAST.search(clause):
            return 1  # 10月底前完成 is still to be done
        if announced := _ANNOUNCED.search(clause, max(0, group.end - begins)) if not told else None:
            clause = clause[: announced.start()]  # 5月28日，公司公告称拟回购: what is planned is of another day
        return _way_of(clause) or (-1 if group.before in ("从", "自从") and not self._next_winter(group) else 0)

    def _next_winter(self, group: Group) -> bool:
        """春运从1月10日开始, in an edition of December: the months right behind the turn of the year lie ahead."""
        month = re.match(r"(?:[1-3]|[一二三])月", group.first.text)
        return month is not None and self.scene.edition.month == 12

    def _stretch(self, group: Group) -> Stretch | None:
        scene = self.scene
        scene.left, scene.left_part = None, ""
        if group.joint == "feasts":
            return self._feasts(group)
        if group.first.rank >= 6 and self._house_hours(group):
            return None
        first = meaning(group.phrases[0], scene)
        if group.joint != "range" or first is None:
            return first
        scene.left, scene.left_part = first, phrase_part(group.phrases[0])
        last = meaning(group.phrases[1], scene)
        scene.left, scene.left_part = None, ""
        if last is not None and group.phrases[1].atoms[0].rank >= 6:
            last = _past_midnight(first, last)
        return self._going_on(group, _from_to(first, last)) if last is not None else None

    def _going_on(self, group: Group, stretch: Stretch | None) -> Stretch | None:
        """11日至16日 in the edition of the 13th, of something that is to come: it has begun, and is this month's."""
        scene = self.scene
        days = [phrase.atoms[0] for phrase in group.phrases if len(phrase.atoms) == 1 and phrase.atoms[0].kind == "day"]
        if len(days) != 2 or scene.here() is not None or scene.way <= 0:
            return stretch
        first, last = (day_of_month(scene.edition, atom.text) for atom in days)
        around = first is not None and last is not None and first <= scene.edition <= last
        return Stretch(first, last, "days") if around else stretch

    def _feasts(self, group: Group) -> Stretch | None:
        """The one holiday around several feasts (中秋国庆假期); any other time around them is open (元旦、春节期间)."""
        days = [meaning(phrase, self.scene) for phrase in group.phrases]
        off = {holiday(day.day) for day in days if day is not None}
        return days[0] if len(off) == 1 and None not in off and group.suffix.endswith(_DAYS_OFF) else None

    def _house_hours(self, group: Group) -> bool:
        """7时至22时, 首班车7:30: hours that hold every day.

        Hours of one day they are where that day stands right before them, or where the clause goes through
        the hours of one date (11月10日：8:30—17:30在工厂，18:00—19:30在商场).
        """
        part = part_words().get(group.first.text)
        if part is not None and part[3] == "anchor":
            return False  # 当晚, 是夜
        if group.joint != "range":
            return bool(_HOUSE_HOURS.search(self.text, max(0, group.start - 6), group.start))
        if self.said_to >= 0 and re.fullmatch(r"[，）：\s]{0,2}", self.text[self.said_to : group.start]):
            return False
        if group.before in _SINCE_WHEN and self.scene.clock_going_on() is not None:
            return False  # 上午10点15分，…。从10点50到11点半，他先后转账7笔
        start = self.semicolons[self.scene.semicolon - 1] + 1 if self.scene.semicolon else 0
        start = max(start, group.start - 80)
        stop = bisect_right(self.semicolons, group.start)
        end = self.semicolons[stop] if stop < len(self.semicolons) else len(self.text)
        clause = self.text[start : min(end, group.start + 30)]
        return not re.search(r"\d日", clause[: group.start - start]) or bool(_ROUTINE.search(clause))

    def _list(self, group: Group) -> list[TimeExpression]:
        """10月28日、29日 is one stretch of two days; 3月1日、5日 are two expressions."""
        days: list[Stretch | None] = []
        for phrase in group.phrases:
            self.scene.left = days[-1] if days else None
            days.append(meaning(phrase, self.scene))
        self.scene.left = None
        real = [day for day in days if day is not None]
        if len(real) == len(days) and all(b.day - a.day == dt.timedelta(days=1) for a, b in zip(real, real[1:])):
            return self._one(group, real)
        out = []
        for number, (phrase, day) in enumerate(zip(group.phrases, days)):
            last = number == len(days) - 1
            single = Group((phrase,), "", group.before if not number else "", group.suffix if last else "")
            day = _suffixed(day, single)
            if day is not None:
                self.scene.said.append((self.scene.sentence, day))
            out.append(self._expression(single, day, _kind(single, day)))
        return out

    def _one(self, group: Group, days: list[Stretch]) -> list[TimeExpression]:
        stretch = _suffixed(Stretch(days[0].begins, days[-1].ends, "days"), group)
        assert stretch is not None
        self.scene.said.append((self.scene.sentence, stretch))
        return [self._expression(group, stretch, _kind(group, stretch))]

    def _expression(self, group: Group, stretch: Stretch | None, kind: str) -> TimeExpression:
        begins, ends = (iso(stretch.begins), iso(stretch.ends)) if stretch else ("", "")
        rule = "-".join(filter(None, (group.finest.kind, group.joint, group.suffix)))
        return TimeExpression(group.start, group.end, self.text[group.start : group.end], kind, begins, ends, rule)


#: 记者获悉，13日起…: the verb looks back, what was learnt need not.
_ATTRIBUTED = re.compile(_any_of("attributed"))
#: 昨天，躺在病床上的小邢回忆: the day on which the story is told.
_TOLD_AFTERWARDS = re.compile(rf"，[^，。；！？“”\n]{{1,20}}{_any_of('told_afterwards')}[道说：，。]")
#: 某日，公司公告称, 市政府宣布: who says so, said so on that day.
_ANNOUNCED = re.compile(_any_of("announced"))
#: 进驻后的第二天: counted from what happened, not from the day told before.
_BEHIND_EVENT = ("后的", "之后")
#: 3月18日开园以来: the event whose day was named.
_SINCE = re.compile(r"[^，。；、：！？“”\n\d]{1,8}以来")
_SINCE_WHEN = frozenset(_group("since_when"))
_DUE = {"month", "edge", "day"}
_PAST = re.compile(_any_of("past"))
_COMPARED = re.compile(f"[{_letters('compared')}]$|[{_letters('than')}]于$")
#: 3月1日起施行: of two years the nearer one.
_EFFECT = re.compile(f"(?:正式|全面|开始)?{_any_of('effect')}")
_NEXT_DAY = frozenset(row[0] for row in rows("date_relative") if row[1:] == ("day", "1", "text"))
#: 凌晨4点就要进货: a habit, no hour of a story.
_HABIT = re.compile(_any_of("habit"))
#: 6点就来了, 7点钟就到了: done once.
_JUST_DONE = re.compile(r"就[^，。；、\n]{0,4}了(?![^，。；]{0,3}钟).*", re.DOTALL)
#: 事情要从早上8点半说起: where a story begins, no habit.
_TOLD_FROM = re.compile("[要得还]+从[^，。；]*")
_BESIDE = re.compile(f"[{_letters('beside')}]$")
_YEARED = {"year", "shortyear", "iso", "isomonth", "years"}


_BREAKS = re.compile(r"[，。；：、\s内末的]|$")


def _names_its_year(group: Group, stretch: Stretch, text: str) -> bool:
    """A year in so many words, not one merely compared with (比2020年底) or open (2022年以来)."""
    if _COMPARED.search(text, max(0, group.start - 2), group.start):
        return False
    if stretch.begins is None or stretch.ends is None and stretch.grain != "day":
        return False
    if text.endswith("年度", 0, group.end) and not _BREAKS.match(text, group.end):
        return False  # 2013年度新农合11月1日起缴费: the year that is paid for
    atoms = [atom for phrase in group.phrases for atom in phrase.atoms]
    # 去年 by itself hardly ever governs the month behind it (去年产值8亿元，3月以来订单翻番); 去年11月 does.
    return (
        any(a.kind in _YEARED for a in atoms) or stretch.grain != "year" and any(a.text.endswith("年") for a in atoms)
    )


def _past_midnight(first: Stretch, last: Stretch) -> Stretch:
    """22时至6时, 昨晚8点至凌晨2点: the far end is of the next morning."""
    start, begins, ends = first.begins, last.begins, last.ends
    if not (isinstance(start, dt.datetime) and isinstance(begins, dt.datetime) and isinstance(ends, dt.datetime)):
        return last
    if start.hour < 17 or ends > start or begins.hour > 12:
        return last
    return Stretch(begins + dt.timedelta(days=1), ends + dt.timedelta(days=1), last.grain)


def _from_to(first: Stretch, last: Stretch) -> Stretch | None:
    begins, ends = first.begins, last.ends
    if begins is None or ends is None or _key(ends) < _key(begins):
        return None
    whole = {first.grain, last.grain}
    grain = "time" if first.is_moment and last.is_moment else "months" if whole <= {"month", "months"} else "days"
    return Stretch(begins, ends, grain)


def _key(value: Moment) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)


_FROM = frozenset(_group("from"))
_UNTIL = frozenset(_group("until"))
_HOLIDAY = _group("holiday_end")
_DAYS_OFF = _group("holiday")


def _suffixed(stretch: Stretch | None, group: Group) -> Stretch | None:
    """What 起, 前, 期间 make of a stretch. 前 counts the day named in (3月底前), but not a feast (春节前)."""
    suffix, feast = group.suffix, group.finest.kind in ("feast", "lunar")
    if stretch is None or not suffix:
        return stretch
    if suffix in _FROM:
        return Stretch(stretch.begins, None, stretch.grain)
    if suffix in _UNTIL:
        ends = stretch.ends
        return Stretch(None, ends - dt.timedelta(days=1) if feast and ends is not None else ends, stretch.grain)
    if suffix in ("前一天", "前一日") and stretch.begins is not None:
        before = stretch.day - dt.timedelta(days=1)
        return Stretch(before, before, "day")
    if suffix in ("前一周", "前1周") and feast:
        return Stretch(stretch.day - dt.timedelta(days=7), stretch.day - dt.timedelta(days=1), "days")
    if suffix[0] == "前":
        return None
    if feast and any(word in suffix for word in _HOLIDAY):
        return _holiday(stretch.day, suffix, feast_rule(group.finest.text))
    if feast and suffix.endswith("天"):
        return _so_many_days_off(stretch.day, small(suffix[:-1]))
    return stretch


def _so_many_days_off(day: dt.date, count: int) -> Stretch | None:
    """国庆7天: the days off around the feast where there were so many; else it is not said which ones are meant."""
    days = holiday(day)
    whole = days is not None and (days[1] - days[0]).days + 1 == count
    return Stretch(*days, "days") if days is not None and whole else None


_PART_OF_HOLIDAY = re.compile(f"{HOLIDAY_PART}$")


def _holiday(day: dt.date, suffix: str, rule: str) -> Stretch | None:
    """The days off around a feast, or some of them (假期首日). 期间 is a looser word: unresolved, but for the week of 国庆."""
    days = holiday(day)
    if suffix == "期间":
        return Stretch(day, day + dt.timedelta(days=6), "days") if rule == "solar 10-1" else None
    if days is None:
        return None
    first, last = days
    if suffix.endswith(("前", "后")):
        step = dt.timedelta(days=1)
        return Stretch(None, first - step, "day") if suffix.endswith("前") else Stretch(last + step, None, "day")
    part = _PART_OF_HOLIDAY.search(suffix)
    if part is None:
        return Stretch(first, last, "days")
    word = part.group()
    if word.startswith("前"):
        return Stretch(first, first + dt.timedelta(days=small(word[1]) - 1), "days")
    if word == "最后一天":
        return Stretch(last, last, "day")
    one = first + dt.timedelta(days=0 if word[0] == "首" else small(word[1]) - 1)
    return Stretch(one, one, "day") if one <= last else None


def _kind(group: Group, stretch: Stretch | None) -> str:
    if not group.joint and (group.before.startswith("截") or group.suffix in ("止", "为止")):
        return "deadline"
    finest = group.finest.kind
    if finest == "vague":
        return "period"
    if group.joint or stretch is not None and (stretch.begins is None or stretch.ends is None):
        return "period"
    if finest in ("clock", "part") and (stretch is None or isinstance(stretch.begins, dt.datetime)):
        return "time"
    if stretch is not None and stretch.is_moment:
        return "time"  # 两小时后
    if stretch is not None:
        return "date" if stretch.begins == stretch.ends else "period"
    if group.suffix or finest in ("span", "ago"):
        return "period"
    return (
        "date"
        if finest in ("day", "feast", "lunar", "weekday", "iso") or group.finest.text.endswith(("日", "天"))
        else "period"
    )


_DISPATCH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日([电讯])")
_AS_OF_TODAY = re.compile("今[天晨早晚](?!起)")


def _today(text: str, edition: dt.date) -> dt.date:
    """The day that 今天 means: in a dispatch of the days before the edition (…2月26日电) that of its dateline.

    A paper's own report (本报2月26日讯) counts from the day of print (昨天), but where it tells of 今天 it does so on the
    dateline's day.
    """
    found = _DISPATCH.search(text, 0, 300)
    if found is not None and found.group(3) == "讯" and not _AS_OF_TODAY.search(text, found.end()):
        return edition
    if found is None:
        return edition
    for back in range(4):
        day = edition - dt.timedelta(days=back)
        if (day.month, day.day) == (int(found.group(1)), int(found.group(2))):
            return day
    return edition


_MONTH_DAY = r"(?:20\d\d年)?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日"
#: The line that an entry of a diary begins with: 2月23日 星期日 多云.
_ENTRY = re.compile(
    rf"(?m)^[ \u3000]*{_MONTH_DAY}[ \u3000,，]*(?=[^\n。]{{0,16}}$)[^\n。]*?(?:{_any_of('diary_line')})[^\n。]*$"
)
#: The one that opens a letter, and the day it is signed with.
_SALUTATION = re.compile(rf"(?m)^[ \u3000]*{_any_of('salutation')}[^\n，。]{{1,14}}[:：]$")
_SIGNED_DAY = re.compile(rf"(?m)^[ \u3000]*{_MONTH_DAY}[ \u3000]*$")
#: A letter or a diary is printed so soon (days).
_SOON = 45


def _days_of_writing(text: str, edition: dt.date) -> list[tuple[int, dt.date, dt.date | None]]:
    """Where another 今天 than the edition's begins, which day that is, and the day of a diary's entry: at the entries of a
    diary, in a letter signed with its day."""
    entries = [(m.start(), _lately(m, edition)) for m in _ENTRY.finditer(text)]
    if entries:
        return [(at, day, day) for at, day in entries if day is not None]
    letter = _SALUTATION.search(text)
    signed = list(_SIGNED_DAY.finditer(text, letter.end())) if letter else []
    day = _lately(signed[-1], edition) if signed else None
    return [(letter.start(), day, None)] if letter and day else []


def _lately(match: re.Match[str], edition: dt.date) -> dt.date | None:
    """The last such day before the edition, None where it is long past."""
    for year in (edition.year, edition.year - 1):
        day = feasts.day_or_none(year, int(match.group(1)), int(match.group(2)))
        if day is not None and 0 <= (edition - day).days <= _SOON:
            return day
    return None


#: So late in the year a yearly bulletin of the year before is still printed; so much of it must speak of 全年.
_LATEST_BULLETIN, _WHOLE_YEARS = 8, 2


_MONTH_AND_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")


def _named_days(text: str) -> frozenset[tuple[int, int]]:
    """(month, day) of every 11月6日."""
    return frozenset((int(m[1]), int(m[2])) for m in _MONTH_AND_DAY.finditer(text))


def _annual(text: str, edition: dt.date) -> int | None:
    """Last year, where the article gives account of it as a whole: named in its head or first lines, and 全年 again and again."""
    year = edition.year - 1
    named = re.search(rf"{year}年(?!\d|[上下]半年|[第一二三四前]|[初末底])", text[:200])
    whole = named is not None and text.count("全年") >= _WHOLE_YEARS
    return year if whole and edition.month <= _LATEST_BULLETIN else None


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[re.Pattern[str], int], ...]:
    """The signs of tense, strongest first, with the way they point."""
    ways = (("ahead", 1), ("back", -1), ("maybe", 1), ("weather", 2))
    listed = rows("date_ahead")
    return tuple((re.compile("|".join(row[0] for row in listed if row[1] == name)), way) for name, way in ways)


def _way_of(clause: str) -> int:
    """1 for a clause that looks ahead (将于), 2 for weather (some days ahead), -1 back (了, 已), 0 where nothing tells."""
    return next((way for sign, way in _signs() if sign.search(clause)), 0)


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    """Words that count from a time spoken of: where none was, they are idle (当年 = in those days) and give no row."""
    return frozenset(row[0] for row in rows("date_relative") if row[3] == "text")


def _recurring(group: Group) -> bool:
    if group.before.startswith(("每", "逢", "年年")) or group.first.kind in ("every", "routine"):
        return True
    if group.joint == "list" and group.first.kind == "weekday" and group.first.text[0] in "周星礼":
        days = ["一二三四五六日".find(p.atoms[0].text[-1]) for p in group.phrases]
        return all(a.end == b.start for a, b in zip(group.phrases, group.phrases[1:], strict=False)) and any(
            b - a > 1 for a, b in zip(days, days[1:], strict=False)
        )  # 礼拜二礼拜五
    hours = group.first.kind == "weekday" and group.first.text[0] in "周星礼" and len(group.phrases[0].atoms) == 1
    if group.joint == "range" and hours and group.finest.kind == "clock":
        return True  # 周二至周日9:00—17:00
    # 周一至周五 without 本周 or 下周 is a timetable.
    return group.joint == "range" and group.first.text[-2:] in ("周一", "期一") and group.first.text[0] in "周星"
