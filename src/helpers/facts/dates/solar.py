"""The twenty-four solar terms, computed.

The sun's apparent longitude after Jean Meeus, *Astronomical Algorithms* (2nd ed., 1998), chapter 25, low accuracy, with
the five perturbations (Venus, Jupiter, Moon) of his *Astronomical Formulae for Calculators* (4th ed., 1988), chapter 18:
good to about 0.004°, that is six minutes of time, so that a term that falls on the stroke of midnight may be a day off. The difference of dynamical and universal time after Espenak and
Meeus (NASA, *Polynomial Expressions for Delta T*). Days are those of Beijing (UTC+8).
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from math import cos, radians, sin

from helpers.lexicon import rows

#: From the spring equinox on, 15° of the sun's longitude apart.
TERMS = tuple(row[0] for row in rows("date_terms"))
_J2000 = dt.datetime(2000, 1, 1, 12)


@lru_cache(maxsize=512)
def solar_term(name: str, year: int) -> dt.date:
    """The day in Beijing on which the term begins in a Gregorian year: ``solar_term('清明', 2022)`` is 5 April."""
    target = 15 * TERMS.index(name)
    day = _first_guess(target, year)
    for _ in range(6):
        off = (target - longitude(day) + 180) % 360 - 180
        day += off * 365.2422 / 360
    beijing = _J2000 + dt.timedelta(days=day + 8 / 24, seconds=-_delta_t(year))
    return beijing.date()


def longitude(day: float) -> float:
    """The sun's apparent longitude in degrees, ``day`` counted in dynamical time from J2000.0 (Meeus 25.2–25.8)."""
    t = day / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    node = radians(125.04 - 1934.136 * t)
    return (mean + centre + _perturbations(t + 1) - 0.00569 - 0.00478 * sin(node)) % 360


def _perturbations(t: float) -> float:
    """Degrees by which Venus, Jupiter and the Moon pull the sun's longitude, ``t`` in centuries from 1900."""
    venus = 0.00134 * cos(radians(153.23 + 22518.7541 * t)) + 0.00154 * cos(radians(216.57 + 45037.5082 * t))
    jupiter = 0.00200 * cos(radians(312.69 + 32964.3577 * t))
    moon = 0.00179 * sin(radians(350.74 + 445267.1142 * t - 0.00144 * t * t))
    return venus + jupiter + moon + 0.00178 * sin(radians(231.19 + 20.20 * t))


def _first_guess(target: int, year: int) -> float:
    """Days from J2000.0 to about the term: the equinox falls near 20 March, 小寒 to 惊蛰 before it in the year."""
    behind = target if target < 285 else target - 360
    return (dt.datetime(year, 3, 20, 12) - _J2000).days + behind * 365.2422 / 360


def _delta_t(year: int) -> float:
    """Seconds by which dynamical time runs ahead of universal time, good to some seconds from 1900 to 2100."""
    u = year - 2000
    if year < 1986:
        return 29.07 + 0.407 * (year - 1950)
    if year < 2005:
        return 63.86 + 0.3345 * u
    return 62.92 + 0.32217 * u + 0.005589 * u * u
