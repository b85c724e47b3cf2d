"""Figures that the layout of a line makes: telephone numbers, sales offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from helpers.facts.figures.masks import Masks
from helpers.facts.figures.subject_nouns import label_before
from helpers.facts.model import Figure
from helpers.lexicon import any_of, letters

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")

_PHONE = re.compile(
    r"(?<![\d.])(?:[（(]?0\d{2,3}[）)]?\s?[-—－]?\s?(?:\d{7,8}|\d{3,4} \d{4})(?:[-—]\d{1,4})?"
    r"|[48]00[-— ]?\d{3,4}[-— ]?\d{3,4}|[48]00\d[-—]\d{3}[-—]\d{3}|(?P<mobile>1[3-9]\d{9})|1[3-9]\d[-— ]\d{4}[-— ]\d{4})(?![\d.])"
)
_LOCAL = re.compile(rf"(?<![\d.:,/-])(?:\d{{7,8}}|\d{{3,4}} \d{{4}})(?![\d.%,/:]|[-—]\d|[{_letters('local_not')}])")
_SHORT = re.compile(r"(?<=[：:])\s?(\d{3,6})(?![\d.:%]|[-— ]\d)")
_SHORT_LABEL = re.compile(rf"{_any_of('phone_label')}[：:]\s?$")
#: 心理援助热线12320转5: the label without a colon; behind it neither a unit nor the name of a line (热线12345平台).
_BARE_SHORT = re.compile(
    rf"(?:{_any_of('phone_label')}|拨打)(?P<number>\d{{5,6}})(?:转\d{{1,4}})?(?=[，。；、！（）\s或和进咨]|$)"
)
_CALL = re.compile(_any_of("call"))


def phones(text: str) -> list[Figure]:
    """Telephone numbers; ``value`` only where there are digits alone and no area code."""
    found = [_phone(text, *m.span(), m.group("mobile") or "") for m in _PHONE.finditer(text)]
    taken = Masks((f.start, f.end) for f in found)
    for match in _LOCAL.finditer(text):
        if not taken.touches(*match.span()) and _CALL.search(_line_around(text, match.start(), match.end())):
            found.append(_phone(text, *match.span(), match.group().replace(" ", "")))
    for match in _SHORT.finditer(text):
        if _SHORT_LABEL.search(text, max(0, match.start() - 4), match.start(1)):
            found.append(_phone(text, *match.span(1), match.group(1)))
    found += [_phone(text, *m.span("number"), m.group("number")) for m in _BARE_SHORT.finditer(text)]
    return found


def _line_around(text: str, start: int, end: int, reach: int = 120) -> str:
    left = text[max(0, start - reach) : start].rsplit("\n", 1)[-1]
    return left + text[end : end + reach].split("\n", 1)[0]


def _phone(text: str, start: int, end: int, digits: str) -> Figure:
    number = float(digits) if digits else None
    before = text[max(0, start - 60) : start]
    if before[-1:] in ("、", "/", " "):
        before = re.sub(r"[\d、/\s（）()-]{6,}$", "", before)  # the label stands before the first number of the list
    return Figure(
        start, end, text[start:end], "phone", number, number, number, "", subject=label_before(before), rule="phone"
    )


_OFFER = re.compile(r"满(\d{1,7})[减送](\d{1,7})(?![\d元])")


def offers(text: str) -> Iterator[Figure]:
    """满3000减450: two sums without a unit."""
    for match in _OFFER.finditer(text):
        for k in (1, 2):
            number = float(match.group(k))
            yield Figure(
                *match.span(k), match.group(k), "money", number, number, number, "", subject="满减", rule="offer"
            )
