"""A stretch of calendar: from a first to a last day or moment, with the grain it was named in."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

Moment = dt.date | dt.datetime
_DAY = dt.timedelta(days=1)


class Stretch(NamedTuple):
    """``begins`` and ``ends`` as the contract counts them: days inclusive, parts of a day half-open.

    ``grain`` is the unit it was named in: era, year, months, month, week, day, part, time, midnight (24时).
    """

    begins: Moment | None
    ends: Moment | None
    grain: str

    @property
    def day(self) -> dt.date:
        """The day on which it begins (or, where that is open, ends)."""
        moment = self.begins if self.begins is not None else self.ends
        assert moment is not None
        if self.grain == "midnight":
            moment -= dt.timedelta(minutes=1)  # 24时 belongs to the day that it ends
        return moment.date() if isinstance(moment, dt.datetime) else moment

    @property
    def is_moment(self) -> bool:
        """Whether it is a clock time."""
        return self.grain in ("time", "midnight")

    @property
    def single_day(self) -> bool:
        """Whether it names one day or lies within one."""
        if self.grain not in ("day", "part") and not self.is_moment or self.begins is None or self.ends is None:
            return False
        last = self.ends - dt.timedelta(minutes=1) if isinstance(self.ends, dt.datetime) else self.ends
        return self.begins == self.ends or self.day == (last.date() if isinstance(last, dt.datetime) else last)


def years(first: int, last: int | None = None, grain: str = "year") -> Stretch | None:
    last = first if last is None else last
    if not (1 <= first <= last <= 9999):
        return None
    return Stretch(dt.date(first, 1, 1), dt.date(last, 12, 31), grain)


def months(year: int, first: int, last: int | None = None) -> Stretch:
    """One month, or several of one year; months beyond 12 or below 1 fall into the years beside it."""
    last = first if last is None else last
    begin_year, begin = year + (first - 1) // 12, (first - 1) % 12 + 1
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    final = calendar.monthrange(end_year, end)[1]
    return Stretch(dt.date(begin_year, begin, 1), dt.date(end_year, end, final), "month" if first == last else "months")


def day(date: dt.date | None) -> Stretch | None:
    return None if date is None else Stretch(date, date, "day")


def week(date: dt.date) -> Stretch:
    """Monday to Sunday around a day."""
    monday = date - dt.timedelta(days=date.weekday())
    return Stretch(monday, monday + 6 * _DAY, "week")


def part(date: dt.date, first: int, last: int) -> Stretch:
    """Hours of a day, half-open; hour 24 is the next midnight."""
    return Stretch(at(date, first), at(date, last), "part")


def at(date: dt.date, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    return dt.datetime(date.year, date.month, date.day) + dt.timedelta(hours=hour, minutes=minute, seconds=second)


def moment(date: dt.date, hour: int, minute: int = 0, second: int = 0) -> Stretch:
    then = at(date, hour, minute, second)
    return Stretch(then, then, "midnight" if hour == 24 else "time")


def add_months(date: dt.date, count: int) -> dt.date:
    """The same day ``count`` months on, the last of the month where the day does not exist."""
    index = date.year * 12 + date.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))


def iso(value: Moment | None) -> str:
    """ISO 8601 as the contract writes it: ``2022-03-24`` or ``2022-03-24T11:00``, empty for an open side."""
    if value is None:
        return ""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")
