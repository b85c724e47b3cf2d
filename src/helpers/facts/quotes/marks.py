"""Pairs of quotation marks, and where what they hold goes on in the next paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile('[“”「」『』"\n]')
STOP = "。！？!?…"
PARTNER = {"“": "”", "「": "」", "『": "』"}
#: What stands before speech of several paragraphs.
_BEGINS = tuple("：，。！？\n")
#: How long speech of several paragraphs may be, from its first mark.
_LONGEST = 1200


@dataclass(frozen=True)
class Quotation:
    """A pair of quotation marks: the span holds the marks."""

    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """All outermost pairs of “…”, 「…」, 『…』 and "…" in reading order. A pair may run over one
    paragraph break; marks without a partner are passed over."""
    found: list[Quotation] = []
    opened, mark, breaks = -1, "", 0
    depth, continued = 0, -1
    for match in _MARK.finditer(text):
        c, at = match.group(), match.start()
        if opened < 0:
            if c in '“「『"':
                opened, mark, breaks, depth = at, PARTNER.get(c, '"'), 0, 0
        elif c == "\n":
            breaks += 1
            if _goes_on(text, opened, at, mark):
                continued = at + 1
            elif breaks > 1 or text[at + 1 : at + 2] in '“「"':
                opened = -1
        elif c == mark:
            if depth:
                depth -= 1
                continue
            found.append(Quotation(opened, at + 1))
            opened = -1
        elif c == "“" and mark == "”" and at != continued:
            opened, depth, breaks = at, 0, 0
    return found


def _goes_on(text: str, opened: int, at: int, mark: str) -> bool:
    """Whether speech goes on in the next paragraph, which opens with a mark of its own and is the only one to close:
    X说：“…。⏎“…。”"""
    begun = (text[opened - 1 : opened] in _BEGINS or opened == 0) and text[at - 1 : at] in STOP
    return mark == "”" and begun and text[at + 1 : at + 2] == "“" and at - opened < _LONGEST
