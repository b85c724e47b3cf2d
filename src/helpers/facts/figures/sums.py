"""Sums of money told in a form of their own: with a sign in front (￥300, US$1.2亿), in the numerals of cheques (贰万叁仟元整),
without a unit where the talk is of money (月薪三千八)."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import partial

from helpers.facts.figures.quantity import Quantity, closed, made, plus
from helpers.facts.numerals import Amount, parse, read
from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import any_of, letters

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")

#: What a sum begins with: a sign ($ with the letters of its country before it) or the three letters of a currency.
SIGNS = "$" + _letters("money_sign")
SIGN = rf"(?:(?<![A-Za-z])[A-Z]{{1,3}})?\$|[{_letters('money_sign')}]|(?<![A-Za-z]){_any_of('money_code')}"
_SIGNED = re.compile(
    rf"({SIGN}) ?(\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,4}})?|\d{{1,15}}(?:\.\d{{1,4}})?)(?![\d.]?\d)([万亿]{{0,2}})"
)
_TO = re.compile(rf"(?:[—–～~-]|至|到)(?:{SIGN})?(\d{{1,15}}(?:\.\d{{1,4}})?)([万亿]{{0,2}})")

_FORMAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
#: The numerals of cheques before 元; what begins with one of them is tried.
FORMAL = rf"[壹贰叁肆伍陆柒捌玖拾佰仟][{_FORMAL}]{{0,24}}(?=[元圆])"
_CHEQUE = re.compile(rf"({FORMAL})[元圆](?:([壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?([整正]?)")
_PLACES = re.compile("[拾佰仟万亿]")


def signed_sum(text: str, at: int) -> Quantity | None:
    """￥300, HK$1200万, RMB 5000元, €20至30: the unit is the sign, unless a unit is printed behind the number."""
    match = _SIGNED.match(text, at)
    amount = read(match.group(2) + match.group(3)) if match else None
    if match is None or amount is None:
        return None
    sign, end, run = match.group(1), match.end(), text[at : match.end()]
    other = _TO.match(text, end)
    if other:
        multiplier = match.group(3) or other.group(2)
        low, high = read(match.group(2) + multiplier), read(other.group(1) + other.group(2))
        if low and high and low.low < high.high:
            amount, end = Amount(None, low.low, high.high, high.step), other.end()
    unit = unit_at(text, end)
    if kind_of(unit) == "money":
        end += len(unit)
    else:
        unit = sign
    return closed(text, at, made(at, end, amount, unit, "money", "signed_sum", run))


def formal_sum(text: str, at: int) -> Quantity | None:
    """壹佰元, 贰万叁仟元整, 叁拾元伍角: as on a cheque. A single digit (伍元) only with 整 behind or 人民币 before it."""
    match = _CHEQUE.match(text, at)
    amount = read(match.group(1)) if match else None
    if match is None or amount is None or amount.value is None:
        return None
    if not (_PLACES.search(match.group(1)) or match.group(4) or text.startswith("人民币", max(0, at - 3))):
        return None
    for digit, parts in ((match.group(2), 10), (match.group(3), 100)):
        if digit:
            amount = plus(amount, Fraction(parse(digit)) / parts, 1)
    return closed(text, at, made(at, match.end(), amount, "元", "money", "formal_sum", match.group(1)))


#: 港币500万元, 美元（约）3亿: the currency is told before the number, and 元 alone would be taken for the home currency.
#: Not a rate of exchange (人民币兑美元6.35元).
_CURRENCY = re.compile(f"(?<![兑对])(?:{_any_of('currency_before')})(?=[约近超逾]?$)")


def in_its_currency(text: str, quantity: Quantity) -> Quantity:
    """The sum with the currency that stands right before it as its unit; any other quantity as it is."""
    bare = quantity.unit == "" and quantity.run[-1:] in ("万", "亿")
    if not bare and (quantity.kind != "money" or quantity.unit != "元"):
        return quantity
    found = _CURRENCY.search(text, max(0, quantity.core - 6), quantity.core)
    if not found:
        return quantity
    return replace(quantity, start=min(found.start(), quantity.start), unit=found.group(), kind="money")
