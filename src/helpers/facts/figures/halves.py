"""Halves: of a whole (一半, 过半数) and of a unit (半小时, 半个多月)."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import partial

from helpers.facts.figures.quantity import Quantity, closed, made, whole, widened
from helpers.facts.numerals import Amount
from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")
_group = partial(group, "figure_words")

_HALF = re.compile(f"{_any_of('half')}(?![{_letters('half_not')}])")
_HALF_UNIT = re.compile(r"半(个)?")
_MORE_HALF = re.compile(f"多(?![{_letters('more_half_not')}])")
#: 半个多小时: half a unit and more.
_HALF_AND_MORE = re.compile(f"半个?多({_any_of('half_span')})")
_HALF_FRONT = frozenset(_group("half_front"))
#: What stands in the word itself and limits it: 过半, 近半数.
_INSIDE = {"过": "over", "超": "over", "近": "near"}
_ONE_HALF = whole(Fraction(1, 2), Fraction(1, 10))
_HALF_OR_MORE = Amount(Fraction(1, 2), Fraction(1, 2), 1, 1, "多")


def half(text: str, at: int) -> Quantity | None:
    """一半, 半数, 过半; 半 before a unit (半小时, 半个月)."""
    match = _HALF.match(text, at)
    if not match:
        return _half_unit(text, at)
    found = closed(text, at, made(at, match.end(), _ONE_HALF, "", "share", "half", match.group()))
    word = match.group()[0]
    if word not in _INSIDE:
        return found
    low, high = widened(_ONE_HALF, _INSIDE[word])
    return replace(found, start=at, end=match.end(), low=low, high=high, qualifier=word)


def _half_unit(text: str, at: int) -> Quantity | None:
    if not _begins(text, at):
        return None
    more = _HALF_AND_MORE.match(text, at)
    if more:
        unit = "个月" if more.group(1) == "月" else more.group(1)
        return made(at, more.end(), _HALF_OR_MORE, unit, "duration", "half_unit", "半")
    unit, end = _unit_of_half(text, at)
    kind = kind_of(unit)
    if not unit or kind == "special":
        return None
    if text[end : end + 1] == "多" and _MORE_HALF.match(text, end):
        return made(at, end + 1, _HALF_OR_MORE, unit, kind, "half_unit", "半")
    return closed(text, at, made(at, end, _ONE_HALF, unit, kind, "half_unit", "半"))


def _begins(text: str, at: int) -> bool:
    """Whether 半 stands at ``at`` and is no part of another word (大半, 后半年)."""
    before = text[at - 1 : at]
    if text[at : at + 1] != "半" or before in _HALF_FRONT:
        return False
    return not (before and before in "前后" and text[at + 1 : at + 2] in ("年", "月", "程", "场"))


def _unit_of_half(text: str, at: int) -> tuple[str, int]:
    """The unit behind 半 or 半个, and where it ends."""
    match = _HALF_UNIT.match(text, at)
    end = match.end() if match else at + 1
    if not match or not match.group(1):
        unit = unit_at(text, end)
        return unit, end + len(unit)
    if text[end : end + 1] == "月":
        return "个月", end + 1
    unit = unit_at(text, end)
    return unit or "个", end + len(unit)
