"""Numbers with their units, ranges of them (5到6级, 1.2万—1.5万元, -2℃～9℃), and units that a list shares."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import partial

from helpers.facts.figures.quantity import Quantity, closed, made, times, vaguer
from helpers.facts.figures.tails import SIZES, with_unit
from helpers.facts.numerals import HAN, RUN, Amount, Number, parse, read
from helpers.facts.units import unit_at
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")
_group = partial(group, "figure_words")

_RUN = re.compile(RUN)
_JOIN = re.compile(r"\s?(?:——|--|[—–\-~～至到]|/(?=-?\d{1,2}\s?(?:℃|°C|度)))\s?")
_BEGINS = re.compile(rf"[-+零{HAN}\d几]")
_FROM = re.compile(r"[由从]\S{0,2}$")
_MULTIPLIER = re.compile(r"[百千万亿]+$")
#: After these, 数 is part of a noun (人数十万).
_NOUN_BEFORE = frozenset(_group("noun_before"))


def number_at(text: str, at: int) -> tuple[int, Amount] | None:
    """``(end, amount)`` of the numerals at ``at``, sign read; None if they say no number."""
    negative = False
    if text.startswith("零下", at):
        negative, at = True, at + 2
    elif text[at : at + 1] in ("+", "-"):
        negative, at = text[at] == "-", at + 1
    match = _RUN.match(text, at)
    if not match or match.group()[0] == "数" and at and text[at - 1] in _NOUN_BEFORE:
        return None
    end, amount = match.end(), read(match.group())
    if amount is None and match.group()[-1] == "两":
        end, amount = end - 1, read(match.group()[:-1]) if len(match.group()) > 1 else None  # 二两, 三两 of something
    if amount is not None and negative:
        value = None if amount.value is None else -amount.value
        amount = Amount(value, -amount.high, -amount.low, amount.step, amount.vague)
    return None if amount is None else (end, amount)


def ranged(text: str, at: int) -> Quantity | None:
    """The number at ``at`` with its unit, and the second end of a range if one follows."""
    number = number_at(text, at)
    if number is None:
        return None
    end, amount = number
    left = with_unit(text, at, end, amount)
    join = _JOIN.match(text, left.end if left else end)
    if join:
        right = _second_end(text, join.end())
        joined = _range_of(text, at, end, left, amount, join.group().strip(), right) if right else None
        if joined:
            return closed(text, at, joined)
    if left is None:
        return _unitless(text, at, end, amount)
    return _legal_range(text, at, left) or closed(text, at, left)


def _legal_range(text: str, at: int, left: Quantity) -> Quantity | None:
    """200元以上500元以下, 三年以上七年以下: the range of a fine or a term."""
    if not text.startswith("以上", left.end) or left.low is None:
        return None
    right = _second_end(text, left.end + 2)
    if right is None or not text.startswith("以下", right.end) or (right.unit, right.kind) != (left.unit, left.kind):
        return None
    if right.high is None or right.high <= left.low:
        return None
    both = Amount(None, left.low, right.high, right.step)
    return made(at, right.end + 2, both, right.unit, right.kind, "range", text[at : right.end])


def _second_end(text: str, at: int) -> Quantity | None:
    """The second end of a range, which carries the unit."""
    if not _BEGINS.match(text, at):
        return None
    number = number_at(text, at)
    return None if number is None else with_unit(text, at, *number)


def _range_of(
    text: str, at: int, end: int, left: Quantity | None, amount: Amount, join: str, right: Quantity
) -> Quantity | None:
    """Low from the left end, high from the right one; the left end takes over what the right one alone carries."""
    if left is not None:
        if left.kind != right.kind or left.unit != right.unit and not (left.unit in SIZES and right.unit in SIZES):
            return None
        moved = join in ("到", "至") and _FROM.search(text[max(0, at - 4) : at])
        if moved and not text.startswith("不等", right.end):
            return None  # 由2家到5家: two figures
        left, right = _one_unit(left, right)
        low = left.low
    else:
        low = _low_end(text[at:end], amount, right)
    if right.high is None or low is None or low >= right.high:
        return None
    joined = Amount(None, low, right.high, right.step)
    return made(at, right.end, joined, right.unit, right.kind, "range", text[at : right.end])


def _one_unit(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity]:
    """Both ends in the smaller unit (40秒到1分钟 → 40 and 60 秒)."""
    if left.unit == right.unit:
        return left, right
    if SIZES[left.unit] < SIZES[right.unit]:
        return left, _in_unit(right, left.unit)
    return _in_unit(left, right.unit), right


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    by = Fraction(SIZES[quantity.unit], SIZES[unit])
    ends = [None if n is None else n * by for n in (quantity.value, quantity.low, quantity.high)]
    return replace(quantity, unit=unit, value=ends[0], low=ends[1], high=ends[2])


def _low_end(run: str, amount: Amount, right: Quantity) -> Number:
    """The left end of 5%至10% written 5至10%, of 2至3万元 written without its 万."""
    if right.form in ("percent", "tenths", "discount") and right.high:
        by = {"percent": 100, "tenths": 10, "discount": 10}[right.form]
        return Fraction(amount.low) / by
    multiplier = _MULTIPLIER.search(right.run)
    if multiplier and not _MULTIPLIER.search(run) and len(multiplier.group()) < len(right.run):
        scaled = times(amount, parse(multiplier.group())).low
        if right.high is not None and scaled < right.high:
            return scaled
    return amount.low


#: 3、4和5家; 30×20米: the unit stands once, at the end of at most two dozen numbers (time stays linear).
_SHARING = re.compile(rf"([、和及与×xX*])(?:{RUN}[、和及与×xX*]){{0,24}}?(?=({RUN})[^、和及与×xX*\d])")
_INDEX = re.compile(
    rf"{_any_of('index')}$"
    rf"|{_any_of('index_compared')}[^，。；\d]{{0,3}}{_any_of('index_than')}$"
    rf"|{_any_of('index_told')}[^，。；\d]{{0,3}}{_any_of('index_is')}$"
)
_ENDS_HERE = re.compile(r"[，。；、！？）\n”]|$")
_LARGE = re.compile(r"[\d.,]+[万亿]+")
_NAME_AFTER = re.compile(f"[{_letters('name_after')}]")


def _unitless(text: str, at: int, end: int, amount: Amount) -> Quantity | None:
    """A number without a unit of its own: one of a list, an index, or one with a large multiplier (186万)."""
    run = text[at:end]
    shared = _SHARING.match(text, end)
    if shared and (shared.group(1) in "×xX*" or "分别" in text[max(0, at - 30) : at]):
        found = _shared_unit(text, at, end, amount, shared.start(2))
        if found:
            return found
    number = run[-1:].isdigit() or "点" in run
    if number and _ENDS_HERE.match(text, end) and _INDEX.search(text[max(0, at - 12) : at]):
        return closed(text, at, made(at, end, amount, "", "count", "bare", run))
    if _LARGE.fullmatch(run) and not _NAME_AFTER.match(text, end):
        if text[end : end + 1] in ("多", "余"):
            amount, end = vaguer(amount, "more", text[end]), end + 1
        return closed(text, at, made(at, end, amount, "", "count", "bare", run))
    return None


def _shared_unit(text: str, at: int, end: int, amount: Amount, last_at: int) -> Quantity | None:
    last = number_at(text, last_at)
    right = with_unit(text, last_at, *last) if last else None
    if right is None:
        return None
    if right.form == "percent":
        return closed(text, at, made(at, end, times(amount, Fraction(1, 100)), "", "share", "percent", text[at:end]))
    if not right.unit or right.run[-1:] in "万亿":
        return None
    return closed(text, at, made(at, end, amount, right.unit, right.kind, "shared_unit", text[at:end]))


def unit_follows(text: str, at: int) -> bool:
    """Whether a unit stands at ``at``."""
    return bool(unit_at(text, at))
