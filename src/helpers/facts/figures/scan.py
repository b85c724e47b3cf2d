"""Walking over a text from one quantity to the next.

``quantities`` yields every number with its unit and interval; it knows nothing of names, dates or subjects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from helpers.facts.figures.forms import (
    address,
    digits_wide,
    discount,
    doubled,
    half,
    ordinal,
    portion,
    score,
    sign_level,
    slash,
)  # fmt: skip
from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.ranges import ranged
from helpers.facts.numerals import HAN

_CANDIDATE = re.compile(
    rf"第(?=[{HAN}\d])|(?<![A-Za-z\d.])[-+]?(?=\d)|零下(?=[{HAN}\d])|[{HAN}几数](?=.)|(?<!\d)\d|[过对超近多]半|半"
    r"|[ⅠⅡⅢⅣⅤⅥⅦⅧ]级|(?<![A-Za-z])(?:A{2,5}|I{1,3}|IV)级|翻番"
)
Reader = Callable[[str, int], Quantity | None]
_ARABIC: tuple[Reader, ...] = (sign_level, score, slash, portion, address, ranged)
_HAN: tuple[Reader, ...] = (score, half, portion, digits_wide, discount, address, ranged)
_OTHER: dict[str, tuple[Reader, ...]] = {"第": (ordinal,), "翻": (doubled,)}
_OTHER |= dict.fromkeys("ⅠⅡⅢⅣⅤⅥⅦⅧAI", (sign_level,)) | dict.fromkeys("半过对超近多", (half,))
_ASCII_DIGITS = frozenset("0123456789")
_IN_NUMBER = frozenset("0123456789.,")


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of ``text``, from left to right, none overlapping. Linear in the length of the text."""
    at = 0
    while match := _CANDIDATE.search(text, at):
        found = _quantity(text, match.start())
        at = max(found.end, match.end()) if found else _past(text, match.start())
        if found:
            yield found


def _quantity(text: str, at: int) -> Quantity | None:
    first = text[at]
    readers = _ARABIC if first in _ASCII_DIGITS else _OTHER.get(first, _HAN)
    for reader in readers:
        found = reader(text, at)
        if found:
            return found
    return None


def _past(text: str, at: int) -> int:
    """Beyond the numeral that said nothing, so that its tail is not read as another."""
    end = at + 1
    while end < len(text) and text[at] in _ASCII_DIGITS and text[end] in _IN_NUMBER:
        end += 1
    return end
