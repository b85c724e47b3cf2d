"""What follows from two figures: arithmetic that keeps the intervals their words allow."""

from __future__ import annotations

import math
import re

from helpers.page.text import plain


def half_digit(printed: str) -> float:
    """Half a unit of the last printed digit of a share: 94.1% → 0.0005, 八成 → 0.05, 七成五 → 0.005."""
    if re.search("成(?![一二三四五六七八九半])", printed):
        return 0.05
    decimals = re.search(r"\.(\d+)\s*[%％]", plain(printed))
    return 0.005 / 10 ** len(decimals.group(1)) if decimals else 0.005


def implied_total(
    count: tuple[float | None, float | None], share: tuple[float | None, float | None], printed: str
) -> tuple[float | None, float | None]:
    """How many there must be in all if ``count`` (low, high) of them are ``share`` (low, high): whole numbers.

    597 firms that are 八成左右 (0.75–0.85) → 703 to 796. A share ``printed`` as exact (89%) is taken as rounded
    to its last printed digit, so 712 firms → 796 to 804. None = open on that side.
    """
    low, high = share
    if low is not None and low == high:
        low, high = low - half_digit(printed), low + half_digit(printed)
    least = math.ceil(round(count[0] / high, 6)) if high and count[0] else None
    most = math.floor(round(count[1] / low, 6)) if low and low > 0 and count[1] else None
    if least is not None and most is not None and least > most:  # no whole number fits: 132 firms of 91.2%
        least = most = round(count[1] / ((low + high) / 2))  # type: ignore[operator]
    return least, most
