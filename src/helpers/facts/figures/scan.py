"""Walking over a text from one quantity to the next.

``quantities`` yields every number with its unit and interval; it knows nothing of names, dates or subjects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from string import ascii_uppercase

from helpers.facts.figures.forms import (
    address,
    digits_wide,
    discount,
    doubled,
    ordinal,
    portion,
    score,
    sign_level,
    slash,
    stopwatch,
)  # fmt: skip
from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.ranges import halved, number_at, ranged
from helpers.facts.figures.sums import FORMAL, SIGN, SIGNS, formal_sum, in_its_currency, signed_sum
from helpers.facts.numerals import HAN

_CANDIDATE = re.compile(
    rf"第(?=[{HAN}\d])|(?:{SIGN}) ?(?=\d)|(?<![A-Za-z\d.])[-+]?(?=\d)|零[下上](?=[{HAN}\d])|(?<![胜平战\d])负(?=[{HAN}\d])"
    rf"|[{HAN}几数](?=.)|(?<!\d)\d|[过对超近多]半|半|{FORMAL}"
    r"|[ⅠⅡⅢⅣⅤⅥⅦⅧ]级|(?<![A-Za-z])(?:A{2,5}|I{1,3}|IV)级|翻番"
)
#: What a candidate begins with: a set of characters is looked for far faster than the pattern.
_FIRST = re.compile(rf"[-+\d{HAN}几数第负半过对超近多翻ⅠⅡⅢⅣⅤⅥⅦⅧA-Z{SIGNS}壹贰叁肆伍陆柒捌玖拾佰仟]")
Reader = Callable[[str, int], Quantity | None]
_ARABIC: tuple[Reader, ...] = (sign_level, stopwatch, score, slash, portion, address, ranged)
_HAN: tuple[Reader, ...] = (score, halved, portion, digits_wide, discount, address, ranged)
_OTHER: dict[str, tuple[Reader, ...]] = {"第": (ordinal,), "翻": (doubled,), "负": (portion, ranged)}
_OTHER |= dict.fromkeys("ⅠⅡⅢⅣⅤⅥⅦⅧ", (sign_level,)) | dict.fromkeys("半过对超近多", (halved,))
_OTHER |= dict.fromkeys("壹贰叁肆伍陆柒捌玖拾佰仟", (formal_sum,))
_OTHER |= dict.fromkeys(f"{ascii_uppercase}{SIGNS}", (signed_sum,)) | dict.fromkeys("AI", (signed_sum, sign_level))
_ASCII_DIGITS = frozenset("0123456789")
_IN_NUMBER = frozenset("0123456789.,")


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of ``text``, from left to right, none overlapping. Linear in the length of the text."""
    at = end = 0
    while first := _FIRST.search(text, at):
        at = first.start()
        match = _CANDIDATE.match(text, at)
        found = _quantity(text, at) if match else None
        if match and found:
            at = max(found.end, match.end())
            yield found if found.start >= end else replace(found, start=found.core)
            end = found.end
        else:
            at = _past(text, at) if match else at + 1


def _quantity(text: str, at: int) -> Quantity | None:
    first = text[at]
    for reader in _ARABIC if first in _ASCII_DIGITS else _OTHER.get(first, _HAN):
        found = reader(text, at)
        if found:
            return in_its_currency(text, found)
    return None


def _past(text: str, at: int) -> int:
    """Beyond the numeral that said nothing, so that its tail is not read as another (2千5百)."""
    number = number_at(text, at) if text[at] in _ASCII_DIGITS else None
    end = max(at + 1, number[0] if number else 0)
    while end < len(text) and text[at] in _ASCII_DIGITS and text[end] in _IN_NUMBER:
        end += 1
    return end
