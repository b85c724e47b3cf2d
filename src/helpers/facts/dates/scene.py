"""Where a phrase of time stands: what was said before it and which way its clause looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from helpers.facts.dates.grammar import Atom, Phrase
from helpers.facts.dates.stretch import Stretch


@dataclass(slots=True)
class Scene:
    """What is known where a phrase stands: the edition's day, what was spoken of, which way the clause looks.

    - ``today``: the day that 今天 means: the edition's, but in a dispatch that of its dateline (新华社北京3月5日电)
    - ``entry``: the day of the diary's entry at hand, whose hours are told without it
    - ``sentence`` and ``semicolon`` number the stretches between full stops, and between semicolons, too
    - ``paragraph``: number of its first sentence
    - ``looks``: tells which way the clause looks, when asked (most expressions need not ask); ``tells``: whether the clause
      tells a story in plain words: no speech, no habit (凌晨4点就要进货)
    - ``left``: the stretch that this one is the far end of (9月22日至24日), ``left_part`` its part of the day
    - ``clock_part``: the part of the day that the clock last told goes by (晚上8点), '' where hours are told up to 24
    - ``part_said``: the part of a day last told without an hour: its sentence, the day, its word (昨晚)
    - ``as_of``: the latest 截至 with its sentence; ``year_named``: the latest stretch that names its year
    - ``asides``: what was only said in passing: when the news was learnt (记者5日获悉), what it is compared with (与上周持平)
    - ``beside``: the day right before this one in a list (周六、周日上午)
    - ``behind_event``: 后的 stands before this expression (进驻后的第二天); ``compared``: this expression is one compared with (比一周前); ``takes_effect``: a rule begins to hold (3月1日起施行)
    - ``account``: the sentence and the year of the latest stretch that names its year
    - ``annual``: the year of which the whole article gives account (a yearly bulletin)
    - ``han``: the text writes dates in Chinese numerals
    - ``named``: (month, day) of the days that the article names with their month, wherever it does
    - ``said``: (sentence number, stretch), latest last
    """

    edition: dt.date
    today: dt.date
    entry: dt.date | None = None
    looks: Callable[[], int] = lambda: 0
    tells: Callable[[], bool] = lambda: True
    sentence: int = 0
    semicolon: int = 0
    paragraph: int = 0
    left: Stretch | None = None
    left_part: str = ""
    clock_part: str = ""
    part_said: tuple[int, dt.date | None, str] = (-9, None, "")
    as_of: tuple[int, dt.date] | None = None
    year_named: tuple[int, Stretch] | None = None
    asides: list[Stretch] = field(default_factory=list)
    beside: dt.date | None = None
    compared: bool = False
    behind_event: bool = False
    takes_effect: bool = False
    account: tuple[int, int] | None = None
    annual: int | None = None
    han: bool = False
    named: frozenset[tuple[int, int]] = frozenset()
    said: list[tuple[int, Stretch]] = field(default_factory=list)

    @property
    def way(self) -> int:
        """1 where the clause looks ahead (将), 2 where it tells the weather (some days ahead at most), -1 where it looks
        back (了, 已), 0 where it does not say."""
        return self.looks()

    @property
    def tense(self) -> int:
        """The same for months and longer times, of which the weather says nothing (2月，气温偏低)."""
        return self.way if self.way != 2 else 0

    def day_named_once(self, number: int) -> int | None:
        """The month in which alone the article names the day ``number`` (供暖提前到6日零时, and below 11月6日零时)."""
        months = [month for month, day in self.named if day == number]
        return months[0] if len(months) == 1 else None

    def recent(self) -> Iterator[tuple[int, Stretch]]:
        """What was said, latest first, as far back as a reader remembers (and not further: time stays linear)."""
        return reversed(self.said[-60:])

    def day_spoken_of(self, same_sentence: bool = False) -> dt.date | None:
        """The latest single day said before this place."""
        for sentence, stretch in self.recent():
            if same_sentence and sentence != self.sentence:
                return None
            if stretch.single_day:
                return stretch.day
            # Several days said last: the hours behind them belong to no one day (28日、29日，上午9:00).
            if stretch.grain == "days" or same_sentence and (stretch.grain in ("day", "part") or stretch.is_moment):
                return None
        return None

    def day_before(self) -> dt.date | None:
        """The day that 次日 and 当天 follow: the latest one told, unless the story has moved on to a mere month or year."""
        for sentence, stretch in self.recent():
            if self.sentence - sentence > 8:
                return None
            if stretch.single_day:
                return stretch.day
            if stretch.grain == "days" or self.sentence - sentence <= 1 and stretch.grain in ("year", "month", "edge"):
                return None
        return None

    def day_of_paragraph(self) -> dt.date | None:
        """The latest single day said in this paragraph, at most six sentences back."""
        for sentence, stretch in reversed(self.said[-8:]):
            if sentence < self.paragraph or self.sentence - sentence > 6 or stretch.grain == "days":
                return None
            if stretch.single_day:
                return stretch.day
        return None

    def moment_told(self) -> dt.datetime | None:
        """The clock time last told, in this sentence or the one before: from it 两小时后 counts."""
        sentence, stretch = self.said[-1] if self.said else (-9, None)
        told = stretch is not None and stretch.is_moment and self.sentence - sentence <= 1
        return stretch.begins if told and stretch is not None and isinstance(stretch.begins, dt.datetime) else None

    def clock_going_on(self) -> dt.datetime | None:
        """The clock time last told in this paragraph, at most two sentences back: 晚上8点多，…。8点20分 goes on from it."""
        for sentence, stretch in reversed(self.said[-3:]):
            if sentence < self.paragraph or self.sentence - sentence > 2:
                return None
            if stretch.is_moment and isinstance(stretch.begins, dt.datetime):
                return stretch.begins
        return None

    def part_going_on(self, day: dt.date) -> str:
        """The word for the part of ``day`` that was told last, in this paragraph and at most two sentences back."""
        sentence, told, word = self.part_said
        near = sentence >= self.paragraph and self.sentence - sentence <= 2
        return word if near and told == day else ""

    def day_by_the_clock(self) -> dt.date | None:
        """The day whose hours were last told, at most twelve sentences back; not one long past, told of in between."""
        for sentence, stretch in reversed(self.said[-8:]):
            if self.sentence - sentence > 12 or stretch.grain == "days":
                return None
            if any(stretch is aside for aside in self.asides[-8:]):
                continue
            if stretch.single_day:
                recent = abs((stretch.day - self.edition).days) <= 45
                return stretch.day if recent and (stretch.is_moment or stretch.grain == "part") else None
        return None

    def moment_of_story(self, day: dt.date) -> dt.datetime | None:
        """The clock time of ``day`` told last, at most twelve sentences back, whatever was told of in passing since."""
        for sentence, stretch in reversed(self.said[-8:]):
            if self.sentence - sentence > 12:
                return None
            if stretch.is_moment and stretch.day == day and isinstance(stretch.begins, dt.datetime):
                return stretch.begins
        return None

    def late_on(self, day: dt.date) -> bool:
        """Whether the clock time told last is one of the late evening of ``day``: the small hours behind it are of the next."""
        for _, stretch in reversed(self.said[-8:]):
            if any(stretch is aside for aside in self.asides[-8:]):
                continue
            late = isinstance(stretch.begins, dt.datetime) and stretch.begins.hour >= 20
            return stretch.is_moment and stretch.day == day and late
        return False

    def now(self) -> dt.date:
        """The day from which 5天前 and 大年初一 count: the edition's, or one long past that is just being told of."""
        if self.said:
            sentence, stretch = self.said[-1]
            one_day = stretch.single_day or stretch.grain == "day"
            if one_day and self.sentence - sentence <= 1 and abs((stretch.day - self.edition).days) > 300:
                return stretch.day
        return self.edition

    def told_since(self) -> dt.date | None:
        """The day from which a month without its year is told on, where its clauses name another year than the edition's."""
        if self.year_named is None or self.year_named[0] != self.semicolon:
            return None
        day = self.year_named[1].day
        return day if day.year != self.edition.year else None

    def story_since(self) -> dt.date | None:
        """The beginning of the year of a story long past, told in the sentence before (1998年7月，…。8月底，…)."""
        if not self.said:
            return None
        sentence, stretch = self.said[-1]
        days = (self.edition - stretch.day).days
        goes_on = stretch.single_day or stretch.grain in ("day", "edge", "month") and self.tense <= 0 and days > 0
        return (
            stretch.day.replace(month=1, day=1)
            if goes_on and self.sentence - sentence <= 1 and abs(days) > 300
            else None
        )

    def last_year_told(self) -> dt.date | None:
        """The day or month of last year told in this sentence or the one before, where the clause does not look ahead."""
        if not self.said or self.tense > 0:
            return None
        sentence, stretch = self.said[-1]
        told = stretch.single_day or stretch.grain in ("day", "edge", "month")
        last = told and self.sentence - sentence <= 1 and stretch.day.year == self.edition.year - 1
        return stretch.day if last else None

    def year_of_story(self) -> int | None:
        """The year long past that this paragraph told of last, at most four sentences back, where the clause does not look
        ahead."""
        if not self.said or self.tense > 0:
            return None
        sentence, stretch = self.said[-1]
        near = sentence >= self.paragraph and self.sentence - sentence <= 4
        past = (self.edition - stretch.day).days > 400 and stretch.grain != "era"
        return stretch.day.year if near and past else None

    def year_of_account(self) -> int | None:
        """Last year, where a paragraph of the first months of the year gives account of it (2017年…；一季度增长8%), or the
        whole article does and the paragraph has named no time of this year."""
        if self.tense > 0:
            return None
        if self.account is not None and self.account[0] >= self.paragraph:
            told = self.account[1] if self.account[1] == self.edition.year - 1 else None
            return told if self.edition.month <= 4 else told if told == self.annual else None
        if self.annual is None or any(
            sentence >= self.paragraph and stretch.day.year == self.edition.year and stretch.grain != "edge"
            for sentence, stretch in reversed(self.said[-8:])
        ):
            return None
        return self.annual

    def month_at_hand(self) -> Stretch | None:
        """The stretch whose month a bare 5日 shares: one of this sentence, or one far back in time just told of."""
        here = self.here()
        if (
            here is not None
            and here.begins is not None
            and (here.is_moment or here.grain in ("day", "days", "edge", "part", "month"))
        ):
            return here
        for sentence, stretch in reversed(self.said[-3:]):
            if stretch.single_day and self.sentence - sentence <= 3:
                return stretch if abs((stretch.day - self.edition).days) > 45 else None
        return None

    def said_here(self) -> Iterator[Stretch]:
        """What was said in this sentence, latest first, without what was said in passing."""
        for sentence, stretch in self.recent():
            if sentence != self.sentence:
                return
            if not any(stretch is aside for aside in self.asides[-8:]):
                yield stretch

    def as_of_here(self) -> dt.date | None:
        """The 截至 of this sentence."""
        return self.as_of[1] if self.as_of is not None and self.as_of[0] == self.sentence else None

    def here(self) -> Stretch | None:
        """The latest stretch said in this sentence."""
        if self.said and self.said[-1][0] == self.sentence:
            return self.said[-1][1]
        return None


#: How an atom narrows the stretch that the atoms before it named: (atom, stretch so far, scene, phrase) → stretch or None.
Narrower = Callable[[Atom, Stretch | None, Scene, Phrase], Stretch | None]
