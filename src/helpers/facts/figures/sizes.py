"""How large one unit is in another: hours in minutes, metres in centimetres, and the days that some months may have.

Units belong to families (``figure_sizes.txt``); only within one is there a fixed number. Between months and days there is an interval.
"""

from __future__ import annotations

import calendar
from fractions import Fraction
from functools import cache

from helpers.lexicon import rows

_SIZES = {row[0]: (int(row[1]), row[2]) for row in rows("figure_sizes")}
#: So many months at most are counted in days: a hundred years.
_MOST_MONTHS = 1200


def ratio(larger: str, smaller: str) -> Fraction | None:
    """How many of ``smaller`` make one of ``larger``; None where there is no fixed number."""
    (one, family), (other, same) = _SIZES.get(larger, (0, "")), _SIZES.get(smaller, (0, "?"))
    return Fraction(one, other) if family == same else None


def months(unit: str) -> int:
    """How many months a unit of the calendar has (年 12, 个月 1), 0 for any other unit."""
    size, family = _SIZES.get(unit, (0, ""))
    return size if family == "calendar" else 0


def days(unit: str) -> bool:
    """Whether the unit is a day."""
    return _SIZES.get(unit) == (86400, "clock")


@cache
def days_of_months(number: int) -> tuple[int, int] | None:
    """The fewest and most days that ``number`` months on end have (3 → 89 to 92); None for more than a hundred years."""
    if not 0 < number <= _MOST_MONTHS:
        return None
    lengths = [calendar.monthrange(2001 + k // 12, k % 12 + 1)[1] for k in range(48 + number)]
    spans = [sum(lengths[k : k + number]) for k in range(48)]
    return min(spans), max(spans)
