"""Feasts and lunar days on the Gregorian calendar. Lunar dates by the library ``lunardate`` (1900 to 2099)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from lunardate import LunarDate

from helpers.facts.dates.solar import solar_term
from helpers.lexicon import rows


@lru_cache(maxsize=1)
def feast_rules() -> dict[str, str]:
    """Name of a feast → its rule, as ``data/lexicons/date_feasts.txt`` writes it."""
    return {row[0]: row[1] for row in rows("date_feasts")}


def feast_rule(words: str) -> str:
    """The rule of the feast that the words begin with (中秋节当天 → that of 中秋节), "" where they name none."""
    return feast_rules().get(feast_name(words), "")


def feast_name(words: str) -> str:
    """The longest name of a feast that the words begin with, "" for none."""
    while words and words not in feast_rules():
        words = words[:-1]
    return words


@lru_cache(maxsize=1024)
def feast(name: str, year: int) -> dt.date | None:
    """The day of a feast in a year: ``feast('春节', 2020)`` is 2020-01-25; None where no calendar reaches.

    除夕 and the twelfth lunar month belong to the Gregorian year in which they are kept before
    that year's New Year feast: 2020's 除夕 is 24 January 2020.
    """
    rule, *rest = feast_rules()[name].split(" ")
    if rule == "term":
        return solar_term(rest[0], year)
    if rule == "eve":
        return _eve(year)
    if rule == "week":
        return nth_weekday(year, int(rest[0]), int(rest[1]), int(rest[2]))
    month, day = map(int, rest[0].split("-"))
    if rule == "lunar":
        return lunar_day(year - 1 if month == 12 else year, month, day)
    return day_or_none(year, month, day)


@lru_cache(maxsize=1)
def _holidays() -> tuple[tuple[dt.date, dt.date], ...]:
    return tuple((dt.date.fromisoformat(row[0]), dt.date.fromisoformat(row[1])) for row in rows("date_holidays"))


def holiday(day: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days off around a feast's day: first and last; None where the list names none.

    The week from 1 October has been off since 1999, also in the years that the list does not reach.
    """
    listed = next((days for days in _holidays() if days[0] <= day <= days[1]), None)
    if listed is None and (day.month, day.day) == (10, 1) and day.year >= 1999:
        return day, day + dt.timedelta(days=6)
    return listed


def lunar_day(lunar_year: int, month: int, day: int, leap: bool = False) -> dt.date | None:
    """A day of the lunar calendar; None where there is no such day (三十 of a short month, a leap month that is not)."""
    try:
        return LunarDate(lunar_year, month, day, leap).to_solar_date()
    except (ValueError, OverflowError):
        return None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date:
    """The ``nth`` weekday (Monday = 1) of a month: Mother's Day is ``nth_weekday(year, 5, 2, 7)``."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def day_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day (29 February of a common year)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _eve(year: int) -> dt.date | None:
    first = lunar_day(year, 1, 1)
    return first - dt.timedelta(days=1) if first else None
